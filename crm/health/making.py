"""Every period of the network in numbers, worked out by the analyst; the lists of actors lie in one array.

documents["health"] = {"year": [{"start", "interactions", …, "lists": {"new": [from, to]}}], …}
arrays["health_actor"][from:to] = the actors of a list
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.health.measuring import Context, Counted, count_period, measure_period
from crm.health.spans import UNITS, Span, spans_until
from crm.health.taking_part import NEVER, Numbers, read_taking_part
from crm.meaning.making import sector_numbers
from crm.network_data import Network
from crm.periods import span_of
from graph.two_mode import BoolArray


class Lists:
    """Lists of actors, one after another."""

    def __init__(self) -> None:
        self.parts: list[Numbers] = []
        self.size = 0

    def keep(self, numbers: Numbers) -> list[int]:
        """Where the list lies: from, to."""
        self.parts.append(numbers)
        self.size += len(numbers)
        return [self.size - len(numbers), self.size]

    def array(self) -> NDArray[np.int32]:
        """All of them."""
        return np.concatenate([np.zeros(0, np.int64), *self.parts]).astype(np.int32)


def make_health(
    network: Network, partners: BoolArray, day: date, rhythm: Mapping[str, int]
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The array and the document; `rhythm` has the days of each actor type within which one wants to hear from it."""
    table = read_taking_part(network, partners)
    types = np.array([rhythm.get(actor.type, 0) for actor in network.actors], dtype=np.int64)
    context = Context(table, sector_numbers(network.actors), types)
    begun = table.first[partners & (table.first < NEVER)]
    first = date.fromordinal(int(begun.min())) if len(begun) else day
    lists = Lists()
    document: dict[str, Any] = {
        unit: _periods(context, spans_until(day, min(first, day), unit), lists) for unit in UNITS
    }
    return {"health_actor": lists.array()}, document


def _periods(context: Context, spans: list[Span], lists: Lists) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    before = _before(context, spans[0])
    for span in spans:
        now = count_period(context, span)
        said, behind = measure_period(context, now, before)
        said["lists"] = {name: lists.keep(numbers) for name, numbers in behind.items()}
        found.append(said)
        before = now
    return found


def _before(context: Context, first: Span) -> Counted | None:
    if first.start == date.min:
        return None
    start, end = span_of(first.start - timedelta(days=1), first.unit)
    return count_period(context, Span(first.unit, start, end, running=False))
