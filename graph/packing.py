"""From forces to a tidy picture: room for each node, parts side by side, the lonely in a grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import FloatArray

WIDE = 1.6
ROOM = 5.0


def turned_wide(places: FloatArray) -> FloatArray:
    """The same picture, centred and turned so that its longer axis lies flat, as screens do."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False) if len(places) > 2 else (0, 0, np.eye(2))
    signs = np.where(axes[:, 0] + axes[:, 1] >= 0, 1.0, -1.0)
    turned: FloatArray = centred @ (axes * signs[:, None]).T
    return turned


def spacious(places: FloatArray, radius: FloatArray, gap: float, room: float = ROOM) -> FloatArray:
    """The same picture, scaled so that it has `room` times what the nodes fill; a pair or three stand close."""
    needed = min(room, len(places) / 3) * ((2 * radius + gap) ** 2).sum()
    reach = np.quantile(np.hypot(places[:, 0], places[:, 1]), 0.9)
    scale = np.sqrt(needed / np.pi) / max(float(reach), 1e-9)
    scaled: FloatArray = places * scale
    return scaled


def evened(values: FloatArray, evenness: float) -> FloatArray:
    """Values between -½ and ½: something between where they are (0) and which place they have in the order (1)."""
    span = float(np.ptp(values)) or 1.0
    place = np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(len(values) - 1, 1)
    mixed: FloatArray = (1 - evenness) * (values - values.min()) / span + evenness * place - 0.5
    return mixed


def free_of_overlaps(
    places: FloatArray, radius: FloatArray, gap: float, part: NDArray[np.int64] | None = None
) -> FloatArray:
    """The same picture with nodes pushed apart until any two are their radii and the gap from each other.

    `part` numbers the part that each node belongs to, from 0; parts are in nobody's way but their own nodes'.
    """
    from scipy.spatial import cKDTree

    apart = places.copy()
    own = np.zeros(len(places), dtype=np.int64) if part is None else part
    reach = 2 * float(radius.max(initial=0)) + gap
    for step in range(600):
        pairs = cKDTree(_side_by_side(apart, own, reach)).query_pairs(reach, output_type="ndarray")
        a, b = pairs[:, 0], pairs[:, 1]
        way = apart[a] - apart[b]
        far = np.hypot(way[:, 0], way[:, 1])
        short = radius[a] + radius[b] + gap - far
        close = (short > 1e-6) & (own[a] == own[b])
        if not close.any():
            break
        _push_apart(apart, (a[close], b[close]), way[close], short[close])
        if step % 50 == 49:
            apart[np.isin(own, own[a[close]])] *= 1.1
    return apart


def _side_by_side(places: FloatArray, part: NDArray[np.int64], room: float) -> FloatArray:
    """The places with every part far from all others."""
    across = float(np.ptp(places[:, 0])) + 2 * room if len(places) else 0.0
    return np.column_stack([places[:, 0] + part * across, places[:, 1]])


def _push_apart(
    places: FloatArray, ends: tuple[NDArray[np.int64], NDArray[np.int64]], way: FloatArray, short: FloatArray
) -> None:
    a, b = ends
    far = np.hypot(way[:, 0], way[:, 1])
    # Two nodes on one spot part in a direction of their own.
    turn = (a * 12.9898 + b * 78.233) % (2 * np.pi)
    alike = far < 1e-6
    way = np.where(alike[:, None], np.column_stack([np.cos(turn), np.sin(turn)]), way)
    step = way / np.where(alike, 1.0, far)[:, None] * (short * 0.52)[:, None]
    for axis in (0, 1):
        places[:, axis] += np.bincount(a, step[:, axis], len(places)) - np.bincount(
            b, step[:, axis], len(places)
        )


def in_rows(places: FloatArray, radius: FloatArray, parts: Sequence[NDArray[np.int64]], gap: float) -> None:
    """Moves whole parts (numbers of nodes) so that they stand side by side in rows, the largest first; in place."""
    corners = [_box(places[part], radius[part]) for part in parts]
    sizes = [high - low + 3 * gap for low, high in corners]
    order = sorted(range(len(parts)), key=lambda index: (-sizes[index][1], -sizes[index][0], index))
    widest = max((float(size[0]) for size in sizes), default=0.0)
    width = max(widest, float(np.sqrt(WIDE * sum(float(size.prod()) for size in sizes))))
    left = top = height = 0.0
    for index in order:
        across, down = (float(side) for side in sizes[index])
        if left > 0 and left + across > width * 1.001:
            left, top, height = 0.0, top + height, 0.0
        places[parts[index]] += np.array([left, top]) - corners[index][0]
        left, height = left + across, max(height, down)


def in_grid_below(
    places: FloatArray, radius: FloatArray, drawn: NDArray[np.int64], lonely: NDArray[np.int64], gap: float
) -> None:
    """Puts the `lonely` nodes in a grid under those that are `drawn`; in place."""
    if not len(lonely):
        return
    cell = 2 * float(radius[lonely].max()) + gap
    low, high = _box(places[drawn], radius[drawn])
    across = max(float(high[0] - low[0]), cell * np.sqrt(WIDE * len(lonely)) if not len(drawn) else 0.0)
    columns = max(int(across / cell), 1)
    number = np.arange(len(lonely))
    places[lonely, 0] = low[0] + (number % columns + 0.5) * cell
    places[lonely, 1] = high[1] + 2 * gap + (number // columns + 0.5) * cell


def centred(places: FloatArray) -> FloatArray:
    """The same picture with the middle of its frame at (0, 0)."""
    return places - (places.min(axis=0) + places.max(axis=0)) / 2 if len(places) else places


def _box(places: FloatArray, radius: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The upper left and lower right corners of some nodes' frame; a point at (0, 0) without any."""
    if not len(places):
        return np.zeros(2), np.zeros(2)
    edge = radius[:, None]
    return (places - edge).min(axis=0), (places + edge).max(axis=0)
