"""Which month days lie in, for many days at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1).toordinal()


def months_of(days: NDArray[Any]) -> NDArray[np.int64]:
    """The month of each ordinal day, counted on from January 1970.

    >>> months_of(np.array([date(2024, 3, 31).toordinal(), date(2024, 4, 1).toordinal()])) % 12
    array([2, 3])
    """
    days = np.asarray(days, dtype=np.int64)
    first, last = (int(days.min()), int(days.max())) if days.size else (0, 0)
    if last - first >= days.size:
        return _counted(days)
    # Many interactions lie in few years: the days of those are turned once each.
    found: NDArray[np.int64] = _counted(np.arange(first, last + 1))[days - first]
    return found


def _counted(days: NDArray[np.int64]) -> NDArray[np.int64]:
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    found: NDArray[np.int64] = months.astype(np.int64)
    return found
