"""A calendar of contact that is about to be drawn: its names, its words, how wide it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crm.faces.calendar import Calendar, Mark
from web.faces.flow_words import interactions_words
from web.faces.parts import lapse_of, span_words

WIDTH, _NARROW = 1000.0, 330.0


@dataclass(frozen=True)
class Sheet:
    """A calendar to draw, with names and types of its actors by number, what it says, where marks lead."""

    calendar: Calendar
    names: Mapping[int, str]
    types: Mapping[int, tuple[str, str]]
    ids: Mapping[int, str]
    title: str
    description: str
    live: bool
    record: str
    meetings: str
    short: Mapping[int, str]
    narrow: bool = False
    _stretches: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _counts: dict[int, str] = field(default_factory=dict)

    @property
    def hatch(self) -> str:
        """What its hatching is called."""
        return "vago-angosto" if self.narrow else "vago"

    @property
    def width(self) -> float:
        """How wide the picture may be."""
        return _NARROW if self.narrow else WIDTH

    def stretch(self, first: int, last: int) -> tuple[str, str]:
        """Some columns in words, and for an address; the marks of many rows are of the same ones."""
        known = self._stretches.get((first, last))
        if known is None:
            days = self.calendar.span(Mark(first, last, 0))
            known = self._stretches[first, last] = span_words(days), lapse_of(self.calendar.unit, days)
        return known

    def counted(self, count: int) -> str:
        """So many interactions in words."""
        if count not in self._counts:
            self._counts[count] = interactions_words(count)
        return self._counts[count]
