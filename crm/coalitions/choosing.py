"""Chooses the coalition for a project from a ranking of all candidates.

    coalition = choose_coalition(store, rank(derived, brief, day), Wishes(at_most=6, without=("usaid",)))

Ranking, coverage and who is behind one door only are arrays over all actors; the store is asked only about the few that
are named. The formula is that of `crm.coalitions.problem`.
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
    from crm.mapping.ranking import Ranking
    from graph.records import Node
    from graph.store import Store

MOST_ACTORS, MOST_SECONDS = 100, 60.0
_ATTEMPTS = 5
ANY = Wishes()


def choose_coalition(store: Store, ranking: Ranking, wishes: Wishes = ANY) -> Coalition:
    """The smallest, strongest set that covers the requirements of the ranking's brief, each choice explained.

    When the wishes exclude each other, `conflict` names the smallest set of rules that does, and `chosen` is the best
    that they leave possible. Without requirements a balanced core of five is proposed. Raises InvalidData for a number
    that makes no sense, and for somebody who must be in and is not in the results yet. Whom the store does not show is left out.
    """
    _check(ranking, wishes)
    began = perf_counter()
    setting = setting_of(ranking, wishes)
    conflict, smallest = _conflict(setting, wishes)
    solved = solve_shown(store, _loosened(setting) if conflict else setting, wishes.seconds)
    chosen, found = solved if solved else (np.zeros(0, dtype=np.int64), Solution((), 0.0, 0.0, True))
    seconds = perf_counter() - began
    return Coalition(
        chosen=explain(store, setting, chosen),
        optimal=found.exact,
        gap=found.gap,
        seconds=seconds,
        gaps=gaps_of(store, ranking, setting.coverage, setting.numbers[chosen].tolist()),
        conflict=conflict,
        smallest=smallest,
        objective=found.cost,
        parts=found.parts,
        considered=len(setting.numbers),
    )


def _check(ranking: Ranking, wishes: Wishes) -> None:
    new = [id for id in wishes.must if id not in ranking.derived.number]
    if new:
        raise InvalidData.of("must", "coalition.not_yet", name=new[0])
    if wishes.at_most is not None and not 1 <= wishes.at_most <= MOST_ACTORS:
        raise InvalidData.of("at_most", "coalition.unknown_at_most", limit=MOST_ACTORS)
    if not 0 < wishes.seconds <= MOST_SECONDS:
        raise InvalidData.of("seconds", "coalition.unknown_at_most", limit=int(MOST_SECONDS))


def _conflict(setting: Setting, wishes: Wishes) -> tuple[tuple[Rule, ...], bool]:
    number = setting.ranking.derived.number
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
    ids = setting.ranking.derived.ids
    for _attempt in range(_ATTEMPTS):
        found = _solve(setting, seconds)
        if found is None:
            return None
        places = found[0].tolist()
        there = store.get({ids[int(setting.numbers[place])] for place in places})
        unseen = [place for place in places if _is_hidden(there.get(ids[int(setting.numbers[place])]))]
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
