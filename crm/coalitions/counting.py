"""The fewest candidates that cover some requirements: by tables for a few of them, by the solver for many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.two_mode import BoolArray

_FEW = 12


def fewest(covers: BoolArray) -> int:
    """How many rows are needed at least so that every column has a True among them; -1 when even all do not do.

    Examples:
        >>> fewest(np.array([[True, True, False], [False, True, True], [False, False, True]]))
        2
        >>> fewest(np.array([[True, False]]))
        -1
    """
    if not covers.shape[1]:
        return 0
    if not bool(np.all(np.any(covers, axis=0))):
        return -1
    masks = _maximal(covers)
    return _by_table(masks) if masks.shape[1] <= _FEW else _by_solver(masks)


def _maximal(covers: BoolArray) -> BoolArray:
    """The different rows that no other row contains."""
    rows = np.unique(covers, axis=0)
    if len(rows) > 1_000:
        return rows
    inside: BoolArray = np.all(rows[:, None, :] <= rows[None, :, :], axis=2)
    np.fill_diagonal(inside, val=False)
    found: BoolArray = rows[~np.any(inside, axis=1)]
    return found


def _by_table(rows: BoolArray) -> int:
    """Breadth first over what is covered so far: (2 ** columns) states."""
    masks = rows.astype(np.int64) @ (1 << np.arange(rows.shape[1], dtype=np.int64))
    whole = (1 << rows.shape[1]) - 1
    seen = np.zeros(whole + 1, dtype=np.bool_)
    now: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
    count = 0
    while not seen[whole]:
        now = np.unique(now[:, None] | masks[None, :])
        now = now[~seen[now]]
        seen[now] = True
        count += 1
    return count


def _by_solver(rows: BoolArray) -> int:
    from scipy.optimize import Bounds, LinearConstraint, milp

    size = len(rows)
    result = milp(
        np.ones(size),
        integrality=np.ones(size, dtype=np.int8),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows.T.astype(np.float64), 1, np.inf),
        options={"time_limit": 1.0},
    )
    # Without a proof the bound is what is sure: a conflict is only said when it is one.
    return int(np.ceil(float(result.mip_dual_bound or 0.0) - 1e-6))
