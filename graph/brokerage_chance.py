"""How much brokerage chance alone would bring: expected counts of the Gould-Fernandez roles, and z-scores."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.brokerage import ROLES, role_counts
from graph.groups import Grouped, Groups

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RoleByChance:
    """How often a node plays a role, how often it would by chance, and how many deviations lie between.

    `z` is NaN where chance leaves no room: no pairs of that role, no ties, or all of them.
    """

    observed: int
    expected: float
    deviation: float
    z: float


def gould_fernandez_by_chance(
    G: nx.Graph[Node],  # noqa: N803
    group: Groups,
) -> dict[Node, dict[str, RoleByChance]]:
    """The roles of `graph.brokerage.gould_fernandez` and "total" beside their expectation in a random graph.

    In it every tie is there with the density d of the graph, independently, and the groups are as they are. For a role
    with M ordered pairs, ``E = M p`` with ``p = d^2 (1 - d)``, and ``Var = M p (1 - p) + S d^3 (1 - d)^3`` with S the
    ordered pairs of pairs that share their first or their second end. In an undirected graph the two directions of a
    pair are one event, and the variance is that of the doubled count.

    Reference: R. V. Gould and R. M. Fernandez, "Structures of mediation", Sociological Methodology 19 (1989), section 4.
    """
    grouped = Grouped(G, group)
    counts = role_counts(grouped)
    counts["total"] = np.sum([counts[role] for role in ROLES], axis=0)
    chances = chances_by_group(grouped)
    return {
        node: {
            role: _beside(int(counts[role][place]), *chances[grouped.group[place]][role]) for role in counts
        }
        for place, node in enumerate(grouped.nodes)
    }


def chances_by_group(grouped: Grouped[Node]) -> list[dict[str, tuple[float, float]]]:
    """Expectation and variance of each role and of "total" for a broker of each group, by the group's number."""
    return [_chances(grouped, number) for number in range(len(grouped.labels))]


def _beside(observed: int, expected: float, variance: float) -> RoleByChance:
    deviation = sqrt(max(variance, 0.0))
    z = (observed - expected) / deviation if deviation > 0 else float("nan")
    return RoleByChance(observed, expected, deviation, z)


def _chances(grouped: Grouped[Node], own: int) -> dict[str, tuple[float, float]]:
    """Expectation and variance of each role for a broker of the group `own`."""
    size = len(grouped.nodes)
    density = grouped.ties.nnz / (size * (size - 1)) if size > 1 else 0.0
    others = np.bincount(grouped.group, minlength=len(grouped.labels)).astype(np.float64)
    others[own] -= 1
    return {
        role: _moments(others, allowed, density, grouped.directed or not np.array_equal(allowed, allowed.T))
        for role, allowed in _relations(len(others), own).items()
    }


def _relations(groups: int, own: int) -> dict[str, NDArray[np.bool_]]:
    """For each role, which groups (first end, second end) its pairs may come from."""
    first, second = np.indices((groups, groups))
    return {
        "coordinator": (first == own) & (second == own),
        "consultant": (first == second) & (first != own),
        "gatekeeper": (first != own) & (second == own),
        "representative": (first == own) & (second != own),
        "liaison": (first != own) & (second != own) & (first != second),
        "total": np.ones((groups, groups), dtype=bool),
    }


def _moments(
    others: NDArray[np.float64], allowed: NDArray[np.bool_], density: float, each_way: bool
) -> tuple[float, float]:
    p, shared = density**2 * (1 - density), (density * (1 - density)) ** 3
    seconds = np.maximum(allowed @ others - np.diag(allowed), 0.0)  # with how many a first end goes
    firsts = np.maximum(allowed.T @ others - np.diag(allowed), 0.0)
    pairs = float(others @ seconds)
    by_first, by_second = float(others @ (seconds * (seconds - 1))), float(others @ (firsts * (firsts - 1)))
    if each_way:
        return pairs * p, pairs * p * (1 - p) + (by_first + by_second) * shared
    return pairs * p, 2 * pairs * p * (1 - p) + 4 * by_first * shared
