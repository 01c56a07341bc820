"""Betweenness of a large network from two samples: what each is good at counts most.

shortest ways from some nodes to all     sure of the many through whom little leads, unsure of the few hubs
ways between pairs drawn by lot          sure of the hubs, within a bound that is known; nothing of most others
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graph.adaptive import Adaptive, adaptive_betweenness
from graph.backend.csr import CsrGraph
from graph.between import lengths
from graph.measure import Measure

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# How far off the drawn ways may be at most, with CONFIDENCE; what is made of both samples, twice as far.
DRAWN_ERROR: Final = 0.01
CONFIDENCE: Final = 0.9
AT_MOST: Final = 2 * DRAWN_ERROR


def with_drawn_ways(sampled: Measure, matrix: csr_array, seed: int) -> Measure:
    """A sampled betweenness made surer by ways drawn between pairs; `error` has the standard error of each value.

    With probability CONFIDENCE at least, all values at once are within AT_MOST of the exact ones.
    """
    far = CsrGraph.from_matrix(lengths(matrix))
    return weighed(sampled, adaptive_betweenness(far, DRAWN_ERROR, CONFIDENCE, seed, far.weight))


def weighed(sampled: Measure, drawn: Adaptive) -> Measure:
    """The mean of two estimates, each weighed by its variance's inverse, never farther from `drawn` than its error.

    The variance of `drawn` is that of a coin thrown so often, by the rule of succession so that a node that was never met
    is not taken for known. Where the exact value is within the bound of `drawn`, drawing the mean into that bound brings it
    to within twice the bound. Reference: W. G. Cochran, "The combination of estimates from different experiments", Biometrics
    10 (1954).

    Examples:
        >>> few = Measure(np.array([0.30, 0.001]), "sampled", np.array([0.02, 0.0001]))
        >>> many = Adaptive(np.array([0.31, 0.0]), 0.01, 0.9, 10_000, 20_000)
        >>> found = weighed(few, many)
        >>> found.values.round(4).tolist(), found.error.round(4).tolist()
        ([0.3095, 0.0009], [0.0045, 0.0001])
    """
    assert sampled.error is not None, "exact values are not estimated once more"
    throws = max(drawn.samples, 1)
    chance = np.minimum((drawn.values * throws + 1) / (throws + 2), 1 - 1 / (throws + 2))
    variance = chance * (1 - chance) / throws
    # No way from the chosen nodes led through it, and yet one was drawn: the first sample knows nothing of this node.
    blind = (sampled.error == 0) & (drawn.values > 0)
    other = np.where(blind, np.inf, sampled.error**2)
    share = variance / (variance + other)
    mean = share * sampled.values + (1 - share) * drawn.values
    values = np.clip(mean, drawn.values - drawn.error, drawn.values + drawn.error)
    return Measure(values, "sampled", np.sqrt((1 - share) * variance))
