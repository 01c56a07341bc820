"""What changes, in sentences that open their facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from crm.meaning.leaving import cut_statements, door_statements
from crm.meaning.statements import Fact, Statement
from crm.meaning.ties import by_strength, shared, tie_fact
from crm.simulation.comparing import gains, presence
from crm.simulation.people import person_statements
from crm.simulation.steps import steps_between
from crm.simulation.told import Told
from crm.vocabulary import vocabulary

FACTS = 12


def statements_about(told: Told) -> list[Statement]:
    """The sentences, the weightiest first."""
    found = [statement for part in _PARTS[told.trial.change.kind] for statement in part(told)]
    return sorted(found, key=lambda statement: -statement.weight)


def _leaving(told: Told) -> Iterator[Statement]:
    number = told.derived.number[told.trial.change.actor]
    yield from person_statements(told.derived, number)
    if not told.trial.wide:
        yield from door_statements(told.derived, number)
        yield from cut_statements(told.derived, number)
        yield from _ties_lost(told, number)


def _ties_lost(told: Told, number: int) -> Iterator[Statement]:
    (ties, left), (strength, less) = told.figure("ties"), told.figure("strength")
    if ties == left:
        yield Statement("sim_no_ties", "degree", weight=1.0)
        return
    around = by_strength(told.derived, number)[:FACTS].tolist()
    yield Statement(
        key="sim_ties",
        measure="strength",
        params={
            "count": int(ties - left),
            "of": int(ties),
            "share": 100.0 * (1 - less / strength) if strength else 0.0,
        },
        facts=tuple(tie_fact(told.derived, number, one) for one in around),
        weight=1.5,
    )


def _alone(told: Told) -> Iterator[Statement]:
    """Who has no contact left at all."""
    there = presence(told.trial)[1]
    lost = np.flatnonzero((told.before.values["degree"] > 0) & (told.after.values["degree"] == 0) & there)
    if len(lost):
        yield Statement(
            key="sim_alone_one" if len(lost) == 1 else "sim_alone_many",
            measure="degree",
            params={"names": told.ids(lost), "count": len(lost)},
            facts=(Fact(told.ids(lost[:FACTS]), total=len(lost)),),
            weight=1.4,
        )


def _largest(told: Told) -> Iterator[Statement]:
    before, after = told.figure("largest")
    if before != after:
        params = {"before": int(before), "after": int(after)}
        yield Statement("sim_largest", "articulation", params, weight=1.2)


def _hanging(told: Told) -> Iterator[Statement]:
    before, after = told.figure("hanging")
    if before != after:
        params = {"before": int(before), "after": int(after)}
        yield Statement("sim_hanging", "articulation", params, weight=1.1)


def _bridge(told: Told) -> Iterator[Statement]:
    """Who gains most as a bridge, apart from those the change is about."""
    moved, order = gains((told.before, told.after))
    others = [
        place
        for place in order.tolist()
        if moved[place] > 0 and place not in {told.trial.actor, told.trial.other}
    ]
    if others:
        yield from _rank(told, others[0], ("sim_bridge", 1.0))


def _own_rank(told: Told) -> Iterator[Statement]:
    for place in (told.trial.actor, told.trial.other):
        if place >= 0 and place != told.trial.gone:
            yield from _rank(told, place, ("sim_rank", 1.3))


def _rank(told: Told, place: int, said: tuple[str, float]) -> Iterator[Statement]:
    there = presence(told.trial)
    before, after = (
        int(state.ranks("betweenness", present)[place])
        for state, present in zip((told.before, told.after), there, strict=True)
    )
    values = [float(state.values["betweenness"][place]) for state in (told.before, told.after)]
    if before and after and max(values) > 0:
        form = "_new" if values[0] == 0 else "_same" if before == after else ""
        params = {"names": (told.id(place),), "before": before, "after": after}
        fact = Fact((told.id(place),))
        yield Statement(said[0] + form, "betweenness", params, facts=(fact,), weight=said[1])


def _merged(told: Told) -> Iterator[Statement]:
    rows = [
        set(
            told.trial.before.indices[
                told.trial.before.indptr[end] : told.trial.before.indptr[end + 1]
            ].tolist()
        )
        for end in (told.trial.actor, told.trial.other)
    ]
    common = np.array(sorted(rows[0] & rows[1]), dtype=np.int64)
    total = len((rows[0] | rows[1]) - {told.trial.actor, told.trial.other})
    yield Statement(
        key="sim_merged",
        measure="degree",
        params={"count": len(common), "of": total, "first": len(rows[0]), "second": len(rows[1])},
        facts=(Fact(told.ids(common[:FACTS]), total=len(common)),) if len(common) else (),
        weight=2.0,
    )


def _met(told: Told) -> Iterator[Statement]:
    """How far they are from each other today."""
    first, second = (told.derived.number[id] for id in (told.trial.change.actor, told.trial.change.other))
    common = shared(told.derived, first, second)
    way = steps_between(told.trial.before, told.trial.actor, told.trial.other)
    if len(common):
        fact = tie_fact(told.derived, first, second)
        yield Statement("sim_known", "degree", {"count": len(common)}, facts=(fact,), weight=2.0)
    elif way is None:
        yield Statement("sim_apart", "articulation", weight=2.0)
    else:
        ids = told.ids(np.array(way, dtype=np.int64))
        yield Statement(
            key="sim_steps",
            measure="closeness",
            params={"count": len(way) - 1, "names": ids[1:-1]},
            facts=(Fact(ids, total=len(ids)),),
            weight=2.0,
        )


def _first_contact(told: Told) -> Iterator[Statement]:
    """The sectors that one of the two reaches for the first time."""
    names = vocabulary("sectors").ids
    for end in (told.trial.actor, told.trial.other):
        if end == told.trial.gone:
            continue
        new = np.flatnonzero((told.before.contacts[end] == 0) & (told.after.contacts[end] > 0))
        if len(new):
            params = {"names": (told.id(end),), "sectors": [names[place] for place in new.tolist()]}
            yield Statement("sim_first", "only_door", params, facts=(Fact((told.id(end),)),), weight=1.8)


_PARTS: dict[str, tuple[Callable[[Told], Iterator[Statement]], ...]] = {
    "leaves": (_leaving, _alone, _largest, _hanging, _bridge),
    "merge": (_merged, _first_contact, _own_rank, _largest, _hanging, _bridge),
    "tie": (_met, _first_contact, _own_rank, _largest, _hanging, _bridge),
}
