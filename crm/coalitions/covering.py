"""Who covers which requirement: of the kind, and whatever the need says beyond the kind shown by a fact.

A need that asks for no more than a kind is covered by whoever is of it. What else it says (`crm.coalitions.needs`) has to
be shown, all of it: by the card, or by the card and one thing that was done. Who is of the kind and has not shown it is
somebody to be confirmed, and covers nothing. Who is of another kind covers a role by a card that says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.needs import Asked, asked_by
from crm.coalitions.showing import Facts, facts_of
from crm.network import terms_under
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.ranking import Ranking
    from crm.project_model import Requirement


@dataclass(frozen=True)
class Need:
    """One requirement over all actors: who is of its `kind`, who `covers` it, and the facts that its words found."""

    text: str
    asked: Asked
    kind: BoolArray
    covers: BoolArray
    facts: Facts


@dataclass(frozen=True)
class Coverage:
    """Over all actors by number, (actors, requirements): who `covers` what; and each requirement by itself."""

    covers: BoolArray
    needs: tuple[Need, ...]

    def deeds(self, actor: int, place: int) -> NDArray[Any]:
        """The numbers of the actor's interactions that show it can do what is needed, the best first."""
        return self.needs[place].facts.deeds(actor)

    def words(self, actor: int, place: int) -> list[str]:
        """The words of the need that the actor's card and deeds show, in lower case."""
        need = self.needs[place]
        return sorted(need.facts.words(actor), key=need.text.find)


def coverage_of(ranking: Ranking) -> Coverage:
    """What every actor covers of the ranking's brief; requirements of the same words and kind are looked at once."""
    asked = ranking.brief.requirements
    found = {(one.need, one.kind): one for one in asked}
    needs = {key: _need(ranking, one) for key, one in found.items()}
    columns = tuple(needs[one.need, one.kind] for one in asked)
    nobody = np.zeros((len(ranking.derived.ids), 0), dtype=np.bool_)
    covers = np.stack([column.covers for column in columns], axis=1) if columns else nobody
    return Coverage(covers, columns)


def _need(ranking: Ranking, one: Requirement) -> Need:
    asked = asked_by(one)
    facts = facts_of(ranking, (*asked.qualifiers, *asked.role))
    own = len(asked.qualifiers)
    size = len(ranking.derived.ids)
    if one.kind is None:
        kind = np.zeros(size, dtype=np.bool_)
        return Need(one.need.lower(), asked, kind, facts.shown() if facts.found else kind, facts)
    kind = _of_types(ranking.derived, terms_under("actor_types", [one.kind]))
    covers = kind & facts.shown(own)
    if any(said.kind == "text" for said in asked.qualifiers) and (asked.role or not asked.names_kind):
        covers = covers | facts.on_card()
    return Need(one.need.lower(), asked, kind, covers, facts)


def _of_types(derived: Derived, types: Sequence[str] | set[str]) -> BoolArray:
    return np.fromiter((type in types for type in derived.actors["type"]), np.bool_, len(derived.ids))
