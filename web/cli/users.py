"""`user`: the accounts of people."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from web.cli.failures import Refusal
from web.cli.invocation import Invocation
from web.cli.output import emit, table
from web.cli.parts import Group, WholeNumber, argument, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.access import Role
    from crm.accounts.managing import User
    from graph.store import Store

ROLES = ("reader", "editor", "administrator")
NAMES = ("add", "list", "role", "disable", "enable", "reset", "invite")
user = Group("user", {name: f"web.cli.users:{name}_user" for name in NAMES}, help="command.user")


def found(store: Store, login: str) -> User:
    """The account of that user name or id. Raises Refusal."""
    from crm.accounts.managing import find_user, get_user
    from crm.errors import NotFound

    try:
        return find_user(store, login) or get_user(store, login)
    except NotFound:
        raise Refusal("user.unknown", login=login) from None


def described(one: User) -> dict[str, Any]:
    """An account as JSON shows it."""
    names = ("id", "login", "name", "role", "disabled", "language")
    return {name: getattr(one, name) for name in names}


def role_name(role: str) -> str:
    """A role as people say it."""
    from crm.messages import say as say_rule

    return say_rule(f"role.{role}", language())


def read_password() -> str:
    """A password typed twice, or the first line of standard input when that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    ask = say("user.password")
    return str(click.prompt(ask, hide_input=True, confirmation_prompt=say("user.password_again"), err=True))


@command("user_add")
@argument("login", metavar="metavar.login", help="argument.login")
@option("--name", metavar="metavar.text")
@option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@pass_invocation
def add_user(app: Invocation, login: str, name: str | None, role: Role) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import NewUser, create_user

    with app.store() as store:
        new = NewUser(login, name or login, read_password())
        made = create_user(store, SYSTEM, new, role)
    emit(app, described(made), [say("user.added", login=made.login, role=role_name(made.role))])


@command("user_list")
@pass_invocation
def list_user(app: Invocation) -> None:
    from crm.accounts.managing import list_users

    with app.store() as store:
        users = [described(one) for one in list_users(store)]
    rows = [
        (u["login"], u["name"], role_name(u["role"]), say("user.is_disabled") if u["disabled"] else "")
        for u in users
    ]
    emit(app, {"users": users}, table(rows) if rows else [say("user.none")])


@command("user_role")
@argument("login", metavar="metavar.login", help="argument.login")
@argument("role", type=click.Choice(ROLES), help="argument.role")
@pass_invocation
def role_user(app: Invocation, login: str, role: Role) -> None:
    from crm.accounts.managing import set_role

    _change(app, login, "user.changed", lambda store, viewer, id: set_role(store, viewer, id, role))


@command("user_disable")
@argument("login", metavar="metavar.login", help="argument.login")
@pass_invocation
def disable_user(app: Invocation, login: str) -> None:
    from crm.accounts.managing import disable_user

    _change(app, login, "user.disabled", disable_user)


@command("user_enable")
@argument("login", metavar="metavar.login", help="argument.login")
@pass_invocation
def enable_user(app: Invocation, login: str) -> None:
    from crm.accounts.managing import enable_user

    _change(app, login, "user.changed", enable_user)


def _change(app: Invocation, login: str, key: str, change: Any) -> None:
    from crm.access import SYSTEM

    with app.store() as store:
        changed: User = change(store, SYSTEM, found(store, login).id)
    emit(app, described(changed), [say(key, login=changed.login, role=role_name(changed.role))])


@command("user_reset")
@argument("login", metavar="metavar.login", help="argument.login")
@pass_invocation
def reset_user(app: Invocation, login: str) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import reset_password

    with app.store() as store:
        one = found(store, login)
        reset_password(store, SYSTEM, one.id, read_password())
    emit(app, described(one), [say("user.reset", login=one.login)])


@command("user_invite")
@option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@option("--hours", type=WholeNumber(1, 720), default=72, show_default=True, metavar="metavar.number")
@option("--note", default="", metavar="metavar.text")
@pass_invocation
def invite_user(app: Invocation, role: Role, hours: int, note: str) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import first_user_needed, make_first_invitation, make_invitation

    with app.store() as store:
        if first_user_needed(store):
            role, secret = "administrator", make_first_invitation(store, datetime.now(UTC), hours)
        else:
            secret = make_invitation(store, SYSTEM, role, hours, note)
    link = f"{_address(app)}/bienvenida/{secret}"
    emit(
        app,
        {"link": link, "role": role, "hours": hours},
        [say("user.invited", role=role_name(role), hours=hours), link],
    )


def _address(app: Invocation) -> str:
    from web.serving import address

    return address(app.config)
