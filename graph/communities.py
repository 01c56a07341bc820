"""Communities and cores: which nodes belong together, and how deep inside the network each one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.measure import Measure
from graph.one_mode import OneMode

if TYPE_CHECKING:
    import networkx as nx

# A graph of Python objects takes some 300 bytes an edge.
CORE_EDGES_UP_TO = 700_000
LOUVAIN_EDGES_UP_TO = 300_000
STRONGEST = 10


def louvain(one: OneMode, seed: int = 0) -> NDArray[np.int32]:
    """The community of each member: 0 is the largest; a member without ties has -1.

    Communities make the modularity ``Q = sum over communities of (inside / m - (degrees / 2m) ** 2)`` large, by
    networkx's Louvain method on the weights; the same seed gives the same answer. With more than 300,000 edges each
    member's ten strongest ties stand for all (`backbone`).

    Reference: V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of Statistical
    Mechanics (2008), P10008.
    """
    import networkx as nx

    slim = one if len(one.first) <= LOUVAIN_EDGES_UP_TO else backbone(one)
    graph = _numbered(slim)
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    members = np.full(len(one.members), -1, dtype=np.int32)
    tied = [sorted(group) for group in found]
    for number, group in enumerate(sorted(tied, key=lambda group: (-len(group), group[0]))):
        members[group] = number
    return members


def core_number(one: OneMode) -> Measure:
    """The largest k such that the node is in a part of the network where everybody has at least k ties. Unit: ties.

    Not computed with more than 700,000 edges.

    Reference: V. Batagelj and M. Zaversnik, "An O(m) algorithm for cores decomposition of networks" (2003).
    """
    import networkx as nx

    if len(one.first) > CORE_EDGES_UP_TO:
        return Measure.not_computed(len(one.members))
    values = np.zeros(len(one.members))
    for node, core in nx.core_number(_numbered(one)).items():
        values[node] = core
    return Measure(values, "exact")


def backbone(one: OneMode, strongest: int = STRONGEST) -> OneMode:
    """The same network with only the ties that are among the `strongest` of at least one of their ends."""
    node = np.concatenate([one.first, one.second])
    edge = np.tile(np.arange(len(one.first)), 2)
    order = np.lexsort((-one.weight[edge], node))
    begins = np.searchsorted(node[order], np.arange(len(one.members)))
    place = np.arange(len(order)) - begins[node[order]]
    keep = np.unique(edge[order[place < strongest]])
    return one.only(keep)


def _numbered(one: OneMode) -> nx.Graph[int]:
    """The network over the members' numbers, without members that have no ties: a third of the memory of names."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        zip(one.first.tolist(), one.second.tolist(), one.weight.tolist(), strict=True), weight="weight"
    )
    return graph
