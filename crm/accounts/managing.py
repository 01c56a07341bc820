"""Accounts: making them, logging in, roles, passwords, disabling. The door to users, invitations, sessions, tokens.

    make_first_invitation -> link -> accept_invitation -> authenticate -> open_session -> session_viewer

Every function takes the full store: accounts are in no viewer's view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm.access import Role, Viewer, require
from crm.accounts.invitations import (
    Invitation,
    accept_invitation,
    first_user_needed,
    list_invitations,
    make_first_invitation,
    make_invitation,
    read_invitation,
    revoke_invitation,
)
from crm.accounts.logins import authenticate, change_password, reset_password
from crm.accounts.new_accounts import create_user
from crm.accounts.sessions import (
    Session,
    close_all_sessions,
    close_session,
    end_session,
    list_sessions,
    open_session,
    session_viewer,
)
from crm.accounts.tokens import NewToken, Token, list_tokens, make_token, revoke_token, token_viewer
from crm.accounts.users import (
    NewUser,
    User,
    checked_language,
    checked_name,
    checked_role,
    find_user,
    get_user,
    list_users,
    names_of,
    node_of_user,
    user_of,
)
from crm.errors import InvalidData, translated
from graph.store import Query, Store, Transaction, Where

__all__ = [
    "Invitation",
    "NewToken",
    "NewUser",
    "Profile",
    "Session",
    "Token",
    "User",
    "accept_invitation",
    "authenticate",
    "change_password",
    "close_all_sessions",
    "close_session",
    "create_user",
    "disable_user",
    "enable_user",
    "end_session",
    "find_user",
    "first_user_needed",
    "get_user",
    "list_invitations",
    "list_sessions",
    "list_tokens",
    "list_users",
    "make_first_invitation",
    "make_invitation",
    "make_token",
    "names_of",
    "open_session",
    "read_invitation",
    "reset_password",
    "revoke_invitation",
    "revoke_token",
    "session_viewer",
    "set_role",
    "token_viewer",
    "update_profile",
]


@dataclass(frozen=True)
class Profile:
    """What a person may change of their own account; None leaves it as it is."""

    name: str | None = None
    language: str | None = None
    preferences: Mapping[str, Any] | None = None


def set_role(store: Store, viewer: Viewer, id: str, role: Role) -> User:
    """Gives a user another role. Raises NotAllowed, NotFound, InvalidData for the last administrator."""
    require(viewer, "administer")
    return _change(store, viewer, id, role=checked_role(role))


def disable_user(store: Store, viewer: Viewer, id: str) -> User:
    """Ends a user's access at once; what they did stays. Raises NotAllowed, NotFound, InvalidData for the last one."""
    require(viewer, "administer")
    user = _change(store, viewer, id, disabled=True)
    close_all_sessions(store, id)
    return user


def enable_user(store: Store, viewer: Viewer, id: str) -> User:
    """Lets a disabled user in again. Raises NotAllowed, NotFound."""
    require(viewer, "administer")
    return _change(store, viewer, id, disabled=False)


def update_profile(store: Store, viewer: Viewer, profile: Profile) -> User:
    """Changes one's own name, language or preferences. Raises NotFound, InvalidData."""
    changes: dict[str, Any] = {}
    if profile.name is not None:
        changes["name"] = checked_name(profile.name)
    if profile.language is not None:
        changes["language"] = checked_language(profile.language)
    if profile.preferences is not None:
        changes["preferences"] = dict(profile.preferences)
    return _change(store, viewer, viewer.id, **changes)


def _change(store: Store, viewer: Viewer, id: str, **changes: Any) -> User:
    others = _administrators(store) - {id}
    with translated(), store.transaction(viewer.id) as tx:
        user = get_user(tx, id)
        changed = replace(user, **changes)
        if _governs(user) and not _governs(changed):
            _refuse_last(tx, others)
        [saved] = tx.put_nodes([node_of_user(changed)])
    return user_of(saved)


def _governs(user: User) -> bool:
    return user.role == "administrator" and not user.disabled


def _administrators(store: Store) -> set[str]:
    where = (Where("role", "=", "administrator"), Where("disabled", "=", False))
    return {node.id for node in store.find(Query("User", where=where, limit=1000, total=False)).items}


def _refuse_last(tx: Transaction, others: set[str]) -> None:
    """Looks again inside the transaction: two administrators may be demoting each other at this very moment."""
    if not any(_governs(user_of(node)) for node in tx.get(others).values()):
        raise InvalidData.of("role", "last_administrator")
