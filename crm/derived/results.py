"""What the analyst computes off the request and pages only read: measures, communities, positions, word indexes.

refresh(store, folder)     crm.derived.refreshing: the analyst, when the data or the day has changed
read(folder) -> Derived    every page; costs one look at a small file

A page never computes: it says with `freshness` that the results are behind or not there yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crm.derived.communities import say_community
from crm.derived.files import DamagedResults, Folder, open_current
from crm.schema.internal import TOLD
from graph.records import Change, Node
from graph.store import Store
from graph.streams import changes_after

# Grows when the arrays change their meaning: results of another version count as missing.
FORMAT = 30
# Most often the very first change since counts, so that few are read at a time.
MOST_LOOKED_AT, FEW = 100, 8
Freshness = Literal["fresh", "stale", "missing"]


@dataclass(frozen=True, slots=True)
class Community:
    """A group of partners that meet each other more than others: its number, size, strongest members and themes."""

    number: int
    size: int
    first: tuple[str, ...]
    themes: tuple[str, ...]


class Derived:
    """Results for one state of the data. Actors and interactions have numbers: places in `ids` and in the arrays.

    `revision` is the store's when they were computed, `origin` when its log began, `day` the one that fading is measured to.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        meta = folder.document("meta")
        self.revision: int = meta["revision"]
        self.origin: str = meta["origin"]
        self.day = date.fromisoformat(meta["day"])
        self.made_at = datetime.fromisoformat(meta["made_at"])
        self.seconds: float = meta["seconds"]
        self.actors: Mapping[str, Sequence[Any]] = folder.document("actors")
        self.ids: Sequence[str] = self.actors["id"]
        self.terms: Mapping[str, Sequence[str]] = folder.document("terms")
        self.statuses: Mapping[str, str] = folder.document("measures")

    def array(self, name: str) -> NDArray[Any]:
        """One of the arrays of `crm.derived.making`, memory-mapped."""
        return self.folder.array(name)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each actor by id."""
        return {id: number for number, id in enumerate(self.ids)}

    @cached_property
    def measures(self) -> Mapping[str, NDArray[Any]]:
        """The values of each measure by name, NaN for who is no partner; `statuses` says how exact they are."""
        return {name: self.array(f"measure_{name}") for name in self.statuses}

    @cached_property
    def positions(self) -> Mapping[str, tuple[float, float]]:
        """Where each actor stands in pictures, in pixels, y downwards."""
        return {
            id: (x, y) for id, (x, y) in zip(self.ids, self.array("position").round(1).tolist(), strict=True)
        }

    @cached_property
    def communities(self) -> Sequence[Community]:
        """The communities by number, the largest first."""
        described = self.folder.document("communities")
        return [
            Community(number, said["size"], tuple(said["first"]), tuple(said["themes"]))
            for number, said in enumerate(described)
        ]

    def community_of(self, actor: str) -> Community | None:
        """The actor's community; None for those without partners."""
        number = self.number.get(actor)
        place = -1 if number is None else int(self.array("community")[number])
        return self.communities[place] if place >= 0 else None

    def community_name(self, number: int, lang: str) -> str:
        """What a community is called, by its members and themes."""
        found = self.communities[number]
        names = [self.actors["name"][self.number[id]] for id in found.first]
        return say_community(names, found.size, list(found.themes), lang)

    def interaction_ids(self, numbers: NDArray[Any] | Sequence[int]) -> list[str]:
        """The ids of interactions by their numbers."""
        return [
            id.decode() for id in self.array("interaction_id")[np.asarray(numbers, dtype=np.int64)].tolist()
        ]


def read(folder: Path) -> Derived | None:
    """The current results, or None when there are none of this version. The same object until they change."""
    current = open_current(folder)
    if current is None:
        return None
    if current.derived is None and _format(current) == FORMAT:
        with suppress(DamagedResults):  # as good as not there: the analyst makes them anew
            current.derived = Derived(current)
    known: Derived | None = current.derived
    return known


def _format(folder: Folder) -> int | None:
    try:
        found: int = folder.document("meta")["format"]
    except (DamagedResults, KeyError, TypeError):  # not ours, or damaged: as good as not there
        return None
    return found


def freshness(derived: Derived | None, store: Store) -> Freshness:
    """Whether the results are those of the store as it is now; a view that somebody saved changes nothing in them."""
    if derived is None:
        return "missing"
    return "fresh" if is_of_now(derived, store) else "stale"


def is_of_now(derived: Derived, store: Store) -> bool:
    """Whether nothing that counts was saved since; of more changes than are quickly looked at, it is taken that some count."""
    behind = store.revision() - derived.revision
    if not 0 < behind <= MOST_LOOKED_AT:
        return behind == 0
    looked_at = 0
    for change in changes_after(store, derived.revision, page=FEW):
        if not _is_of_a_view(change):
            return False
        looked_at += 1
    # A change that the reader may not see is missing among them, and may count.
    return looked_at == behind


def _is_of_a_view(change: Change) -> bool:
    records = [one for one in (change.before, change.after) if one is not None]
    return bool(records) and all(isinstance(one, Node) and one.root in TOLD for one in records)
