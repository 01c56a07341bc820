"""Networks and word indexes as the arrays that `crm.derived.results` keeps, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from crm.mapping.bm25 import Index
from crm.network_data import ActorRow, Network
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.one_mode import OneMode, symmetric

Arrays = dict[str, NDArray[Any]]


class Readable(Protocol):
    """Arrays and columns of actors by number, be they kept or still in the making."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the actors."""

    @property
    def actors(self) -> Mapping[str, Sequence[Any]]:
        """The columns of the actors by name."""

    @property
    def number(self) -> Mapping[str, int]:
        """The number of each actor by id."""

    def array(self, name: str) -> NDArray[Any]:
        """One of the arrays."""


def columns(actors: tuple[ActorRow, ...]) -> dict[str, list[Any]]:
    """What pages need of each actor without asking the store, as JSON columns."""
    names = ("id", "name", "type", "family", "sector", "country", "parent", "last_contact")
    table: dict[str, list[Any]] = {name: [getattr(actor, name) for actor in actors] for name in names}
    table["last_contact"] = [day.isoformat() if day else None for day in table["last_contact"]]
    return table


def name_rank(actors: tuple[ActorRow, ...]) -> NDArray[np.int32]:
    """The place of each actor in the order of names, accents and case aside."""
    order = sorted(range(len(actors)), key=lambda number: (fold(actors[number].name), actors[number].id))
    rank = np.empty(len(actors), dtype=np.int32)
    rank[order] = np.arange(len(actors))
    return rank


def family_numbers(families: Iterable[str]) -> NDArray[np.uint8]:
    """The place of each family in the vocabulary."""
    place = {id: number for number, id in enumerate(vocabulary("families").ids)}
    return np.array([place[family] for family in families], dtype=np.uint8)


def edges(name: str, one: OneMode) -> Arrays:
    """The edges, the interactions behind each, and for each actor its neighbours with the edge's number."""
    size = len(one.members)
    numbered = symmetric(one.first, one.second, np.arange(1, len(one.first) + 1, dtype=np.int32), size)
    return {
        f"{name}_first": one.first,
        f"{name}_second": one.second,
        f"{name}_weight": one.weight,
        f"{name}_count": one.count,
        f"{name}_last": one.last,
        f"{name}_begins": one.begins,
        f"{name}_event": one.event,
        f"{name}_share": one.share.astype(np.float32),
        f"{name}_from": numbered.indptr.astype(np.int64),
        f"{name}_to": numbered.indices.astype(np.int32),
        f"{name}_edge": (numbered.data - 1).astype(np.int32),
    }


def interactions(network: Network) -> Arrays:
    """Interactions by number: id, days (ordinals), kind, strategic line, weight and fading."""
    data = network.data
    return {
        "interaction_id": np.array([id.encode() for id in data.events], dtype=np.bytes_),
        "interaction_start": data.start,
        "interaction_end": data.end,
        "interaction_kind": network.kind.astype(np.int16),
        "interaction_line": network.line.astype(np.int16),
        "interaction_weight": data.weight.astype(np.float32),
        "interaction_half_life": data.half_life.astype(np.float32),
        "interaction_reference": network.reference,
    }


def took_part(network: Network) -> Arrays:
    """The interactions of each actor, those of actor a at `took_part_begins[a]:took_part_begins[a + 1]`."""
    data = network.data
    key = np.unique(data.member.astype(np.int64) * max(len(data.events), 1) + data.event)
    member = key // max(len(data.events), 1)
    return {
        "took_part_begins": np.searchsorted(member, np.arange(len(data.members) + 1)),
        "took_part_event": (key % max(len(data.events), 1)).astype(np.int32),
    }


def theme_pairs(themes: Sequence[tuple[int, str]]) -> Arrays:
    """The vocabulary's themes of the interactions, one pair a line, sorted: its number, the theme's place in the vocabulary."""
    place = {id: number for number, id in enumerate(vocabulary("themes").ids)}
    pairs = sorted((event, place[theme]) for event, theme in themes if theme in place)
    lines = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return {"themed_event": lines[:, 0], "themed_theme": lines[:, 1].astype(np.int16)}


def word_index(name: str, index: Index) -> Arrays:
    """A word index's arrays, their names beginning with `name`."""
    return {f"{name}_{part}": getattr(index, part) for part in ("terms", "begins", "document", "frequency")}
