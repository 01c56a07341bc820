"""Working out the results anew when the data or the day has changed; the analyst alone does."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from crm.derived.files import DamagedResults, tidy, write_folder
from crm.derived.making import make
from crm.derived.places import Before
from crm.derived.results import FORMAT, Derived, is_of_now, read
from crm.moments import stamp
from crm.office import today
from graph.records import OFFICE, PUBLIC
from graph.store import Store


def refresh(store: Store, folder: Path, day: date | None = None) -> Derived:
    """Computes and keeps the results for the store as it is, unless they are there; the analyst alone calls this.

    What is kept holds only what the whole office may see. Raises graph.errors.StoreUnavailable.
    """
    day = day or today()
    known = read(folder)
    state = (store.revision(), _origin(store), day)
    if known is not None and (known.origin, known.day) == state[1:] and is_of_now(known, store):
        tidy(folder)
        return known
    _compute(store, folder, state, known)
    derived = read(folder)
    assert derived is not None, "it was written just now"
    return derived


def _origin(store: Store) -> str:
    """When the log began: a copy of a store has the same, another store that got as far has another."""
    first = store.changes(0, limit=1)
    return stamp(first[0].at) if first else ""


def _compute(store: Store, folder: Path, state: tuple[int, str, date], known: Derived | None) -> None:
    revision, origin, day = state
    began = time.perf_counter()
    made = make(store.as_seen_by({PUBLIC, OFFICE}), day, _before(known))
    meta = {
        "format": FORMAT,
        "revision": revision,
        "origin": origin,
        "day": day.isoformat(),
        "made_at": stamp(datetime.now(UTC)),
        "seconds": round(time.perf_counter() - began, 3),
    }
    write_folder(folder, str(revision), made.arrays, {**made.documents, "meta": meta})


def _before(known: Derived | None) -> Before:
    nothing = Before({}, frozenset())
    if known is None:
        return nothing
    try:
        tied = np.flatnonzero(np.diff(known.array("wide_from")) > 0).tolist()
        return Before(known.positions, frozenset(known.ids[number] for number in tied))
    except DamagedResults:  # nobody keeps a place, and the results are made all the same
        return nothing
