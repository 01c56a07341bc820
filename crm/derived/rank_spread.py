"""Between which places each partner really stands: ranks when weakly evidenced interactions are left out by lot.

data/derived/ranks/…     rank_low_degree.npy, rank_high_degree.npy, … and meta.json: for which results, which measures

Made by the analyst after the results themselves, so that pages have those at once; kept beside them, and read only with
the results that they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.files import DamagedResults, Folder, open_current, write_folder
from crm.derived.results import Derived, read
from crm.vocabulary import vocabulary
from graph.centrality import degree, pagerank, strength
from graph.communities import core_number
from graph.measures import measure_all
from graph.one_mode import OneMode
from graph.records import OFFICE, PUBLIC
from graph.store import Store
from graph.two_mode import FloatArray
from graph.uncertainty import Drawing, rank_intervals

FORMAT = 1
# Partners up to which every measure is taken anew in each draw, and up to which only those that cost next to nothing are.
EVERY_UP_TO, QUICK_UP_TO = 500, 20_000
DRAWS, FEWEST = 200, 50


@dataclass(frozen=True, slots=True)
class Places:
    """From the best to the worst place of each actor by each measure, two arrays a measure; 0 for who has none."""

    between: Mapping[str, tuple[NDArray[Any], NDArray[Any]]]

    def of(self, measure: str, number: int) -> tuple[int, int] | None:
        """The two places of one actor; None where nothing is known."""
        if measure not in self.between:
            return None
        low, high = (int(side[number]) for side in self.between[measure])
        return (low, high) if low else None


NOWHERE = Places({})


def folder_of(derived: Path) -> Path:
    """Where the places lie beside the other results."""
    return derived / "ranks"


def refresh_ranks(store: Store, folder: Path) -> None:
    """Finds the places for the results as they are, unless they are there; the analyst alone calls this."""
    derived, base = read(folder), folder_of(folder)
    if derived is None or _state(open_current(base)) == derived.folder.path.name:
        return
    chance = evidence(store.as_seen_by({PUBLIC, OFFICE}), derived)
    found = _intervals(derived, chance)
    arrays = {f"rank_{side}_{name}": values for (side, name), values in found.items()}
    names = sorted({name for _, name in found})
    meta = {"format": FORMAT, "state": derived.folder.path.name, "measures": names}
    write_folder(base, str(derived.revision), arrays, {"meta": meta})


def read_ranks(derived: Derived) -> Places:
    """The places that belong to these results; none while they are not made yet."""
    current = open_current(folder_of(derived.folder.path.parent))
    if current is None or _state(current) != derived.folder.path.name:
        return NOWHERE
    names = current.document("meta")["measures"]
    return Places(
        {name: (current.array(f"rank_low_{name}"), current.array(f"rank_high_{name}")) for name in names}
    )


def evidence(store: Store, derived: Derived) -> FloatArray:
    """How far each interaction is to be trusted, by its best source; what the office wrote down itself, wholly."""
    trust = {id: float(vocabulary("evidence_grades").get(id).extra["trust"]) for id in _grades()}
    best: dict[str, float] = {}
    for id, grade in chain.from_iterable(store.table("STATED_IN", ("start", "grade"))):
        best[str(id)] = max(best.get(str(id), 0.0), trust.get(str(grade), 1.0))
    ids = derived.interaction_ids(np.arange(len(derived.array("interaction_id"))))
    return np.array([best.get(id, 1.0) for id in ids], dtype=np.float64)


def _grades() -> tuple[str, ...]:
    return tuple(vocabulary("evidence_grades").ids)


def _state(folder: Folder | None) -> str | None:
    if folder is None:
        return None
    try:
        meta = folder.document("meta")
    except DamagedResults:  # as good as not there
        return None
    state: str | None = meta["state"] if meta.get("format") == FORMAT else None
    return state


def _intervals(derived: Derived, chance: FloatArray) -> dict[tuple[str, str], NDArray[np.int32]]:
    """The better and the worse place of every actor by each measure that is quick enough."""
    partner = np.array(derived.array("partner"))
    size = int(partner.sum())
    if not 0 < size <= QUICK_UP_TO:
        return {}
    measures = _every if size <= EVERY_UP_TO else _quick
    draws = max(FEWEST, min(DRAWS, DRAWS * 250**2 // size**2))
    left = np.exp2(
        -np.maximum(derived.day.toordinal() - derived.array("interaction_end"), 0) / _half(derived)
    )
    found = rank_intervals(_partners(derived, partner), left, chance, measures, Drawing(draws))
    made: dict[tuple[str, str], NDArray[np.int32]] = {}
    for name, interval in found.items():
        for side, values in (("low", interval.low), ("high", interval.high)):
            made[side, name] = np.zeros(len(partner), dtype=np.int32)
            made[side, name][partner] = values
    return made


def _half(derived: Derived) -> FloatArray:
    half: FloatArray = np.array(derived.array("interaction_half_life"), dtype=np.float64)
    return half


def _partners(derived: Derived, partner: NDArray[np.bool_]) -> OneMode:
    """The network of partners as the measures were taken of it."""
    first, second, weight, count, last, begins, event, share = (
        np.array(derived.array(f"core_{name}"))
        for name in ("first", "second", "weight", "count", "last", "begins", "event", "share")
    )
    whole = OneMode(
        tuple(derived.ids), first, second, weight, count, last, begins, event, share.astype(np.float64)
    )
    return whole.among(partner)


def _every(one: OneMode) -> dict[str, FloatArray]:
    return {name: found.values for name, found in measure_all(one).items()}


def _quick(one: OneMode) -> dict[str, FloatArray]:
    matrix = one.matrix()
    return {
        "degree": degree(matrix).values,
        "strength": strength(matrix).values,
        "pagerank": pagerank(matrix),
        "core": core_number(one).values,
    }
