"""One-time links by which a person makes an account of a given role. Only the digest of the link's secret is kept.

The link of the first run makes an administrator, and only while there is no account at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crm.access import SYSTEM, Role, Viewer, require
from crm.accounts.new_accounts import add_account, new_account
from crm.accounts.passwords import digest_of, hash_password, new_secret
from crm.accounts.users import HIDDEN, NewUser, User, checked_role
from crm.errors import InvalidData, translated
from crm.moments import moment, stamp
from graph.errors import Conflict, MissingRecord
from graph.records import Node
from graph.store import Query, Store, Transaction

LONGEST = timedelta(days=30)
# Made with the first account and never again: two requests at once cannot both make it.
_FIRST_RUN = Node("first-account", ("Setting",), {}, HIDDEN)


@dataclass(frozen=True)
class Invitation:
    """An open invitation, for the list where it can be taken back. `id` tells nothing of the link."""

    id: str
    role: Role
    by: str
    note: str
    expires: datetime


def first_user_needed(store: Store) -> bool:
    """Whether nobody has an account yet."""
    return not store.find(Query("User", limit=1, total=False)).items


def make_first_invitation(store: Store, now: datetime, hours: float = 24) -> str:
    """The secret of a link that makes the first administrator. Raises InvalidData when there is an account."""
    if not first_user_needed(store):
        raise InvalidData.of("", "first_user_exists")
    return _invite(store, SYSTEM, {"role": "administrator", "first": True, "note": ""}, (now, hours))


def make_invitation(store: Store, viewer: Viewer, role: Role, hours: float = 72, note: str = "") -> str:
    """The secret of a one-time link that makes an account of that role. `hours` from now, at most 30 days.

    Raises NotAllowed, InvalidData.
    """
    require(viewer, "administer")
    kept = {"role": checked_role(role), "first": False, "note": note.strip()[:200]}
    return _invite(store, viewer, kept, (datetime.now(UTC), hours))


def _invite(
    store: Store, viewer: Viewer, kept: dict[str, str | bool], lasting: tuple[datetime, float]
) -> str:
    now, hours = lasting
    if not 0 < hours <= LONGEST.total_seconds() / 3600:
        raise InvalidData.of("hours", "too_big" if hours > 0 else "too_small", limit=720 if hours > 0 else 1)
    secret = new_secret()
    node = Node(_id(secret), ("Invitation",), {}, HIDDEN).with_properties(
        **kept, digest=digest_of(secret), by=viewer.id, expires=stamp(now + timedelta(hours=hours))
    )
    with translated(), store.transaction(viewer.id) as tx:
        tx.put_nodes([node])
    return secret


def read_invitation(store: Store, secret: str, now: datetime) -> Invitation:
    """The invitation of a link, to greet the person. Raises InvalidData when it is void."""
    return _invitation(_valid(store, secret, now))


def list_invitations(store: Store, viewer: Viewer, now: datetime) -> list[Invitation]:
    """The open invitations, the next to expire first. Raises NotAllowed."""
    require(viewer, "administer")
    items = store.find(Query("Invitation", limit=500, total=False)).items
    invitations = [_invitation(node) for node in items if moment(node.get("expires")) > now]
    return sorted(invitations, key=lambda invitation: invitation.expires)


def revoke_invitation(store: Store, viewer: Viewer, id: str) -> None:
    """Takes an invitation back; one that is gone already is no error. Raises NotAllowed."""
    require(viewer, "administer")
    with translated(), store.transaction(viewer.id) as tx:
        node = tx.get([id]).get(id)
        if node is not None and node.root == "Invitation":
            tx.delete_nodes([id])


def accept_invitation(store: Store, secret: str, new: NewUser, now: datetime) -> User:
    """Makes the account and uses the invitation up, both or neither. Raises InvalidData."""
    invitation = _valid(store, secret, now)
    user = new_account(store, new, invitation.get("role"), now)
    hashed = hash_password(new.password)
    with translated(), store.transaction(user.id) as tx:
        _use_up(tx, invitation)
        return add_account(tx, user, hashed)


def _use_up(tx: Transaction, invitation: Node) -> None:
    try:
        tx.delete_nodes([invitation.id])
    except MissingRecord as error:
        raise InvalidData.of("", "invitation_void") from error
    if invitation.get("first"):
        _claim_first(tx)


def _claim_first(tx: Transaction) -> None:
    try:
        tx.put_nodes([_FIRST_RUN])
    except Conflict as error:
        raise InvalidData.of("", "first_user_exists") from error


def _valid(store: Store, secret: str, now: datetime) -> Node:
    node = store.get([_id(secret)]).get(_id(secret)) if secret else None
    if node is None or moment(node.get("expires")) <= now:
        raise InvalidData.of("", "invitation_void")
    if node.get("first") and not first_user_needed(store):
        raise InvalidData.of("", "first_user_exists")
    return node


def _id(secret: str) -> str:
    return f"invitation-{digest_of(secret)}"


def _invitation(node: Node) -> Invitation:
    return Invitation(
        node.id, node.get("role"), node.get("by"), node.get("note", ""), moment(node.get("expires"))
    )
