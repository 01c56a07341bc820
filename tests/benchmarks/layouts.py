"""Positions beside those of igraph, networkit and networkx: quality, seconds and memory, in one run.

python -m tests.benchmarks.layouts [10000] [--city]

The planted network: communities of 100 actors, ten ties an actor on average, each of them with a chance of 0.5 inside the
community and else to anybody. With --city the one of `tests.benchmarks.city`, whose circles are the communities. Each
method works in a process of its own, so that its memory is its own. Ours is timed with the search for communities and
with the room it makes for each actor, which others leave out. Best of nothing: one run, others may use the machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, triu

from tests.benchmarks.picture_quality import Floats, quality
from tests.benchmarks.timing import peak_megabytes

COMMUNITY, TIES, INSIDE = 100, 10, 0.5
# Above so many nodes a method takes hours, or all memory.
LIMITS = {"igraph Fruchterman-Reingold": 20_000, "networkx ForceAtlas2": 1_500, "igraph UMAP": 100_000}
Took = tuple[float, float]
Network = tuple[csr_array, NDArray[np.int64]]


def planted(size: int, seed: int = 1, inside: float = INSIDE) -> Network:
    """The planted network and the community of each node, whose number says nothing of it."""
    rng = np.random.default_rng(seed)
    label = rng.permutation(size) // max(min(COMMUNITY, size // 4), 1)
    order = np.argsort(label, kind="stable")
    begins = np.searchsorted(label[order], np.arange(label.max() + 2))
    first = rng.integers(0, size, size * TIES // 2)
    low, high = begins[label[first]], begins[label[first] + 1]
    beside = order[low + (rng.random(len(first)) * (high - low)).astype(np.int64)]
    second = np.where(rng.random(len(first)) < inside, beside, rng.integers(0, size, len(first)))
    return _symmetric(first, second, size), label


def _symmetric(first: NDArray[Any], second: NDArray[Any], size: int) -> csr_array:
    kept = first != second
    matrix = coo_array((np.ones(kept.sum()), (first[kept], second[kept])), shape=(size, size)).tocsr()
    both = csr_array(matrix + matrix.T)
    both.data[:] = 1.0
    both.sort_indices()
    return both


def city(size: int) -> Network:
    """The city's network; its communities are those that Louvain finds, as nobody planted them for sure."""
    from graph.communities import louvain
    from tests.benchmarks.city import network

    one = network(size)
    return one.matrix(), louvain(one).astype(np.int64)


def timed(action: Callable[[], Any]) -> tuple[Took, Any]:
    """What an action gives, and its seconds by the clock and of the processors (others may be using the machine)."""
    before, begin = process_time(), perf_counter()
    found = action()
    return (perf_counter() - begin, process_time() - before), found


def ours(matrix: csr_array) -> tuple[Took, Floats]:
    """What it took, and the positions."""
    from graph.backend.warming import compile_everything
    from graph.communities import louvain
    from graph.layout import Drawing, lay_out

    compile_everything()
    radius = 7 + 15 * np.sqrt(np.diff(matrix.indptr) / max(np.diff(matrix.indptr).max(), 12))
    one = one_mode(matrix)
    return timed(lambda: lay_out(matrix, Drawing(radius, louvain(one))))


def one_mode(matrix: csr_array) -> Any:
    """The network as the search for communities takes it."""
    from graph.one_mode import OneMode

    ends = triu(matrix).tocoo()
    size, nothing = len(ends.data), np.zeros(0, dtype=np.int32)
    columns = (ends.row.astype(np.int32), ends.col.astype(np.int32), ends.data.astype(np.float64))
    ones, begins = np.ones(size, dtype=np.int32), np.zeros(size + 1, dtype=np.int64)
    return OneMode(
        tuple(map(str, range(matrix.shape[0]))), *columns, ones, ones, begins, nothing, np.zeros(0)
    )


def by_igraph(name: str, matrix: csr_array) -> tuple[Took, Floats]:
    """The same by one of igraph's."""
    import igraph

    ends = triu(matrix).tocoo()
    graph = igraph.Graph(n=matrix.shape[0], edges=np.column_stack([ends.row, ends.col]))
    if name == "umap":
        took, found = timed(
            lambda: graph.layout_umap(weights=None if (ends.data == 1).all() else ends.data.tolist())
        )
    else:
        took, found = timed(lambda: graph.layout_fruchterman_reingold(grid=matrix.shape[0] > 1000))
    return took, np.array(found.coords)


def by_networkit(matrix: csr_array) -> tuple[Took, Floats]:
    """The same by networkit's PivotMDS."""
    import networkit as nk

    ends = triu(matrix).tocoo()
    columns = (ends.row.astype(np.uint64), ends.col.astype(np.uint64))
    graph = nk.GraphFromCoo((ends.data, columns), n=matrix.shape[0], weighted=False, directed=False)
    took, work = timed(lambda: nk.viz.PivotMDS(graph, 2, 50).run())
    return took, np.array(work.getCoordinates())


def by_networkx(matrix: csr_array) -> tuple[Took, Floats]:
    """The same by networkx's ForceAtlas2."""
    import networkx as nx

    graph = nx.from_scipy_sparse_array(matrix)
    took, found = timed(lambda: nx.forceatlas2_layout(graph, seed=1))
    return took, np.array([found[node] for node in range(matrix.shape[0])])


METHODS: dict[str, Callable[[csr_array], tuple[Took, Floats]]] = {
    "ours": ours,
    "igraph UMAP": partial(by_igraph, "umap"),
    "igraph Fruchterman-Reingold": partial(by_igraph, "fr"),
    "networkit PivotMDS": by_networkit,
    "networkx ForceAtlas2": by_networkx,
}


def measured(name: str, matrix: csr_array) -> tuple[dict[str, float], Floats]:
    """What one method costs, and its picture; memory is the most that its process held."""
    (clock, work), places = METHODS[name](matrix)
    return {"seconds": clock, "of processors": work, "MB": peak_megabytes()}, places


def compare(matrix: csr_array, label: NDArray[np.int64]) -> dict[str, dict[str, float]]:
    """Every method that can do this size."""
    found = {}
    for name in METHODS:
        if matrix.shape[0] <= LIMITS.get(name, matrix.shape[0]):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                cost, places = alone.submit(measured, name, matrix).result()
            found[name] = cost | quality(places, matrix, label)
    return found


def print_comparison(found: dict[str, dict[str, float]]) -> None:
    """A line a method; in brackets, what it is times ours."""
    mine = found["ours"]
    print(f"{'':<28}" + "".join(f"{name:>22}" for name in mine))
    for method, values in found.items():
        cells = (f"{value:.3g} (x{value / (mine[name] or 1e-9):.2f})" for name, value in values.items())
        print(f"{method:<28}" + "".join(f"{cell:>22}" for cell in cells), flush=True)


def main() -> None:
    """One size, one network."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.layouts")
    parser.add_argument("size", type=int, nargs="?", default=10_000)
    parser.add_argument("--city", action="store_true")
    asked = parser.parse_args()
    matrix, label = city(asked.size) if asked.city else planted(asked.size)
    print(f"{asked.size} actors, {matrix.nnz // 2} ties, {label.max() + 1} communities")
    print_comparison(compare(matrix, label))


if __name__ == "__main__":
    main()
