"""What it costs to have measures taken on a Neo4j server, beside taking them here: clock and, in brackets, processor seconds.

python -m tests.benchmarks.science [--sizes 1000 10000 100000] [--heap 3g]

The server is that of `make test-gds`, on the same machine, with the processors of both together counted: sending the arrays,
building the graph, each procedure, and reading its values. betweenness is exact on both sides, so it ends at `--every-way` actors.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time

import psutil

from graph.backend.warming import compile_everything
from graph.between import betweenness_and_closeness, choose_pivots
from graph.centrality import degree, pagerank, strength
from graph.communities import core_number
from graph.neo4j.address import address_of
from graph.neo4j.connections import Server as Connection
from graph.neo4j.science.library import SAME, Library, find_library
from graph.one_mode import OneMode
from tests.benchmarks.city import network
from tests.benchmarks.suite import Took
from tests.neo4j_server.provision import provision_science


@dataclass
class Clocks:
    """Both sides' clocks; the server is a child of this process."""

    java: psutil.Process

    def timed(self, work: Callable[[], object]) -> Took:
        """Seconds by the clock, and of the processors of both."""
        begin, before = perf_counter(), self._work()
        work()
        return Took(perf_counter() - begin, self._work() - before)

    def _work(self) -> float:
        times = self.java.cpu_times()
        return process_time() + times.user + times.system


def here(one: OneMode, every_way: bool) -> dict[str, Callable[[], object]]:
    """What measures the same without a server."""
    matrix = one.matrix()
    by: dict[str, Callable[[], object]] = {
        "degree": lambda: degree(matrix),
        "strength": lambda: strength(matrix),
        "pagerank": lambda: pagerank(matrix),
        "core": lambda: core_number(one),
    }
    if every_way:
        everybody = choose_pivots(len(one.members), len(one.members), 0)
        by["betweenness"] = lambda: betweenness_and_closeness(matrix, everybody)
    return by


def measure(one: OneMode, library: Library, clocks: Clocks, every_way: bool) -> None:
    """A line a measure; the first is sending the network without asking anything of it."""
    sent = clocks.timed(lambda: library.values(one, ()))
    print(f"{len(one.members):>9} {'sending':<14}{'':>16}{sent!s:>16}", flush=True)
    for name, work in here(one, every_way).items():
        ours = clocks.timed(work)
        there = clocks.timed(partial(library.values, one, (name,)))
        print(f"{len(one.members):>9} {name:<14}{ours!s:>16}{there!s:>16}", flush=True)
    together = clocks.timed(lambda: library.values(one, SAME))
    print(f"{len(one.members):>9} {'the first four':<14}{'':>16}{together!s:>16}", flush=True)


def main() -> None:
    """One table for all sizes."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.science")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--every-way", type=int, default=2_000)
    parser.add_argument("--heap", default="3g")
    given = parser.parse_args()
    compile_everything()
    server = provision_science(given.heap)
    try:
        library = find_library(Connection(address_of(server.url), server.user, server.password))
        assert library is not None
        clocks = Clocks(psutil.Process().children()[0])
        print(f"{'actors':>9} {'':<14}{'here':>16}{f'GDS {library.version}':>16}")
        measure(network(300), library, clocks, True)  # the server's code is compiled as it is used
        for size in given.sizes:
            measure(network(size), library, clocks, size <= given.every_way)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
