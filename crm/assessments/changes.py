"""Assessments of two days compared: who moved, from where to where, and who said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm.assessments.grids import judged
from crm.assessments.model import VALUES, Assessment
from crm.assessments.records import standing


@dataclass(frozen=True, slots=True)
class Said:
    """One value that one person changed, or said for the first time (`before` None), or took no part in later."""

    whose: str
    assessor: str
    voice: str | None
    on: date | None
    field: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """An actor whose assessment differs: the means then and now (0 to 1, None where nobody said), and who said what."""

    actor: str
    power: tuple[float | None, float | None]
    interest: tuple[float | None, float | None]
    said: tuple[Said, ...]

    @property
    def distance(self) -> float:
        """How far it moved on the grid; who was not on it before moved least."""
        pairs = [pair for pair in (self.power, self.interest) if None not in pair]
        return float(
            sum((after - before) ** 2 for before, after in pairs if before is not None and after is not None)
            ** 0.5
        )


def moves(assessments: Sequence[Assessment], since: date, until: date) -> list[Move]:
    """What changed from the end of one day to the end of another, the farthest first. Give the oldest first."""
    then = standing(one for one in assessments if one.on is not None and one.on <= since)
    now = standing(one for one in assessments if one.on is not None and one.on <= until)
    found = (_move(actor, then.get(actor, ()), now[actor]) for actor in now)
    return sorted((one for one in found if one.said), key=lambda one: (-one.distance, one.actor))


def _move(actor: str, before: Sequence[Assessment], after: Sequence[Assessment]) -> Move:
    pairs = [
        (judged(before, name).perceived, judged(after, name).perceived) for name in ("power", "interest")
    ]
    return Move(actor, pairs[0], pairs[1], tuple(_said(before, after)))


def _said(before: Sequence[Assessment], after: Sequence[Assessment]) -> Iterable[Said]:
    known = {one.whose: one for one in before}
    for one in after:
        old = known.get(one.whose)
        for name in VALUES:
            was, value = getattr(old, name, None), getattr(one, name)
            if was != value:
                yield Said(one.whose, one.assessor, one.voice, one.on, name, was, value)


def days_of(assessments: Iterable[Assessment]) -> list[date]:
    """The days on which somebody assessed, the latest first."""
    return sorted({one.on for one in assessments if one.on is not None}, reverse=True)
