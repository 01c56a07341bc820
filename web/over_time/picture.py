"""A frame as a template draws it in SVG: every actor of the span at its one place, those not there yet hidden.

The first picture comes whole from the server; a script only changes classes and widths as the slider moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from markupsafe import Markup

from crm.over_time.changes import Changes
from crm.over_time.frames import Frame
from crm.picture import PictureNode
from crm.vocabulary import vocabulary
from web.i18n import choices
from web.over_time import svg
from web.over_time.labels import TEXT, Area, Label, labels_of
from web.over_time.span import Moment, Span
from web.red.drawing import THICKEST, THINNEST
from web.red.names import plain, short_names

MARGIN = 60.0
# How many pixels wide a picture is taken to be: alone, and beside another.
WHOLE, HALF = 820.0, 500.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its place and look; `state` are its classes in this frame."""

    place: int
    id: str
    name: str
    short: str
    type: str
    family: str
    shape: str
    x: float
    y: float
    size: float
    state: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two places, with its classes and its width in this frame."""

    place: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A tie that holds without a meeting."""

    line: Area
    there: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything drawn of one frame; `unit` is how many of the drawing's units a pixel is."""

    box: str
    unit: float
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    standing: Sequence[Standing]
    labels: Sequence[Label]

    @property
    def standing_lines(self) -> Markup:
        """Ties that hold without a meeting, as SVG."""
        return svg.standing_lines(self.standing)

    @property
    def tie_lines(self) -> Markup:
        """Ties of meetings, as SVG."""
        return svg.tie_lines(self.ties, self.unit)

    @property
    def name_texts(self) -> Markup:
        """Names, as SVG."""
        return svg.name_texts(self.labels, TEXT * self.unit)

    def actor_links(self, records: str, sprite: str) -> Markup:
        """Actors as links, as SVG; the two are addresses."""
        return svg.actor_links(self.nodes, self.unit, (records, sprite))


def draw_frame(span: Span, moment: Moment, wide: float) -> Picture:
    """The picture of a frame, `wide` pixels. Its box is that of the whole span, so that frames can lie side by side."""
    frame = moment.frame
    nodes = list(_nodes(span.view.nodes, frame, moment.changes))
    x, y, width, height = box = _box(nodes)
    unit = width / wide
    height += 1.5 * TEXT * unit  # for the names of the lowest
    return Picture(
        box=f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}",
        unit=unit,
        nodes=nodes,
        ties=list(_ties(span, frame, (nodes, moment.changes))),
        standing=list(_standing(span, nodes, frame)),
        labels=list(labels_of(nodes, frame, (unit, box))),
    )


def _box(nodes: Sequence[Node]) -> Area:
    left = min((node.x for node in nodes), default=0.0) - MARGIN
    top = min((node.y for node in nodes), default=0.0) - MARGIN
    right = max((node.x for node in nodes), default=0.0) + MARGIN
    bottom = max((node.y for node in nodes), default=0.0) + MARGIN
    return left, top, right - left, bottom - top


def _nodes(drawn: Sequence[PictureNode], frame: Frame, changes: Changes) -> Iterator[Node]:
    short, types = short_names(drawn), dict(choices("actor_types"))
    shapes = {family.id: str(family.extra["shape"]) for family in vocabulary("families")}
    fresh = {*changes.appeared, *changes.returned}
    for place, node in enumerate(drawn):
        there = bool(frame.shown[place])
        yield Node(
            place,
            node.id,
            plain(node.name) or node.id,
            short[node.id],
            types.get(node.type, node.type),
            node.family,
            shapes[node.family],
            node.x,
            node.y,
            node.size,
            state_of(there, int(frame.actors.age[place]), place in fresh),
        )


def state_of(there: bool, age: int, fresh: bool) -> str:
    """The classes of an actor or a tie: not there, how long ago it was last lived, new in this period."""
    if not there:
        return "away"
    return f"age-{max(age, 0)}" + (" fresh" if fresh else "")


def _ties(span: Span, frame: Frame, given: tuple[Sequence[Node], Changes]) -> Iterator[Tie]:
    nodes, changes = given
    fresh = {*changes.new_ties, *changes.revived_ties}
    counts, ages = frame.ties.count.tolist(), frame.ties.age.tolist()
    for place, (first, second) in enumerate(span.history.ties.tolist()):
        one, other = nodes[first], nodes[second]
        state = state_of(counts[place] > 0, ages[place], place in fresh)
        yield Tie(place, one.x, one.y, other.x, other.y, width_of(counts[place]), state)


def width_of(count: int) -> float:
    """How thick a tie is for so many meetings, as the drawing of the red has it."""
    return round(min(THINNEST + 1.6 * log2(max(count, 1)), THICKEST), 1)


def standing_of(span: Span) -> Iterator[tuple[int, int, int]]:
    """The ties that hold without a meeting: the places of both ends, and the ordinal day since when, 0 for unknown."""
    place = {node.id: number for number, node in enumerate(span.view.nodes)}
    for tie in span.view.standing:
        if tie.source in place and tie.target in place:
            yield place[tie.source], place[tie.target], tie.since.toordinal() if tie.since else 0


def _standing(span: Span, nodes: Sequence[Node], frame: Frame) -> Iterator[Standing]:
    shown, day = frame.shown.tolist(), frame.day.toordinal()
    for first, second, since in standing_of(span):
        one, other = nodes[first], nodes[second]
        yield Standing((one.x, one.y, other.x, other.y), shown[first] and shown[second] and since <= day)
