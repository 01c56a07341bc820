"""How good and how quick the exact coalition is beside a greedy one, and how quick doors are beside networkx.

python -m tests.benchmarks.coalitions [candidates]

Candidates: each covers a requirement with a chance of 6%; strength is the square of a uniform
number; seven sectors, three of them asked for; 30% are behind one of fifty doors. Three random problems a size.
Doors: 10,000 actors, 50,000 ties of random pairs, strengths uniform, the office knows one in ten.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from math import exp, log
from statistics import median
from time import perf_counter

import networkx as nx
import numpy as np

from crm.coalitions.greedy import greedy
from crm.coalitions.problem import Problem, cost_of
from crm.coalitions.solving import solve
from graph.one_mode import symmetric
from graph.paths import Search, Ties

NEEDS, SEEDS = (12, 25, 40, 60), 3
ACTORS, TIES, TARGETS = 10_000, 50_000, 40


def problem(size: int, needs: int, seed: int) -> Problem:
    """One random problem of the distribution above."""
    random = np.random.default_rng(seed)
    covers = random.random((size, needs)) < 0.06
    return Problem(
        strength=random.random(size) ** 2,
        covers=covers,
        sector=random.integers(0, 7, size).astype(np.int32),
        broker=np.where(random.random(size) < 0.3, random.integers(0, 50, size), -1).astype(np.int32),
        wanted=(1, 2, 3),
    )


def coalitions(size: int) -> dict[str, float]:
    """Seconds and gap of the exact set, and what the greedy one costs and takes in comparison; medians and worsts."""
    found: dict[str, float] = {}
    solve(problem(100, 4, 0))  # what is loaded once
    for needs in NEEDS:
        rows = [_compared(problem(size, needs, seed)) for seed in range(SEEDS)]
        name = f"{size} x {needs}"
        for place, what in enumerate(("seconds", "gap", "greedy cost / ours", "our time / greedy time")):
            found[f"{name}: {what}"] = round(median(row[place] for row in rows), 4)
        found[f"{name}: slowest"] = round(max(row[0] for row in rows), 4)
    return found


def _compared(one: Problem) -> tuple[float, float, float, float]:
    began = perf_counter()
    ours = solve(one, 1.0)
    took = perf_counter() - began
    began = perf_counter()
    by_hand = greedy(one)
    greedy_took = perf_counter() - began
    assert ours is not None
    assert by_hand is not None
    return took, ours.gap, cost_of(one, by_hand) / ours.cost, took / greedy_took


def doors() -> dict[str, float]:
    """Seconds for the three best ways to one actor, and for one shortest path of networkx on lengths of -log strength."""
    random = np.random.default_rng(1)
    pairs = np.unique(np.sort(random.integers(0, ACTORS, (2, TIES)), axis=0), axis=1)
    first, second = pairs[:, pairs[0] != pairs[1]].astype(np.int32)
    weight = np.asarray(random.uniform(0.05, 0.95, len(first)))
    known = np.where(random.random(ACTORS) < 0.1, random.uniform(0.05, 0.95, ACTORS), 0.0)
    matrix = symmetric(first, second, weight, ACTORS)
    search = Search(
        Ties(matrix.indptr, matrix.indices, lambda places: matrix.data[places]), known, np.ones(ACTORS)
    )
    graph: nx.Graph = nx.Graph()
    lengths = [-log(one) for one in weight.tolist()]
    graph.add_weighted_edges_from(zip(first.tolist(), second.tolist(), lengths, strict=True))
    graph.add_weighted_edges_from((-1, node, -log(known[node])) for node in np.flatnonzero(known).tolist())
    targets = np.flatnonzero(known == 0)[:TARGETS].tolist()
    ours = median(_seconds(lambda target=target: search.ways(target)) for target in targets)
    theirs = median(
        _seconds(lambda target=target: nx.shortest_path(graph, -1, target, weight="weight"))
        for target in targets
    )
    return {
        "three ways": ours,
        "networkx shortest_path": theirs,
        "ours / networkx": round(ours / theirs, 4),
    } | {"as strong or stronger in three steps": _agreement(search, graph, targets)}


def _agreement(search: Search, graph: nx.Graph, targets: list[int]) -> float:
    """The share of targets whose shortest path has at most three ties and is as strong as our first way."""
    same = 0
    for target in targets:
        path = nx.shortest_path(graph, -1, target, weight="weight")
        strength = exp(-sum(graph.edges[pair]["weight"] for pair in pairwise(path)))
        ways = search.ways(target, limit=1)
        same += bool(ways) and (len(path) > 4 or abs(ways[0].strength - strength) < 1e-9)
    return same / len(targets)


def _seconds(action: object) -> float:
    assert callable(action)
    began = perf_counter()
    action()
    return perf_counter() - began


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(json.dumps({**coalitions(size), **doors()}, indent=1))
