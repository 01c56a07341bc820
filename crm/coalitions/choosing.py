"""Chooses the coalition for a project from its slate, the candidates that any choice may need.

    slate = slate_of(rank(derived, brief, day))                               the analyst; kept with the project's map
    coalition = choose_coalition(store, derived, slate, Wishes(at_most=6, without=("usaid",)))          a request

The work grows with the slate, not with the network; the store is asked only about the few that are named. The formula
is that of `crm.coalitions.problem`.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.conflicts import Ruled, find_conflict, places_of
from crm.coalitions.explaining import explain
from crm.coalitions.gaps import gaps_of
from crm.coalitions.model import Coalition, Rule, Wishes
from crm.coalitions.problem import Solution
from crm.coalitions.setting import Setting, setting_of
from crm.coalitions.solving import solve
from crm.errors import InvalidData

if TYPE_CHECKING:
    from crm.coalitions.slate import Slate
    from crm.derived.results import Derived
    from graph.records import Node
    from graph.store import Store

MOST_ACTORS, MOST_SECONDS = 100, 60.0
_ATTEMPTS = 5
ANY = Wishes()


def choose_coalition(store: Store, derived: Derived, slate: Slate, wishes: Wishes = ANY) -> Coalition:
    """The smallest, strongest set that covers the slate's requirements, each choice explained.

    When the wishes exclude each other, `conflict` names the smallest set of rules that does, and `chosen` is the best
    that they leave possible. Without requirements a balanced core of five is proposed. Raises InvalidData for a number
    that makes no sense, and for somebody who must be in and is not in the results yet. Whom the store does not show is left out.
    """
    return choose(store, checked_setting(derived, slate, wishes), wishes)


def checked_setting(derived: Derived, slate: Slate, wishes: Wishes) -> Setting:
    """What the slate and the wishes come to; raises InvalidData as `choose_coalition` does."""
    _check(derived, wishes)
    return setting_of(derived, slate, wishes)


def choose(store: Store, setting: Setting, wishes: Wishes = ANY) -> Coalition:
    """The same, of a setting that was made for these wishes."""
    began = perf_counter()
    conflict, smallest = _conflict(setting, wishes)
    solved = solve_shown(store, _loosened(setting) if conflict else setting, wishes.seconds)
    chosen, found = solved if solved else (np.zeros(0, dtype=np.int64), Solution((), 0.0, 0.0, True))
    seconds = perf_counter() - began
    return Coalition(
        chosen=explain(store, setting, chosen),
        optimal=found.exact,
        gap=found.gap,
        seconds=seconds,
        gaps=gaps_of(store, setting, chosen),
        conflict=conflict,
        smallest=smallest,
        objective=found.cost,
        parts=found.parts,
        considered=max(setting.slate.considered, len(setting.numbers)),
    )


def _check(derived: Derived, wishes: Wishes) -> None:
    new = [id for id in wishes.must if id not in derived.number]
    if new:
        raise InvalidData.of("must", "coalition.not_yet", name=new[0])
    if wishes.at_most is not None and not 1 <= wishes.at_most <= MOST_ACTORS:
        raise InvalidData.of("at_most", "coalition.unknown_at_most", limit=MOST_ACTORS)
    if not 0 < wishes.seconds <= MOST_SECONDS:
        raise InvalidData.of("seconds", "coalition.unknown_at_most", limit=int(MOST_SECONDS))


def _conflict(setting: Setting, wishes: Wishes) -> tuple[tuple[Rule, ...], bool]:
    number = setting.derived.number
    actors = [(rule.id, number[rule.id]) for rule in setting.rules if rule.id]
    ruled = Ruled.of(setting.problem.covers, places_of(setting.numbers, actors))
    return find_conflict(ruled, setting.rules, wishes.seconds)


def _loosened(setting: Setting) -> Setting:
    """What can still be had when the rules exclude each other: who is left out stays out, requirements may stay open,
    and if more must be in than may be, all of them are.
    """
    must = tuple(place for place in setting.must if not setting.banned[place])
    most = setting.problem.most
    problem = replace(setting.problem, open=True, most=None if most is None else max(most, len(must)))
    return replace(setting, problem=problem, must=must)


def solve_shown(store: Store, setting: Setting, seconds: float) -> tuple[NDArray[np.int64], Solution] | None:
    """The set with only actors that the store shows, as places among the candidates; None when there is none."""
    for _attempt in range(_ATTEMPTS):
        found = _solve(setting, seconds)
        if found is None:
            return None
        places = found[0].tolist()
        there = store.get({setting.id(place) for place in places})
        unseen = [place for place in places if _is_hidden(there.get(setting.id(place)))]
        if not unseen:
            return found
        setting = replace(
            setting.without(*unseen), must=tuple(one for one in setting.must if one not in unseen)
        )
    return None


def _is_hidden(node: Node | None) -> bool:
    return node is None or bool(node.get("archived"))


def _solve(setting: Setting, seconds: float) -> tuple[NDArray[np.int64], Solution] | None:
    kept = np.flatnonzero(~setting.banned)
    place = {number: index for index, number in enumerate(kept.tolist())}
    if not set(setting.must) <= set(place):
        return None
    inside = replace(setting.problem.among(kept), must=tuple(place[one] for one in setting.must))
    found = solve(inside, seconds)
    return None if found is None else (kept[list(found.chosen)], found)
