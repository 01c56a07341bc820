"""The names on paper: the most important first, none on another, none outside; the rules of red-labels.js and red-names.js."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from crm.assessments.lettering import cleaned, in_lines, width_of
from web.red_files.fitting import Box, Fit
from web.red_files.ink import GROUND, INK, words
from web.red_files.scene import Mark, Scene

LINE, GAP, SURE = 1.15, 3.0, 10


@dataclass(frozen=True)
class Wanted:
    """A name that asks for room around its mark: `covers` is how much of smaller marks it may hide, 1 for one whole."""

    id: str
    at: tuple[float, float]
    radius: float
    lines: Sequence[str]
    size: float
    rank: float
    covers: float
    bold: bool

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of its lines."""
        return max(width_of(line, self.size) for line in self.lines), len(self.lines) * self.size * LINE


@dataclass(frozen=True)
class Taken:
    """Room that a mark (of some weight) or a name (infinite weight) has."""

    owner: str
    box: Box
    weight: float


def names_drawn(
    scene: Scene, fit: Fit, bright: Collection[str] | None = None, kept: Sequence[Box] = ()
) -> Iterator[str]:
    """The names that found room, none on what is `kept` free, with a halo that keeps them legible on lines."""
    nodes = [node for node in scene.nodes if bright is None or node["id"] in bright]
    for wanted, box in place([*wanted_names(nodes, fit)], scene, fit, kept):
        for number, line in enumerate(wanted.lines):
            wide = width_of(line, wanted.size)
            x = (box.left + box.right) / 2 - wide / 2
            y = box.top + (number + 0.86) * wanted.size * LINE
            weight = 700 if wanted.bold else 450
            halo = {"stroke": GROUND, "stroke_width": 3.5, "stroke_linejoin": "round", "fill": GROUND}
            yield words(line, x, y, wanted.size, font_weight=weight, **halo)
            yield words(line, x, y, wanted.size, font_weight=weight, fill=INK)


def wanted_names(nodes: Sequence[Mark], fit: Fit) -> Iterator[Wanted]:
    """What each actor or bubble asks for, the most important first."""
    ranked = sorted(nodes, key=weight_of, reverse=True)
    for place_, node in enumerate(ranked):
        first = bool(node["centre"] or node.get("open"))
        bubble = bool(node.get("bubble"))
        size = 12.5 if bubble else 13.5 if first else 11.0 + min(1.5, max(0.0, (node["size"] - 7) / 10))
        lines = in_lines(cleaned(node["label"] if first else node["short"])[:80] or "?", 28 if first else 20)
        theme = cleaned(node.get("theme") or "")
        yield Wanted(
            id=node["id"],
            at=fit.point(node["x"], node["y"]),
            radius=fit.radius(node) * (1.4 if node["centre"] else 1.1),
            lines=[*lines, *([theme[:24]] if theme else [])],
            size=size,
            rank=weight_of(node) + (2000 if first else 0),
            covers=1e6 if first else 3.0 if place_ < 3 else 0.4 if place_ < SURE else 0.0,
            bold=first or bubble,
        )


def weight_of(node: Mark) -> float:
    """How much an actor matters in the picture: its contacts here, then its size."""
    return float(node["contacts"] + node["size"] / 100 + (100 if node.get("bubble") else 0))


def place(
    wanted: Sequence[Wanted], scene: Scene, fit: Fit, kept: Sequence[Box] = ()
) -> Iterator[tuple[Wanted, Box]]:
    """Each name that finds room with its box."""
    taken = [_room_of(node, fit) for node in scene.nodes] + [Taken("", box, inf) for box in kept]
    for one in sorted(wanted, key=lambda one: -one.rank):
        boxes = [box for box in _around(one) if _inside(box, fit.box)]
        costs = [_covered(one, box, taken) for box in boxes]
        best = min(range(len(boxes)), key=costs.__getitem__, default=None)
        if best is None or costs[best] > one.covers:
            continue
        taken.append(Taken(one.id, boxes[best], inf))
        yield one, boxes[best]


def _room_of(node: Mark, fit: Fit) -> Taken:
    (x, y), r = fit.point(node["x"], node["y"]), fit.radius(node) * 1.1
    return Taken(node["id"], Box(x - r, y - r, x + r, y + r), 1.0)


def _around(one: Wanted) -> Iterator[Box]:
    """Below, above, beside, at the corners; the names of important ones may stand a little further off."""
    (x, y), (width, height) = one.at, one.extent
    for step in (GAP, GAP + 10, GAP + 20) if one.covers else (GAP,):
        r = one.radius + step
        s = r * 0.7
        for left, top in (
            (x - width / 2, y + r),
            (x - width / 2, y - r - height),
            (x + r, y - height / 2),
            (x - r - width, y - height / 2),
            (x + s, y + s),
            (x - s - width, y + s),
            (x + s, y - s - height),
            (x - s - width, y - s - height),
        ):
            yield Box(left - 2, top, left + width + 2, top + height)


def _inside(box: Box, frame: Box) -> bool:
    return (
        box.left >= frame.left
        and box.right <= frame.right
        and box.top >= frame.top
        and box.bottom <= frame.bottom
    )


def _covered(one: Wanted, box: Box, taken: Sequence[Taken]) -> float:
    """Of each other box the part that would be hidden, times its weight."""
    total = 0.0
    for other in taken:
        there = other.box
        if there.left >= box.right or there.right <= box.left or other.owner == one.id:
            continue
        across = min(box.right, there.right) - max(box.left, there.left)
        down = min(box.bottom, there.bottom) - max(box.top, there.top)
        if across > 0 and down > 0:
            total += other.weight * across * down / (there.width * there.height)
    return total
