"""Reasons from an actor's ties with others: who it has worked with, what it is part of, who leads to it, what it joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.nearness import doors, shared
from crm.mapping.ranking import BRIDGING, NEAR, WEIGHTS
from crm.mapping.reasons import Reason

if TYPE_CHECKING:
    from crm.mapping.ranking import Ranking
    from graph.records import Node

FACTS = 5
# What brings less than half a point tells nobody anything of this project.
_TOLD = 0.005
_OWN_HOUSE = "city_dependency"


def nodes_for_ties(ranking: Ranking, actor: int) -> list[int]:
    """The numbers of the interactions that these reasons may name."""
    numbers: list[int] = []
    for way in _doors(ranking, actor):
        for one, other in zip((actor, *way), way, strict=False):
            numbers += shared(ranking.derived, ranking.mask, one, other)[:2].tolist()
    return numbers


def network_reasons(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    """How the actor is tied to those who matter, and whether it joins others."""
    points = WEIGHTS["reach"] * NEAR * float(ranking.near.score[actor])
    ways = _doors(ranking, actor)
    if ways and len(ways[0]) == 1:
        yield from _direct(ranking, actor, nodes, points)
    elif ways and _is_stranger(ranking, actor):
        yield from _through(ranking, actor, nodes, points)
    yield from _bridging(ranking, actor)


def _is_stranger(ranking: Ranking, actor: int) -> bool:
    """Whether the office needs a door: nothing was done with the actor, and it is no body of the office's own house."""
    return not len(ranking.events_of(actor)) and ranking.derived.actors["type"][actor] != _OWN_HOUSE


def _doors(ranking: Ranking, actor: int) -> list[tuple[int, ...]]:
    return doors(ranking.near, actor, ranking.start) if ranking.near.score[actor] > 0 else []


def _direct(ranking: Ranking, actor: int, nodes: Mapping[str, Node], points: float) -> Iterator[Reason]:
    """Worked with some, and formally tied to others; the points are shared out by how many of each."""
    names, ids = ranking.derived.actors["name"], ranking.derived.ids
    others = [way[0] for way in _doors(ranking, actor)]
    facts = {other: _facts(ranking, nodes, [(actor, other)]) for other in others}
    worked = [other for other in others if facts[other]]
    formal = [other for other in others if not facts[other] and _is_standing(ranking, actor, other)]
    each = points / max(len(worked) + len(formal), 1)
    if worked:
        shown = tuple(dict.fromkeys(id for other in worked for id in facts[other]))[:FACTS]
        said = {"names": [names[other] for other in worked]}
        yield Reason("reason.tied", said, shown, each * len(worked), "reach")
    if formal:
        shown = (ids[actor], *(ids[other] for other in formal))
        said = {"names": [names[other] for other in formal]}
        yield Reason("reason.standing", said, shown, each * len(formal), "reach")


def _through(ranking: Ranking, actor: int, nodes: Mapping[str, Node], points: float) -> Iterator[Reason]:
    names, ids = ranking.derived.actors["name"], ranking.derived.ids
    between, number = _doors(ranking, actor)[0]
    steps = [(actor, between), (between, number)]
    facts = _facts(ranking, nodes, steps)
    if not facts and all(_is_standing(ranking, *step) for step in steps):
        facts = (ids[actor], ids[between], ids[number])
    if facts:
        said = {"name": names[actor], "via": names[between]}
        yield Reason("reason.through", said, facts, points, "reach")


def _facts(ranking: Ranking, nodes: Mapping[str, Node], pairs: list[tuple[int, int]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one, other in pairs:
        events = shared(ranking.derived, ranking.mask, one, other)
        found |= dict.fromkeys(id for id in ranking.derived.interaction_ids(events[:2]) if id in nodes)
    return tuple(found)[:FACTS]


def _is_standing(ranking: Ranking, one: int, other: int) -> bool:
    first, second = min(one, other), max(one, other)
    array = ranking.derived.array
    same = (array("standing_first") == first) & (array("standing_second") == second)
    return bool(same.any())


def _bridging(ranking: Ranking, actor: int) -> Iterator[Reason]:
    own = float(ranking.bridging[actor])
    points = WEIGHTS["reach"] * BRIDGING * own * float(ranking.matter[actor])
    if points >= _TOLD:
        place = 1 + int(np.count_nonzero(ranking.bridging > own))
        yield Reason("reason.bridging", {"place": place}, (ranking.derived.ids[actor],), points, "reach")
