"""Two maps of one project beside each other: who came, went, rose and fell, and which facts made the difference.

compare_maps(before, after) -> Comparison
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from crm.mapping.reasons import Reason
from crm.maps.leading import risen_best
from crm.maps.model import MapActor, Missing, StakeholderMap
from crm.maps.reasons import beyond

if TYPE_CHECKING:
    from graph.store import Store

Kind = Literal["came", "went", "rose", "fell", "same"]
# People look at the first page of a list; who moves further down is nobody's business.
FIRST = 25
_ORDER: tuple[Kind, ...] = ("came", "went", "rose", "fell", "same")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an actor: its place and score in each map (None: not on it, or beyond the first), the points that
    each part gained or lost, and the reasons that are shown now and were not, or were and are not (`lost`: only the first
    are kept, so that the facts may well still be there; see `gone_facts`), with only those facts. `excluded`: somebody
    asked to leave it out. `best`: who rose in a part in which this one fell; parts are measured against the best.
    """

    actor: str
    name: str
    type: str
    kind: Kind
    places: tuple[int | None, int | None]
    scores: tuple[float | None, float | None]
    parts: Mapping[str, float]
    gained: tuple[Reason, ...]
    lost: tuple[Reason, ...]
    excluded: bool = False
    best: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """How much the score grew."""
        return (self.scores[1] or 0.0) - (self.scores[0] or 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes by kind, those of the highest places first; what is no longer missing, and what is by now."""

    changes: tuple[Change, ...]
    covered: tuple[Missing, ...]
    uncovered: tuple[Missing, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]

    def of(self, kind: Kind) -> list[Change]:
        """The changes of one kind."""
        return [one for one in self.changes if one.kind == kind]

    @property
    def is_news(self) -> bool:
        """Whether anything is otherwise than before."""
        moved = any(one.kind != "same" for one in self.changes)
        return moved or bool(self.covered or self.uncovered or self.joined or self.left)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many there are of each kind."""
        return {kind: len(self.of(kind)) for kind in _ORDER}


def compare_maps(before: StakeholderMap, after: StakeholderMap, first: int = FIRST) -> Comparison:
    """The difference between the first actors of two maps.

    Who only moves down because another came has not fallen: rising and falling is said of who moves both on the list and
    in the order among those on both maps.
    """
    seen = [one.actor for one in (*after.actors[:first], *before.actors[:first])]
    both = [one.actor for one in before.actors if one.actor in after.by_actor]
    orders = (
        {id: at for at, id in enumerate(both)},
        {id: at for at, id in enumerate(one.actor for one in after.actors if one.actor in before.by_actor)},
    )
    changes = [_change(id, before, after, _moved(id, orders)) for id in dict.fromkeys(seen)]
    best = risen_best(before, after)
    changes = [replace(one, best=_behind(one, best)) for one in changes]
    needs = {one.need for one in before.needs_open}, {one.need for one in after.needs_open}
    inside = [{one.actor for one in made.coalition.members} for made in (before, after)]
    told = {one.actor: one.name for made in (before, after) for one in made.coalition.members}
    return Comparison(
        tuple(sorted(changes, key=lambda one: (_ORDER.index(one.kind), _height(one)))),
        covered=tuple(one for one in before.needs_open if one.need not in needs[1]),
        uncovered=tuple(one for one in after.needs_open if one.need not in needs[0]),
        joined=tuple(told[id] for id in sorted(inside[1] - inside[0])),
        left=tuple(told[id] for id in sorted(inside[0] - inside[1])),
    )


def gone_facts(store: Store, found: Comparison) -> frozenset[str]:
    """The facts of reasons no longer shown that are really gone: not in the store any more, or archived."""
    facts = {fact for one in found.changes for reason in one.lost for fact in reason.facts}
    nodes = store.get(facts) if facts else {}
    return frozenset(fact for fact in facts if fact not in nodes or nodes[fact].get("archived"))


def _behind(one: Change, best: Mapping[str, MapActor]) -> tuple[str, ...]:
    """The names of those who rose in the parts in which somebody else fell by half a point or more."""
    there = one.kind not in {"came", "went"}
    ahead = [best[part] for part, grown in one.parts.items() if there and grown <= -0.005 and part in best]
    return tuple(dict.fromkeys(who.name for who in ahead if who.actor != one.actor))


def _moved(id: str, orders: tuple[Mapping[str, int], Mapping[str, int]]) -> int | None:
    return orders[0][id] - orders[1][id] if id in orders[0] else None


def _height(one: Change) -> int:
    return min(place for place in one.places if place is not None)


def _change(id: str, before: StakeholderMap, after: StakeholderMap, moved: int | None) -> Change:
    was, now = before.by_actor.get(id), after.by_actor.get(id)
    told = now or was
    assert told is not None, "it is on one of the two"
    reasons = _reasons(was), _reasons(now)
    return Change(
        actor=id,
        name=told.name,
        type=told.type,
        kind=_kind(was, now, moved),
        places=(was.place if was else None, now.place if now else None),
        scores=(was.score if was else None, now.score if now else None),
        parts=_differences(was, now),
        gained=beyond(reasons[1], reasons[0]),
        lost=beyond(reasons[0], reasons[1]),
        excluded=now is None and id in (after.project.get("exclude") or ()),
    )


def _kind(was: MapActor | None, now: MapActor | None, moved: int | None) -> Kind:
    if was is None:
        return "came"
    if now is None:
        return "went"
    higher = was.place - now.place
    if moved and moved > 0 and higher > 0:
        return "rose"
    return "fell" if moved and moved < 0 and higher < 0 else "same"


def _differences(was: MapActor | None, now: MapActor | None) -> dict[str, float]:
    """By how much each part grew; only of parts that both maps have, unless the actor is on one of them alone."""
    before, after = (was.parts if was else {}), (now.parts if now else {})
    names = [name for name in (after or before) if not was or not now or (name in before and name in after)]
    return {name: after.get(name, 0.0) - before.get(name, 0.0) for name in names}


def _reasons(one: MapActor | None) -> Sequence[Reason]:
    return one.reasons if one else ()
