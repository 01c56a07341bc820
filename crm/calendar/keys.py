"""The secret address of a person's calendar: made, renewed and taken back by that person; only its digest is kept.

(:CalendarKey {user, digest, parts, mine, made})        one a user, internal
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from crm.access import Viewer
from crm.accounts.passwords import digest_of, new_secret
from crm.accounts.users import HIDDEN, User, get_user
from crm.errors import InvalidData, NotFound, translated
from crm.moments import moment, stamp
from graph.records import Node
from graph.store import Query, Store, Where

Part = Literal["interactions", "commitments", "cold"]
PARTS: tuple[Part, ...] = get_args(Part)
_LABEL = "CalendarKey"
_LONGEST = 100


@dataclass(frozen=True)
class Choice:
    """What a calendar shows: which parts, and whether only what is one's own."""

    parts: Collection[str] = PARTS
    mine: bool = False


@dataclass(frozen=True)
class CalendarKey:
    """A calendar's key as the settings show it."""

    user: str
    choice: Choice
    made: datetime


def make_key(store: Store, viewer: Viewer, choice: Choice, now: datetime) -> tuple[CalendarKey, str]:
    """One's own key and its secret, shown this once; the address before it, if there was one, ends.

    Raises NotFound for who has no account (a token), InvalidData for parts that there are not.
    """
    parts = [part for part in PARTS if part in choice.parts]
    if not parts or set(choice.parts) - set(PARTS):
        raise InvalidData.of("parts", "required" if not choice.parts else "unknown_choice", value="")
    secret = new_secret()
    with translated(), store.transaction(viewer.id) as tx:
        get_user(tx, viewer.id)
        before = tx.get([_id(viewer.id)]).get(_id(viewer.id))
        node = Node(_id(viewer.id), (_LABEL,), {}, HIDDEN, before.version if before else 0).with_properties(
            user=viewer.id, digest=digest_of(secret), parts=parts, mine=choice.mine, made=stamp(now)
        )
        [saved] = tx.put_nodes([node])
    return _key(saved), secret


def _id(user: str) -> str:
    return f"calendar-{user}"[:80]


def revoke_key(store: Store, viewer: Viewer) -> None:
    """Ends one's own address at once; nothing when there is none."""
    with translated(), store.transaction(viewer.id) as tx:
        if tx.get([_id(viewer.id)]):
            tx.delete_nodes([_id(viewer.id)])


def key_of(store: Store, user: str) -> CalendarKey | None:
    """A user's key, None when there is none."""
    node = store.get([_id(user)]).get(_id(user))
    return _key(node) if node else None


def who_reads(store: Store, secret: str) -> tuple[User, CalendarKey] | None:
    """Whose calendar the secret opens; None when it opens none, or its user was disabled."""
    if not 20 <= len(secret) <= _LONGEST:
        return None
    query = Query(_LABEL, where=(Where("digest", "=", digest_of(secret)),), limit=1, total=False)
    found = store.find(query).items
    if not found:
        return None
    try:
        user = get_user(store, found[0].get("user"))
    except NotFound:
        return None
    return None if user.disabled else (user, _key(found[0]))


def _key(node: Node) -> CalendarKey:
    choice = Choice(tuple(node.get("parts", PARTS)), node.get("mine", False))
    return CalendarKey(node.get("user"), choice, moment(node.get("made")))
