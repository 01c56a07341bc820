"""A projected network as arrays: small enough for half a million events, with a `networkx.Graph` on request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.collecting import collector_paused
from graph.two_mode import BoolArray, FloatArray, IntArray

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class OneMode:
    """Members and the edges among them, ordered by (`first`, `second`), with `first` < `second`.

    `weight` is without unit, `count` the number of events shared, `last` the ordinal of the newest one's day.
    The links behind edge i are `event[begins[i]:begins[i + 1]]` with their `share` of the weight before fading.
    `large` counts events that were too large to link all their pairs.
    """

    members: tuple[str, ...]
    first: IntArray
    second: IntArray
    weight: FloatArray
    count: IntArray
    last: IntArray
    begins: NDArray[np.int64]
    event: IntArray
    share: FloatArray
    large: int = 0

    def matrix(self) -> csr_array:
        """The symmetric weight matrix, (members, members), in compressed rows with sorted columns."""
        return symmetric(self.first, self.second, self.weight, len(self.members))

    def only(self, edges: NDArray[np.int64]) -> OneMode:
        """The network with only the edges of these numbers (ascending), among the same members."""
        kept = np.zeros(len(self.first), dtype=np.bool_)
        kept[edges] = True
        sizes = np.diff(self.begins)
        links = np.repeat(kept, sizes)
        return replace(
            self,
            first=self.first[kept],
            second=self.second[kept],
            weight=self.weight[kept],
            count=self.count[kept],
            last=self.last[kept],
            begins=np.r_[0, np.cumsum(sizes[kept])],
            event=self.event[links],
            share=self.share[links],
        )

    def among(self, keep: BoolArray) -> OneMode:
        """The network of only the members of a mask, numbered anew, with the edges among them."""
        number = np.cumsum(keep) - 1
        inside = self.only(np.flatnonzero(keep[self.first] & keep[self.second]))
        return replace(
            inside,
            members=tuple(member for member, kept in zip(self.members, keep.tolist(), strict=True) if kept),
            first=number[inside.first].astype(np.int32),
            second=number[inside.second].astype(np.int32),
        )

    def graph(self, keep: BoolArray | None = None) -> nx.Graph[str]:
        """The network as a graph with edge attributes weight (float), count (int) and last (date).

        `keep` (a mask over the members) chooses the nodes; None takes all, those without edges too.
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        chosen = np.ones(len(self.members), dtype=np.bool_) if keep is None else keep
        graph.add_nodes_from(
            member for member, kept in zip(self.members, chosen.tolist(), strict=True) if kept
        )
        inside = chosen[self.first] & chosen[self.second]
        columns = (self.first, self.second, self.weight, self.count, self.last)
        name = self.members
        with collector_paused():
            graph.add_edges_from(
                (name[a], name[b], {"weight": weight, "count": count, "last": date.fromordinal(last)})
                for a, b, weight, count, last in zip(
                    *(column[inside].tolist() for column in columns), strict=True
                )
            )
        return graph


def symmetric(first: IntArray, second: IntArray, values: FloatArray | IntArray, size: int) -> csr_array:
    """A symmetric sparse matrix from its upper half, (size, size), columns sorted in each row."""
    from scipy.sparse import coo_array

    rows = np.concatenate([first, second])
    columns = np.concatenate([second, first])
    matrix = coo_array((np.concatenate([values, values]), (rows, columns)), shape=(size, size)).tocsr()
    matrix.sort_indices()
    return matrix
