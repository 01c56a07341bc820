"""A door: the way to an actor, step by step, each step with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DoorStep:
    """One step: to whom, on the evidence of which interactions (ids, the newest first), how strong the tie is (0 to 1).

    `tie` is the type of a standing tie (a post, a membership, a twinning) when there is one; it goes from the one before
    to this one unless `outward` is False. `last` is the day of the newest interaction, `when` its period (EDTF).
    """

    actor: str
    via: tuple[str, ...] = ()
    strength: float = 0.0
    name: str = ""
    type: str = ""
    tie: str | None = None
    outward: bool = True
    last: date | None = None
    when: str | None = None


@dataclass(frozen=True)
class Door:
    """A way from the office: its steps, the last one to the actor itself, and the product of their strengths.

    `person`: a person, and no institution alone, stands at the door.
    """

    steps: tuple[DoorStep, ...]
    strength: float
    person: bool = False

    @property
    def between(self) -> tuple[DoorStep, ...]:
        """Those whom one goes through, the first to ask first."""
        return self.steps[:-1]


@dataclass(frozen=True)
class Asked:
    """That somebody was met, asked or promised something this month: the record that shows it and its day."""

    id: str
    kind: str
    on: date
    text: str = ""
