"""Why each actor is in the coalition: what it covers, what falls if it leaves, why it rather than the next best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.model import Chosen
from crm.mapping.reasons import Reason
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.coalitions.setting import Setting
    from graph.records import Node
    from graph.store import Store

FACTS = 3


@dataclass(frozen=True)
class _Choice:
    """What is needed to explain a set: its places among the candidates, and the records that may be named."""

    setting: Setting
    chosen: NDArray[np.int64]
    nodes: Mapping[str, Node]
    serves: BoolArray

    def points(self, place: int) -> int:
        return round(100 * float(self.setting.over.scores[place]))


def explain(store: Store, setting: Setting, chosen: NDArray[np.int64]) -> tuple[Chosen, ...]:
    """The chosen (places among the candidates) with their reasons: those who cover most first, then the strongest."""
    deeds = {id for place in chosen.tolist() for id in _deeds(setting, place)}
    choice = _Choice(setting, chosen, store.get(deeds) if deeds else {}, setting.serving(chosen))
    found = [_chosen(choice, place) for place in chosen.tolist()]
    return tuple(sorted(found, key=_order))


def _order(one: Chosen) -> tuple[int, int, float, str, str]:
    return -len(one.requirements), -len(one.maybe), -one.strength, one.name, one.actor


def _deeds(setting: Setting, place: int) -> Iterator[str]:
    number = int(setting.numbers[place])
    for need in np.flatnonzero(setting.problem.covers[place]).tolist():
        yield from setting.derived.interaction_ids(setting.coverage.deeds(number, need)[: 2 * FACTS])


def _chosen(choice: _Choice, place: int) -> Chosen:
    problem, actors = choice.setting.problem, choice.setting.derived.actors
    number = int(choice.setting.numbers[place])
    covers, serves = np.flatnonzero(problem.covers[place]), np.flatnonzero(choice.serves[place])
    alone = serves[~choice.serves[choice.chosen[choice.chosen != place]][:, serves].any(axis=0)]
    other = _next_best(choice, place, alone)
    door = int(problem.broker[place])
    return Chosen(
        actor=choice.setting.id(place),
        requirements=tuple(covers.tolist()),
        maybe=tuple(one for one in serves.tolist() if not problem.covers[place, one]),
        reasons=tuple(_reasons(choice, place, alone.tolist(), other)),
        name=choice.setting.name(place),
        type=actors["type"][number],
        sector=actors["sector"][number],
        strength=float(problem.strength[place]),
        alone=tuple(alone.tolist()),
        broker=choice.setting.derived.ids[door] if door >= 0 else None,
        next_best=None if other is None else choice.setting.id(other),
    )


def _next_best(choice: _Choice, place: int, alone: NDArray[np.int64]) -> int | None:
    """The cheapest candidate outside the set who covers what only this one does; None when there is none."""
    problem = choice.setting.problem
    able = choice.serves[:, alone].all(axis=1) & ~choice.setting.banned
    if not len(alone):
        able &= problem.sector == problem.sector[place]
    able[choice.chosen] = False
    others = np.flatnonzero(able)
    if not len(others):
        return None
    return int(others[np.argmax(problem.strength[others])])


def _reasons(choice: _Choice, place: int, alone: list[int], other: int | None) -> Iterator[Reason]:
    setting = choice.setting
    if place in setting.must:
        yield Reason("coalition_reason.must", {}, (choice.setting.id(place),))
    yield from _covered(choice, place)
    yield from _to_confirm(choice, place)
    if setting.problem.sector[place] in setting.problem.wanted:
        sector = vocabulary("sectors").ids[int(setting.problem.sector[place])]
        yield Reason("coalition_reason.sector", {"sector": sector}, (choice.setting.id(place),))
    if not choice.serves[place].any() and place not in setting.must:
        yield Reason("coalition_reason.core", {"points": choice.points(place)}, (choice.setting.id(place),))
    yield _if_it_leaves(choice, alone)
    yield _rather_than(choice, place, other)
    door = int(setting.problem.broker[place])
    if door >= 0:
        actors = setting.derived.actors
        yield Reason("coalition_reason.one_door", {"name": actors["name"][door]}, (actors["id"][door],))


def _covered(choice: _Choice, place: int) -> Iterator[Reason]:
    setting, number = choice.setting, int(choice.setting.numbers[place])
    derived, coverage = setting.derived, setting.coverage
    for need in np.flatnonzero(setting.problem.covers[place]).tolist():
        one = setting.slate.requirements[need]
        said = {"need": one.need, "type": derived.actors["type"][number]}
        words = coverage.words(number, need)
        if not words or not coverage.needs[need].asked.qualifiers:
            yield Reason("coalition_reason.by_kind", said, (choice.setting.id(place),))
            continue
        deeds = derived.interaction_ids(coverage.deeds(number, need)[: 2 * FACTS])
        facts = tuple(id for id in deeds if id in choice.nodes)[:FACTS]
        of_kind = coverage.needs[need].is_of_kind(number)
        key = "shown_any" if not one.kind else "shown" if of_kind else "shown_other"
        yield Reason(
            f"coalition_reason.{key}", {**said, "words": words}, facts or (choice.setting.id(place),)
        )


def _to_confirm(choice: _Choice, place: int) -> Iterator[Reason]:
    """What it is of the right kind for, and nothing shows the rest."""
    setting = choice.setting
    for need in np.flatnonzero(choice.serves[place] & ~setting.problem.covers[place]).tolist():
        type = setting.derived.actors["type"][int(setting.numbers[place])]
        said = {"need": setting.slate.requirements[need].need, "type": type}
        yield Reason("coalition_reason.to_confirm", said, (setting.id(place),))


def _if_it_leaves(choice: _Choice, alone: list[int]) -> Reason:
    if not alone:
        return Reason("coalition_reason.backed")
    needs = [f"«{choice.setting.slate.requirements[place].need}»" for place in alone]
    return Reason("coalition_reason.alone_one", {"needs": needs})


def _rather_than(choice: _Choice, place: int, other: int | None) -> Reason:
    if other is None:
        return Reason("coalition_reason.only_one")
    said = {"name": choice.setting.name(other)}
    fact = (choice.setting.id(other),)
    points, others = choice.points(place), choice.points(other)
    if points > others:
        return Reason("coalition_reason.better_score", {**said, "points": points, "others": others}, fact)
    return Reason("coalition_reason.better_set", said, fact)
