"""Communities and cores: which nodes belong together, and how deep inside the network each one is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.measure import Measure
from graph.one_mode import OneMode


def louvain(one: OneMode, seed: int = 0) -> NDArray[np.int32]:
    """The community of each member: 0 is the largest; a member without ties has -1.

    Communities make the modularity ``Q = sum over communities of (inside / m - (degrees / 2m) ** 2)`` large, by the
    Louvain method on the weights; each hangs together, and the same seed gives the same answer.

    Reference: V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of Statistical
    Mechanics (2008), P10008.
    """
    import networkx as nx

    graph: Any = CsrGraph.from_matrix(one.matrix())
    found: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    members = np.full(len(one.members), -1, dtype=np.int32)
    tied = [sorted(group) for group in found if graph.begins[min(group)] < graph.begins[min(group) + 1]]
    for number, group in enumerate(sorted(tied, key=lambda group: (-len(group), group[0]))):
        members[group] = number
    return members


def core_number(one: OneMode) -> Measure:
    """The largest k such that the node is in a part of the network where everybody has at least k ties. Unit: ties.

    Reference: V. Batagelj and M. Zaversnik, "An O(m) algorithm for cores decomposition of networks" (2003).
    """
    import networkx as nx

    graph: Any = CsrGraph.from_matrix(one.matrix())
    found = nx.core_number(graph)
    return Measure(np.fromiter(found.values(), np.float64, len(found)), "exact")
