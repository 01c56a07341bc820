"""Who stands between groups: Gould-Fernandez roles, the E-I index, the participation coefficient.

`group` is the group of each node: a mapping, or the name of a node attribute. Raises ValueError for a node without one.
Ties of a node to itself and parallel edges add nothing; an undirected tie stands in both directions.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from graph.backend.csr import CsrGraph
from graph.backend.running import spread_out
from graph.backend.ties import leading
from graph.backend.ties import ties_of as both_ways
from graph.groups import Grouped, Groups, ties_of
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
Node = TypeVar("Node", bound=Hashable)


def gould_fernandez(G: nx.Graph[Node], group: Groups) -> dict[Node, dict[str, int]]:  # noqa: N803
    """In how many open triads each node is the broker, by role; "total" is their sum.

    A node v brokers the ordered pair (i, k) when i is tied to v, v to k, and i not to k. With the groups i - v - k:
    coordinator A-A-A, consultant (itinerant) B-A-B, gatekeeper B-A-A, representative A-A-B, liaison B-A-C. In an
    undirected graph each pair is counted in both directions, so that gatekeeper and representative are equal.

    Reference: R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction
    networks", Sociological Methodology 19 (1989), 89-126.

    Examples:
        >>> import networkx as nx
        >>> way = nx.DiGraph([("embassy", "office"), ("office", "school")])
        >>> gould_fernandez(way, {"embassy": "state", "office": "city", "school": "city"})["office"]["gatekeeper"]
        1
    """
    grouped = Grouped(G, group)
    counts = role_counts(grouped)
    total = np.sum(list(counts.values()), axis=0)
    return {
        node: {**{role: int(counts[role][place]) for role in ROLES}, "total": int(total[place])}
        for place, node in enumerate(grouped.nodes)
    }


def role_counts(grouped: Grouped[Any]) -> dict[str, FloatArray]:
    """The observed count of each role, one value a node."""
    pairs, closed = _pairs(grouped, grouped.same(), grouped.other()), _closed(grouped)
    return {role: pairs[role] - closed[:, place] for place, role in enumerate(ROLES)}


def _pairs(grouped: Grouped[Any], same: csr_array, other: csr_array) -> dict[str, FloatArray]:
    """The ordered pairs of different nodes with a way through each node, closed or not."""
    into = {name: _sum(ties, 0) for name, ties in (("same", same), ("other", other))}
    out = {name: _sum(ties, 1) for name, ties in (("same", same), ("other", other))}
    members = grouped.members()
    one_group = _sum((other.T @ members) * (other @ members), 1)
    return {
        "coordinator": into["same"] * out["same"] - _mutual(grouped, same),
        "consultant": one_group - _mutual(grouped, other),
        "gatekeeper": into["other"] * out["same"],
        "representative": into["same"] * out["other"],
        "liaison": into["other"] * out["other"] - one_group,
    }


def _closed(grouped: Grouped[Any]) -> FloatArray:
    """For each v and role the pairs (i, k) with ties i to v, v to k and i to k, (n, roles)."""
    from graph.backend.kernels.brokers import closed_roles

    found = np.empty((len(grouped.nodes), len(ROLES)))
    if not len(found):
        return found
    graph = CsrGraph.from_matrix(grouped.ties, directed=grouped.directed)
    ties = both_ways(graph, graph.strengths("weight"))
    lead, order = leading(ties.begins, ties.heads)
    there = np.stack([ties.there[lead[2]], ties.back[lead[2]]], axis=1).astype(np.int8)
    group = grouped.group[order]
    found[order] = spread_out(
        lambda first, step, total: closed_roles(lead, there, group, first, step, total),
        found.shape,
        8 * len(there),
    )
    return found


def _mutual(grouped: Grouped[Any], ties: csr_array) -> FloatArray:
    """With how many others each node is tied in both directions."""
    return _sum(ties * ties.T if grouped.directed else ties, 1)


def _sum(matrix: csr_array, axis: int) -> FloatArray:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()


def ei_index(G: nx.Graph[Any], group: Groups) -> float:  # noqa: N803
    """``(E - I) / (E + I)``: -1 when all ties stay within groups, 1 when all lead out; NaN without ties.

    E and I are the numbers of ties between and within groups.

    Reference: D. Krackhardt and R. N. Stern, "Informal networks and organizational crises: an experimental simulation",
    Social Psychology Quarterly 51 (1988), 123-140.

    Examples:
        >>> import networkx as nx
        >>> ei_index(nx.path_graph(4), {0: "a", 1: "a", 2: "b", 3: "b"}).__round__(3)
        -0.333
    """
    grouped = Grouped(G, group)
    first, second = grouped.ties.tocoo().coords
    return _ei(grouped.group[first] != grouped.group[second])


def _ei(external: Any) -> float:
    return float(2 * external.mean() - 1) if len(external) else float("nan")


@dataclass(frozen=True, slots=True)
class EiTest:
    """The E-I index beside what it is when groups fall by chance: mean, deviation, and how often as extreme.

    `p` is two-sided: the share of permutations, the observed one among them, at least as far from the mean.
    """

    observed: float
    expected: float
    deviation: float
    p: float


def ei_index_test(G: nx.Graph[Any], group: Groups, permutations: int = 999, seed: int = 0) -> EiTest:  # noqa: N803
    """Whether ties keep to groups more, or less, than chance: the groups are dealt anew to the same ties.

    Reference: as `ei_index`; the permutation test is that of R. A. Hanneman and M. Riddle, "Introduction to social
    network methods" (2005), chapter 8.
    """
    grouped = Grouped(G, group)
    first, second = grouped.ties.tocoo().coords
    rng, dealt = np.random.default_rng(seed), grouped.group
    observed = _ei(dealt[first] != dealt[second])
    values = np.array([observed])
    if len(first):
        shuffled = (rng.permutation(dealt) for _ in range(permutations))
        values = np.append(values, [_ei(by[first] != by[second]) for by in shuffled])
    centre = float(values.mean())
    far = np.abs(values - centre) >= abs(observed - centre) - 1e-12
    return EiTest(observed, centre, float(values.std()), float(far.mean()))


def participation_coefficient(
    G: nx.Graph[Node],  # noqa: N803
    group: Groups,
    weight: str | None = None,
) -> dict[Node, float]:
    """How evenly a node's ties are spread over groups: ``1 - sum over groups (k_is / k_i) ** 2``.

    0 when all ties lead to one group, near 1 when they are spread over many; NaN for a node without ties. k_is is the
    weight of the node's ties with group s (without `weight` their number); in a directed graph, of those in both
    directions together.

    Reference: R. Guimerà and L. A. N. Amaral, "Functional cartography of complex metabolic networks", Nature 433
    (2005), 895-900.

    Examples:
        >>> import networkx as nx
        >>> participation_coefficient(nx.star_graph(2), {0: "a", 1: "b", 2: "c"})[0]
        0.5
    """
    grouped = Grouped(G, group)
    ties = ties_of(G, grouped.nodes, weight) if weight else grouped.ties
    toward = ((ties + ties.T) if grouped.directed else ties) @ grouped.members()
    total = _sum(toward, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 1.0 - _sum(toward.multiply(toward), 1) / total**2
    return dict(zip(grouped.nodes, values.tolist(), strict=True))
