"""A project's coalition as numbers: the candidates of its slate, what they cover, and the rules that wishes make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.model import Rule, Wishes
from crm.coalitions.problem import SECTORLESS, SECTORLESS_CORE, Problem
from crm.coalitions.slate import Slate
from crm.coalitions.softening import is_needed, soft_of
from crm.doors.only import doors_on
from crm.requirements.covering import Coverage
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from crm.derived.results import Derived

CORE = 5
# Below this share of the strongest nobody is taken in for the sake of a sector, or to make five: it stays empty.
APT = 0.25


class Over(NamedTuple):
    """Actors by number, ascending, with the score of each, what it covers and what it may cover, to be confirmed, both
    (actors, requirements).
    """

    numbers: NDArray[np.int64]
    scores: FloatArray
    covers: BoolArray
    maybe: BoolArray


@dataclass(frozen=True)
class Setting:
    """One choice as numbers. `over` are the candidates, `problem` is over them; `banned` (one a candidate) are those that
    a rule leaves out; `must` may hold some of them: that is a conflict.
    """

    derived: Derived
    slate: Slate
    coverage: Coverage
    over: Over
    problem: Problem
    banned: BoolArray
    must: tuple[int, ...]
    rules: tuple[Rule, ...]

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The candidates by their number in the results."""
        return self.over.numbers

    def id(self, place: int) -> str:
        """The id of a candidate."""
        return self.derived.ids[int(self.numbers[place])]

    def name(self, place: int) -> str:
        """The name of a candidate."""
        return str(self.derived.actors["name"][int(self.numbers[place])])

    def serving(self, chosen: NDArray[np.int64]) -> BoolArray:
        """Which candidates serve each requirement beside a set, (candidates, requirements): who covers it, and where the
        set has too few of those who do, who may, to be confirmed; a mere wish has to be covered.
        """
        asked = self.slate.requirements
        count = self.problem.covers[chosen].sum(axis=0)
        short = np.array([is_needed(one) for one in asked], dtype=np.bool_)
        short &= count < np.array([one.count for one in asked], dtype=np.int64)
        serves: BoolArray = self.problem.covers | (self.over.maybe & short)
        return serves

    def without(self, *places: int) -> Setting:
        """The same with some more candidates left out, as long as no rule says they must be in."""
        banned = self.banned.copy()
        banned[list(places)] = True
        return replace(self, banned=banned)


def setting_of(derived: Derived, slate: Slate, wishes: Wishes) -> Setting:
    """What the slate and the wishes come to. Wishes about actors that the results do not know have no effect."""
    must = dict.fromkeys(id for id in (*slate.must_include, *wishes.must) if id in derived.number)
    slate = slate.with_actors(derived, dict.fromkeys(must, 0.0))
    over = _over(derived, slate)
    place = {derived.ids[one]: index for index, one in enumerate(over.numbers.tolist())}
    banned = np.zeros(len(place), dtype=np.bool_)
    banned[[place[id] for id in (*slate.exclude, *wishes.without) if id in place]] = True
    problem = problem_of(derived, slate, over)
    least = least_of(slate, int((~banned & (problem.strength >= APT)).sum()), wishes.at_most)
    problem = replace(problem, most=wishes.at_most, least=least)
    rules = tuple(_rules(derived, slate, wishes, problem.coverable()))
    inside = tuple(place[id] for id in must)
    return Setting(derived, slate, slate.coverage(derived), over, problem, banned, inside, rules)


def _over(derived: Derived, slate: Slate) -> Over:
    """The candidates that the results know (they may be newer than the slate), in the order of their numbers."""
    known = sorted(
        (derived.number[one.actor], one) for one in slate.candidates if one.actor in derived.number
    )
    covers, maybe = (np.zeros((len(known), len(slate.requirements)), dtype=np.bool_) for _ in range(2))
    for place, (_number, one) in enumerate(known):
        covers[place, list(one.covers)] = True
        maybe[place, list(one.maybe)] = True
    scores = np.array([one.score for _number, one in known], dtype=np.float64)
    return Over(np.array([number for number, _one in known], dtype=np.int64), scores, covers, maybe)


def problem_of(derived: Derived, slate: Slate, over: Over) -> Problem:
    """The problem over some candidates, without any rules."""
    sectors = vocabulary("sectors").ids
    place = {sector: index for index, sector in enumerate(sectors)}
    of = [place.get(derived.actors["sector"][one] or "", -1) for one in over.numbers.tolist()]
    wanted = slate.sectors or (() if slate.requirements else sectors)
    strength = over.scores / slate.best if slate.best > 0 else np.zeros(len(of))
    apt = (strength >= APT) | over.covers.any(axis=1) | bool(slate.sectors)
    return Problem(
        strength=strength,
        covers=over.covers,
        sector=np.where(apt, np.array(of, dtype=np.int32), -1),
        broker=doors_on(derived, slate.as_of, over.numbers),
        wanted=tuple(sorted({place[sector] for sector in wanted if sector in place})),
        sectorless=SECTORLESS if slate.requirements else SECTORLESS_CORE,
        hard=np.array([is_needed(one) for one in slate.requirements], dtype=np.bool_),
        soft=soft_of(slate.requirements, over.covers, over.maybe),
    )


def least_of(slate: Slate, there: int, most: int | None) -> int:
    """How many there must be at least: without requirements a core of five is proposed."""
    if slate.requirements:
        return 0
    return min(CORE, there, CORE if most is None else most)


def _rules(derived: Derived, slate: Slate, wishes: Wishes, coverable: NDArray[np.int64]) -> Iterator[Rule]:
    number, names = derived.number, derived.actors["name"]
    asked = dict.fromkeys((*slate.must_include, *wishes.must))
    if wishes.at_most is not None:
        yield Rule("at_most", count=wishes.at_most)
    yield from (Rule("must", id, names[number[id]]) for id in asked if id in number)
    for id in dict.fromkeys(wishes.without):
        if id in number:
            yield Rule("without", id, names[number[id]])
    for id in dict.fromkeys(slate.exclude):
        if id in number:
            yield Rule("excluded", id, names[number[id]])
    for place in coverable.tolist():
        yield Rule("requirement", name=slate.requirements[place].need, place=place)
