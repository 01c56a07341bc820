"""How far what happens rests on a few: the share of the first, Gini's coefficient, the Herfindahl-Hirschman index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST = 5


@dataclass(frozen=True, slots=True)
class Concentration:
    """Of nonnegative amounts: `share` of the FIRST largest in the whole (0 to 1), `gini` (0 all alike, near 1 one has all), `hhi`
    (1/n to 1) and `effective`, 1/hhi: among how many equals the whole would be as concentrated.
    """

    share: float
    gini: float
    hhi: float
    effective: float


def concentration_of(amounts: NDArray[np.int64]) -> Concentration | None:
    """None when there is nothing to share.

    ``share = sum of the k largest / sum``, ``gini = sum over i of (2 i - n - 1) x_i / (n sum)`` with x ascending,
    ``hhi = sum of (x_i / sum) ** 2``.

    References: C. Gini, "Variabilità e mutabilità" (1912); O. C. Herfindahl, "Concentration in the steel industry"
    (1950).

    Examples:
        >>> concentration_of(np.array([1, 1, 1, 1]))
        Concentration(share=1.0, gini=0.0, hhi=0.25, effective=4.0)
        >>> concentration_of(np.array([6, 1, 1])).gini.__round__(3)
        0.417
    """
    values = np.sort(amounts[amounts > 0].astype(np.float64))
    total, size = float(values.sum()), len(values)
    if not size:
        return None
    places = 2 * np.arange(1, size + 1) - size - 1
    hhi = float(((values / total) ** 2).sum())
    return Concentration(
        share=float(values[-FIRST:].sum()) / total,
        gini=float(places @ values) / (size * total),
        hhi=hhi,
        effective=1.0 / hhi,
    )
