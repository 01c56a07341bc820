"""The ties among the actors of a map, for the files that network programs open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from crm.maps.model import Link

if TYPE_CHECKING:
    from crm.derived.results import Derived

MOST_LINKS = 2000


def links_among(derived: Derived, actors: Sequence[str]) -> tuple[Link, ...]:
    """What ties some actors to each other, the strongest first, at most 2,000."""
    numbers = np.array(sorted(derived.number[id] for id in actors if id in derived.number), dtype=np.int64)
    begins, to, edge = (derived.array(f"core_{name}") for name in ("from", "to", "edge"))
    found: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = []
    for number in numbers.tolist():
        part = slice(int(begins[number]), int(begins[number + 1]))
        others = np.asarray(to[part])
        found.append(np.asarray(edge[part])[np.isin(others, numbers) & (others > number)])
    edges = np.concatenate(found) if found else np.zeros(0, dtype=np.int32)
    weight = derived.array("core_weight")[edges]
    best = edges[np.argsort(-weight, kind="stable")][:MOST_LINKS]
    return tuple(_link(derived, number) for number in best.tolist())


def _link(derived: Derived, edge: int) -> Link:
    first, second = (derived.ids[int(derived.array(f"core_{name}")[edge])] for name in ("first", "second"))
    return Link(
        first, second, float(derived.array("core_weight")[edge]), int(derived.array("core_count")[edge])
    )
