"""Nodes that pull and push each other until they rest: for up to some hundred, as each is pushed by every other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ACROSS = 0.35
GOLDEN = np.pi * (3 - np.sqrt(5))


def settle(matrix: csr_array, group: NDArray[np.int32], start: FloatArray, steps: int = 400) -> FloatArray:
    """Positions after the forces have worked for some steps, (n, 2).

    Contacts attract with their weight times the distance (less across groups), all nodes repel with the product of
    their (contacts + 1) over the distance, and a weak pull to the middle keeps the whole together. A step is never
    longer than a temperature that falls to nothing.
    """
    size = len(start)
    mass = np.sqrt(np.diff(matrix.indptr) + 1.0)
    pull = _pull(matrix, group)
    places = start.copy()
    for step in range(steps):
        force = _push_all(places, mass) + _attraction(places, pull) - 0.05 * mass[:, None] * places
        length = np.hypot(force[:, 0], force[:, 1]) + 1e-9
        reach = np.sqrt(size) * 0.35 * (1 - step / steps) ** 1.5
        places += force * (np.minimum(length * 0.1, reach) / length)[:, None]
    return places


def starting_places(matrix: csr_array, group: NDArray[np.int32], seed: int) -> FloatArray:
    """Groups around a circle in the order of their ties, each one's nodes in a sunflower around its middle.

    A start that already shows the groups spares most of the steps and the crossings that a random one ends with.
    """
    names, number = np.unique(group, return_inverse=True)
    sizes = np.bincount(number)
    middle = _ring(_between_groups(matrix, number, len(names)), sizes)
    rng = np.random.default_rng(seed)
    place = np.zeros((len(group), 2))
    for index in range(len(names)):
        nodes = np.flatnonzero(number == index)
        turn = GOLDEN * np.arange(len(nodes)) + rng.random()
        away = np.sqrt(np.arange(len(nodes)) + 0.5)
        place[nodes] = middle[index] + np.column_stack([away * np.cos(turn), away * np.sin(turn)])
    return place


def _between_groups(matrix: csr_array, number: NDArray[np.int64], count: int) -> FloatArray:
    rows = np.repeat(number, np.diff(matrix.indptr))
    tied = np.zeros((count, count))
    np.add.at(tied, (rows, number[matrix.indices]), matrix.data)
    np.fill_diagonal(tied, 0.0)
    return tied


def _ring(tied: FloatArray, sizes: NDArray[np.int64]) -> FloatArray:
    """A middle for each group: the largest first, then each time the group most tied to the one before."""
    count = len(sizes)
    if count == 1:
        return np.zeros((1, 2))
    order = [int(np.argmax(sizes))]
    while len(order) < count:
        wanted = tied[order[-1]] + 1e-6 * sizes
        wanted[order] = -1.0
        order.append(int(np.argmax(wanted)))
    width = np.sqrt(sizes[order])
    angle = 2 * np.pi * (np.cumsum(width) - width / 2) / width.sum()
    middle = np.zeros((count, 2))
    radius = 1.3 * width.sum() / np.pi
    middle[order] = radius * np.column_stack([np.cos(angle), np.sin(angle)])
    return middle


def _pull(matrix: csr_array, group: NDArray[np.int32]) -> csr_array:
    """How strongly contacts attract: the square root of the weight over the typical one, less across groups."""
    pull = matrix.copy()
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    across = group[rows] != group[matrix.indices]
    typical = np.median(matrix.data) if matrix.nnz else 1.0
    pull.data = np.clip(np.sqrt(matrix.data / typical), 0.5, 4.0) * np.where(across, ACROSS, 1.0)
    return pull


def _attraction(places: FloatArray, pull: csr_array) -> FloatArray:
    """The sum over contacts of pull times the way to them: two products with the matrix, no line a contact."""
    total = np.asarray(pull.sum(axis=1)).reshape(-1, 1)
    force: FloatArray = pull @ places - total * places
    return force


def _push_all(places: FloatArray, mass: FloatArray) -> FloatArray:
    x, y = places[:, 0], places[:, 1]
    across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
    strength = (mass[:, None] * mass[None, :]) / (across**2 + down**2 + 0.01)
    return np.column_stack([(strength * across).sum(axis=1), (strength * down).sum(axis=1)])
