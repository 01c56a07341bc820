"""How strong and fresh the office's own tie with each actor is, and how far one can rely on what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.relevance import sum_by_actor

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.knowing import Known
    from graph.two_mode import BoolArray, FloatArray

_HALF_KEPT = 0.5


def strength(derived: Derived, known: Known) -> FloatArray:
    """``s / (1 + s)``, with s the sum over an actor's interactions of the kind's weight, halved with each half-life since."""
    age = np.maximum(known.day - derived.array("interaction_end"), 0)
    left = np.exp2(-age / derived.array("interaction_half_life"))
    total = sum_by_actor(derived, known.mask * derived.array("interaction_weight") * left)
    return total / (1 + total)


def outcomes(derived: Derived, known: Known) -> tuple[BoolArray, BoolArray]:
    """Which promises had been kept by the day, and which were late by then or kept too late: one value a promise."""
    due, done = derived.array("promise_due"), derived.array("promise_done")
    kept = (done > 0) & (done <= known.day)
    late = (due > 0) & (due < np.where(kept, done, known.day))
    return kept, late


def reliability(derived: Derived, known: Known) -> FloatArray:
    """``max(0, (kept - late) / (kept + late + 2))``: 0 without any promise, 1 for very many that were all kept in time.

    A promise that was kept after its day counts as half kept and not as late; one to be reviewed counts for nothing. The two added below are what one promise
    more either way could change (Laplace's rule of succession, put from -1 to 1).
    """
    kept, late = outcomes(derived, known)
    actor, size = derived.array("promise_actor"), len(derived.ids)
    good = np.bincount(actor, kept * np.where(late, _HALF_KEPT, 1.0), size)
    bad = np.bincount(actor, (late & ~kept).astype(np.float64), size)
    found: FloatArray = np.maximum(good - bad, 0.0) / (good + bad + 2)
    return found
