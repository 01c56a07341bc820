"""Users as nodes of an internal label, their password hash in a node apart that the change log never sees.

    (:User {login, name, role, language, preferences, disabled})        (:Credential {hash})

Nothing outside the accounts' modules reads them: their audience is a principal that no viewer has.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast, get_args

from crm.access import Role, Viewer, principals_of
from crm.errors import InvalidData, NotFound
from crm.identity import slug
from crm.messages import LANGUAGES, Language
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

HIDDEN = ("system",)
_LOGIN = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff]{3,120}")
_LONGEST_NAME = 120
_LONGEST_PREFERENCES = 20_000


@dataclass(frozen=True)
class User:
    """A person with an account. `preferences` is JSON the pages keep for it; `id` is the author in the log.

    `person` is the actor that the account's person is, so that commitments can be one's own.
    """

    id: str
    login: str
    name: str
    role: Role
    disabled: bool = False
    language: Language = "es"
    preferences: Mapping[str, Any] = field(default_factory=dict)
    created: datetime | None = None
    version: int = 0
    person: str | None = None

    @property
    def viewer(self) -> Viewer:
        """The user at work."""
        return Viewer(self.id, self.name, self.role, principals_of(self.id))


@dataclass(frozen=True)
class NewUser:
    """What a person gives to get an account. Its role comes from the invitation or the administrator."""

    login: str
    name: str
    password: str = field(repr=False)
    language: Language = "es"


def folded_login(login: str) -> str:
    """The login as it is kept: the same whatever the case and the keyboard. Raises InvalidData."""
    folded = unicodedata.normalize("NFKC", login).strip().casefold()
    if not _LOGIN.fullmatch(folded):
        raise InvalidData.of("login", "bad_login")
    return folded


def checked_name(name: str) -> str:
    """A person's name, trimmed. Raises InvalidData."""
    trimmed = " ".join(name.split())
    if not trimmed:
        raise InvalidData.of("name", "required")
    if len(trimmed) > _LONGEST_NAME:
        raise InvalidData.of("name", "too_long", limit=_LONGEST_NAME)
    return trimmed


def checked_role(role: str) -> Role:
    """One of the three roles. Raises InvalidData."""
    if role not in get_args(Role):
        raise InvalidData.of("role", "unknown_choice", value=role[:80])
    return cast("Role", role)


def checked_language(language: str) -> Language:
    """One of the two languages. Raises InvalidData."""
    if language not in LANGUAGES:
        raise InvalidData.of("language", "unknown_choice", value=language[:80])
    return language


def user_of(node: Node) -> User:
    """The user that a node keeps."""
    return User(
        id=node.id,
        login=node.get("login"),
        name=node.get("name"),
        role=node.get("role"),
        disabled=node.get("disabled"),
        language=node.get("language"),
        preferences=json.loads(node.get("preferences", "{}")),
        created=node.get("created"),
        version=node.version,
        person=node.get("person"),
    )


def node_of_user(user: User) -> Node:
    """The node that keeps a user. Raises InvalidData when the preferences are too many."""
    preferences = json.dumps(dict(user.preferences), ensure_ascii=False, sort_keys=True)
    if len(preferences) > _LONGEST_PREFERENCES:
        raise InvalidData.of("preferences", "too_long", limit=_LONGEST_PREFERENCES)
    node = Node(user.id, ("User",), {}, HIDDEN, user.version)
    return node.with_properties(
        login=user.login,
        name=user.name,
        role=user.role,
        disabled=user.disabled,
        language=user.language,
        preferences=preferences,
        created=user.created,
        person=user.person,
    )


def get_user(reader: Store | Transaction, id: str) -> User:
    """The user of that id, disabled or not. Raises NotFound."""
    node = reader.get([id]).get(id)
    if node is None or node.root != "User":
        raise NotFound("user", id)
    return user_of(node)


def find_user(store: Store, login: str) -> User | None:
    """The user of that login, however it is written, or None."""
    try:
        folded = folded_login(login)
    except InvalidData:
        return None
    page = store.find(Query("User", where=(Where("login", "=", folded),), limit=1, total=False))
    return user_of(page.items[0]) if page.items else None


def list_users(store: Store) -> list[User]:
    """Every account, by login."""
    users: list[User] = []
    after = None
    while True:
        page = store.find(Query("User", order=(("login", False),), limit=200, after=after, total=False))
        users += [user_of(node) for node in page.items]
        after = page.next
        if after is None:
            return users


def names_of(store: Store, ids: Collection[str]) -> dict[str, str]:
    """The names behind the authors of changes; ids that are no user are left out."""
    return {id: node.get("name") for id, node in store.get(set(ids)).items() if node.root == "User"}


def free_user_id(store: Store, name: str) -> str:
    """An id for a new user that no record has or ever had: u-ana-perez, then u-ana-perez-2."""
    base, number = f"u-{slug(name, 'cuenta', 50)}", 1
    id = base
    while store.get([id]) or store.changes(of=[id], limit=1):
        number += 1
        id = f"{base}-{number}"
    return id


def credential_id(user: str) -> str:
    """The id of the node with the user's password hash."""
    return f"credential-{user}"


def put_credential(tx: Transaction, user: str, hashed: str) -> None:
    """Keeps the hash of a user's password, in place of the one before."""
    id = credential_id(user)
    old = tx.get([id]).get(id)
    node = old or Node(id, ("Credential",), {}, HIDDEN)
    tx.put_nodes([replace(node, properties={"hash": hashed})])


def credential_of(store: Store, user: str | None) -> str | None:
    """The kept hash of a user's password, or None."""
    if user is None:
        return None
    id = credential_id(user)
    node = store.get([id]).get(id)
    return node.get("hash") if node else None
