"""Room for every node of a large picture, in time that grows with their number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import BoolArray, FloatArray

# After so many rounds of pushing without an end the whole picture grows by this.
ROUNDS, GROWTH = 12, 1.04
PATIENCE = 200


def apart(places: FloatArray, radius: FloatArray, gap: float) -> FloatArray:
    """The same picture with any two nodes their radii and the gap from each other; nodes that are so stay."""
    from graph.backend.kernels.spacing import push_apart

    points = np.array(places, dtype=np.float64, order="C")
    size = np.ascontiguousarray(radius, dtype=np.float64)
    while len(points) and push_apart(points, size, gap, ROUNDS):
        points *= GROWTH
    return points


def nudged(places: FloatArray, radius: FloatArray, gap: float) -> FloatArray:
    """The same picture where only those move that stand too near each other; a few may still, where all is full."""
    from graph.backend.kernels.spacing import push_apart

    points = np.array(places, dtype=np.float64, order="C")
    if len(points):
        push_apart(points, np.ascontiguousarray(radius, dtype=np.float64), gap, PATIENCE)
    return points


def with_new(places: FloatArray, radius: FloatArray, gap: float, new: BoolArray) -> FloatArray:
    """The same picture with each `new` node on the free spot nearest to where it is; nobody else moves."""
    from graph.backend.kernels.spacing import find_room

    points = np.array(places, dtype=np.float64, order="C")
    numbers: NDArray[np.int64] = np.flatnonzero(new).astype(np.int64)
    if len(points):
        find_room(points, np.ascontiguousarray(radius, dtype=np.float64), gap, numbers, ~new)
    return points
