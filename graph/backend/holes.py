"""networkx's measures of structural holes: constraint, local constraint and effective size.

R. S. Burt, *Structural Holes* (1992). All follow from sums over triangles: ``p(i, j)`` is the part of i's ties, in both
directions together, that is with j; ``m(j, q)`` is j's tie with q beside j's strongest.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np

from graph.backend.csr import CsrGraph
from graph.backend.running import spread_out
from graph.backend.ties import Ties, leading, ties_of
from graph.two_mode import FloatArray


def constraint(G: CsrGraph, nodes: Any = None, weight: str | None = None) -> dict[Hashable, float]:
    """As networkx: for each node the sum of its local constraints, NaN for one without ties.

    A node whose only tie is to itself has NaN too, as networkx's documentation says; its code tells such nodes by a
    sum that is 0, and so errs on some weighted graphs with ties of a node to itself.
    """
    ties = _mutual(G, weight)
    values, loops = _local(ties)
    total = ties.sums(values) + loops
    return _chosen(G, nodes, np.where(np.diff(ties.begins) > 0, total, np.nan))


def local_constraint(G: CsrGraph, u: Any, v: Any, weight: str | None = None) -> float:
    """As networkx: ``(p(u, v) + sum over q of p(u, q) p(q, v)) ** 2``."""
    first, second = G.place(u), G.place(v)
    if first is None or second is None or G.is_multigraph():
        raise NotImplementedError("networkx says what is wrong")
    ties = _mutual(G, weight)
    share, loop = _shares(ties)
    matrix = _matrix(ties, share, loop)
    row = matrix[[first]]
    return float((row + row @ matrix).toarray()[0, second] ** 2)


def effective_size(G: CsrGraph, nodes: Any = None, weight: str | None = None) -> dict[Hashable, float]:
    """By definition: ``sum over contacts j of (1 - sum over q other than j of p(i, q) m(j, q))``, NaN without contacts.

    networkx agrees when asked for ``nodes=list(G)`` (there a node without successors has NaN, here it has not when it
    has predecessors); without `nodes` its code is wrong on weighted and on directed graphs.
    """
    if G.loops() or G.is_multigraph():
        raise NotImplementedError("ties of a node to itself and parallel ones are networkx's own business")
    ties = _mutual(G, weight)
    share, _ = _shares(ties)
    mutual = ties.there + ties.back
    strongest = np.zeros(len(G))
    np.maximum.at(strongest, ties.tails(), mutual)
    beside = mutual / strongest[ties.tails()]
    redundant = _two_steps(ties, share, beside[ties.mates()])
    total = np.diff(ties.begins) - ties.sums(redundant)
    return _chosen(G, nodes, np.where(np.diff(ties.begins) > 0, total, np.nan))


def _mutual(graph: CsrGraph, weight: str | None) -> Ties:
    """Both directions of each tie. Raises NotImplementedError where networkx's own code has to decide."""
    if not len(graph):
        raise nx.NetworkXError("Graph has no nodes or edges")
    values = graph.strengths(weight)
    if len(values) and values.min() <= 0:
        raise NotImplementedError("weights of 0 or less are networkx's own business")
    ties = ties_of(graph, values)
    return Ties(ties.begins, ties.heads, ties.there, ties.back, 2 * ties.loop)


def _shares(ties: Ties) -> tuple[FloatArray, FloatArray]:
    """P of each arc, and of each node's tie to itself."""
    mutual = ties.there + ties.back
    strength = ties.sums(mutual) + ties.loop
    inverse = np.divide(1.0, strength, out=np.zeros(len(strength)), where=strength > 0)
    return mutual * inverse[ties.tails()], ties.loop * inverse


def _local(ties: Ties) -> tuple[FloatArray, FloatArray]:
    """The local constraint of each arc, and of each node's tie to itself."""
    share, loop = _shares(ties)
    tails, heads = ties.tails(), ties.heads
    around = _two_steps(ties, share, share) + share * (loop[tails] + loop[heads])
    own = loop + loop**2 + ties.sums(share * share[ties.mates()])
    return (share + around) ** 2, np.where(loop > 0, own**2, 0.0)


def _two_steps(ties: Ties, before: FloatArray, after: FloatArray) -> FloatArray:
    """For each arc i to j the sum over third nodes q of before(i, q) * after(q, j)."""
    from graph.backend.kernels.triangles import tie_sums

    lead, _ = leading(ties.begins, ties.heads)
    there = lead[2]
    back = ties.mates()[there]
    values = np.stack([before[there], before[back], after[there], after[back]], axis=1)
    found = spread_out(
        lambda first, step, total: tie_sums(lead, values, first, step, total), (len(there), 2), 8 * len(there)
    )
    sums = np.empty(len(ties.heads))
    sums[there], sums[back] = found[:, 0], found[:, 1]
    return sums


def _matrix(ties: Ties, share: FloatArray, loop: FloatArray) -> Any:
    from scipy.sparse import csr_array, diags_array

    size = len(loop)
    return (csr_array((share, ties.heads, ties.begins), shape=(size, size)) + diags_array(loop)).tocsr()


def _chosen(graph: CsrGraph, nodes: Any, values: FloatArray) -> dict[Hashable, float]:
    """The values of the nodes asked for, which networkx computes another way on these graphs."""
    if nodes is None:
        return graph.named(values)
    if graph.is_multigraph() or graph.directed or graph.loops():
        raise NotImplementedError("networkx defines these for single nodes otherwise")
    asked = list(nodes)
    places = [graph.place(node) for node in asked]
    if None in places:
        raise NotImplementedError("networkx says what is wrong")
    return {
        node: float(values[place]) for node, place in zip(asked, places, strict=True) if place is not None
    }
