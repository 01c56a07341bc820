"""Numbers drawn by lot: the same ones from the same state, which each drawing changes."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.backend.compiling import compiled


@compiled("f8(u8[::1])")
def chance(state: Any) -> float:
    """A number from 0 to below 1 (S. Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016)."""
    word = state[0]
    word ^= word >> np.uint64(12)
    word ^= word << np.uint64(25)
    word ^= word >> np.uint64(27)
    state[0] = word
    return float((word * np.uint64(2685821657736338717)) >> np.uint64(11)) * 2.0**-53
