"""Logging in and changing passwords, with guessing made slow and unknown logins made indistinguishable."""

from __future__ import annotations

from datetime import UTC, datetime

from crm.access import Viewer, require
from crm.accounts.lockout import count_attempt, forgive
from crm.accounts.passwords import LONGEST, check_password, hash_password, is_outdated, verify_password
from crm.accounts.sessions import close_all_sessions
from crm.accounts.users import credential_of, find_user, get_user, put_credential
from crm.errors import BadCredentials, translated
from graph.store import Store


def authenticate(store: Store, login: str, password: str, now: datetime, origin: str = "") -> Viewer:
    """Who logs in. Raises BadCredentials, TooManyAttempts.

    `origin` is the address the request comes from. An unknown or disabled login takes the same time and gives the
    same answer as a wrong password.
    """
    count_attempt(store, login, origin, now)
    user = find_user(store, login)
    kept = credential_of(store, user.id if user else None)
    matches = len(password) <= LONGEST and verify_password(kept, password)
    if not matches or user is None or kept is None or user.disabled:
        raise BadCredentials
    forgive(store, login, origin, now)
    if is_outdated(kept):
        _keep_password(store, user.viewer, user.id, password)
    return user.viewer


def change_password(store: Store, viewer: Viewer, current: str, new: str, now: datetime) -> None:
    """Changes one's own password and logs out everywhere. Raises BadCredentials, TooManyAttempts, InvalidData."""
    user = get_user(store, viewer.id)
    count_attempt(store, user.login, "", now)
    if not verify_password(credential_of(store, user.id), current):
        raise BadCredentials
    check_password(new, user.login, user.name)
    forgive(store, user.login, "", now)
    _keep_password(store, viewer, user.id, new)
    close_all_sessions(store, user.id)


def reset_password(store: Store, viewer: Viewer, id: str, new: str) -> None:
    """Gives a user a new password, ends the waits and all sessions. Raises NotAllowed, NotFound, InvalidData."""
    require(viewer, "administer")
    user = get_user(store, id)
    check_password(new, user.login, user.name)
    _keep_password(store, viewer, id, new)
    forgive(store, user.login, "", datetime.now(UTC))
    close_all_sessions(store, id)


def _keep_password(store: Store, viewer: Viewer, user: str, password: str) -> None:
    hashed = hash_password(password)
    with translated(), store.transaction(viewer.id) as tx:
        put_credential(tx, user, hashed)
