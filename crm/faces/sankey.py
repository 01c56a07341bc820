"""Bands between columns of nodes: where each stands, none over another, with few crossings.

Nodes of a column are ordered by the barycentre of what they are joined to, to and fro a few times (K. Sugiyama, S. Tagawa
and M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE Transactions on Systems, Man, and
Cybernetics 11, 1981); at a node the bands leave in the order of their other ends. Heights are exact: so much a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 6
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Band:
    """So much between a node of one column and a node of the next; columns count from 0."""

    column: int
    source: str
    target: str
    value: int


@dataclass(frozen=True, slots=True)
class Stood:
    """A node's place in its column: from `top` to `bottom`, and what goes through it."""

    column: int
    id: str
    top: float
    bottom: float
    value: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A band with where it begins and ends, downwards, and how wide it is."""

    band: Band
    begin: float
    end: float
    width: float


@dataclass(frozen=True, slots=True)
class Sankey:
    """Nodes and bands in their places; `unit` is the height of 1."""

    nodes: Sequence[Stood]
    bands: Sequence[Laid]
    unit: float


def lay_out(bands: Sequence[Band], height: float, gap: float, least: float) -> Sankey:
    """The places within a height; `gap` is between two nodes, `least` the room that a node takes for its name."""
    columns = _columns(bands)
    values = _values(bands)
    order = _ordered(columns, bands)
    unit = min(
        (_unit([values[key] for key in column], height, (gap, least)) for column in order), default=1.0
    )
    nodes = [one for column in order for one in _stacked(column, values, unit, (height, gap, least))]
    return Sankey(nodes, _joined(bands, {(one.column, one.id): one for one in nodes}, unit), unit)


def _columns(bands: Sequence[Band]) -> list[list[Key]]:
    keys = dict.fromkeys(key for band in bands for key in _ends(band))
    return [
        [key for key in keys if key[0] == column]
        for column in range(max((k[0] for k in keys), default=-1) + 1)
    ]


def _ends(band: Band) -> tuple[Key, Key]:
    return (band.column, band.source), (band.column + 1, band.target)


def _values(bands: Sequence[Band]) -> Mapping[Key, int]:
    """What goes through each node: the larger of what comes in and what goes out."""
    into: defaultdict[Key, int] = defaultdict(int)
    out: defaultdict[Key, int] = defaultdict(int)
    for band in bands:
        source, target = _ends(band)
        out[source] += band.value
        into[target] += band.value
    return {key: max(into[key], out[key]) for key in {*into, *out}}


def _ordered(columns: list[list[Key]], bands: Sequence[Band]) -> list[list[Key]]:
    """The columns with few crossings: each by the mean place of its neighbours in the one before, then in the one after."""
    order = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in range(len(order)) if forth else reversed(range(len(order))):
            beside = column - 1 if forth else column + 1
            if 0 <= beside < len(order):
                place = {key: number for number, key in enumerate(order[beside])}
                centre = _barycentres(bands, place, column)
                # Python's sort keeps the order of equals, so the sweeps settle.
                order[column].sort(key=lambda key, centre=centre: centre.get(key, 0.0))  # type: ignore[misc]
    return order


def _barycentres(bands: Sequence[Band], place: Mapping[Key, int], column: int) -> dict[Key, float]:
    total: defaultdict[Key, float] = defaultdict(float)
    weight: defaultdict[Key, int] = defaultdict(int)
    for band in bands:
        for own, other in (_ends(band), _ends(band)[::-1]):
            if own[0] == column and other in place:
                total[own] += place[other] * band.value
                weight[own] += band.value
    return {key: total[key] / weight[key] for key in total}


def _unit(values: Sequence[int], height: float, rooms: tuple[float, float]) -> float:
    """The height of 1 with which a column fits: nodes that need more room for their name than for their bands take it."""
    gap, least = rooms
    free, wide = height - gap * (len(values) - 1), list(values)
    while wide:
        unit = free / sum(wide)
        small = [value for value in wide if value * unit < least]
        if not small:
            return max(unit, 0.01)
        free -= least * len(small)
        wide = [value for value in wide if value * unit >= least]
    return max(height / max(sum(values), 1), 0.01)


def _stacked(
    column: Sequence[Key], values: Mapping[Key, int], unit: float, rooms: tuple[float, float, float]
) -> list[Stood]:
    """The nodes of a column one below the other, in the middle of the height."""
    height, gap, least = rooms
    slots = [max(values[key] * unit, least) for key in column]
    at = max((height - sum(slots) - gap * (len(slots) - 1)) / 2, 0.0)
    made = []
    for key, slot in zip(column, slots, strict=True):
        own = values[key] * unit
        top = at + (slot - own) / 2
        made.append(Stood(key[0], key[1], top, top + own, values[key]))
        at += slot + gap
    return made


def _joined(bands: Sequence[Band], nodes: Mapping[Key, Stood], unit: float) -> list[Laid]:
    """Each band leaves and arrives beside the others, in the order of their other ends."""
    begins, ends = {}, {}
    leaving = sorted(bands, key=lambda band: (nodes[_ends(band)[1]].top, nodes[_ends(band)[0]].top))
    arriving = sorted(bands, key=lambda band: (nodes[_ends(band)[0]].top, nodes[_ends(band)[1]].top))
    used: defaultdict[tuple[str, Key], float] = defaultdict(float)
    for band in leaving:
        key = _ends(band)[0]
        begins[band] = nodes[key].top + used["out", key]
        used["out", key] += band.value * unit
    for band in arriving:
        key = _ends(band)[1]
        ends[band] = nodes[key].top + used["in", key]
        used["in", key] += band.value * unit
    return [Laid(band, begins[band], ends[band], band.value * unit) for band in bands]
