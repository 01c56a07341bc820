"""Log-ins that last: one record a session, found by the digest of the secret in the browser's cookie.

A session ends by logging out, after some idle hours, at its last day at the latest, when the password changes or
when the user is disabled. The role is the user's of this moment, never the one of the log-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crm.access import SYSTEM, Viewer
from crm.accounts.passwords import digest_of, new_secret
from crm.accounts.users import HIDDEN, get_user, user_of
from crm.moments import moment, stamp
from graph.errors import Conflict, MissingRecord
from graph.records import Node
from graph.store import Query, Store, Where

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
# Writing at every request that a session was seen would make every page a write.
_TOUCHED_EVERY = timedelta(minutes=10)
_SWEPT_AT_ONCE = 50


@dataclass(frozen=True)
class Session:
    """An open log-in, for the list where a person ends those of lost devices. `id` tells nothing of the secret."""

    id: str
    user: str
    opened: datetime
    seen: datetime
    device: str


def open_session(store: Store, user: str, now: datetime, previous: str = "", device: str = "") -> str:
    """The secret of a new session, for the cookie. The session the browser had before (`previous`) ends with it."""
    secret = new_secret()
    ended = _expired(store, now) | ({_id(previous)} if previous else set())
    with store.transaction(SYSTEM.id) as tx:
        get_user(tx, user)
        node = Node(_id(secret), ("Session",), {}, HIDDEN).with_properties(
            user=user, opened=stamp(now), seen=stamp(now), expires=_expiry(now, now), device=device[:200]
        )
        tx.put_nodes([node])
        there = tx.get(ended)
        if there:
            tx.delete_nodes(list(there))
    return secret


def session_viewer(store: Store, secret: str, now: datetime, *, touch: bool = True) -> Viewer | None:
    """Whose session it is, or None when it is over, unknown, or its user was disabled.

    `touch` says that a person did something: without it the idle hours go on.
    """
    node = store.get([_id(secret)]).get(_id(secret)) if secret else None
    if node is None or moment(node.get("expires")) <= now:
        return None
    user = store.get([node.get("user")]).get(node.get("user"))
    if user is None or user.root != "User" or user.get("disabled"):
        return None
    if touch and now - moment(node.get("seen")) >= _TOUCHED_EVERY:
        _touch(store, node, now)
    return user_of(user).viewer


def _touch(store: Store, node: Node, now: datetime) -> None:
    seen = node.with_properties(seen=stamp(now), expires=_expiry(moment(node.get("opened")), now))
    try:
        with store.transaction(SYSTEM.id) as tx:
            tx.put_nodes([seen])
    except Conflict:  # another request of the same browser did it, or the session was just ended
        return


def close_session(store: Store, secret: str) -> None:
    """Logs out. A session that is over already is no error."""
    _delete(store, [_id(secret)])


def end_session(store: Store, user: str, id: str) -> None:
    """Ends one of the user's own sessions, chosen from list_sessions."""
    _delete(store, [session.id for session in list_sessions(store, user) if session.id == id])


def close_all_sessions(store: Store, user: str, keep: str = "") -> int:
    """Logs the user out everywhere but in the session with the secret `keep`; gives how many were ended."""
    kept = _id(keep) if keep else ""
    ids = [session.id for session in list_sessions(store, user) if session.id != kept]
    _delete(store, ids)
    return len(ids)


def list_sessions(store: Store, user: str) -> list[Session]:
    """The user's sessions, the latest seen first."""
    page = store.find(Query("Session", where=(Where("user", "=", user),), limit=1000, total=False))
    sessions = [
        Session(n.id, user, moment(n.get("opened")), moment(n.get("seen")), n.get("device", ""))
        for n in page.items
    ]
    return sorted(sessions, key=lambda session: session.seen, reverse=True)


def _id(secret: str) -> str:
    return f"session-{digest_of(secret)}"


def _expiry(opened: datetime, seen: datetime) -> str:
    return stamp(min(opened + LONGEST, seen + IDLE))


def _expired(store: Store, now: datetime) -> set[str]:
    over = Where("expires", "<=", stamp(now))
    return {
        node.id
        for node in store.find(Query("Session", where=(over,), limit=_SWEPT_AT_ONCE, total=False)).items
    }


def _delete(store: Store, ids: list[str]) -> None:
    try:
        with store.transaction(SYSTEM.id) as tx:
            there = list(tx.get(ids))
            if there:
                tx.delete_nodes(there)
    except MissingRecord:  # ended by another request in the same instant
        return
