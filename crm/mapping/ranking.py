"""The score of each actor for a project.

score = 0.75 * (0.5 did + 0.3 are + 0.2 fit) + 0.25 * network        each part is 0 to 1, and so is the score
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.nearness import Nearness, nearness
from crm.mapping.relevance import Question, Relevance, question_of, relevance
from crm.network import terms_under

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.two_mode import BoolArray, FloatArray

DID, ARE, FIT, NETWORK = 0.75 * 0.5, 0.75 * 0.3, 0.75 * 0.2, 0.25
SEEDS = 10
NOTHING = 1e-9
_HALF_FIT = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything a brief's list is made from. `fit` is 1 for a type that a requirement asks for, else 0.5 for a sector
    of the project; `start` are the numbers of the actors that nearness starts from; `mask` the interactions that count.
    """

    derived: Derived
    brief: Project
    question: Question
    relevance: Relevance
    fit: FloatArray
    near: Nearness
    start: tuple[int, ...]
    mask: BoolArray
    candidates: BoolArray

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

    def scores(self) -> FloatArray:
        """The score of each actor, 0 for those who are no candidates."""
        found = self.relevance
        total = DID * found.did + ARE * found.are + FIT * self.fit + NETWORK * self.near.score
        asked: FloatArray = np.where(self.candidates, total, 0.0)
        return asked


def rank(derived: Derived, brief: Project, as_of: date) -> Ranking:
    """Scores every partner for the brief from what had happened by the day."""
    mask = np.asarray(derived.array("interaction_start") <= as_of.toordinal())
    mask &= ~derived.array("interaction_reference")
    candidates = _candidates(derived, brief)
    question = question_of(brief)
    found = relevance(derived, question, mask, as_of.toordinal())
    fit = _fit(derived, brief)
    own = candidates * (DID * found.did + ARE * found.are + FIT * fit)
    start = _start(derived, brief, own)
    near = nearness(derived, start, mask, as_of.toordinal())
    begins = tuple(np.argsort(-start, kind="stable")[: np.count_nonzero(start)].tolist())
    return Ranking(derived, brief, question, found, fit, near, begins, mask, candidates)


def _candidates(derived: Derived, brief: Project) -> BoolArray:
    kept = np.array(derived.array("partner"))
    kept[[derived.number[id] for id in brief.must_include if id in derived.number]] = True
    kept[[derived.number[id] for id in brief.exclude if id in derived.number]] = False
    return kept


def _fit(derived: Derived, brief: Project) -> FloatArray:
    kinds = terms_under("actor_types", [one.kind for one in brief.requirements if one.kind])
    sectors = set(brief.sectors)
    pairs = zip(derived.actors["type"], derived.actors["sector"], strict=True)
    fits = [1.0 if type in kinds else _HALF_FIT * (sector in sectors) for type, sector in pairs]
    return np.array(fits, dtype=np.float64)


def _start(derived: Derived, brief: Project, own: FloatArray) -> FloatArray:
    """Those who must be in, with weight 1, and the ten most relevant with their relevance."""
    start = np.zeros(len(derived.ids))
    best = np.argsort(-own, kind="stable")[:SEEDS]
    start[best] = own[best]
    start[[derived.number[id] for id in brief.must_include if id in derived.number]] = 1.0
    return start
