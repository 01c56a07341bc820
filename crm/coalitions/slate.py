"""Those of whom a project's coalition can ever be chosen, as the analyst keeps them: a request chooses among these alone.

slate_of(ranking) -> Slate (`crm.coalitions.shortlisting`)        write_slate(slate) -> JSON        read_slate(text) -> Slate
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from crm.coalitions.model import MissingPart
from crm.project_model import Requirement
from crm.requirements.covering import Coverage, coverage_of

if TYPE_CHECKING:
    from crm.derived.results import Derived

# Grows when the document changes its meaning: one of another version counts as missing.
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be chosen: the score, 0 to 1, and the places of the requirements it covers, and of those that it may
    cover, to be confirmed (`maybe`).
    """

    actor: str
    score: float
    covers: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Slate:
    """What a coalition is chosen from, for the project at its `version`, of the data at `revision`, on the day `as_of`.

    `best` is the highest score of all `considered`, of whom `candidates` are those that a choice may need; `gaps` are all
    parts that may turn out to have nobody, with who could close each.
    """

    requirements: tuple[Requirement, ...]
    sectors: tuple[str, ...]
    must_include: tuple[str, ...]
    exclude: tuple[str, ...]
    as_of: date
    revision: int
    origin: str
    version: int
    best: float = 0.0
    considered: int = 0
    candidates: tuple[Candidate, ...] = ()
    gaps: tuple[MissingPart, ...] = ()
    format: int = FORMAT

    def coverage(self, derived: Derived) -> Coverage:
        """What shows the requirements."""
        return coverage_of(derived, self.requirements, self.as_of)

    def with_actors(self, derived: Derived, scores: Mapping[str, float]) -> Slate:
        """The same with some actors more (ids and their scores), whatever they cover; only their own records are read."""
        there = {one.actor for one in self.candidates}
        fresh = [id for id in scores if id not in there and id in derived.number]
        if not fresh:
            return self
        coverage = self.coverage(derived)
        more = [
            Candidate(id, scores[id], coverage.covered_by(number), coverage.possible_for(number))
            for id in fresh
            for number in (derived.number[id],)
        ]
        best = max(self.best, *(one.score for one in more))
        return replace(self, best=best, candidates=(*self.candidates, *more))


@cache
def _adapter() -> TypeAdapter[Slate]:
    return TypeAdapter(Slate)


def write_slate(slate: Slate) -> str:
    """The slate as JSON."""
    return _adapter().dump_json(slate).decode()


def read_slate(text: str | bytes) -> Slate | None:
    """The slate that a JSON text holds; None for one of another version, ValueError for what is none."""
    found = _adapter().validate_json(text)
    return found if found.format == FORMAT else None
