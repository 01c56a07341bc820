"""Ever smaller networks whose nodes are groups of the one before, down to one that is quick to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.backend.ties import added
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# A network of this many nodes is drawn with every pair of them at once.
SMALL = 60
# A round that takes away less than this part of the nodes is worth no level.
WORTH = 0.9
ROUNDS = 40

Arcs = tuple[NDArray[np.int64], NDArray[np.int32], FloatArray]


@dataclass(frozen=True, slots=True)
class Level:
    """One network: its arcs (in both directions), how many nodes of the first network each stands for (`mass`),
    and the node of the next, smaller network that each belongs to (`group`; all 0 in the last one).
    """

    arcs: Arcs
    mass: FloatArray
    group: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many nodes."""
        return len(self.mass)


def levels_of(arcs: Arcs, seed: int) -> list[Level]:
    """The network itself first, the smallest last.

    Groups are those of the Louvain method; where it ends before the network is small, its resolution is lowered, so
    that a long chain becomes small too.
    """
    rng, strength, resolution = np.random.default_rng(seed), _strength(arcs), 1.0
    mass: FloatArray = np.ones(len(strength))
    found = []
    for _ in range(ROUNDS):
        if len(mass) <= SMALL:
            break
        group = _groups(arcs, strength, rng, resolution)
        count = int(group.max()) + 1
        if count > WORTH * len(mass):
            resolution /= 4
            continue
        found.append(Level(arcs, mass, group))
        arcs = _gathered(arcs, group, count)
        mass, strength = added(group, mass, count), added(group, strength, count)
    return [*found, Level(arcs, mass, np.zeros(len(mass), dtype=np.int64))]


def groups_of(matrix: csr_array, seed: int = 0) -> NDArray[np.int64]:
    """The communities of a symmetric matrix of weights by the Louvain method, a number for each node."""
    arcs = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.astype(np.float64)
    rng, strength = np.random.default_rng(seed), _strength(arcs)
    member: NDArray[np.int64] = np.arange(matrix.shape[0])
    while len(member):
        group = _groups(arcs, strength, rng, 1.0)
        count = int(group.max()) + 1
        if count == len(group):
            break
        member, arcs, strength = group[member], _gathered(arcs, group, count), added(group, strength, count)
    return member


def _strength(arcs: Arcs) -> FloatArray:
    """The sum of each node's ties; the ties inside a group go on counting when it is a node of a smaller network."""
    begins, _, weight = arcs
    size = len(begins) - 1
    return added(np.repeat(np.arange(size), np.diff(begins)), weight, size)


def _gathered(arcs: Arcs, group: NDArray[np.int64], count: int) -> Arcs:
    """The network whose nodes are those groups."""
    from graph.backend.kernels.grouping import gather

    members = np.argsort(group, kind="stable")
    found: Arcs = gather(arcs, group, members, np.searchsorted(group[members], np.arange(count + 1)))
    return found


def _groups(
    arcs: Arcs, strength: FloatArray, rng: np.random.Generator, resolution: float
) -> NDArray[np.int64]:
    from graph.backend.kernels.grouping import move

    group: Any = np.arange(len(strength))
    move(arcs, strength, group, rng.permutation(len(strength)), resolution / (float(strength.sum()) or 1.0))
    numbered: NDArray[np.int64] = np.unique(group, return_inverse=True)[1]
    return numbered
