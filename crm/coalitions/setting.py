"""A project's coalition as numbers: the candidates of a ranking, what they cover, and the rules that wishes make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.covering import Coverage, coverage_of
from crm.coalitions.model import Rule, Wishes
from crm.coalitions.problem import SECTORLESS, SECTORLESS_CORE, Problem
from crm.doors.only import only_doors
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray, IntArray

if TYPE_CHECKING:
    from crm.mapping.ranking import Ranking

CORE = 5


@dataclass(frozen=True)
class Setting:
    """One choice as numbers. `numbers` are the candidates by their number in the ranking, `problem` is over them;
    `banned` (one a candidate) are those that a rule leaves out; `must` may hold some of them: that is a conflict.
    """

    ranking: Ranking
    coverage: Coverage
    numbers: NDArray[np.int64]
    problem: Problem
    banned: BoolArray
    must: tuple[int, ...]
    rules: tuple[Rule, ...]

    def without(self, *places: int) -> Setting:
        """The same with some more candidates left out, as long as no rule says they must be in."""
        banned = self.banned.copy()
        banned[list(places)] = True
        return replace(self, banned=banned)


def setting_of(ranking: Ranking, wishes: Wishes) -> Setting:
    """What the ranking and the wishes come to. Wishes about actors that the ranking does not know have no effect."""
    number = ranking.derived.number
    must = [number[id] for id in dict.fromkeys((*ranking.brief.must_include, *wishes.must)) if id in number]
    out = [number[id] for id in (*ranking.brief.exclude, *wishes.without) if id in number]
    coverage = coverage_of(ranking)
    numbers = _candidates(ranking, coverage, [*must, *out])
    place = {one: index for index, one in enumerate(numbers.tolist())}
    banned = np.isin(numbers, out)
    inside = tuple(place[one] for one in must)
    problem = _problem(ranking, coverage, numbers)
    most = wishes.at_most
    least = _least(ranking, len(numbers) - int(banned.sum()), most)
    problem = replace(problem, most=most, least=least)
    rules = tuple(_rules(ranking, wishes, problem.coverable()))
    return Setting(ranking, coverage, numbers, problem, banned, inside, rules)


def _candidates(ranking: Ranking, coverage: Coverage, asked: list[int]) -> NDArray[np.int64]:
    """Who may be in: all that cover something, or may stand for a sector, and those that a wish names."""
    useful = ranking.candidates & (coverage.covers.any(axis=1) | (ranking.scores() > 0))
    useful[asked] = True
    return np.flatnonzero(useful)


def _problem(ranking: Ranking, coverage: Coverage, numbers: NDArray[np.int64]) -> Problem:
    score = ranking.scores()[numbers]
    best = float(score.max(initial=0.0))
    sectors = vocabulary("sectors").ids
    place = {sector: index for index, sector in enumerate(sectors)}
    of = np.array([place.get(ranking.derived.actors["sector"][one], -1) for one in numbers.tolist()])
    wanted = ranking.brief.sectors or (() if ranking.brief.requirements else sectors)
    return Problem(
        strength=score / best if best > 0 else np.zeros(len(numbers)),
        covers=coverage.covers[numbers],
        shown=coverage.covers[numbers],
        sector=of.astype(np.int32),
        broker=_brokers(ranking)[numbers],
        wanted=tuple(sorted({place[sector] for sector in wanted if sector in place})),
        sectorless=SECTORLESS if ranking.brief.requirements else SECTORLESS_CORE,
    )


def _brokers(ranking: Ranking) -> IntArray:
    return only_doors(ranking.derived, ranking.mask)


def _least(ranking: Ranking, there: int, most: int | None) -> int:
    """Without requirements a core of five is proposed."""
    if ranking.brief.requirements:
        return 0
    return min(CORE, there, CORE if most is None else most)


def _rules(ranking: Ranking, wishes: Wishes, coverable: NDArray[np.int64]) -> Iterator[Rule]:
    number, names = ranking.derived.number, ranking.derived.actors["name"]
    asked = dict.fromkeys((*ranking.brief.must_include, *wishes.must))
    if wishes.at_most is not None:
        yield Rule("at_most", count=wishes.at_most)
    yield from (Rule("must", id, names[number[id]]) for id in asked if id in number)
    for kind, ids in (("without", wishes.without), ("excluded", ranking.brief.exclude)):
        for id in dict.fromkeys(ids):
            if id in number:
                yield Rule("without" if kind == "without" else "excluded", id, names[number[id]])
    for place in coverable.tolist():
        yield Rule("requirement", name=ranking.brief.requirements[place].need, place=place)
