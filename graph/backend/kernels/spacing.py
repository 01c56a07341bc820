"""Room for each node, found by looking only at the nodes in the squares around it.

The plane is cut into squares as wide as the largest room that two nodes need; the nodes of a square are a chain:
`heads` has the first of each square (squares share a place when there are more of them than places), `following` the
next one, -1 the end.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import compiled

GOLDEN = np.pi * (3 - np.sqrt(5))


@compiled("i8(i8, i8, i8)")
def _place(column: int, row: int, places: int) -> int:
    """Where a square's chain begins; `places` is a power of two."""
    return (column * 73856093 ^ row * 19349663) & (places - 1)


@compiled("void(f8[:, ::1], i8, f8, i8[::1], i8[::1])")
def _insert(points: Any, node: int, side: float, heads: Any, following: Any) -> None:
    column, row = int(np.floor(points[node, 0] / side)), int(np.floor(points[node, 1] / side))
    place = _place(column, row, len(heads))
    following[node] = heads[place]
    heads[place] = node


@compiled("i8(i8)")
def _places_for(size: int) -> int:
    places = 16
    while places < 2 * size:
        places *= 2
    return places


@compiled("void(f8[:, ::1], i8, i8, f8, f8)")
def _part(points: Any, one: int, other: int, far: float, needed: float) -> None:
    """Two nodes go apart, each by a little over half of what is missing."""
    if far < 1e-9:  # on one spot: in a direction of their own
        turn = one * 12.9898 + other * 78.233
        x, y = np.cos(turn), np.sin(turn)
    else:
        x, y = (points[one, 0] - points[other, 0]) / far, (points[one, 1] - points[other, 1]) / far
    step = 0.51 * (needed - far)
    points[one, 0] += x * step
    points[one, 1] += y * step
    points[other, 0] -= x * step
    points[other, 1] -= y * step


@compiled("i8(f8[:, ::1], i8, f8[::1], f8, Tuple((f8, i8[::1], i8[::1])))")
def _make_room(points: Any, node: int, radius: Any, gap: float, chains: Any) -> int:
    """Parts a node from those of lower number that are too near; says how many were."""
    side, heads, following = chains
    column, row = int(np.floor(points[node, 0] / side)), int(np.floor(points[node, 1] / side))
    found = 0
    for across in range(column - 1, column + 2):
        for down in range(row - 1, row + 2):
            other = heads[_place(across, down, len(heads))]
            while other >= 0:
                if other < node:
                    x, y = points[node, 0] - points[other, 0], points[node, 1] - points[other, 1]
                    far, needed = np.sqrt(x * x + y * y), radius[node] + radius[other] + gap
                    if needed - far > 1e-6:
                        _part(points, node, other, far, needed)
                        found += 1
                other = following[other]
    return found


@compiled("i8(f8[:, ::1], f8[::1], f8, i8)")
def push_apart(points: Any, radius: Any, gap: float, rounds: int) -> int:
    """Moves `points`, (n, 2), until any two are their radii and the gap apart, or for so many rounds.

    Gives how many pairs were too near in the last round: 0 says that none is.
    """
    size, side = len(points), 2.0 * radius.max() + gap
    heads, following = np.empty(_places_for(size), np.int64), np.empty(size, np.int64)
    found = 0
    for _ in range(rounds):
        heads[:] = -1
        for node in range(size):
            _insert(points, node, side, heads, following)
        found = 0
        for node in range(size):
            found += _make_room(points, node, radius, gap, (side, heads, following))
        if found == 0:
            break
    return found


@compiled("b1(f8, f8, i8, Tuple((f8[:, ::1], f8[::1], f8)), Tuple((f8, i8[::1], i8[::1])))")
def _is_free(x: float, y: float, node: int, drawn: Any, chains: Any) -> bool:
    """Whether a node has room at a point."""
    points, radius, gap = drawn
    side, heads, following = chains
    column, row = int(np.floor(x / side)), int(np.floor(y / side))
    for across in range(column - 1, column + 2):
        for down in range(row - 1, row + 2):
            other = heads[_place(across, down, len(heads))]
            while other >= 0:
                needed = radius[node] + radius[other] + gap
                if (points[other, 0] - x) ** 2 + (points[other, 1] - y) ** 2 < needed * needed:
                    return False
                other = following[other]
    return True


@compiled("void(f8[:, ::1], f8[::1], f8, i8[::1], b1[::1])")
def find_room(points: Any, radius: Any, gap: float, new: Any, there: Any) -> None:
    """Moves each `new` node to the free spot nearest to its point, along a spiral; those that are `there` stay."""
    size, side = len(points), 2.0 * radius.max() + gap
    heads, following = np.full(_places_for(size), -1, np.int64), np.empty(size, np.int64)
    for node in range(size):
        if there[node]:
            _insert(points, node, side, heads, following)
    for node in new:
        x, y = points[node, 0], points[node, 1]
        step, turn = 0.5 * (radius[node] + gap), 0
        while not _is_free(
            points[node, 0], points[node, 1], node, (points, radius, gap), (side, heads, following)
        ):
            turn += 1
            reach = step * np.sqrt(turn)
            points[node, 0] = x + reach * np.cos(turn * GOLDEN)
            points[node, 1] = y + reach * np.sin(turn * GOLDEN)
        _insert(points, node, side, heads, following)
