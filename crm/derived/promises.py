"""What partners promised, and when each promise was due and done, as arrays: for how far one can rely on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from crm.derived.arrays import Arrays
from crm.interaction_model import OPEN
from graph.store import Store

_COLUMNS = ("id", "owner", "direction", "status", "due", "due_end", "done_on", "archived", "reference")
# Nobody has said what became of these; the old ones of the reports begin so.
_UNKNOWN = frozenset({"to_review", "unknown"})


def promises(store: Store, place: Mapping[str, int], day: date) -> Arrays:
    """One line a promise of a partner: its number, the last day agreed and the day it was kept (ordinals, 0 for none).

    A promise of somebody who holds a post is also the house's. What is to be reviewed or of unknown outcome has no days
    and is marked `promise_unknown`; what was cancelled says nothing; what was kept on an unknown day counts from the day
    these results were made.
    """
    houses = _houses(store)
    lines = [
        (place[one], due, done, id.encode(), unknown)
        for id, owner, (due, done), unknown in _told(store, day)
        for one in (owner, *houses.get(owner, ()))
        if one in place
    ]
    return {
        "promise_actor": np.array([line[0] for line in lines], dtype=np.int32),
        "promise_due": np.array([line[1] for line in lines], dtype=np.int32),
        "promise_done": np.array([line[2] for line in lines], dtype=np.int32),
        "promise_id": np.array([line[3] for line in lines], dtype=np.bytes_),
        "promise_unknown": np.array([line[4] for line in lines], dtype=np.bool_),
    }


def _told(store: Store, day: date) -> Iterator[tuple[str, str, tuple[int, int], bool]]:
    """The id and the owner of each promise to the office, when it was due and done, and whether its outcome is unknown."""
    for row in _rows(store, "Commitment", _COLUMNS):
        said = dict(zip(_COLUMNS, row, strict=True))
        if said["direction"] != "theirs" or said["archived"] or said["reference"]:
            continue
        id, owner, status = str(said["id"]), str(said["owner"]), said["status"]
        if status in _UNKNOWN:
            yield id, owner, (0, 0), True
        elif status == "done" or status in OPEN:
            due = said["due_end"] or said["due"]
            done = (said["done_on"] or day) if status == "done" else None
            yield id, owner, (_ordinal(due), _ordinal(done)), False


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _houses(store: Store) -> dict[str, list[str]]:
    """The organisations at which each person holds or held a post."""
    at = {str(post): str(house) for post, house in _rows(store, "AT", ("start", "end"))}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for person, post in _rows(store, "HOLDS", ("start", "end")):
        if str(post) in at:
            found[str(person)][at[str(post)]] = None
    return {person: list(houses) for person, houses in found.items()}


def _rows(store: Store, name: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    return chain.from_iterable(store.table(name, tuple(columns)))
