"""What is measured of each of the two networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.simulation.trial import as_one_mode
from graph.cuts import Cuts, find_cuts
from graph.measures import measure_all
from graph.roles import contacts_by_group, roles_of
from graph.two_mode import FloatArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = NDArray[np.int64]
MEASURES = ("degree", "strength", "betweenness", "closeness", "pagerank", "constraint", "brokerage")


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One network: every measure of MEASURES by name, contacts by sector, the pieces; `statuses` how each was come by."""

    values: dict[str, FloatArray]
    statuses: dict[str, str]
    contacts: NDArray[np.int32]
    cuts: Cuts
    ties: int

    def ranks(self, name: str, present: NDArray[np.bool_]) -> Numbers:
        """The place of each present actor by a measure, 1 the largest value, equal values sharing one; 0 without a value."""
        values = np.where(present, self.values[name], np.nan)
        known = np.sort(values[~np.isnan(values)])
        places = len(known) - np.searchsorted(known, values, side="right") + 1
        return np.where(np.isnan(values), 0, places).astype(np.int64)


def measure_state(matrix: csr_array, sector: Numbers, sectors: int) -> State:
    """Everything of one network; `sector` is each actor's, -1 for none."""
    found = measure_all(as_one_mode(matrix))
    values = {name: found[name].values for name in MEASURES if name in found}
    statuses: dict[str, str] = {name: found[name].status for name in values}
    return complete_state(matrix, (values, statuses), sector, sectors)


def complete_state(
    matrix: csr_array, measured: tuple[dict[str, FloatArray], dict[str, str]], sector: Numbers, sectors: int
) -> State:
    """The same where the measures, with how each was come by, are known already."""
    values, statuses = measured
    roles = roles_of(matrix, sector)
    values["brokerage"] = roles.observed["total"] / 2 if roles else np.full(len(sector), np.nan)
    statuses["brokerage"] = "exact" if roles else "not_computed"
    return State(
        values, statuses, contacts_by_group(matrix, sector, sectors), find_cuts(matrix), matrix.nnz // 2
    )


def figures(state: State, present: NDArray[np.bool_]) -> dict[str, float]:
    """The network as a whole: actors, ties, strength, who has no ties, parts of two or more, the largest, who hangs on one."""
    tied = (state.values["degree"] > 0) & present
    sizes = np.bincount(state.cuts.part[tied]) if tied.any() else np.zeros(1, np.int64)
    covered = np.zeros(len(present) + 1, dtype=np.int64)  # how many pieces each place of the order lies in
    np.add.at(covered, state.cuts.start, 1)
    np.add.at(covered, state.cuts.stop, -1)
    return {
        "actors": int(present.sum()),
        "ties": state.ties,
        "strength": float(np.nansum(state.values["strength"]) / 2),
        "alone": int(present.sum() - tied.sum()),
        "parts": int((sizes > 1).sum()),
        "largest": int(sizes.max(initial=0)),
        "hanging": int((np.cumsum(covered) > 0).sum()),
    }
