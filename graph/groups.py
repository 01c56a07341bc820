"""Networks whose nodes belong to groups, as arrays: the sector of each actor, say."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

Node = TypeVar("Node", bound=Hashable)
Groups = Mapping[Any, Hashable] | str


class Grouped(Generic[Node]):
    """The ties of a graph as a 0-1 matrix (n, n), row to column, with a group number for each node.

    An undirected tie stands in both directions. Parallel edges are one tie; a tie of a node to itself is none.
    """

    def __init__(self, graph: nx.Graph[Node], group: Groups) -> None:
        self.nodes: list[Node] = list(graph)
        self.labels, self.group = _numbered(graph, self.nodes, group)
        self.ties = ties_of(graph, self.nodes)
        self.directed = graph.is_directed()

    @staticmethod
    def of_matrix(matrix: csr_array, group: NDArray[np.int64]) -> Grouped[int]:
        """The nodes 0, 1, … of a symmetric matrix without loops, with any number as each one's group."""
        grouped: Grouped[int] = Grouped.__new__(Grouped)
        labels, numbers = np.unique(group, return_inverse=True)
        grouped.nodes, grouped.labels, grouped.group = list(range(len(group))), labels.tolist(), numbers
        grouped.ties, grouped.directed = matrix.copy(), False
        grouped.ties.data = np.ones(len(matrix.data))
        return grouped

    def same(self) -> csr_array:
        """The ties within groups."""
        return self._only(inside=True)

    def other(self) -> csr_array:
        """The ties between groups."""
        return self._only(inside=False)

    def members(self) -> csr_array:
        """1 where the node of the row belongs to the group of the column."""
        from scipy.sparse import csr_array

        size = len(self.nodes)
        shape = (size, len(self.labels))
        return csr_array((np.ones(size), (np.arange(size), self.group)), shape=shape)

    def _only(self, inside: bool) -> csr_array:
        from scipy.sparse import csr_array

        ties = self.ties.tocoo()
        first, second = ties.coords
        chosen = (self.group[first] == self.group[second]) == inside
        ends = (first[chosen], second[chosen])
        return csr_array((np.ones(int(chosen.sum())), ends), shape=ties.shape)


def ties_of(graph: nx.Graph[Node], nodes: list[Node], weight: str | None = None) -> csr_array:
    """The matrix of a graph without ties of a node to itself; without `weight` each tie counts 1."""
    matrix = _matrix(graph, nodes, weight)
    if matrix.diagonal().any():
        matrix.setdiag(0)
    matrix.eliminate_zeros()
    if weight is None:
        matrix.data[:] = 1.0
    return matrix


def _matrix(graph: Any, nodes: list[Node], weight: str | None) -> csr_array:
    import networkx as nx
    from scipy.sparse import csr_array

    if not nodes:
        return csr_array((0, 0), dtype=np.float64)
    if isinstance(graph, CsrGraph):
        return graph.matrix(graph.strengths(weight).copy())
    read: Any = nx.to_scipy_sparse_array  # its stubs know no None for `weight`
    return csr_array(read(graph, nodes, dtype=np.float64, weight=weight))


def _numbered(
    graph: nx.Graph[Node], nodes: list[Node], group: Groups
) -> tuple[list[Hashable], NDArray[np.int64]]:
    said = {node: graph.nodes[node].get(group) for node in nodes} if isinstance(group, str) else group
    without = [node for node in nodes if said.get(node) is None]
    if without:
        raise ValueError(f"{len(without)} of {len(nodes)} nodes have no group, {without[0]!r} for one")
    labels = list(dict.fromkeys(said[node] for node in nodes))
    number = {label: place for place, label in enumerate(labels)}
    return labels, np.array([number[said[node]] for node in nodes], dtype=np.int64)
