"""How good a picture of a network is, by its positions alone; sizes and scales of pictures do not matter."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
NEAREST, LOOKED_AT, PIVOTS = 10, 5_000, 40


def quality(places: Floats, matrix: csr_array, label: NDArray[Any]) -> dict[str, float]:
    """Every measure by its name."""
    some, nearest = _nearest(places)
    return {
        "same community": float((label[nearest] == label[some][:, None]).mean()),
        "contacts": _tied(matrix, some, nearest),
        "within two ties": _tied(csr_array(matrix + matrix @ matrix), some, nearest),
        "stress": stress(places, matrix),
    }


def _nearest(places: Floats, seed: int = 5) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Some nodes, all in a small picture, and the ten nearest to each."""
    size = len(places)
    some = np.sort(np.random.default_rng(seed).permutation(size)[:LOOKED_AT])
    found: NDArray[Any] = np.asarray(cKDTree(places).query(places[some], min(NEAREST + 1, size))[1])
    others = np.array(
        [
            [one for one in row if one != own][:NEAREST]
            for own, row in zip(some.tolist(), found.tolist(), strict=True)
        ]
    )
    return some, others


def _tied(matrix: csr_array, some: NDArray[np.int64], nearest: NDArray[np.int64]) -> float:
    """The share of those pairs that the matrix joins."""
    rows = matrix[some].tocoo()
    size = matrix.shape[0]
    joined = np.sort(rows.row.astype(np.int64) * size + rows.col)
    asked = (np.arange(len(some))[:, None] * size + nearest).ravel()
    return float(np.isin(asked, joined).mean())


def stress(places: Floats, matrix: csr_array, seed: int = 5) -> float:
    """How far distances in the picture are from those in ties, from some nodes to all: 0 is none, as a part of them.

    The mean of ``(1 - scale * picture / ties)²`` at the best scale; E. R. Gansner, Y. Koren and S. North, "Graph drawing
    by stress majorization", Graph Drawing 2004, with the usual weights.
    """
    pivots = np.random.default_rng(seed).permutation(len(places))[:PIVOTS]
    ties = dijkstra(matrix, unweighted=True, indices=pivots)
    picture = np.hypot(*(places[pivots][:, None] - places[None]).transpose(2, 0, 1))
    known = np.isfinite(ties) & (ties > 0)
    part = picture[known] / ties[known]
    scale = part.sum() / max(float((part**2).sum()), 1e-12)
    return float(((1 - scale * part) ** 2).mean())
