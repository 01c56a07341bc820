"""Who else belongs at the table: the actors for a text and those who are there already, from what was known before a day.

ranking = rank_asked(derived, Asked("Taller sobre migración", ("oim",), date(2024, 2, 1)))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm.mapping.knowing import known_before
from crm.mapping.ranking import Ranking, rank
from crm.projects import Project

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.maps.ranked import RankedActor
    from graph.store import Store

SHOWN = 100
# Whom the office knows well counts a little even for a text that says nothing, so that there is always an answer.
FLOOR = 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """What it is about, who is in already, up to when something counts as known, and what is left out of that."""

    text: str
    companions: tuple[str, ...] = ()
    before: date | None = None
    without: tuple[str, ...] = ()


def rank_asked(derived: Derived, asked: Asked) -> Ranking:
    """The scores of every partner; those who are in already are the ones that ties start from."""
    brief = Project.trusted({"title": "", "summary": asked.text, "must_include": list(asked.companions)})
    known = known_before(derived, asked.before, asked.without)
    return rank(derived, brief, asked.before or derived.day, known, FLOOR)


def recommend(store: Store, derived: Derived, asked: Asked, limit: int = SHOWN) -> list[RankedActor]:
    """The actors, the best first, with reasons that name facts; those who are in already are left out."""
    from crm.maps.ranked import ranked_by

    inside = set(asked.companions)
    ranked = ranked_by(store, rank_asked(derived, asked), limit + len(inside))
    return [one for one in ranked if one.actor not in inside][:limit]
