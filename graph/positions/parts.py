"""The connected parts of a network, each cut out once, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Nodes = NDArray[np.int64]


def parts_of(matrix: csr_array) -> Iterator[tuple[Nodes, csr_array]]:
    """The nodes of each connected part and the weights among them, (k, k).

    The matrix is brought into the order of the parts, where each is a block: cutting rows and columns out of the whole
    for each part would take as long as the whole for each.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    count, part = connected_components(matrix, directed=False)
    order = np.argsort(part, kind="stable")
    begins = np.r_[0, np.cumsum(np.bincount(part, minlength=count))]
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order)) - begins[part[order]]
    sorted_rows = matrix[order]
    rows, columns, values = sorted_rows.indptr, number[sorted_rows.indices], sorted_rows.data
    for first, last in zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True):
        own = slice(rows[first], rows[last])
        block = (values[own], columns[own], rows[first : last + 1] - rows[first])
        yield order[first:last], csr_array(block, shape=(last - first, last - first))
