"""Actors as tables name them: by id, by name or by another name, as long as only one can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from crm.actor_model import PERSON, Actor, Person
from crm.errors import InvalidData
from crm.identity import free_ids, slug
from crm.interaction_model import Participant
from crm.merging.signposts import MERGED_INTO, current_ids
from crm.naming import is_short, variants
from crm.tables.alike import AlikeIndex
from crm.tables.cells import split
from crm.tables.choices import NEW, NOTHING, OUT, Choices
from crm.tables.kinds import type_of_name
from crm.tables.several import split_names
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.store import Store

_SHOWN = 5
UNSURE = frozenset({"table_unknown_actor", "table_ambiguous_actor"})
_NOBODY = ""


class ActorNames:
    """Who an id or a name means, for all actors of a store and for those a table is about to add.

    Initials that nobody wrote down are not among the names: "CCB" is found only when some actor lists it. The choices
    say whom names mean; `fresh` are the actors they ask to make.
    """

    def __init__(self, store: Store, choices: Choices = NOTHING) -> None:
        self.ids: set[str] = set()
        self.fresh: list[Actor] = []
        self._store = store
        self._decided = choices.names
        self._choices = choices
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._other: defaultdict[str, set[str]] = defaultdict(set)
        self._found: dict[str, str] = {}
        self._participants: dict[str, list[Participant]] = {}
        self._texts: list[tuple[str, str, list[str]]] = []
        went: dict[str, str] = {}
        for batch in store.table("Actor", ("id", "name", "aliases", "archived", MERGED_INTO)):
            for id, name, aliases, archived, winner in batch:
                if winner:
                    went[str(id)] = str(winner)
                self._add(str(id), str(name), _texts(aliases), hidden=bool(archived))
                if not archived:
                    self._texts.append((str(id), str(name), _texts(aliases)))
        self.stored = frozenset(self.ids)
        self._now = current_ids(store, went) if went else {}

    def current(self, id: str) -> str:
        """The id under which the actor is now: of one that was joined with another, that one's."""
        return self._now.get(id, id)

    @cached_property
    def alike(self) -> AlikeIndex:
        """The actors of the store, to find those that a name resembles."""
        return AlikeIndex(self._texts)

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

    def name_of(self, id: str) -> str:
        """The name of an actor of the store; the id when there is none."""
        return next((name for known, name, _ in self._texts if known == id), id)

    def named(self, name: str) -> set[str]:
        """The actors whose own name this is."""
        return self._own.get(fold(name), set())

    def also_called(self, name: str) -> set[str]:
        """The actors that have it among their other names; an acronym tells too little."""
        folded = fold(name)
        return set() if is_short(folded) else self._other.get(folded, set()) & self.stored

    def decision(self, name: str) -> str:
        """What was decided about a name: an id, "+…", "!", or "" when nothing was."""
        means = self._decided.get(fold(name), "")
        return means if means[:1] in {NEW, OUT} or means in self.ids else ""

    def known(self, text: str) -> bool:
        """Whether a text is somebody's id or name, or was decided about."""
        folded = fold(text)
        return text in self.ids or folded in self._own or folded in self._other or bool(self.decision(text))

    def find(self, text: str, type: str = PERSON) -> str:
        """The id of the only actor meant; one to be made, and that nothing tells more of, is of the type.

        Raises InvalidData ("table_unknown_actor", "table_ambiguous_actor").
        """
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = self._find(text, type)
        return known

    def _find(self, text: str, type: str) -> str:
        if text in self.ids:
            return self.current(text)
        if decision := self.decision(text):
            return _NOBODY if decision == OUT else self._decide(text, decision, type)
        meant = self.named(text) or self._other.get(fold(text), set())
        if not meant and self._choices.make and not self.alike.find(text):
            return self._decide(text, NEW, type)
        if not meant:
            raise InvalidData.of("", "table_unknown_actor", value=text[:120])
        if len(meant) > 1:
            shown = sorted(meant)[:_SHOWN]
            raise InvalidData.of("", "table_ambiguous_actor", value=text[:120], candidates=shown)
        return next(iter(meant))

    def _decide(self, text: str, decision: str, otherwise: str) -> str:
        if not decision.startswith(NEW):
            return decision
        default = self._choices.defaults.get("type") or otherwise
        type = decision.removeprefix(NEW) or type_of_name(text) or default
        (id,) = free_ids(self._store, self._store, [slug(text, "actor")], self.ids)
        model = Person if type == PERSON else Actor
        values = {"id": id, "name": text, "type": type, "to_review": decision == NEW}
        self.fresh.append(model.of(values))
        self._add(id, text, ())
        return id

    def participants(self, text: str) -> list[Participant]:
        """Reads "ofai:host|UIS|Embajada de Francia:contraparte:marie-dupont", and "UIS, UNAB y Cámara de Comercio"."""
        found, problems = [], []
        for item in split(text):
            try:
                found += self._participants.get(item) or self._several(item)
            except InvalidData as error:
                problems += error.problems
        if problems:
            raise InvalidData(problems)
        return found

    def _several(self, item: str) -> list[Participant]:
        made = [
            Participant.of(parts)
            for name in self._names_in(item)
            if (parts := self._parts(name))["actor"] != _NOBODY
        ]
        self._participants[item] = made
        return made

    def _names_in(self, item: str) -> list[str]:
        """The item itself when it is one name or says a role; else the names it holds, all of which must be known."""
        names = [item] if ":" in item or self.known(item) else split_names(item, self.known)
        problems = [problem for name in names for problem in self._problems(name)] if len(names) > 1 else []
        if problems:
            raise InvalidData(problems)
        return names

    def _problems(self, name: str) -> Iterator[Any]:
        try:
            self._parts(name)
        except InvalidData as error:
            yield from error.problems

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
