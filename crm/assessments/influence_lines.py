"""Who influences whom, as thin bent arrows between the marks of the grid: the thicker, the stronger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import TYPE_CHECKING

from crm.assessments.grids import Pull
from crm.assessments.lettering import cleaned
from crm.assessments.placing import Point
from crm.assessments.shapes import tag, words
from crm.messages import say

if TYPE_CHECKING:
    from crm.assessments.marks import Look, Mark

_THICK = {1: 0.8, 2: 1.3, 3: 2.0}
_BEND, _TIP = 0.14, 7.0
# Another colour than the arrows to the network's view, on a light and on a dark ground.
_INK = {False: "#0b565f", True: "#7cc4cb"}
MOST = 120


def drawn_pulls(marks: Sequence[Mark], pulls: Iterable[Pull]) -> list[tuple[Mark, Mark, int]]:
    """The influences of which both ends are drawn, the strongest first, at most so many."""
    known = {mark.one.actor: mark for mark in marks}
    there = [one for one in pulls if one.actor in known and one.upon in known]
    ordered = sorted(there, key=lambda one: -one.strength)[:MOST]
    return [(known[one.actor], known[one.upon], one.strength) for one in ordered]


def influence_lines(pulls: Iterable[tuple[Mark, Mark, int]], look: Look) -> list[str]:
    """One arrow each, said in words by its title."""
    return [drawn for one in pulls if (drawn := _arrow(one, look))]


def _arrow(pull: tuple[Mark, Mark, int], look: Look) -> str:
    begin, end, strength = pull
    x, y = end.at[0] - begin.at[0], end.at[1] - begin.at[1]
    far = hypot(x, y)
    if far < begin.radius + end.radius + 2 * _TIP:
        return ""
    # Bent to one side, so that two who influence each other have two arrows.
    middle = (begin.at[0] + end.at[0]) / 2 - _BEND * y, (begin.at[1] + end.at[1]) / 2 + _BEND * x
    start, tip = _towards(begin.at, middle, begin.radius + 3), _towards(end.at, middle, end.radius + 4)
    bend = f"M{_said(start)}Q{_said(middle)} {_said(tip)}{_head(tip, middle)}"
    about = say(
        "grid.influence",
        look.lang,
        name=cleaned(begin.one.name),
        upon=cleaned(end.one.name),
        how=say(f"influence_strength.{strength}", look.lang),
    )
    ink = {"stroke": _INK[look.dark], "stroke_width": _THICK[strength]}
    path = tag("path", tag("title", words(about)), d=bend, fill="none", **ink)
    return tag("g", path, class_="grid-influence", data_from=begin.one.actor, data_upon=end.one.actor)


def _towards(at: Point, other: Point, by: float) -> Point:
    x, y = other[0] - at[0], other[1] - at[1]
    far = hypot(x, y) or 1.0
    return at[0] + by * x / far, at[1] + by * y / far


def _head(tip: Point, middle: Point) -> str:
    """An open head: two short strokes back from the tip."""
    back = _towards(tip, middle, _TIP)
    x, y = (tip[0] - back[0]) / 2, (tip[1] - back[1]) / 2
    return f"M{_said((back[0] - y, back[1] + x))}L{_said(tip)}L{_said((back[0] + y, back[1] - x))}"


def _said(at: Point) -> str:
    return f"{at[0]:.1f} {at[1]:.1f}"
