"""Structural balance: whether friends of friends are friends, in networks of support and opposition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

TRIADS = ("+++", "++-", "+--", "---")
_BALANCED = ("+++", "+--")


def triad_counts(G: nx.Graph[Any], sign: str = "sign") -> dict[str, int]:  # noqa: N803
    """How many triangles of an undirected graph have no, one, two, three negative ties: "+++", "++-", "+--", "---".

    A tie's sign is that of the number in its attribute `sign`, or in "weight" when it has none; a tie of 0 counts as
    absent, one of a node to itself is left out. Raises ValueError for a tie without either number, and for directed
    graphs and multigraphs, where it is not one tie whose sign would be asked.

    Reference: D. Cartwright and F. Harary, "Structural balance: a generalization of Heider's theory", Psychological
    Review 63 (1956), 277-293.

    Examples:
        >>> import networkx as nx
        >>> enemies = nx.Graph()
        >>> enemies.add_weighted_edges_from([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)])
        >>> triad_counts(enemies)["+--"]
        1
    """
    liked, disliked = _signed(G, sign)
    friends = liked @ liked
    foes = disliked @ disliked
    return {
        "+++": _triangles(friends, liked, 6),
        "++-": _triangles(friends, disliked, 2),
        "+--": _triangles(foes, liked, 2),
        "---": _triangles(foes, disliked, 6),
    }


def balance(counts: dict[str, int]) -> float:
    """The share of triangles that are balanced (an even number of negative ties); NaN without triangles.

    Examples:
        >>> balance({"+++": 3, "++-": 1, "+--": 0, "---": 0})
        0.75
    """
    total = sum(counts[kind] for kind in TRIADS)
    return sum(counts[kind] for kind in _BALANCED) / total if total else float("nan")


def _signed(graph: nx.Graph[Any], sign: str) -> tuple[csr_array, csr_array]:
    from scipy.sparse import csr_array

    if graph.is_directed() or graph.is_multigraph():
        raise ValueError("signed triads are counted in undirected graphs without parallel edges")
    number = {node: place for place, node in enumerate(graph)}
    ties = [(number[u], number[v], _sign_of(u, v, data, sign)) for u, v, data in graph.edges(data=True)]
    first, second, value = np.array([tie for tie in ties if tie[0] != tie[1]]).reshape(-1, 3).T
    shape, both = (len(number), len(number)), (np.append(first, second), np.append(second, first))
    ends = (both[0].astype(np.int64), both[1].astype(np.int64))
    liked, disliked = (np.tile(np.equal(value, side), 2).astype(np.float64) for side in (1, -1))
    return csr_array((liked, ends), shape=shape), csr_array((disliked, ends), shape=shape)


def _sign_of(first: object, second: object, data: dict[str, Any], sign: str) -> int:
    value = data.get(sign, data.get("weight"))
    if value is None:
        raise ValueError(f"the tie between {first!r} and {second!r} has neither {sign!r} nor 'weight'")
    return int(value > 0) - int(value < 0)


def _triangles(ways: csr_array, ties: csr_array, times: int) -> int:
    return round(float((ways * ties).sum()) / times)
