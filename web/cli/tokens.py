"""`token`: the keys that programs use in place of a password."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from web.cli.invocation import Invocation
from web.cli.output import emit, table
from web.cli.parts import Group, argument, command, option, pass_invocation
from web.cli.texts import say
from web.cli.users import ROLES, found, role_name

if TYPE_CHECKING:
    from crm.accounts.managing import Token
    from graph.store import Store

NAMES = ("add", "list", "revoke")
token = Group("token", {name: f"web.cli.tokens:{name}_token" for name in NAMES}, help="command.token")


def described(one: Token) -> dict[str, Any]:
    """A token as JSON shows it; the secret is not in it."""
    names = ("id", "name", "role", "principal", "created", "expires", "revoked")
    return {name: getattr(one, name) for name in names}


@command("token_add")
@argument("name", metavar="metavar.text", help="argument.token_name")
@option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@option("--for", "whose", default="office", show_default=True, metavar="metavar.principal")
@option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="metavar.day")
@pass_invocation
def add_token(app: Invocation, name: str, role: Any, whose: str, until: datetime | None) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import NewToken, make_token

    with app.store() as store:
        last = _end_of(until.date(), app.config.time_zone) if until else None
        new = NewToken(name, role, _principal(store, whose), last)
        made, secret = make_token(store, SYSTEM, new, datetime.now(UTC))
    emit(app, {**described(made), "secret": secret}, [say("token.added", id=made.id), secret])


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def _principal(store: Store, whose: str) -> str:
    return whose if whose in {"office", "public"} else f"user:{found(store, whose).id}"


@command("token_list")
@pass_invocation
def list_token(app: Invocation) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import list_tokens

    with app.store() as store:
        tokens = [described(one) for one in list_tokens(store, SYSTEM)]
    rows = [(t["id"], t["name"], role_name(t["role"]), t["principal"], _state(t)) for t in tokens]
    emit(app, {"tokens": tokens}, table(rows) if rows else [say("token.none")])


def _state(one: dict[str, Any]) -> str:
    if one["revoked"]:
        return say("token.is_revoked")
    return say("token.until", day=one["expires"].date()) if one["expires"] else ""


@command("token_revoke")
@argument("token_id", metavar="metavar.id", help="argument.token")
@pass_invocation
def revoke_token(app: Invocation, token_id: str) -> None:
    from crm.access import SYSTEM
    from crm.accounts.managing import revoke_token as end_token

    with app.store() as store:
        ended = end_token(store, SYSTEM, token_id)
    emit(app, described(ended), [say("token.revoked", id=ended.id)])
