"""Betweenness to within a stated error, however large the network: ways are drawn by lot until it is reached.

Each way drawn passes a node or does not, so the share of ways through it is that of a coin thrown: W. Hoeffding,
"Probability inequalities for sums of bounded random variables", Journal of the American Statistical Association 58
(1963), theorem 1 (in its form with the Kullback-Leibler divergence) says how far off it may be. The failures allowed are
shared out among the nodes by a first drawing, as in M. Borassi and E. Natale, "KADABRA is an adaptive algorithm for
betweenness via random approximation", ESA 2016, and halve with each further look. The largest number of ways ever needed is
that of M. Riondato and E. M. Kornaropoulos, "Fast approximation of betweenness centrality through sampling", Data Mining
and Knowledge Discovery 30 (2016), which has half of all failures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from graph.backend.csr import CsrGraph
from graph.two_mode import FloatArray

# Ways are drawn in this many shares, so that the same seed gives the same values on any number of processors.
SHARES = 16
# Each look at the bounds comes after this many times the ways of the look before; the first somewhat after it is promising.
GROWTH, FIRST = 1.3, 1.2
# The part of the largest number of ways that goes into the first drawing.
TRIAL = 0.03
# The part of the allowed failures that all nodes share alike; the rest goes to those with much betweenness.
ALIKE = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Adaptive:
    """Estimates of the betweenness of each node, (n), scaled as networkx's normalized values.

    With probability `confidence` at least, all of them at once are within `error` of the exact values. `samples` ways
    were drawn; `at_most` would have been enough for any network of this diameter.
    """

    values: FloatArray
    error: float
    confidence: float
    samples: int
    at_most: int


def adaptive_betweenness(
    graph: CsrGraph,
    error: float = 0.005,
    confidence: float = 0.9,
    seed: int = 0,
    lengths: FloatArray | None = None,
) -> Adaptive:
    """The betweenness of every node within `error` with probability `confidence`.

    Ways are short by their steps, or by the `lengths` of the arcs: whole numbers of at least 1, one an arc. ``b(v) = 1 / ((n - 1)(n - 2)) * sum over s, t other than v of sigma(s, t | v) / sigma(s, t)``, 0 to 1. Raises
    ValueError for a directed graph and for an error or a confidence that is not between 0 and 1.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> star = CsrGraph.from_matrix(csr_array([[0.0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]))
        >>> found = adaptive_betweenness(star, error=0.05)
        >>> abs(found.values[0] - 1) < 0.05, found.values[1:].tolist()
        (True, [0.0, 0.0, 0.0])
    """
    if graph.directed or not 0 < error < 1 or not 0 < confidence < 1:
        raise ValueError("an undirected graph, and an error and a confidence between 0 and 1, are needed")
    size = len(graph)
    if size < 3:
        return Adaptive(np.zeros(size), error, confidence, 0, 0)
    scale = size / (size - 2)
    plan = _Plan(error / scale, (1 - confidence) / 2, _Draws(graph, seed, lengths))
    longest = _longest_way(graph) if lengths is None else size
    at_most = _enough(longest, plan.error, plan.failing)
    first = plan.trial(at_most)
    values, samples = np.zeros(size), 0
    for look, (values, samples) in enumerate(plan.draws.growing(first), 1):
        if samples >= at_most or plan.reached(values, samples, look):
            break
    return Adaptive(values * scale, error, confidence, samples, at_most)


class _Plan:
    """When to look, and how often each node may fail in a look; `failing` is for all nodes and looks together."""

    def __init__(self, error: float, failing: float, draws: _Draws) -> None:
        self.error, self.failing, self.draws = error, failing, draws
        self.apart = np.zeros(0)

    def trial(self, at_most: int) -> int:
        """Shares out the failures by a first drawing; says how many ways promise to be enough for the first look."""
        known, samples = next(self.draws.growing(max(int(at_most * TRIAL), SHARES)))
        known = np.maximum(known, 0.5 / samples)
        farther = np.minimum(_apart(known, known + self.error), _apart(known, known - self.error))
        low, high = 0.0, float(at_most)
        for _ in range(60):
            middle = (low + high) / 2
            spent = 2 * np.exp(-middle * farther).sum()
            low, high = (middle, high) if spent > (1 - ALIKE) * self.failing / 2 else (low, middle)
        least = ALIKE * self.failing / (4 * len(known))
        self.apart = -np.log(np.exp(-high * farther) + least)
        return max(int(FIRST * high), SHARES)

    def reached(self, values: FloatArray, samples: int, look: int) -> bool:
        """Whether every node is known well enough: look k may spend one part in 2^k of the failures."""
        least = np.minimum(_apart(values, values + self.error), _apart(values, values - self.error))
        return bool((samples * least >= self.apart + (look - 1) * math.log(2)).all())


def _apart(seen: FloatArray, true: FloatArray) -> FloatArray:
    """The Kullback-Leibler divergence of coins with these chances; infinite where `true` is no chance."""
    possible = (true >= 0) & (true <= 1)
    inside = np.clip(true, 1e-300, 1 - 1e-16)
    with np.errstate(divide="ignore", invalid="ignore"):
        heads = np.where(seen > 0, seen * np.log(seen / inside), 0.0)
        tails = np.where(seen < 1, (1 - seen) * (np.log1p(-seen) - np.log1p(-inside)), 0.0)
    return np.where(possible, heads + tails, np.inf)


def _enough(longest: int, error: float, failing: float) -> int:
    """So many ways are enough whatever the network: ``0.5 / error^2 (floor(log2(D - 2)) + 1 + ln(1 / failing))``.

    D, `longest`, is how many nodes a shortest way has at most.
    """
    inner = max(longest - 2, 1)
    return math.ceil(0.5 / error**2 * (math.floor(math.log2(inner)) + 1 + math.log(1 / failing)))


def _longest_way(graph: CsrGraph) -> int:
    """No shortest way has more nodes: twice the distance of the farthest node from one of each part, and one."""
    from graph.backend.kernels.ways import farthest

    return 2 * int(farthest(graph.arcs())) + 1


class _Draws:
    """Ways drawn in shares, each with dice of its own."""

    def __init__(self, graph: CsrGraph, seed: int, lengths: FloatArray | None = None) -> None:
        self.arcs, self.by_length = graph.arcs(lengths), lengths is not None
        self.dice = np.random.default_rng(seed)

    def growing(self, first: int) -> Iterator[tuple[FloatArray, int]]:
        """The part of the ways that lead through each node, and of how many, for ever more of them."""
        total, samples = np.zeros(len(self.arcs[0]) - 1), 0
        while True:
            each = max(math.ceil((first if not samples else samples * (GROWTH - 1)) / SHARES), 1)
            total += self._more(each)
            samples += each * SHARES
            yield total / samples, samples

    def _more(self, each: int) -> FloatArray:
        from graph.backend.compiling import processors
        from graph.backend.kernels.drawing import draw_ways
        from graph.backend.kernels.meeting import draw_long_ways

        draw = draw_long_ways if self.by_length else draw_ways
        workers = min(processors(), SHARES)
        seeds = self.dice.integers(0, 2**63, SHARES).astype(np.uint64)

        def work(first: int) -> FloatArray:
            found = np.zeros(len(self.arcs[0]) - 1)
            for share in range(first, SHARES, workers):
                draw(self.arcs, each, seeds[share], found)
            return found

        with ThreadPoolExecutor(workers) as pool:
            total: FloatArray = np.sum(list(pool.map(work, range(workers))), axis=0)
        return total
