"""Running a kernel on every processor: each takes a share of the sources, and the shares are added up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from graph.backend.csr import Arcs
from graph.two_mode import FloatArray

# Arcs looked at, in all: below this, starting threads takes longer than they save.
WORTH_THREADS = 2_000_000


def add_up(
    kernel: Callable[[NDArray[np.int64], FloatArray], None],
    arcs: Arcs,
    sources: NDArray[np.int64],
    rows: int = 1,
) -> FloatArray:
    """What `kernel(sources, sums)` adds to `sums`, (rows, n), for all sources."""
    from graph.backend.compiling import processors

    shape = (rows, len(arcs[0]) - 1)
    sources = np.ascontiguousarray(sources, dtype=np.int64)
    workers = min(processors(), len(sources)) if len(sources) * len(arcs[1]) > WORTH_THREADS else 1
    shares = [np.ascontiguousarray(sources[first::workers]) for first in range(workers)]

    def work(share: NDArray[np.int64]) -> FloatArray:
        sums = np.zeros(shape)
        kernel(share, sums)
        return sums

    if workers <= 1:
        return work(sources)
    with ThreadPoolExecutor(workers) as pool:
        total: FloatArray = np.sum(list(pool.map(work, shares)), axis=0)
        return total


def spread_out(
    kernel: Callable[[int, int, FloatArray], None], shape: int | tuple[int, int], work: int
) -> FloatArray:
    """What `kernel(first, step, total)` adds to `total`, of a shape, when it does every step-th part from the first on.

    `work` is about how many memory accesses it takes in all.
    """
    from graph.backend.compiling import processors

    workers = processors() if work > WORTH_THREADS else 1

    def share(first: int) -> FloatArray:
        total = np.zeros(shape)
        kernel(first, workers, total)
        return total

    if workers == 1:
        return share(0)
    with ThreadPoolExecutor(workers) as pool:
        total: FloatArray = np.sum(list(pool.map(share, range(workers))), axis=0)
        return total
