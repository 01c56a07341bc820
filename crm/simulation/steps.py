"""The fewest steps from one actor to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def steps_between(matrix: csr_array, first: int, second: int) -> list[int] | None:
    """The places on a shortest way, both ends included; None when there is no way.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> steps_between(csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]), 0, 2)
        [0, 1, 2]
    """
    from scipy.sparse.csgraph import breadth_first_order

    _, above = breadth_first_order(matrix, first, directed=False)
    if second != first and above[second] < 0:
        return None
    way = [second]
    while way[-1] != first:
        way.append(int(above[way[-1]]))
    return way[::-1]
