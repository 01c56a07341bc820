"""Makes the slate of a project from the ranking of everybody; the analyst's work, never a request's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.gaps import gaps_in
from crm.coalitions.reducing import with_spares
from crm.coalitions.setting import Over, least_of, problem_of
from crm.coalitions.slate import Candidate, Slate

if TYPE_CHECKING:
    from crm.mapping.ranking import Ranking

# So many actors may be left out by wishes; one more is for each alternative, and some may be hidden from a reader.
MOST_LEFT_OUT, _HIDDEN = 20, 5
SPARE = MOST_LEFT_OUT + 1 + _HIDDEN


def slate_of(ranking: Ranking) -> Slate:
    """Who may be needed by any coalition for the ranking's brief."""
    head = _head(ranking)
    scores, covers = ranking.scores(), ranking.fit.coverage.covers
    maybe = ranking.fit.coverage.possible & ranking.candidates[:, None]
    useful = ranking.candidates & (covers.any(axis=1) | (scores > 0))
    asked = [ranking.derived.number[id] for id in head.must_include if id in ranking.derived.number]
    useful[list(ranking.payers)] = False
    useful[asked] = True
    over = Over(np.flatnonzero(useful), scores[useful], covers[useful], maybe[useful])
    head = replace(head, best=float(over.scores.max(initial=0.0)), considered=len(over.numbers))
    kept = _kept(ranking, head, over, asked)
    return replace(
        head,
        candidates=tuple(
            Candidate(
                ranking.derived.ids[over.numbers[place]],
                float(over.scores[place]),
                tuple(np.flatnonzero(over.covers[place]).tolist()),
                tuple(np.flatnonzero(over.maybe[place]).tolist()),
            )
            for place in kept.tolist()
        ),
        gaps=tuple(gaps_in(ranking)),
    )


def _head(ranking: Ranking) -> Slate:
    brief, derived = ranking.brief, ranking.derived
    return Slate(
        requirements=tuple(brief.requirements),
        sectors=tuple(brief.sectors),
        must_include=tuple(brief.must_include),
        exclude=tuple(brief.exclude),
        as_of=date.fromordinal(ranking.known.day),
        revision=derived.revision,
        origin=derived.origin,
        version=brief.version,
    )


def _kept(ranking: Ranking, head: Slate, over: Over, asked: list[int]) -> NDArray[np.int64]:
    """The places of those whom a choice may need."""
    problem = problem_of(ranking.derived, head, over)
    least = least_of(head, len(over.numbers), None)
    must = np.flatnonzero(np.isin(over.numbers, asked))
    return with_spares(replace(problem, least=least, must=tuple(must.tolist())), SPARE)
