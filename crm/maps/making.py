"""The whole map of a project: who matters and why, where they stand, who would cover it, who is missing, the ways in.

make_map(store, derived, project, as_of) -> StakeholderMap        what the analyst keeps and pages read
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.ranking import WEIGHTS, Ranking, rank
from crm.maps.links import links_among
from crm.maps.model import MapActor, Missing, StakeholderMap
from crm.maps.ranked import RankedActor, gaps_of, ranked_by
from crm.moments import stamp

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.records import Node
    from graph.store import Store

# Enough for every partner of a city's office; a page shows the first and "more".
MOST = 200


@dataclass(frozen=True, slots=True)
class Made:
    """The map and the ranking it came from, which knows the score of everybody else too."""

    map: StakeholderMap
    ranking: Ranking


def make_map(
    store: Store, derived: Derived, project: Project, as_of: date | None = None, most: int = MOST
) -> StakeholderMap:
    """The map of the project from what had happened by the day (None: the derived one), of the `most` best actors.

    `store` shows what the map may speak of: for a map that is shared, what the whole office sees.
    """
    return make_with_ranking(store, derived, project, as_of, most).map


def make_with_ranking(
    store: Store, derived: Derived, project: Project, as_of: date | None = None, most: int = MOST
) -> Made:
    """The map, and with it the ranking."""
    began = time.perf_counter()
    ranking = rank(derived, project, as_of or derived.day)
    ranked = ranked_by(store, ranking, most)
    cards = store.get({one.actor for one in ranked}) if ranked else {}
    made = StakeholderMap(
        project=project.model_dump(mode="json"),
        as_of=as_of or derived.day,
        revision=derived.revision,
        origin=derived.origin,
        version=project.version,
        made_at=stamp(datetime.now(UTC)),
        weights=WEIGHTS,
        actors=_actors(ranking, ranked, cards),
        gaps=_gaps(project, ranked),
        links=links_among(derived, [one.actor for one in ranked]),
        candidates=int(np.count_nonzero(ranking.candidates)),
        seconds=round(time.perf_counter() - began, 3),
    )
    return Made(made, ranking)


def _strength(ranking: Ranking, actor: str) -> float | None:
    """How strong the office's tie with the actor is, 0 to 1; None for somebody nothing was ever done with."""
    number = ranking.derived.number[actor]
    return round(float(ranking.strength[number]), 4) if len(ranking.events_of(number)) else None


def _actors(
    ranking: Ranking, ranked: Sequence[RankedActor], cards: Mapping[str, Node]
) -> tuple[MapActor, ...]:
    return tuple(
        MapActor(
            actor=one.actor,
            name=one.name,
            type=one.type,
            sector=cards[one.actor].get("sector") or "",
            place=place,
            score=one.score,
            parts=one.parts,
            reasons=tuple(one.reasons),
            requirements=tuple(one.requirements),
            strength=_strength(ranking, one.actor),
            last_contact=cards[one.actor].get("last_contact"),
            turns_cold=cards[one.actor].get("cold_on"),
        )
        for place, one in enumerate(ranked, 1)
        if one.actor in cards
    )


def _gaps(project: Project, ranked: Sequence[RankedActor]) -> tuple[Missing, ...]:
    return tuple(Missing(gap.requirement, gap.need, gap.type) for gap in gaps_of(project, ranked))
