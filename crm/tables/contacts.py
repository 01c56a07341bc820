"""People in the tables of actors: a row of a person with post and organisation, a contact in an organisation's row.

UIS | contacto: Ana Ruiz | cargo: Directora       ->  Person "Ana Ruiz" with the post "Directora" at uis
Ana Ruiz | entidad: UIS | cargo: Directora        ->  the same
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.actor_model import PERSON, Actor, Person, PostHeld
from crm.tables.kinds import type_of_name
from crm.tables.rows import Row
from crm.tables.synonyms import BESIDE
from graph.fold import fold


def new_actor(values: Mapping[str, Any]) -> Actor:
    """The actor of a row; without a type, a person when it has an organisation, else what its name tells.

    Raises InvalidData.
    """
    own = _own(values)
    if not own.get("type"):
        guessed = PERSON if values.get("organisation") else type_of_name(str(values.get("name", "")))
        own |= {"type": guessed} if guessed else {}
    if own.get("type") != PERSON or own.get("is_group"):
        return Actor.of(own)
    return Person.of({**own, "posts": _posts(values, [])})


def changes_of_actor(current: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields a row gives to an actor that is there; a person keeps the posts it has beside a new one."""
    own = _also_called(current, _own(values))
    if not isinstance(current, Person):
        own.pop("unnamed", None)
        return own
    posts = _posts(values, current.posts)
    return own | ({"posts": posts} if len(posts) > len(current.posts) else {})


def _also_called(current: Actor, own: dict[str, Any]) -> dict[str, Any]:
    """A row that was decided to be this actor names it otherwise: that is one of its other names, no new one."""
    name = str(own.get("name", ""))
    if "id" in own or not name or fold(name) == fold(current.name):
        return own
    aliases = list(own.get("aliases", current.aliases))
    known = {fold(alias) for alias in aliases}
    rest = {field: value for field, value in own.items() if field != "name"}
    return rest | ({} if fold(name) in known else {"aliases": [*aliases, name]})


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in BESIDE}


def _posts(values: Mapping[str, Any], there: list[PostHeld]) -> list[PostHeld]:
    organisation, title = values.get("organisation"), str(values.get("post", ""))
    held = any(one.organisation == organisation and fold(one.title) == fold(title) for one in there)
    if not organisation or held:
        return there
    return [*there, PostHeld.of({"title": title, "organisation": organisation})]


@dataclass
class Contacts:
    """The people whom organisations' rows name; one in two rows is one person with two posts."""

    _made: dict[str, dict[str, Any]] = field(default_factory=dict)

    def note(self, row: Row, organisation: str) -> None:
        """Takes the contact of a row, if it has one. Raises InvalidData."""
        name = str(row.values.get("contact", ""))
        if not name or not organisation:
            return
        post = _posts({"organisation": organisation, "post": _post(row.values)}, [])
        made = self._made.get(fold(name))
        if made is None:
            email, phone = row.values.get("contact_email"), row.values.get("contact_phone")
            Person.of({"name": name, "email": email, "phone": phone})
            made = {"name": name, "email": email, "phone": phone, "posts": []}
            self._made[fold(name)] = made
        made["posts"] += post

    def people(self) -> list[Person]:
        """They, ready to be saved."""
        return [Person.of(one) for one in self._made.values()]

    def __len__(self) -> int:
        return len(self._made)


def _post(values: Mapping[str, Any]) -> str:
    return str(values.get("contact_post") or values.get("post") or "")
