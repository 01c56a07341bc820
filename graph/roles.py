"""How every node stands between groups, from arrays: contacts by group, only doors, roles with their chance.

The definitions are those of `graph.brokerage`, whose functions take a networkx graph; these take the matrix of ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.brokerage import ROLES, role_counts
from graph.brokerage_chance import chances_by_group
from graph.groups import Grouped
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Pairs looked at to count the roles: some seconds and less than a gigabyte on a small machine.
WORK = 200_000_000
ALL_ROLES = (*ROLES, "total")
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Observed counts, the expectation and the z-score of each role of ALL_ROLES, (n,) each; None where there were too many pairs."""

    observed: dict[str, FloatArray]
    expected: dict[str, FloatArray]
    z: dict[str, FloatArray]


def roles_of(matrix: csr_array, group: Numbers, work: int = WORK) -> Roles | None:
    """The Gould-Fernandez roles of every node (`graph.brokerage.gould_fernandez`); None when they would cost too much.

    Each pair counts in both directions. z is NaN where chance leaves no room.

    Examples:
        >>> from scipy.sparse import csr_array
        >>> way = csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
        >>> roles_of(way, np.array([0, 1, 2])).observed["liaison"].tolist()
        [0.0, 2.0, 0.0]
    """
    degree = np.diff(matrix.indptr).astype(np.float64)
    if float(degree @ degree) > work:
        return None
    grouped: Grouped[Any] = Grouped.of_matrix(matrix, group)
    observed = role_counts(grouped)
    observed["total"] = np.sum([observed[role] for role in ROLES], axis=0)
    chances = chances_by_group(grouped)
    expected = {role: np.array([one[role][0] for one in chances])[grouped.group] for role in observed}
    spread = {
        role: np.sqrt(np.maximum([one[role][1] for one in chances], 0.0))[grouped.group] for role in observed
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        z = {
            role: np.where(spread[role] > 0, (observed[role] - expected[role]) / spread[role], np.nan)
            for role in observed
        }
    return Roles(observed, expected, z)


def contacts_by_group(matrix: csr_array, group: Numbers, groups: int) -> NDArray[np.int32]:
    """With how many nodes of each group every node is tied, (n, groups); a group below 0 is none."""
    found: NDArray[np.int32] = (_ones(matrix) @ _members(group, groups)).toarray().astype(np.int32)
    return found


def ei_of_each(contacts: NDArray[np.int32], group: Numbers) -> FloatArray:
    """The E-I index of every node's own ties, ``(E - I) / (E + I)``; NaN without ties.

    Reference: as `graph.brokerage.ei_index`.
    """
    total = contacts.sum(axis=1).astype(np.float64)
    inside = np.where(group >= 0, contacts[np.arange(len(group)), group], 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: FloatArray = (total - 2.0 * inside) / total
    return found


def participation_of_each(matrix: csr_array, group: Numbers, groups: int) -> FloatArray:
    """The participation coefficient of every node by the weights of its ties; NaN without ties, or if all have faded.

    Reference: as `graph.brokerage.participation_coefficient`.
    """
    toward = (matrix @ _members(group, groups)).toarray()
    total = toward.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: FloatArray = 1.0 - (toward * toward).sum(axis=1) / (total * total)
    return found


def only_doors(matrix: csr_array, group: Numbers, groups: int) -> tuple[Numbers, Numbers, Numbers]:
    """Who has a single contact in a group, in which, and which contact: three arrays ordered by that contact (the door).

    A node's own group counts like any other.
    """
    members = _members(group, groups)
    numbered = members.copy()
    numbered.data = np.arange(1, matrix.shape[0] + 1, dtype=np.float64)[members.tocoo().coords[0]]
    ties = _ones(matrix)
    counts, sums = (ties @ members).tocoo(), (ties @ numbered).tocoo()
    single = counts.data == 1
    who, which = counts.coords[0][single].astype(np.int64), counts.coords[1][single].astype(np.int64)
    door = sums.tocsr()[who, which] if len(who) else np.zeros(0)
    doors = np.asarray(door, dtype=np.int64).ravel() - 1
    order = np.lexsort((who, which, doors))
    return who[order], which[order], doors[order]


def _ones(matrix: csr_array) -> csr_array:
    ties = matrix.copy()
    ties.data = np.ones(len(ties.data))
    return ties


def _members(group: Numbers, groups: int) -> csr_array:
    """1 where the node of the row belongs to the group of the column."""
    from scipy.sparse import csr_array

    known = np.flatnonzero(group >= 0)
    return csr_array((np.ones(len(known)), (known, group[known])), shape=(len(group), groups))
