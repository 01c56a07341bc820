"""What a coalition becomes without each of its actors, in little time: the same problem with one candidate less."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from crm.coalitions.choosing import solve_shown
from crm.coalitions.model import Alternative, Coalition
from crm.coalitions.setting import Setting

if TYPE_CHECKING:
    from graph.store import Store

SECONDS = 1.0


def alternatives_to(store: Store, setting: Setting, coalition: Coalition) -> tuple[Alternative, ...]:
    """For each chosen actor the best set without it, in the order of the coalition; within about a second together.

    Who must be in may be missing here: that is what is asked. What nobody else covers is said to be left open. When
    time runs out the last ones are left out.
    """
    number = setting.derived.number
    place = {int(one): index for index, one in enumerate(setting.numbers.tolist())}
    chosen = [place[number[one.actor]] for one in coalition.chosen]
    until = perf_counter() + SECONDS
    found: list[Alternative] = []
    for left, one in zip(chosen, coalition.chosen, strict=True):
        if perf_counter() > until:
            break
        tried = _without(store, setting, chosen, left)
        found.append(replace(tried, name=one.name, cost=tried.cost - coalition.objective))
    return tuple(found)


def _without(store: Store, setting: Setting, chosen: list[int], left: int) -> Alternative:
    """The best set without one of the chosen; its cost is the whole one."""
    must = tuple(one for one in setting.must if one != left and not setting.banned[one])
    open_ = replace(setting.problem, open=True)
    tried = replace(setting.without(left), must=must, problem=open_)
    solved = solve_shown(store, tried, SECONDS / 2)
    places = solved[0] if solved else np.zeros(0, dtype=np.int64)
    new, old = set(places.tolist()), set(chosen)
    before, after = (
        setting.serving(some)[some].any(axis=0) for some in (np.array(chosen, dtype=np.int64), places)
    )
    return Alternative(
        without=setting.id(left),
        added=_named(setting, sorted(new - old)),
        removed=_named(setting, sorted(old - new - {left})),
        uncovered=tuple(np.flatnonzero(before & ~after).tolist()),
        cost=solved[1].cost if solved else 0.0,
    )


def _named(setting: Setting, places: list[int]) -> tuple[tuple[str, str], ...]:
    return tuple((setting.id(place), setting.name(place)) for place in places)
