"""The whole map of a project: who matters and why, where they stand, who would cover it, who is missing, the ways in.

make_map(store, derived, project, as_of) -> StakeholderMap        what the analyst keeps and pages read
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from crm.coalitions.shortlisting import slate_of
from crm.mapping.ranking import WEIGHTS, Ranking, rank
from crm.maps.joining import coalition_for, ways_to, with_grid
from crm.maps.links import links_among
from crm.maps.model import MapActor, StakeholderMap, Way
from crm.maps.ranked import RankedActor, ranked_by
from crm.moments import stamp

if TYPE_CHECKING:
    from crm.coalitions.slate import Slate
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.records import Node
    from graph.store import Store

# Enough for every partner of a city's office; a page shows the first and "more".
MOST = 200


@dataclass(frozen=True, slots=True)
class Made:
    """The map, the ranking it came from, which knows the score of everybody else too, and who may be in a coalition."""

    map: StakeholderMap
    ranking: Ranking
    slate: Slate


def make_map(
    store: Store, derived: Derived, project: Project, as_of: date | None = None, most: int = MOST
) -> StakeholderMap:
    """The map of the project from what had happened by the day (None: the derived one), of the `most` best actors.

    `store` shows what the map may speak of: for a map that is shared, what the whole office sees. Power and interest
    are there with what everybody said; pages put in its place what their reader may see (`with_grid`).
    """
    from crm.assessments.grids import grid_of

    made = make_with_ranking(store, derived, project, as_of, most).map
    return with_grid(made, grid_of(store, derived, project, relevance_of(made)))


def make_with_ranking(
    store: Store, derived: Derived, project: Project, as_of: date | None = None, most: int = MOST
) -> Made:
    """The map, without what people said of actors, and with it the ranking."""
    began, day = time.perf_counter(), as_of or derived.day
    ranking = rank(derived, project, day)
    slate = slate_of(ranking)
    coalition, gaps = coalition_for(store, derived, slate)
    ranked = ranked_by(store, ranking, most, [one.actor for one in coalition.members])
    made = StakeholderMap(
        project=project.model_dump(mode="json"),
        as_of=day,
        revision=derived.revision,
        origin=derived.origin,
        version=project.version,
        made_at=stamp(datetime.now(UTC)),
        weights=WEIGHTS,
        actors=_actors(store, ranking, ranked, day),
        coalition=coalition,
        gaps=gaps,
        links=links_among(derived, [one.actor for one in ranked]),
        candidates=int(np.count_nonzero(ranking.candidates)),
    )
    return Made(replace(made, seconds=round(time.perf_counter() - began, 3)), ranking, slate)


def relevance_of(made: StakeholderMap) -> dict[str, float]:
    """How relevant each actor is, 0 to 1, as the grid takes it."""
    return {one.actor: one.parts.get("relevance", one.score) for one in made.actors}


def _actors(store: Store, ranking: Ranking, ranked: Sequence[RankedActor], day: date) -> tuple[MapActor, ...]:
    covers = ranking.fit.coverage.covers
    cards = store.get({one.actor for one in ranked}) if ranked else {}
    met = {one.actor: _strength(ranking, one.actor) for one in ranked}
    ways = ways_to(store, ranking.derived, [id for id, strength in met.items() if strength is None], day)
    actors = []
    for place, one in enumerate((one for one in ranked if one.actor in cards), 1):
        number = ranking.derived.number[one.actor]
        needs = [] if number in ranking.payers else np.flatnonzero(covers[number]).tolist()
        known = met[one.actor], ways.get(one.actor, ())
        actors.append(_actor(place, (one, cards[one.actor]), tuple(needs), known))
    return tuple(actors)


def _strength(ranking: Ranking, actor: str) -> float | None:
    """How strong the office's tie with the actor is, 0 to 1; None for somebody nothing was ever done with."""
    number = ranking.derived.number[actor]
    return round(float(ranking.strength[number]), 4) if len(ranking.events_of(number)) else None


def _actor(
    place: int,
    who: tuple[RankedActor, Node],
    requirements: tuple[int, ...],
    known: tuple[float | None, tuple[Way, ...]],
) -> MapActor:
    one, card = who
    return MapActor(
        actor=one.actor,
        name=one.name,
        type=one.type,
        sector=card.get("sector") or "",
        place=place,
        score=one.score,
        parts=one.parts,
        reasons=tuple(one.reasons),
        requirements=requirements,
        strength=known[0],
        last_contact=card.get("last_contact"),
        turns_cold=card.get("cold_on"),
        ways=known[1],
    )
