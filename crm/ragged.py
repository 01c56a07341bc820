"""Rows of different lengths kept in one array: row 2 is `values[begins[2] : begins[3]]`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def ragged(begins: NDArray[Any], values: NDArray[Any], rows: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """The values of some rows, one after another, each with the place of its row in `rows`.

    >>> [part.tolist() for part in ragged(np.array([0, 2, 3]), np.array([7, 8, 9]), np.array([1, 0]))]
    [[0, 1, 1], [9, 7, 8]]
    """
    begins, values = np.asarray(begins), np.asarray(values)  # faster than what is mapped into memory
    sizes = (begins[rows + 1] - begins[rows]).astype(np.int64)
    before = np.cumsum(sizes) - sizes
    at = np.repeat(begins[rows] - before, sizes) + np.arange(int(sizes.sum()))
    return np.repeat(np.arange(len(rows)), sizes), values[at].astype(np.int64)
