"""What the sentences of a trial are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.simulation.comparing import presence
from crm.simulation.measuring import State, figures
from crm.simulation.trial import Trial

if TYPE_CHECKING:
    from crm.derived.results import Derived


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The results, the change on both networks, what was measured of each."""

    derived: Derived
    trial: Trial
    before: State
    after: State

    def id(self, place: int) -> str:
        """The id of the actor at a place."""
        return self.derived.ids[int(self.trial.numbers[place])]

    def ids(self, places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[str, ...]:
        """The ids of the actors at some places."""
        return tuple(self.id(place) for place in places.tolist())

    def figure(self, name: str) -> tuple[float, float]:
        """A number of the network as a whole, before and after."""
        there = presence(self.trial)
        return figures(self.before, there[0])[name], figures(self.after, there[1])[name]
