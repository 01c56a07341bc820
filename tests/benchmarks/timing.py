"""How things are timed here: several runs, and the middle one counts."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Size:
    """How many actors and interactions; `name` is what the tables call it."""

    actors: int
    interactions: int

    @property
    def name(self) -> str:
        """Both numbers, in thousands."""
        return f"{self.actors // 1000}k/{self.interactions // 1000}k"


SIZES = (Size(1_000, 10_000), Size(10_000, 100_000), Size(50_000, 500_000))


def seconds(action: Callable[[], object], runs: int = 5) -> float:
    """The median of some runs, in seconds."""
    return median(_once(action) for _ in range(runs))


def _once(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2


def shown(value: float) -> str:
    """Seconds in the unit that reads best."""
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
