"""Where each way puts the hidden actor, and what that is worth: MRR, hits, nDCG with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from crm.derived.results import Derived
from crm.mapping.recommending import Asked, rank_asked
from graph.two_mode import FloatArray
from tests.evaluation.cases import Case
from tests.evaluation.rivals import COMBINED, SINGLE, Rivals

if TYPE_CHECKING:
    import pandas as pd

OURS = "ours"
Way = Callable[[Asked], FloatArray]
MEASURES = ("MRR", "hit@1", "hit@5", "hit@10", "nDCG")
_DRAWS = 2000


def places(
    derived: Derived, rivals: Rivals, cases: Iterable[Case], others: Mapping[str, Way] | None = None
) -> pd.DataFrame:
    """One line a case and way: the place of the hidden actor among the partners that are not in already."""
    import pandas as pd

    lines = []
    for case in cases:
        scores = {OURS: rank_asked(derived, case.asked).scores(), **rivals.scores(case.asked)}
        scores |= {name: way(case.asked) for name, way in (others or {}).items()}
        inside = [derived.number[id] for id in case.asked.companions]
        for way, score in scores.items():
            lines.append(
                (case.interaction, case.hidden, case.fresh, way, _place(derived, score, inside, case.hidden))
            )
    return pd.DataFrame(lines, columns=["interaction", "hidden", "fresh", "way", "place"])


def _place(derived: Derived, score: FloatArray, inside: Sequence[int], hidden: int) -> float:
    """Ties are shared out: of three who score the same, each is at the middle one's place."""
    kept = np.array(derived.array("partner"))
    kept[inside] = False
    others = score[kept]
    own = score[hidden]
    above = int(np.count_nonzero(others > own + 1e-12))
    same = int(np.count_nonzero(np.abs(others - own) <= 1e-12)) - 1
    return 1 + above + same / 2


def table(found: pd.DataFrame) -> pd.DataFrame:
    """The measures of each way, MRR with its 95% interval and the difference of ours to it with its own.

    Intervals are percentiles of 2,000 draws of whole interactions, since the cases of one are not independent.
    """
    import pandas as pd

    rows = {}
    ours = _by_interaction(found[found.way == OURS])
    for way, own in found.groupby("way", sort=False):
        worth = _by_interaction(own)
        low, high = _interval(worth)
        ahead = _interval(np.column_stack([ours[:, 0] - worth[:, 0], worth[:, 1]]))
        rows[way] = {
            **_measured(own.place),
            "MRR low": low,
            "MRR high": high,
            "ahead low": ahead[0],
            "ahead high": ahead[1],
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def _measured(place: pd.Series[float]) -> Mapping[str, float]:
    return {
        "MRR": float((1 / place).mean()),
        **{f"hit@{k}": float((place <= k).mean()) for k in (1, 5, 10)},
        "nDCG": float((1 / np.log2(1 + place)).mean()),
    }


def _by_interaction(own: pd.DataFrame) -> FloatArray:
    """The sum of reciprocal places and the number of cases of each interaction."""
    worth = (1 / own.place).groupby(own.interaction, sort=True).agg(["sum", "count"])
    return np.asarray(worth.to_numpy(), dtype=np.float64)


def _interval(worth: FloatArray) -> tuple[float, float]:
    draws = np.random.default_rng(0).integers(0, len(worth), (_DRAWS, len(worth)))
    drawn = worth[draws].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return float(low), float(high)


def beaten(shown: pd.DataFrame) -> list[str]:
    """The ways that ours does not beat by MRR."""
    others = [way for way in shown.index if way in (*SINGLE, *COMBINED)]
    return [str(way) for way in others if shown.MRR[OURS] <= shown.MRR[way]]
