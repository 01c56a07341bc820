"""Nodes that come near those they are tied to and away from others, one tie after another.

Distances are those of a Cauchy law, ``1 / (1 + d²)`` being how alike two nodes at distance d look: J. Tang et al.,
"Visualizing large-scale and high-dimensional data", WWW 2016 (LargeVis); L. McInnes et al., "UMAP", 2018.
"""

from __future__ import annotations

from typing import Any

from graph.backend.compiling import compiled
from graph.backend.kernels.chance import chance

# No step for one tie is longer than this, in the units of the law.
LONGEST = 0.8
# A push between two nodes on one spot would be without end.
SMALLEST = 0.02


@compiled("f8(f8)")
def _bounded(step: float) -> float:
    return min(max(step, -LONGEST), LONGEST)


@compiled("void(f8[:, ::1], i8, i8, f8)")
def _pull(places: Any, one: int, other: int, rate: float) -> None:
    """Both ends of a tie go towards each other, down the slope of ``log(1 + d²)``."""
    x, y = places[one, 0] - places[other, 0], places[one, 1] - places[other, 1]
    force = rate / (1.0 + x * x + y * y)
    x, y = _bounded(x * force), _bounded(y * force)
    places[one, 0] -= x
    places[one, 1] -= y
    places[other, 0] += x
    places[other, 1] += y


@compiled("void(f8[:, ::1], i8, i8, f8)")
def _push(places: Any, one: int, other: int, rate: float) -> None:
    """One node goes away from another, down the slope of ``-log(1 - 1 / (1 + d²))``."""
    x, y = places[one, 0] - places[other, 0], places[one, 1] - places[other, 1]
    far = x * x + y * y
    force = rate / ((SMALLEST + far) * (1.0 + far))
    places[one, 0] += _bounded(x * force)
    places[one, 1] += _bounded(y * force)


@compiled("void(f8[:, ::1], i4[:, ::1], f8[::1], Tuple((i8, f8, f8, i8)), u8[::1])")
def draw_near(places: Any, ties: Any, likely: Any, how: Any, state: Any) -> None:
    """Moves `places`, (n, 2), for some rounds, in each of which a tie has its turn with the chance `likely`.

    `how` is the number of rounds, the first rate (it falls to nothing), the strength of pushes, and how many nodes
    before and after a node in the numbering are near it: each is pushed by two drawn from all and two from these.
    """
    rounds, first, push, near = how
    size = len(places)
    near = min(near, size - 1)
    for turn in range(rounds):
        rate = first * (1.0 - turn / rounds)
        for tie in range(len(ties)):
            if chance(state) >= likely[tie]:
                continue
            side = (turn + tie) & 1
            one, other = ties[tie, side], ties[tie, 1 - side]
            _pull(places, one, other, rate)
            for _ in range(2):
                _push(places, one, int(chance(state) * size), rate * push)
                beside = one + int((2.0 * chance(state) - 1.0) * (near + 1))
                if 0 <= beside < size and beside != one:
                    _push(places, one, beside, rate * push)
