"""The score of each actor for a project.

matter = 1 - (1 - relevance) (1 - near) (1 - fit)                  whether it has to do with the project at all
score  = 0.45 relevance + 0.10 strength * matter + 0.17 reach + 0.04 reliability * matter + 0.24 fit
reach  = 0.85 near + 0.15 bridging * matter
fit    = 1 for who covers what is asked for (`crm.mapping.fitting`)

Each part is 0 to 1, and so is the score. A strong tie with somebody who has nothing to do with the project brings nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.candidates import called_by_name, candidates_of, members
from crm.mapping.fitting import ABROAD, Fit, fit_of
from crm.mapping.house import house_share
from crm.mapping.knowing import Known, known_on
from crm.mapping.nearness import Nearness, nearness
from crm.mapping.payers import payers_of
from crm.mapping.question import AGAIN, Question, question_of
from crm.mapping.relevance import Relevance, relevance
from crm.mapping.serving import field_share, serves
from crm.mapping.strength import reliability, strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.two_mode import BoolArray, FloatArray

WEIGHTS: Mapping[str, float] = {
    "relevance": 0.45, "strength": 0.10, "reach": 0.17, "reliability": 0.04, "fit": 0.24,
}  # fmt: skip
NEAR, BRIDGING = 0.85, 0.15
SEEDS = 20
NOTHING = 1e-9
_SEED_SHARE = 0.25
# How much nearness counts when it starts from a guess: nobody is in yet, or nothing is known of those who are.
_GUESSED = 0.5
# How much less a mandate says of who else belongs at a table: those who sit there say more.
_BESIDE = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything a brief's list is made from, one value an actor; `start` are the numbers of the actors that nearness starts
    from; `matter` says whether an actor has to do with the project.
    """

    derived: Derived
    brief: Project
    known: Known
    question: Question
    relevance: Relevance
    fit: Fit
    near: Nearness
    start: tuple[int, ...]
    strength: FloatArray
    reliability: FloatArray
    bridging: FloatArray
    matter: FloatArray
    candidates: BoolArray
    payers: frozenset[int] = frozenset()

    @property
    def mask(self) -> BoolArray:
        """Which interactions count."""
        return self.known.mask

    def events_of(self, actor: int) -> NDArray[Any]:
        """The numbers of the counted interactions in which the actor took part."""
        begin, end = self.derived.array("took_part_begins")[actor : actor + 2].tolist()
        events: NDArray[Any] = self.derived.array("took_part_event")[begin:end]
        counted: NDArray[Any] = events[self.mask[events]]
        return counted

    def telling(self, actor: int) -> NDArray[Any]:
        """Those of them that say something of the project, the most telling first."""
        events = self.events_of(actor)
        worth = self.relevance.by_event[events]
        best: NDArray[Any] = events[np.argsort(-worth, kind="stable")[: np.count_nonzero(worth > NOTHING)]]
        return best

    def points(self) -> dict[str, FloatArray]:
        """What each part brings to the score of each actor, by the names of WEIGHTS; 0 for those who are no candidates."""
        parts = {
            "relevance": self.relevance.score,
            "strength": self.strength * self.matter,
            "reach": NEAR * self.near.score + BRIDGING * self.bridging * self.matter,
            "reliability": self.reliability * self.matter,
            "fit": self.fit.value,
        }
        return {name: WEIGHTS[name] * part * self.candidates for name, part in parts.items()}

    def scores(self) -> FloatArray:
        """The score of each actor, 0 for those who are no candidates."""
        total: FloatArray = np.sum(list(self.points().values()), axis=0)
        return total


def rank(
    derived: Derived, brief: Project, as_of: date, known: Known | None = None, floor: float = 0.0
) -> Ranking:
    """Scores every partner for the brief from what had happened by the day, or from what is said to be known.

    `floor` is how much somebody who has nothing to do with the project matters all the same; above 0 the question is who
    else belongs at a table: whom the office itself stands for may be asked too, and kinds that are there already count.
    """
    known = known or known_on(derived, as_of)
    candidates = candidates_of(derived, brief, houses=floor > 0)
    question = question_of(brief, AGAIN if floor == 0 else 0.0)
    found = relevance(derived, question, known, members(derived, partners_only=floor > 0))
    if floor > 0:
        share = house_share(derived, known, brief.must_include)
        found = replace(found, place=found.place * share, serves=_BESIDE * found.serves)
    fit = fit_of(derived, brief, date.fromordinal(known.day), question, table=floor > 0)
    payers = payers_of(derived, brief) if floor == 0 else frozenset[int]()
    fit.value[list(payers)] = 0.0
    if floor == 0:
        place = np.where(fit.abroad, ABROAD * found.place, found.place)
        served = serves(derived, question, house=True) * members(derived, partners_only=False)
        found = replace(found, place=place, field=field_share(derived, question), serves=served)
        candidates |= called_by_name(derived, found.named)
    worth = WEIGHTS["relevance"] * found.score + WEIGHTS["fit"] * fit.seeds
    start = _start(derived, brief, candidates * worth)
    near = nearness(derived, start, known, found.place * found.field * _trust(derived, brief, known))
    return Ranking(
        derived=derived,
        brief=brief,
        known=known,
        question=question,
        relevance=found,
        fit=fit,
        near=near,
        start=tuple(np.argsort(-start, kind="stable")[: np.count_nonzero(start)].tolist()),
        strength=strength(derived, known),
        reliability=reliability(derived, known),
        bridging=_bridging(derived, known),
        matter=1 - (1 - floor) * (1 - found.score) * (1 - near.score) * (1 - fit.value),
        candidates=candidates,
        payers=payers,
    )


def _start(derived: Derived, brief: Project, own: FloatArray) -> FloatArray:
    """Those who must be in, with weight 1, and the twenty most relevant; beside the former these count a quarter."""
    start = np.zeros(len(derived.ids))
    best = np.argsort(-own, kind="stable")[:SEEDS]
    start[best] = own[best]
    asked = [derived.number[id] for id in brief.must_include if id in derived.number]
    if asked and start.sum() > 0:
        start *= _SEED_SHARE * len(asked) / start.sum()
    start[asked] = 1.0
    return start


def _trust(derived: Derived, brief: Project, known: Known) -> float:
    """How much nearness counts, from a half to 1: by the share of those who must be in that something is known of."""
    asked = [derived.number[id] for id in brief.must_include if id in derived.number]
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    met = [bool(known.mask[event[begins[one] : begins[one + 1]]].any()) for one in asked]
    return _GUESSED + (1 - _GUESSED) * (sum(met) / len(met) if met else 0.0)


def _bridging(derived: Derived, known: Known) -> FloatArray:
    """Betweenness among partners against the greatest; nobody has any on a day the network was not measured on."""
    size = len(derived.ids)
    if not known.now or "betweenness" not in derived.statuses:
        return np.zeros(size)
    found = np.nan_to_num(derived.array("measure_betweenness"))
    best = float(found.max(initial=0.0))
    return found / best if best > 0 else np.zeros(size)
