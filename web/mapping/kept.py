"""A kept map as its reader may see it by now: records hidden since, and words its reader is still blind to, are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from crm.assessments.hiding import unspoken
from crm.mapping.reasons import Reason
from crm.maps.joining import without_words
from crm.maps.kept import KeptMap
from crm.maps.model import MapActor, Missing, StakeholderMap, Way
from web.auth import the_viewer
from web.store import current_store
from web.store_keeping import whole_store


def kept_as_seen(kept: KeptMap) -> StakeholderMap:
    """The map as it was, whatever became of the data, but for what its reader may not see. Raises NotFound."""
    made = kept.made
    hidden = _hidden(set(records_in(made)))
    if hidden:
        made = without_records(made, hidden)
    names = [one.actor for one in made.actors]
    return without_words(made, unspoken(current_store(), the_viewer(), kept.project, names))


def records_in(made: StakeholderMap) -> Iterator[str]:
    """Every record that the map names."""
    for one in made.actors:
        yield one.actor
        yield from (fact for reason in one.reasons for fact in reason.facts)
        yield from (id for way in one.ways for step in way.steps for id in (step.actor, *step.via))
    for member in made.coalition.members:
        yield member.actor
        yield from (fact for reason in member.reasons for fact in reason.facts)
    yield from (name.actor for gap in made.gaps for name in gap.names)


def _hidden(ids: Collection[str]) -> set[str]:
    """Those that are there, and not for this reader; what is gone for everybody stays as it was."""
    unseen = set(ids) - current_store().get(ids).keys() if ids else set()
    return set(whole_store().get(unseen)) if unseen else set()


def without_records(made: StakeholderMap, hidden: set[str]) -> StakeholderMap:
    """The map without these records, and without what says anything by them."""
    members = (one for one in made.coalition.members if one.actor not in hidden)
    coalition = replace(
        made.coalition,
        members=tuple(replace(one, reasons=_reasons(one.reasons, hidden)) for one in members),
    )
    actors = tuple(_actor(one, hidden) for one in made.actors if one.actor not in hidden)
    return replace(
        made, actors=actors, coalition=coalition, gaps=tuple(_gap(one, hidden) for one in made.gaps)
    )


def _actor(one: MapActor, hidden: set[str]) -> MapActor:
    ways = tuple(way for way in one.ways if not _passes(way, hidden))
    return replace(one, reasons=_reasons(one.reasons, hidden), ways=ways)


def _passes(way: Way, hidden: set[str]) -> bool:
    return any({step.actor, *step.via} & hidden for step in way.steps)


def _reasons(reasons: Iterable[Reason], hidden: set[str]) -> tuple[Reason, ...]:
    """A reason's words may name what its facts show, so it goes with any of them."""
    return tuple(one for one in reasons if not hidden.intersection(one.facts))


def _gap(gap: Missing, hidden: set[str]) -> Missing:
    return replace(gap, names=tuple(one for one in gap.names if one.actor not in hidden))
