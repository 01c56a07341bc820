"""Random graphs of every kind that networkx has, the same for the same seed."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
SIZES = (0, 1, 2, 3, 5, 8, 12, 20, 30)


def make_graph(seed: int) -> Any:
    """A graph whose kind follows from the seed: weights or none, of one sort or several, sparse or dense, loops."""
    rng = random.Random(seed)
    graph: Any = KINDS[seed % 4]()
    names: list[Any] = list(range(rng.choice(SIZES)))
    if rng.random() < 0.5:
        names = [f"n{name}" for name in names]
    rng.shuffle(names)
    graph.add_nodes_from(
        (name, {"kind": "abc"[place % 3], "age": place % 7}) for place, name in enumerate(names)
    )
    loops, sort = rng.random() < 0.3, rng.choice(list(WEIGHTS))
    for _ in range(int(len(names) * rng.choice([0, 0.5, 1, 2, 4]))):
        first, second = rng.choice(names), rng.choice(names)
        if first != second or loops:
            graph.add_edge(first, second, **WEIGHTS[sort](rng))
    return graph


WEIGHTS: dict[str, Any] = {
    "none": lambda rng: {},
    "whole": lambda rng: {"weight": rng.randint(1, 4)},
    "any": lambda rng: {"weight": rng.random() + 0.01},
    "quarters": lambda rng: {"weight": rng.randint(1, 8) / 4},
    "some": lambda rng: {"weight": rng.randint(1, 3)} if rng.random() < 0.5 else {},
}
