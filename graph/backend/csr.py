"""Graphs as compressed sparse rows: what networkx's functions get when this backend runs them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import FloatArray, IntArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Arcs = tuple[NDArray[np.int64], IntArray, FloatArray]
# Sums of fractions in floating point hardly ever come out equal: ways this near in length are equally short.
SLACK = 1e-12


@dataclass(slots=True, eq=False)
class CsrGraph:
    """A graph of some 24 bytes a tie, against 240 or more of a `networkx.Graph`. networkx's functions take it as it is.

    The arcs out of node i are the places ``begins[i]:begins[i + 1]`` of `heads` and `weight`. An undirected tie stands
    in both directions, a tie of a node to itself once. `weight` (None: every arc counts 1) is the edge attribute
    called `attribute`; any other attribute counts 1, as networkx has it for edges without one. `whole` says that the
    weights are whole numbers. Of parallel edges `weight` has the sum, `least` the smallest and `parallel` the number.
    `labels` has attributes of the nodes, a value a node.

    Examples:
        >>> import networkx as nx
        >>> from scipy.sparse import csr_array
        >>> line = CsrGraph.from_matrix(csr_array([[0, 2.0, 0], [2.0, 0, 0.5], [0, 0.5, 0]]), ["a", "b", "c"])
        >>> nx.betweenness_centrality(line)
        {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """

    __networkx_backend__: ClassVar[str] = "aliados"

    names: Sequence[Hashable]
    begins: NDArray[np.int64]
    heads: IntArray
    weight: FloatArray | None = None
    attribute: str | None = "weight"
    directed: bool = False
    whole: bool = False
    least: FloatArray | None = None
    parallel: IntArray | None = None
    labels: dict[Any, list[Any]] | None = field(default=None, repr=False)
    _place: dict[Hashable, int] | None = field(default=None, repr=False)
    _reverse: CsrGraph | None = field(default=None, repr=False)
    _own: NDArray[np.int64] | None = field(default=None, repr=False)

    @classmethod
    def from_matrix(
        cls, matrix: csr_array, names: Sequence[Hashable] | None = None, directed: bool = False
    ) -> CsrGraph:
        """The graph of a matrix of weights, (n, n), row to column; undirected ones must be symmetric.

        Nodes are called 0, 1, … when there are no `names`.
        """
        return cls(
            names=range(matrix.shape[0]) if names is None else names,
            begins=np.array(matrix.indptr, dtype=np.int64),
            heads=np.array(matrix.indices, dtype=np.int32),
            weight=np.array(matrix.data, dtype=np.float64),
            directed=directed,
            whole=bool((matrix.data == np.rint(matrix.data)).all()),
        )

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.names)

    def __contains__(self, node: object) -> bool:
        return self.place(node) is not None

    def place(self, node: object) -> int | None:
        """Which node this is, from 0; None for one that is not in the graph."""
        if self._place is None:
            self._place = {name: place for place, name in enumerate(self.names)}
        try:
            return self._place.get(node)
        except TypeError:  # what has no hash is no node
            return None

    def places(self, nodes: Any) -> NDArray[np.int64]:
        """The places of one node, of several (those not in the graph are passed over), or of all for None."""
        if nodes is None:
            return np.arange(len(self))
        single = self.place(nodes)
        if single is not None:
            return np.array([single])
        try:
            found = [self.place(node) for node in nodes]
        except TypeError as error:
            from networkx import NetworkXError

            raise NetworkXError(f"Node {nodes} is not in the graph.") from error
        return np.array([place for place in dict.fromkeys(found) if place is not None], dtype=np.int64)

    def number_of_nodes(self) -> int:
        """How many nodes there are."""
        return len(self)

    def number_of_edges(self) -> int:
        """How many ties there are; parallel ones count each."""
        count = len(self.heads) if self.parallel is None else int(self.parallel.sum())
        return count if self.directed else (count + self.loops(counted=True)) // 2

    def is_directed(self) -> bool:
        """Whether ties have a direction."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Whether there may be several ties between the same two nodes."""
        return self.parallel is not None

    def loops(self, counted: bool = False) -> int:
        """How many nodes are tied to themselves; `counted` counts parallel loops each."""
        own = self.own_arcs()
        return int(self.parallel[own].sum()) if counted and self.parallel is not None else len(own)

    def own_arcs(self) -> NDArray[np.int64]:
        """The places of the arcs from a node to itself."""
        if self._own is None:
            self._own = np.flatnonzero(self.tails() == self.heads)
        return self._own

    def tails(self) -> IntArray:
        """The node that each arc comes from."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.begins))

    def strengths(self, attribute: str | None) -> FloatArray:
        """What each arc weighs by an attribute, one value an arc."""
        if self.weight is not None and attribute is not None and attribute == self.attribute:
            return self.weight
        if self.parallel is not None:
            return self.parallel.astype(np.float64)
        return np.ones(len(self.heads))

    def lengths(self, attribute: str | None) -> FloatArray:
        """How long each arc is by an attribute: of parallel edges the shortest."""
        if self.weight is None or attribute is None or attribute != self.attribute:
            return np.ones(len(self.heads))
        return self.weight if self.least is None else self.least

    def arcs(self, values: FloatArray | None = None) -> Arcs:
        """What kernels take: begins, heads, and a value an arc (or none at all)."""
        return self.begins, self.heads, np.zeros(0) if values is None else values

    def arcs_by_weight(self) -> Arcs:
        """The arcs with what they weigh."""
        return self.arcs(self.strengths(self.attribute))

    def matrix(self, values: FloatArray) -> csr_array:
        """The values of the arcs as a sparse matrix, (n, n), row to column."""
        from scipy.sparse import csr_array

        return csr_array((values, self.heads, self.begins), shape=(len(self), len(self)))

    def reverse(self) -> CsrGraph:
        """The graph with every arc turned round; an undirected one is its own."""
        if not self.directed:
            return self
        if self._reverse is None:
            order = np.argsort(self.heads, kind="stable")
            begins = np.r_[0, np.cumsum(np.bincount(self.heads, minlength=len(self)))]
            turned = CsrGraph(self.names, begins, self.tails()[order], None, self.attribute, True, self.whole)
            for name in ("weight", "least", "parallel"):
                values = getattr(self, name)
                setattr(turned, name, None if values is None else values[order])
            turned._place, self._reverse = self._place, turned
        return self._reverse

    def named(self, values: Any) -> dict[Hashable, Any]:
        """Values in the order of the nodes, by the names of the nodes, as plain numbers."""
        return dict(zip(self.names, values.tolist(), strict=True))
