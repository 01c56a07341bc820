"""Every measure of a projected network at once, each exact or with its error, in a minute or so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.between import betweenness_and_closeness, choose_pivots
from graph.centrality import constraint, degree, eigenvector, pagerank, strength
from graph.communities import core_number
from graph.engines import OURS, chosen_engine, measure_elsewhere, measure_on_server
from graph.measure import Measure
from graph.one_mode import OneMode
from graph.two_samples import with_drawn_ways

if TYPE_CHECKING:
    from scipy.sparse import csr_array

EXACT_UP_TO = 2000
# Arcs looked at for all pivots together: a quarter of a minute on a small machine, whatever the size of the network. Where
# that is not enough for all, half of them leaves time for drawing ways as well.
WORK = 1_000_000_000
FEWEST_PIVOTS = 64
NAMES = (
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
    "core",
    "constraint",
)


def measure_all(one: OneMode, exact_up_to: int = EXACT_UP_TO, seed: int = 0) -> dict[str, Measure]:
    """The eight measures by name, one value a member in the order of `one.members`.

    Closeness is divided by the mean weight of a tie, so that it has no unit and does not shrink when all ties fade
    (as in T. Opsahl et al., "Node centrality in weighted networks", Social Networks 32 (2010)).

    With up to `exact_up_to` members all are exact. Above, betweenness (by `graph.two_samples`) and closeness are sampled
    when exact values would take too long, unless a server's library is there for it. Another networkx backend takes over
    what it can. `graph.engines` is told which.

    Examples:
        >>> from datetime import date
        >>> from graph.projection import project
        >>> from graph.two_mode import EventRow, MembershipRow, from_rows
        >>> day = date(2024, 3, 1)
        >>> rows = [MembershipRow(*row) for row in [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y")]]
        >>> one = project(from_rows("abc", [EventRow("x", day, day), EventRow("y", day, day)], rows))
        >>> found = measure_all(one)
        >>> found["betweenness"].values.tolist(), found["degree"].values.tolist(), found["core"].values.tolist()
        ([0.0, 1.0, 0.0], [1.0, 2.0, 1.0], [1.0, 1.0, 1.0])
    """
    matrix = one.matrix()
    size = len(one.members)
    pivots, engine = how_many_pivots(size, matrix.nnz, exact_up_to), chosen_engine()
    there = (
        measure_on_server(one) if size > exact_up_to else {}
    )  # for fewer, sending takes longer than measuring
    here = {"degree": degree(matrix), "strength": strength(matrix), "eigenvector": eigenvector(matrix)}
    if engine == OURS or pivots < size:
        here |= _by_ways(matrix, choose_pivots(size, pivots, seed), None if "betweenness" in there else seed)
    if engine == OURS:
        here |= _ours(one)
    else:
        here |= measure_elsewhere(one, engine, every_way=pivots >= size)
    here["closeness"] = _without_unit(here["closeness"], one)
    here |= there
    return {name: here[name] for name in NAMES}


def _by_ways(matrix: csr_array, pivots: NDArray[np.int64], seed: int | None) -> dict[str, Measure]:
    """Both measures of short ways; a sampled betweenness made surer with this seed, unless somebody else has it exactly."""
    between, close = betweenness_and_closeness(matrix, pivots)
    if between.status == "sampled" and seed is not None:
        between = with_drawn_ways(between, matrix, seed)
    return {"betweenness": between, "closeness": close}


def _ours(one: OneMode) -> dict[str, Measure]:
    """What other backends have as well, by our own kernels straight from the arrays."""
    matrix = one.matrix()
    rank = Measure(pagerank(matrix), "exact")
    return {"pagerank": rank, "core": core_number(one), "constraint": constraint(matrix)}


def _without_unit(close: Measure, one: OneMode) -> Measure:
    mean = float(one.weight.mean()) if len(one.weight) else 1.0
    return Measure(close.values / mean, close.status, None if close.error is None else close.error / mean)


def how_many_pivots(size: int, arcs: int, exact_up_to: int = EXACT_UP_TO) -> int:
    """From how many nodes shortest ways are followed: all up to `exact_up_to`, else as many as the work allows."""
    if size <= exact_up_to or size * arcs <= WORK:
        return size
    return min(size, max(FEWEST_PIVOTS, WORK // (2 * arcs)))
