"""The measures of the sheet that the grid is drawn on: where a value stands, and the names of the quarters."""

from __future__ import annotations

from dataclasses import dataclass

from crm.assessments.lettering import width_of
from crm.assessments.placing import Box, Point
from crm.vocabulary import vocabulary

_CAPTION = 13.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of this width; the plot itself stands within the margins, the key below it."""

    width: float
    plot_bottom: float
    left: float
    top: float
    right: float
    below: float

    @property
    def inside(self) -> Box:
        """The plot."""
        return self.left, self.top, self.width - self.right, self.plot_bottom - self.below

    @property
    def middle(self) -> Point:
        """Where the two middle lines cross."""
        left, top, right, bottom = self.inside
        return (left + right) / 2, (top + bottom) / 2

    @property
    def pad(self) -> float:
        """How far from the border the lowest and the highest value stand."""
        return 18.0 if self.width < 500 else 40.0

    def free(self, radius: float) -> Box:
        """Where the middle of a mark may be."""
        left, top, right, bottom = self.inside
        return left + radius + 2, top + radius + 2, right - radius - 2, bottom - radius - 2

    def point(self, interest: float, power: float) -> Point:
        """Where a value of 0 to 1 each stands."""
        left, top, right, bottom = self.inside
        across, down = right - left - 2 * self.pad, bottom - top - 2 * self.pad
        return left + self.pad + interest * across, bottom - self.pad - power * down

    def length(self, interest: float, power: float) -> tuple[float, float]:
        """How long a difference is, across and down."""
        left, top, right, bottom = self.inside
        return interest * (right - left - 2 * self.pad), power * (bottom - top - 2 * self.pad)

    def captions(self, lang: str) -> list[Box]:
        """Where the names of the quarters stand."""
        return [box for _text, box in self.quarters(lang)]

    def quarters(self, lang: str) -> list[tuple[str, Box]]:
        """The names of the quarters, each in the outer corner of its own."""
        terms = vocabulary("grid_strategies")
        return [
            (term.label(lang), self._corner(term.label(lang), term.extra["interest"], term.extra["power"]))
            for term in terms
        ]

    @property
    def caption_size(self) -> float:
        """The type size of those names."""
        return 11.0 if self.width < 500 else _CAPTION

    def _corner(self, text: str, right_half: bool, upper: bool) -> Box:
        left, top, right, bottom = self.inside
        size = self.caption_size
        width = width_of(text, size) * 1.08
        x = right - 8 - width if right_half else left + 8
        y = top + 6 if upper else bottom - 8 - size
        return x, y, x + width, y + size + 2
