"""networkx's measures that iterate: PageRank and the eigenvector."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.backend.csr import CsrGraph
from graph.two_mode import FloatArray

Start = Mapping[Any, float] | None


def pagerank(
    G: CsrGraph,
    alpha: float = 0.85,
    personalization: Start = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Start = None,
    weight: str | None = "weight",
    dangling: Start = None,
) -> dict[Hashable, float]:
    """As networkx: the same steps from the same start, so that it stops where networkx does."""
    size = len(G)
    if size == 0:
        return {}
    values = G.strengths(weight)
    out = G.matrix(values).sum(axis=1)
    inverse = np.divide(1.0, out, out=np.zeros(size), where=out != 0)
    into = G.matrix(values * np.repeat(inverse, np.diff(G.begins))).T.tocsr()
    begin = _start(G, personalization, needed=True)
    landing = begin if dangling is None else _start(G, dangling)
    rank, stuck = _start(G, nstart), np.flatnonzero(out == 0)
    for _ in range(max_iter):
        following = alpha * (into @ rank + rank[stuck].sum() * landing) + (1 - alpha) * begin
        if np.abs(following - rank).sum() < size * tol:
            return G.named(following)
        rank = following
    raise nx.PowerIterationFailedConvergence(max_iter)


def _start(graph: CsrGraph, given: Start, needed: bool = False) -> FloatArray:
    if given is None:
        return np.repeat(1.0 / len(graph), len(graph))
    values = np.array([given.get(name, 0) for name in graph.names], dtype=np.float64)
    if needed and values.sum() == 0:
        raise ZeroDivisionError
    shares: FloatArray = values / values.sum()
    return shares


def eigenvector_centrality(
    G: CsrGraph,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Start = None,
    weight: str | None = None,
) -> dict[Hashable, float]:
    """As networkx: the same steps from the same start, so that it stops where networkx does."""
    size = len(G)
    if size == 0:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    begin = _begin(G, nstart)
    into = G.matrix(G.strengths(weight)).T.tocsr()
    vector = begin / begin.sum()
    for _ in range(max_iter):
        following = vector + into @ vector
        following = following / (math.hypot(*following.tolist()) or 1)
        if np.abs(following - vector).sum() < size * tol:
            return G.named(following)
        vector = following
    raise nx.PowerIterationFailedConvergence(max_iter)


def _begin(graph: CsrGraph, given: Start) -> FloatArray:
    """The vector to start from; networkx wants a value for every node and for no other."""
    if given is None:
        return np.ones(len(graph))
    if all(value == 0 for value in given.values()):
        raise nx.NetworkXError("initial vector cannot have all zero values")
    if set(given) != set(graph.names):
        raise NotImplementedError("a start for other nodes than the graph's is networkx's own business")
    return np.array([given[name] for name in graph.names], dtype=np.float64)
