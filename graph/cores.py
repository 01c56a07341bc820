"""Core and periphery after Borgatti and Everett: who is tied to everybody that matters, and who only to them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.groups import ties_of

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

EXACT_UP_TO = 14  # nodes whose 16,384 cores are all tried
STARTS = 20
Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CorePeriphery(Generic[Node]):
    """The best core that was found, and how core each node is on a scale from 0 to 1.

    `fit` is the correlation of the ties with the ideal pattern of `core` (a tie wherever an end is in the core),
    `coreness_fit` that with the products of `coreness`; NaN, and an empty core, where there are no ties, or all.
    """

    core: frozenset[Node]
    fit: float
    coreness: dict[Node, float]
    coreness_fit: float


def core_periphery(G: nx.Graph[Node]) -> CorePeriphery[Node]:  # noqa: N803
    """The discrete and the continuous core-periphery model of a graph; directions and weights are left out.

    Discrete: the set C that maximises the correlation over pairs i < j of a_ij with 1 where i or j is in C. Of up to 14
    nodes every set is tried; of more, the 20 best sets of nodes with most ties, and 20 drawn with a fixed seed, are
    improved by moving single nodes while that helps, and the best is taken: it need not be the best of all. Continuous: values c >= 0 such that a_ij is near c_i c_j for
    i != j in least squares, by fixed-point iteration from the degrees (minimum residual factor analysis), scaled to a
    largest value of 1.

    Reference: S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21 (1999),
    375-395.

    Examples:
        >>> import networkx as nx
        >>> found = core_periphery(nx.star_graph(4))
        >>> sorted(found.core), found.fit
        ([0], 1.0)
    """
    nodes = list(G)
    ties = ties_of(G, nodes)
    ties = ties.maximum(ties.T).tocsr()
    chosen = _best_core(ties)
    found = _fit(ties, chosen)
    core = np.flatnonzero(chosen).tolist() if not np.isnan(found) else []
    coreness, fit = _coreness(ties)
    return CorePeriphery(
        frozenset(nodes[place] for place in core),
        found,
        dict(zip(nodes, coreness.tolist(), strict=True)),
        fit,
    )


def _best_core(ties: csr_array) -> NDArray[np.bool_]:
    size = ties.shape[0]
    if size <= EXACT_UP_TO:
        return max(_all_cores(size), key=lambda core: _comparable(_fit(ties, core)))
    order = np.argsort(-np.diff(ties.indptr), kind="stable")
    promising = np.argsort(-np.nan_to_num(_prefix_fits(ties, order), nan=-2.0), kind="stable")[:STARTS]
    rng = np.random.default_rng(0)
    starts = [_prefix(order, int(place) + 1) for place in promising]
    starts += [rng.random(size) < share for share in np.linspace(0.05, 0.95, STARTS)]
    return max((_climb(ties, start) for start in starts), key=lambda core: _comparable(_fit(ties, core)))


def _all_cores(size: int) -> Any:
    for members in range(size + 1):
        for core in combinations(range(size), members):
            chosen = np.zeros(size, dtype=bool)
            chosen[list(core)] = True
            yield chosen


def _prefix(order: NDArray[np.intp], members: int) -> NDArray[np.bool_]:
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[:members]] = True
    return chosen


def _comparable(fit: float) -> float:
    return -2.0 if np.isnan(fit) else fit


def _fit(ties: csr_array, core: NDArray[np.bool_]) -> float:
    outside = (~core).astype(np.float64)
    touched = ties.nnz / 2 - float(outside @ (ties @ outside)) / 2
    return float(_correlation(len(core), ties.nnz / 2, int(core.sum()), touched))


def _correlation(size: int, edges: float, members: Any, touched: Any) -> Any:
    """Pearson's r of two 0-1 vectors over all pairs: ties, and pairs with an end among `members` nodes."""
    pairs = size * (size - 1) / 2
    ideal = pairs - (size - members) * (size - members - 1) / 2
    spread = ideal * (pairs - ideal) * edges * (pairs - edges)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(
            spread > 0, (pairs * touched - ideal * edges) / np.sqrt(np.maximum(spread, 0)), np.nan
        )


def _prefix_fits(ties: csr_array, order: NDArray[np.intp]) -> NDArray[np.float64]:
    """The fit of the first 1, 2, ... n nodes of the order: a tie is touched from its first end on."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    first, second = ties.tocoo().coords
    begins = np.minimum(place[first], place[second])[first < second]
    touched = np.cumsum(np.bincount(begins, minlength=len(order)))
    fits: NDArray[np.float64] = _correlation(
        len(order), ties.nnz / 2, np.arange(1, len(order) + 1), touched.astype(np.float64)
    )
    return fits


def _climb(ties: csr_array, core: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Moves the node whose move helps most, into the core or out of it, while any does."""
    core, size, edges = core.copy(), len(core), ties.nnz / 2
    outside = (~core).astype(np.float64)
    free = ties @ outside  # ties of each node to the periphery
    touched = edges - float(outside @ free) / 2
    now = _comparable(_fit(ties, core))
    for _ in range(50 * size):
        step = np.where(core, -1.0, 1.0)
        fits = _correlation(size, edges, core.sum() + step, touched + step * free)
        best = int(np.argmax(np.nan_to_num(fits, nan=-2.0)))
        if not fits[best] > now + 1e-12:
            return core
        now, touched = float(fits[best]), touched + step[best] * free[best]
        free = free - step[best] * ties[[best]].toarray().ravel()
        core[best] = not core[best]
    return core


def _coreness(ties: csr_array) -> tuple[NDArray[np.float64], float]:
    size = ties.shape[0]
    values = np.sqrt(np.diff(ties.indptr).astype(np.float64))
    for _ in range(1000):
        square = float(values @ values)
        below = square - values * values
        new = np.divide(ties @ values, below, out=np.zeros(size), where=below > 0)
        new = (new + values) / 2  # without it the iteration swings between two states on a star
        if np.abs(new - values).max(initial=0.0) < 1e-12:
            break
        values = new
    largest = values.max(initial=0.0)
    scaled = values / largest if largest > 0 else values
    return scaled, _product_fit(ties, scaled)


def _product_fit(ties: csr_array, values: NDArray[np.float64]) -> float:
    """Pearson's r over pairs i < j of a_ij with c_i c_j."""
    size = len(values)
    pairs, edges = size * (size - 1) / 2, ties.nnz / 2
    squares = values * values
    total = (values.sum() ** 2 - squares.sum()) / 2
    total_squared = (squares.sum() ** 2 - (squares * squares).sum()) / 2
    together = float(values @ (ties @ values)) / 2
    spread = (pairs * edges - edges**2) * (pairs * total_squared - total**2)
    return float((pairs * together - edges * total) / np.sqrt(spread)) if spread > 1e-15 else float("nan")
