"""What a measure of every node is: values, how they were come by, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.two_mode import FloatArray

Status = Literal["exact", "sampled", "not_computed"]


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One value a node, in the order of the nodes.

    `status` says whether the values are exact, estimated from a sample (then `error` has the standard error of each
    value) or were too costly to compute (then all values are NaN). A NaN in an exact measure means that the measure
    has no meaning for that node, such as the constraint of a node without ties.
    """

    values: FloatArray
    status: Status
    error: FloatArray | None = None

    @classmethod
    def not_computed(cls, size: int) -> Measure:
        """The answer for a network that is too large for this measure."""
        return cls(np.full(size, np.nan), "not_computed")
