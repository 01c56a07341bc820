"""A problem as the rows and columns that the solver reads. The formulas are those of `crm.coalitions.problem`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.problem import (
    DOOR_SHARE,
    LOPSIDED,
    ONE_DOOR,
    SECTOR_SHARE,
    UNCOVERED,
    WEAK,
    Problem,
    Shares,
)

if TYPE_CHECKING:
    from graph.two_mode import BoolArray, FloatArray

_INFEASIBLE = 2


@dataclass(frozen=True)
class Outcome:
    """What the solver found: the chosen (None when time ran out before any) and a bound below every set's cost."""

    chosen: NDArray[np.int64] | None
    bound: float


@dataclass(frozen=True)
class Model:
    """The matrices of a problem. Columns: x (one a candidate), g, e and d in the order of their rows, n last."""

    size: int
    cost: FloatArray
    lower: FloatArray
    upper: FloatArray
    matrix: Any
    at_least: FloatArray
    at_most: FloatArray

    @classmethod
    def of(cls, problem: Problem, shares: Shares) -> Model:
        """The model in which only the shares of some sectors and doors count."""
        rows = _rows(problem, shares)
        prices = [row.price for row in rows if row.sign]
        cost = np.concatenate([1 + WEAK * (1 - problem.strength), prices, [0.0]])
        lower, upper = np.zeros(len(cost)), np.full(len(cost), np.inf)
        upper[: problem.size] = 1
        lower[list(problem.must)] = 1
        lower[-1] = problem.least
        upper[-1] = problem.size if problem.most is None else problem.most
        matrix = _matrix(rows, problem.size, len(cost))
        low, high = (np.array([row.bounds[side] for row in rows]) for side in (0, 1))
        return cls(problem.size, cost, lower, upper, matrix, low, high)

    def run(self, seconds: float) -> Outcome | None:
        """The best set that is found in the time; None when there is none."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        if (self.lower > self.upper).any():
            return None
        result = milp(
            self.cost,
            integrality=(np.arange(len(self.cost)) < self.size).astype(np.int8),
            bounds=Bounds(self.lower, self.upper),
            constraints=LinearConstraint(self.matrix, self.at_least, self.at_most),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if result.status == _INFEASIBLE:
            return None
        chosen = None if result.x is None else np.flatnonzero(result.x[: self.size] > 0.5)
        return Outcome(chosen, float(result.mip_dual_bound or 0.0))


class _Row(NamedTuple):
    """low <= sum of x over `who` + sign * helper - share * n <= high; a helper, where there is one, has a price."""

    who: BoolArray
    bounds: tuple[float, float]
    price: float = 0.0
    sign: int = 0
    share: float = 0.0


def _rows(problem: Problem, shares: Shares) -> list[_Row]:
    one, none = (1.0, np.inf), (-np.inf, 0.0)
    rows = [_Row(who, one, UNCOVERED, 1) if problem.open else _Row(who, one) for who in problem.covers.T]
    wanted = [problem.sector == sector for sector in problem.wanted]
    rows += [_Row(who, one, problem.sectorless, 1) for who in wanted if who.any()]
    rows += [
        _Row(soft.who, (float(soft.least), np.inf), soft.price, 1) for soft in problem.soft if soft.least
    ]
    rows += [
        _Row(problem.sector == sector, none, LOPSIDED, -1, SECTOR_SHARE) for sector in sorted(shares.sectors)
    ]
    rows += [
        _Row(problem.broker == broker, none, ONE_DOOR, -1, DOOR_SHARE) for broker in sorted(shares.brokers)
    ]
    return [*rows, _Row(np.ones(problem.size, dtype=np.bool_), (0.0, 0.0), share=1.0)]


def _matrix(rows: list[_Row], size: int, width: int) -> Any:
    from scipy.sparse import coo_array

    helper, places, columns, values = size, list[NDArray[Any]](), list[NDArray[Any]](), list[NDArray[Any]]()
    for place, row in enumerate(rows):
        who = np.flatnonzero(row.who)
        extra = [(helper, float(row.sign))] if row.sign else []
        extra += [(width - 1, -row.share)] if row.share else []
        helper += bool(row.sign)
        columns.append(np.concatenate([who, np.array([column for column, _ in extra], dtype=np.int64)]))
        values.append(np.concatenate([np.ones(len(who)), [value for _, value in extra]]))
        places.append(np.full(len(columns[-1]), place))
    entries = np.concatenate(values), (np.concatenate(places), np.concatenate(columns))
    return coo_array(entries, shape=(len(rows), width)).tocsr()
