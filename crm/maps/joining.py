"""What the map takes from the coalition, from the doors to those the office does not know, and from the grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from crm.assessments.strategies import strategy_of
from crm.coalitions.choosing import choose_coalition
from crm.doors.finding import doors_to
from crm.maps.model import Chosen, Judgement, MapActor, Member, Missing, Named, StakeholderMap, Step, Way

if TYPE_CHECKING:
    from crm.assessments.grids import Grid, Judged
    from crm.coalitions.model import Coalition, MissingPart
    from crm.coalitions.slate import Slate
    from crm.derived.results import Derived
    from crm.doors.model import Door
    from graph.store import Store

# Nobody asks for a hundred introductions at once.
LOOKED_FOR = 60


def coalition_for(store: Store, derived: Derived, slate: Slate) -> tuple[Chosen, tuple[Missing, ...]]:
    """The coalition without any wishes, and what stays without anybody."""
    found = choose_coalition(store, derived, slate)
    return chosen_of(found), tuple(_missing(part) for part in found.gaps)


def chosen_of(found: Coalition) -> Chosen:
    """The coalition as a map keeps it."""
    members = tuple(
        Member(one.actor, one.name, one.requirements, one.reasons, one.maybe) for one in found.chosen
    )
    return Chosen(members, found.optimal and not found.conflict, found.gap)


def _missing(part: MissingPart) -> Missing:
    return Missing(
        requirement=part.place if part.kind == "requirement" else None,
        need=part.need,
        type=part.types[0] if part.types else None,
        names=tuple(Named(one.actor, one.name, one.reference) for one in part.names),
        kind=part.kind,
        id=part.id,
        unconfirmed=part.unconfirmed,
        have=part.have,
        count=part.count,
        optional=part.optional,
    )


def ways_to(
    store: Store, derived: Derived, actors: Collection[str], as_of: date
) -> Mapping[str, tuple[Way, ...]]:
    """The warmest ways to the first of these actors."""
    wanted = list(actors)[:LOOKED_FOR]
    found = doors_to(store, derived, wanted, as_of, limit=2) if wanted else {}
    return {id: tuple(_way(door) for door in doors) for id, doors in found.items()}


def _way(door: Door) -> Way:
    steps = tuple(Step(one.actor, one.name, one.via, one.tie) for one in door.steps)
    return Way(steps, round(door.strength, 4))


def with_grid(made: StakeholderMap, grid: Grid) -> StakeholderMap:
    """The map with each actor's power and interest as people see them and as the network shows them."""
    placed = {one.actor: one for one in grid.placed}
    actors = tuple(
        replace(
            one,
            power=_judgement(at.power),
            interest=_judgement(at.interest),
            salience=at.salience,
            strategy=at.strategy,
            attitude=at.attitude,
        )
        if (at := placed.get(one.actor))
        else one
        for one in made.actors
    )
    return replace(made, actors=actors)


def without_words(made: StakeholderMap, actors: Collection[str]) -> StakeholderMap:
    """The map without what people said of these actors: their reader has not said their own word yet."""
    kept = (_unsaid(one) if one.actor in actors else one for one in made.actors)
    return replace(made, actors=tuple(kept))


def _unsaid(one: MapActor) -> MapActor:
    """The actor as the network alone shows it: the strategy too was what people's words made of it."""
    power, interest = _bare(one.power), _bare(one.interest)
    strategy = strategy_of(power.structural, interest.structural)
    return replace(one, power=power, interest=interest, strategy=strategy, salience=None, attitude=None)


def _bare(judged: Judgement) -> Judgement:
    return Judgement(structural=judged.structural)


def _judgement(judged: Judged) -> Judgement:
    return Judgement(judged.perceived, judged.structural, judged.spread, judged.assessors)
