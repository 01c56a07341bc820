"""Access tokens for scripts and partner systems: a role, a principal, an end, and only the secret's digest kept.

A token of a user works in that user's name and never does more than the user may. One of the office
(`principal` "office") or of the public works in its own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crm.access import ROLES, Role, Viewer, principals_of, require
from crm.accounts.passwords import digest_of, new_secret
from crm.accounts.users import HIDDEN, checked_name, checked_role, get_user
from crm.errors import InvalidData, NotAllowed, NotFound, translated
from crm.identity import slug
from crm.moments import moment, stamp
from graph.records import OFFICE, PUBLIC, Node
from graph.store import Query, Store, Where

_SCHEME = "ra_"


@dataclass(frozen=True)
class NewToken:
    """What a token is for. `principal`: "user:<id>", "office" or "public"; without `expires` it lasts."""

    name: str
    role: Role
    principal: str
    expires: datetime | None = None


@dataclass(frozen=True)
class Token:
    """A token as the list shows it."""

    id: str
    name: str
    role: Role
    principal: str
    created: datetime
    expires: datetime | None
    revoked: bool


def make_token(store: Store, viewer: Viewer, new: NewToken, now: datetime) -> tuple[Token, str]:
    """The token and its secret, which is shown this once. Raises NotAllowed, NotFound, InvalidData.

    Administrators make any, of the public only to read; others make their own, with no more than their role.
    """
    _check_may_make(viewer, new)
    secret = _SCHEME + new_secret()
    node = _node(store, new, digest_of(secret), now)
    with translated(), store.transaction(viewer.id) as tx:
        if new.principal.startswith("user:"):
            get_user(tx, new.principal.removeprefix("user:"))
        [saved] = tx.put_nodes([node])
    return _token(saved), secret


def _check_may_make(viewer: Viewer, new: NewToken) -> None:
    if new.principal not in {PUBLIC, OFFICE} and not new.principal.startswith("user:"):
        raise InvalidData.of("principal", "unknown_choice", value=new.principal[:80])
    checked_role(new.role)
    if new.principal == PUBLIC and new.role != "reader":  # it would write beside what it cannot see
        raise InvalidData.of("role", "unknown_choice", value=new.role)
    own = new.principal == f"user:{viewer.id}"
    if not own or ROLES.index(new.role) > ROLES.index(viewer.role):
        require(viewer, "administer")


def _node(store: Store, new: NewToken, digest: str, now: datetime) -> Node:
    name = checked_name(new.name)
    if new.expires is not None and new.expires <= now:
        raise InvalidData.of("expires", "not_a_date")
    return Node(_free_id(store, name), ("Token",), {}, HIDDEN).with_properties(
        name=name,
        role=new.role,
        user=new.principal,
        digest=digest,
        created=stamp(now),
        expires=stamp(new.expires) if new.expires else None,
        revoked=False,
    )


def _free_id(store: Store, name: str) -> str:
    base, number = f"token-{slug(name, 'llave', 50)}", 1
    id = base
    while store.get([id]) or store.changes(of=[id], limit=1):
        number += 1
        id = f"{base}-{number}"
    return id


def token_viewer(store: Store, secret: str, now: datetime) -> Viewer | None:
    """Whose token it is, or None when it is unknown, revoked, over, or its user was disabled."""
    if not secret.startswith(_SCHEME):
        return None
    query = Query("Token", where=(Where("digest", "=", digest_of(secret)),), limit=1, total=False)
    found: Sequence[Node] = store.find(query).items
    token = _token(found[0]) if found else None
    if token is None or token.revoked or (token.expires and token.expires <= now):
        return None
    return _viewer(store, token)


def _viewer(store: Store, token: Token) -> Viewer | None:
    if not token.principal.startswith("user:"):
        seen = frozenset({PUBLIC, token.principal})
        return Viewer(token.id, token.name, token.role, seen)
    try:
        user = get_user(store, token.principal.removeprefix("user:"))
    except NotFound:
        return None
    role = min(token.role, user.role, key=ROLES.index)
    return None if user.disabled else Viewer(user.id, user.name, role, principals_of(user.id))


def list_tokens(store: Store, viewer: Viewer) -> list[Token]:
    """All tokens for an administrator, one's own for others, by name."""
    mine = () if viewer.may("administer") else (Where("user", "=", f"user:{viewer.id}"),)
    items = store.find(Query("Token", where=mine, limit=1000, total=False)).items
    return sorted((_token(node) for node in items), key=lambda token: (token.name.casefold(), token.id))


def revoke_token(store: Store, viewer: Viewer, id: str) -> Token:
    """Ends a token for good; it stays in the list and in the log. Raises NotFound, NotAllowed."""
    with translated(), store.transaction(viewer.id) as tx:
        node = tx.get([id]).get(id)
        if node is None or node.root != "Token":
            raise NotFound("token", id)
        if node.get("user") != f"user:{viewer.id}" and not viewer.may("administer"):
            raise NotAllowed("administer", viewer.role)
        [saved] = tx.put_nodes([replace(node, properties={**node.properties, "revoked": True})])
    return _token(saved)


def _token(node: Node) -> Token:
    expires = node.get("expires")
    return Token(
        node.id,
        node.get("name"),
        node.get("role"),
        node.get("user"),
        moment(node.get("created")),
        moment(expires) if expires else None,
        node.get("revoked"),
    )
