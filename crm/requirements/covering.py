"""Who covers which requirement: of the kind, and whatever the need says beyond the kind shown by a fact.

A need that asks for no more than a kind is covered by whoever is of it. What else it says (`crm.requirements.needs`) has to
be shown, all of it: by the card, or by the card and one thing that was done. Who is of the kind and has not shown it is
somebody to be confirmed, and covers nothing. Who is of another kind covers a role by a card that says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.network import terms_under
from crm.requirements.needs import Asked, asked_by
from crm.requirements.ours import is_ours
from crm.requirements.showing import Facts, facts_of
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.project_model import Requirement


@dataclass(frozen=True)
class Need:
    """One requirement: what it asks for beyond its `kind`, and the facts that its words found; `ours` the city itself is."""

    text: str
    kind: str | None
    asked: Asked
    facts: Facts
    other_kinds: tuple[str, ...] = ()
    optional: bool = False
    ours: bool = False

    def is_of_kind(self, actor: int) -> bool:
        """Whether the actor is of the kind that is asked for."""
        return self.facts.derived.actors["type"][actor] in self._types

    def is_covered_by(self, actor: int) -> bool:
        """Whether the actor covers it; reads that actor's records alone."""
        if self.kind is None:
            return bool(self.facts.found) and self.facts.shown_by(actor)
        if self.is_of_kind(actor) and self.facts.shown_by(actor, len(self.asked.qualifiers)):
            return True
        return self._is_role and self.facts.on_card(actor)

    @property
    def says_more(self) -> bool:
        """Whether more is asked than to be of a kind."""
        return self.kind is None or bool(self.asked.qualifiers)

    @cached_property
    def is_known(self) -> bool:
        """Whether anything here speaks of what is asked: of a nuclear submarine nobody has to confirm that they have one."""
        own = [one for one in self.facts.found[: len(self.asked.qualifiers)] if one.qualifier.kind == "text"]
        return not own or any(one.is_known for one in own)

    @cached_property
    def shown_in_part(self) -> BoolArray:
        """Whose card shows something of it; only to have the role (to operate, to provide) is nothing of it."""
        found = self.facts.found[: len(self.asked.qualifiers)] or self.facts.found
        shown: BoolArray = np.logical_or.reduce([np.zeros_like(self.of_kind), *(one.cards for one in found)])
        return shown

    @cached_property
    def of_kind(self) -> BoolArray:
        """Everybody who is of the kind."""
        types = self.facts.derived.actors["type"]
        return np.fromiter((type in self._types for type in types), np.bool_, len(types))

    @cached_property
    def covers(self) -> BoolArray:
        """Everybody who covers it."""
        if self.kind is None:
            return self.facts.everybody_shown() if self.facts.found else self.of_kind
        covers = self.of_kind & self.facts.everybody_shown(len(self.asked.qualifiers))
        return covers | self.facts.everybody_on_card() if self._is_role else covers

    def is_possible_for(self, actor: int) -> bool:
        """Whether the actor is of the kind, and nothing known speaks against the rest; reads its record alone."""
        return self.is_of_kind(actor) and self.says_more and self.is_known and self.facts.is_possible(actor)

    @cached_property
    def possible(self) -> BoolArray:
        """Everybody of whom that is true and who does not cover it: those to be confirmed."""
        if self.kind is None or not self.says_more or not self.is_known:
            return np.zeros_like(self.of_kind)
        return self.of_kind & self.facts.possible() & ~self.covers

    @property
    def could_be(self) -> BoolArray:
        """Everybody of the kind whom nothing speaks against; nobody where nothing here speaks of what is asked."""
        return self.of_kind & self.facts.possible() & self.is_known

    @cached_property
    def _types(self) -> frozenset[str]:
        kinds = [self.kind, *self.other_kinds] if self.kind else []
        return frozenset(terms_under("actor_types", kinds) if kinds else ())

    @property
    def _is_role(self) -> bool:
        """Whether somebody of another kind covers it by a card that says everything."""
        says = any(said.kind == "text" for said in self.asked.qualifiers)
        return says and bool(self.asked.role or not self.asked.names_kind)


@dataclass(frozen=True)
class Coverage:
    """The requirements of a project, in their order, over what was known on a day."""

    needs: tuple[Need, ...]
    size: int

    @cached_property
    def covers(self) -> BoolArray:
        """Over all actors by number, (actors, requirements): who covers what. The analyst's work."""
        nobody = np.zeros((self.size, 0), dtype=np.bool_)
        return np.stack([one.covers for one in self.needs], axis=1) if self.needs else nobody

    def covered_by(self, actor: int) -> tuple[int, ...]:
        """The places of the requirements that one actor covers."""
        return tuple(place for place, one in enumerate(self.needs) if one.is_covered_by(actor))

    @cached_property
    def possible(self) -> BoolArray:
        """Over all actors by number, (actors, requirements): who may cover what, to be confirmed. The analyst's work."""
        nobody = np.zeros((self.size, 0), dtype=np.bool_)
        return np.stack([one.possible for one in self.needs], axis=1) if self.needs else nobody

    def possible_for(self, actor: int) -> tuple[int, ...]:
        """The places of the requirements that one actor may cover, to be confirmed."""
        covered = self.covered_by(actor)
        places = range(len(self.needs))
        return tuple(at for at in places if at not in covered and self.needs[at].is_possible_for(actor))

    def deeds(self, actor: int, place: int) -> NDArray[Any]:
        """The numbers of the actor's interactions that show it can do what is needed, the best first."""
        return self.needs[place].facts.deeds(actor)

    def words(self, actor: int, place: int) -> list[str]:
        """The words of the need that the actor's card and deeds show, in lower case."""
        need = self.needs[place]
        return sorted(need.facts.words(actor), key=need.text.find)


def coverage_of(derived: Derived, requirements: Sequence[Requirement], day: date) -> Coverage:
    """What shows each requirement; those of the same words and kind are looked at once."""
    found = {_same(one): one for one in requirements}
    needs = {key: _need(derived, one, day) for key, one in found.items()}
    return Coverage(tuple(needs[_same(one)] for one in requirements), len(derived.ids))


def _same(one: Requirement) -> tuple[object, ...]:
    return one.need, one.kinds, one.optional


def _need(derived: Derived, one: Requirement, day: date) -> Need:
    asked = asked_by(one)
    facts = facts_of(derived, day, (*asked.qualifiers, *asked.role))
    return Need(one.need.lower(), one.kind, asked, facts, one.kinds[1:], one.optional, is_ours(one))
