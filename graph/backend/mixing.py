"""networkx's measures of who is tied to whom by an attribute of the nodes.

M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67 (2003), 026126.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import CsrGraph
from graph.two_mode import FloatArray


def attribute_assortativity_coefficient(G: CsrGraph, attribute: Any, nodes: Any = None) -> float:
    """As networkx: how far ties keep to nodes with the same value, -1 to 1; no value is a value too."""
    number: dict[Any, int] = {}
    value = np.array([number.setdefault(said, len(number)) for said in _said(G, attribute)], dtype=np.int64)
    ends, count = _ends(G, nodes)
    first, second = value[ends[0]], value[ends[1]]
    out, into = (np.bincount(side, count, len(number)) for side in (first, second))
    # whole numbers as long as may be, so that 1 is 1
    total, same, chance = count.sum(), count[first == second].sum(), (out * into).sum()
    if chance == total**2:
        raise NotImplementedError("networkx says what a single value comes to")
    return float((same * total - chance) / (total**2 - chance))


def numeric_assortativity_coefficient(G: CsrGraph, attribute: Any, nodes: Any = None) -> float:
    """As networkx: the correlation of the values at the two ends of a tie."""
    said = np.array(_said(G, attribute))
    if said.dtype.kind not in "biuf" or said.ndim != 1 or not np.isfinite(said).all():
        raise NotImplementedError("networkx says what is wrong")
    ends, count = _ends(G, nodes)
    count = count / count.sum()
    first, second = (said[side].astype(np.float64) for side in ends)
    first, second = first - (count * first).sum(), second - (count * second).sum()
    spread = (count * first**2).sum() * (count * second**2).sum()
    if spread <= 1e-15:
        raise NotImplementedError("equal values correlate with nothing: networkx says how")
    return float((count * first * second).sum() / np.sqrt(spread))


def _said(graph: CsrGraph, attribute: Any) -> list[Any]:
    if graph.labels is None or attribute not in graph.labels:
        raise NotImplementedError("this graph has no such attribute of its nodes")
    return graph.labels[attribute]


def _ends(graph: CsrGraph, nodes: Any) -> tuple[tuple[NDArray[Any], NDArray[Any]], FloatArray]:
    """Both ends of each arc out of the nodes, and how many parallel ties it is."""
    chosen = np.isin(graph.tails(), graph.places(None if nodes is None else list(nodes)))
    count = graph.strengths(None)[chosen]
    if not len(count):
        raise NotImplementedError("without ties networkx says how")
    return (graph.tails()[chosen], graph.heads[chosen]), count
