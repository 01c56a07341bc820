"""The office's graph as a network reads it: actors, interactions that happened, who took part. No texts.

store.table(...)  ->  Network  ->  crm.network (projections), crm.derived.results (what is kept for pages)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, cast

import numpy as np

from crm.actor_model import PERSON
from crm.naming import printable
from crm.office import office_id
from crm.saving import edges_of
from crm.vocabulary import family_of, vocabulary
from graph.collecting import collector_paused
from graph.records import Row
from graph.store import Store
from graph.two_mode import BoolArray, EventRow, IntArray, TwoMode, from_rows

HOST = "host"
ACTOR = (
    "id", "labels", "name", "type", "sector", "country", "parent", "is_group", "reference", "archived",
    "last_contact",
)  # fmt: skip
INTERACTION = ("id", "kind", "status", "start", "end", "on", "strategic_line", "reference", "archived")
_NEVER = float("inf")


class ActorRow(NamedTuple):
    """An actor as the network knows it. `own`: the office, its parts and its people."""

    id: str
    name: str
    type: str
    family: str
    sector: str | None
    country: str | None
    parent: str | None
    last_contact: date | None
    person: bool
    group: bool
    event: bool
    own: bool
    reference: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Every actor and interaction that is not archived; interactions only if they happened.

    `data` has the actors as members and the interactions as events, in the order of `actors`; `kind` and `line` (one a
    interaction) are places in the vocabularies interaction_kinds and strategic_lines, -1 for none.
    """

    actors: tuple[ActorRow, ...]
    data: TwoMode
    kind: IntArray
    line: IntArray
    reference: BoolArray

    def flags(self, name: str) -> BoolArray:
        """Which actors have the flag `name` ("person", "group", "event", "own", "reference")."""
        return np.array([getattr(actor, name) for actor in self.actors], dtype=np.bool_)


def read_network(store: Store, grades: Collection[str] = ()) -> Network:
    """Reads the whole network once. With `grades`, only interactions that a source of such a grade states."""
    with collector_paused():
        return _read(store, grades)


def _read(store: Store, grades: Collection[str]) -> Network:
    stated = _stated(store, grades) if grades else None
    actors = tuple(_actors(store))
    rows = [row for row in _rows(store, "Interaction", INTERACTION) if counts(row, stated)]
    data = from_rows([actor.id for actor in actors], map(event_row, rows), _memberships(store))
    by_id = {str(row[0]): row for row in rows}
    kept = [by_id[id] for id in data.events]
    return Network(
        actors=actors,
        data=data,
        kind=_places("interaction_kinds", [row[1] for row in kept]),
        line=_places("strategic_lines", [row[6] for row in kept]),
        reference=np.array([bool(row[7]) for row in kept], dtype=np.bool_),
    )


def _rows(store: Store, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return chain.from_iterable(store.table(name, columns))


def _actors(store: Store) -> Iterator[ActorRow]:
    own, home = office_people(store) | {office_id()}, home_of(store)
    for row in _rows(store, "Actor", ACTOR):
        said: dict[str, Any] = dict(zip(ACTOR, row, strict=True))
        if not said["archived"]:
            yield actor_row(said, own, home)


def home_of(store: Store) -> set[str]:
    """The organisations that the office is a part of: its own city's, not another government."""
    found: set[str] = set()
    above = office_id()
    while above and (node := store.get([above]).get(above)) is not None:
        above = str(node.get("parent") or "")
        if above in found:
            break
        found |= {above} - {""}
    return found


def actor_row(said: dict[str, Any], own: Collection[str], home: Collection[str] = ()) -> ActorRow:
    """An actor from its columns; `own` are the office and its people, `home` the organisations above it."""
    person = said["type"] == PERSON
    return ActorRow(
        id=said["id"],
        name=printable(said["name"]),
        type=said["type"],
        family=family_of(said["type"], home=said["id"] in home),
        sector=said["sector"],
        country=said["country"],
        parent=said["parent"],
        last_contact=said["last_contact"],
        person=person and not said["is_group"],
        group=bool(said["is_group"]),
        event=said["type"] == "event",
        own=said["id"] in own or said["parent"] == office_id(),
        reference=bool(said["reference"]),
    )


def office_people(store: Store) -> set[str]:
    """Whoever holds or held a post at the office."""
    posts = [edge.start for edge in edges_of(store, [office_id()], ("AT",), "in")]
    return {edge.start for edge in edges_of(store, posts, ("HOLDS",), "in")} if posts else set()


def counts(row: Row, stated: Collection[str] | None) -> bool:
    """Whether the interaction happened, is not archived and (when asked) is stated by a source good enough."""
    return _happened(str(row[2])) and not row[8] and (stated is None or row[0] in stated)


@cache
def _happened(status: str) -> bool:
    return bool(vocabulary("statuses").get(status).extra["happened"])


@cache
def _of_kind(kind: str) -> tuple[float, float, bool]:
    """Weight, half-life in days and whether only the host is linked."""
    term = vocabulary("interaction_kinds").get(kind).extra
    return (
        float(term.get("weight", 1.0)),
        float(term.get("half_life_days", _NEVER)),
        term.get("links") == HOST,
    )


def event_row(row: tuple[Any, ...]) -> EventRow:
    """An interaction, by its columns, as an event."""
    id, kind, _, start, end, on, *_ = row
    return EventRow(id, start or on, end or on, *_of_kind(kind))


def _memberships(store: Store) -> Iterator[tuple[str, str, bool]]:
    rows = cast("Iterator[tuple[str, str, str]]", _rows(store, "TOOK_PART", ("start", "end", "role")))
    return ((actor, interaction, role == HOST) for actor, interaction, role in rows)


def _stated(store: Store, grades: Collection[str]) -> set[str]:
    """The records that a source of one of the grades states."""
    return {str(row[0]) for row in _rows(store, "STATED_IN", ("start", "grade")) if row[1] in grades}


def _places(name: str, ids: Iterable[Any]) -> IntArray:
    place = {id: index for index, id in enumerate(vocabulary(name).ids)}
    return np.array([place.get(id, -1) for id in ids], dtype=np.int32)
