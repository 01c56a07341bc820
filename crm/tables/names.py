"""Actors as tables name them: by id, by name or by another name, as long as only one can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from crm.errors import InvalidData
from crm.interaction_model import Participant
from crm.naming import variants
from crm.tables.cells import split
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.store import Store

_SHOWN = 5


class ActorNames:
    """Who an id or a name means, for all actors of a store and for those a table is about to add.

    Initials that nobody wrote down are not among the names: "CCB" is found only when some actor lists it.
    """

    def __init__(self, store: Store) -> None:
        self.ids: set[str] = set()
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._other: defaultdict[str, set[str]] = defaultdict(set)
        self._found: dict[str, str] = {}
        self._participants: dict[str, Participant] = {}
        for batch in store.table("Actor", ("id", "name", "aliases", "archived")):
            for id, name, aliases, archived in batch:
                self._add(str(id), str(name), _texts(aliases), hidden=bool(archived))
        self.stored = frozenset(self.ids)

    def _add(self, id: str, name: str, aliases: Iterable[str], *, hidden: bool = False) -> None:
        self.ids.add(id)
        if hidden:
            return
        self._own[fold(name)].add(id)
        for text in (name, *aliases):
            for variant in variants(text):
                self._other[variant].add(id)

    def add(self, id: str, name: str, aliases: Iterable[str] = ()) -> None:
        """Makes a new actor of the table known to the rows that name it."""
        self._found.clear()
        self._add(id, name, aliases)

    def named(self, name: str) -> set[str]:
        """The actors whose own name this is."""
        return self._own.get(fold(name), set())

    def find(self, text: str) -> str:
        """The id of the only actor meant. Raises InvalidData ("table_unknown_actor", "table_ambiguous_actor")."""
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = self._find(text)
        return known

    def _find(self, text: str) -> str:
        if text in self.ids:
            return text
        meant = self.named(text) or self._other.get(fold(text), set())
        if not meant:
            raise InvalidData.of("", "table_unknown_actor", value=text[:120])
        if len(meant) > 1:
            shown = sorted(meant)[:_SHOWN]
            raise InvalidData.of("", "table_ambiguous_actor", value=text[:120], candidates=shown)
        return next(iter(meant))

    def participants(self, text: str) -> list[Participant]:
        """Reads "ofai:host|UIS|Embajada de Francia:contraparte:marie-dupont"; role and person may be left out."""
        return [self._participants.get(item) or self._participant(item) for item in split(text)]

    def _participant(self, item: str) -> Participant:
        made = self._participants[item] = Participant.of(self._parts(item))
        return made

    def _parts(self, item: str) -> dict[str, Any]:
        parts = [part.strip() for part in item.split(":")]
        for tail in (2, 1):  # actor:role:person, then actor:role
            role = vocabulary("roles").match(parts[-tail]) if len(parts) > tail else None
            if role is not None:
                person = self.find(parts[-1]) if tail == 2 and parts[-1] else None
                return {"actor": self.find(":".join(parts[:-tail])), "role": role, "person": person}
        return {"actor": self.find(item)}


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
