"""The procedures of the Graph Data Science library that measure a network, and what makes their values ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from graph.two_mode import FloatArray

_BY_WEIGHT: Final = {"relationshipWeightProperty": "weight"}
_BY_LENGTH: Final = {"relationshipWeightProperty": "length"}
# Until nothing moves any more, as ours does; what is not said has the library's own default.
_PRECISE: Final = {"maxIterations": 500, "tolerance": 1e-12}
_DAMPING: Final = 0.85
# With one thread and one seed the same communities come out each time.
_REPEATABLE: Final = {"concurrency": 1}


@dataclass(frozen=True, slots=True)
class Procedure:
    """`name` gives a `column` for each node that has a tie; a member without ties has the value `alone`."""

    name: str
    column: str = "score"
    settings: Mapping[str, Any] = field(default_factory=dict)
    alone: float = 0.0


# Closeness knows no lengths there, and the eigenvector divides each weight by the sum of its node's: neither is ours.
PROCEDURES: Final[Mapping[str, Procedure]] = {
    "degree": Procedure("gds.degree.stream"),
    "strength": Procedure("gds.degree.stream", settings=_BY_WEIGHT),
    "betweenness": Procedure("gds.betweenness.stream", settings=_BY_LENGTH),
    "closeness": Procedure("gds.closeness.stream", settings={"useWassermanFaust": True}),
    "eigenvector": Procedure("gds.eigenvector.stream", settings=_PRECISE),
    "pagerank": Procedure(
        "gds.pageRank.stream",
        settings={**_BY_WEIGHT, **_PRECISE, "dampingFactor": _DAMPING},
        alone=1 - _DAMPING,
    ),
    "core": Procedure("gds.kcore.stream", "coreValue"),
    "louvain": Procedure("gds.louvain.stream", "communityId", {**_BY_WEIGHT, **_REPEATABLE}, -1.0),
    "leiden": Procedure(
        "gds.leiden.stream", "communityId", {**_BY_WEIGHT, **_REPEATABLE, "randomSeed": 0}, -1.0
    ),
}


def as_ours(name: str, values: FloatArray) -> FloatArray:
    """The library's values on the scale of `graph.measures`; most are on it already.

    Its betweenness is a number of pairs, ours a share of them. Its PageRank begins with 1 - damping at each node and
    loses what members without ties hold, so it is ours but for a factor.
    """
    size = len(values)
    if name == "betweenness":
        return values * (2 / max((size - 1) * (size - 2), 1))
    if name == "pagerank":
        return values / max(float(values.sum()), np.finfo(np.float64).tiny)
    return values
