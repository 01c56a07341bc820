"""Which record each row of a table means, and which rows mean the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.actors import get_actors
from crm.fields import Noun
from crm.identity import free_ids, slug
from crm.interactions import get_interactions
from crm.tables.columns import Columns
from crm.tables.names import ActorNames
from crm.tables.rows import Row, RowProblem
from graph.fold import fold
from graph.store import Store

_BATCH = 5_000
_Key = tuple[str, ...]


@dataclass
class Targets:
    """`ids` says which record a row means ("" or a new id when there is none yet); `records` holds those there are."""

    ids: Mapping[int, str]
    records: Mapping[str, Noun]
    keys: Mapping[int, _Key]
    _seen: dict[_Key, int] = field(default_factory=dict)

    def current(self, row: Row) -> Noun | None:
        """The record as it is, or None for a new one."""
        return self.records.get(self.ids[row.number])

    def new_id(self, row: Row) -> str:
        """The id a new record shall have."""
        return self.ids[row.number]

    def repeated(self, row: Row, columns: Columns) -> list[RowProblem]:
        """A problem when an earlier row means the same record."""
        key = self.keys[row.number]
        first = self._seen.setdefault(key, row.number)
        if first == row.number:
            return []
        column = "id" if "id" in row.values else "name" if "name" in row.values else "title"
        params = {"value": str(row.values.get(column, "")), "row": first}
        return [RowProblem(row.number, columns.header(column), "table_row_twice", params)]


def targets_of(store: Store, noun: str, rows: Sequence[Row], names: ActorNames) -> Targets:
    """Looks all rows up at once. New actors become known to `names`, so that rows can name each other."""
    if noun == "actor":
        return _actors(store, rows, names)
    return _interactions(store, rows)


def _actors(store: Store, rows: Sequence[Row], names: ActorNames) -> Targets:
    ids = {row.number: names.current(row.id) if row.id else _meant(row, names) for row in rows}
    nameless = [row for row in rows if not ids[row.number]]
    bases = [slug(str(row.values.get("name", "")), "actor") for row in nameless]
    free = free_ids(store, store, bases, {id for id in ids.values() if id}) if bases else []
    ids |= {row.number: id for row, id in zip(nameless, free, strict=True)}
    new = [row for row in rows if ids[row.number] not in names.ids]
    for row in new:
        names.add(ids[row.number], str(row.values.get("name", "")), row.values.get("aliases", ()))
    there = [id for id in set(ids.values()) - {ids[row.number] for row in new} if id]
    keys = {row.number: _actor_key(row, ids[row.number], names) for row in rows}
    return Targets(ids, _read(store, "actor", there), keys)


def _meant(row: Row, names: ActorNames) -> str:
    name = str(row.values.get("name", ""))
    meant = names.named(name)
    decided = names.decision(name)
    if decided in names.stored:
        return decided
    meant = meant or names.also_called(name)
    return next(iter(meant)) if len(meant) == 1 else ""


def _actor_key(row: Row, id: str, names: ActorNames) -> _Key:
    if row.id or id in names.stored:
        return ("id", id or row.id)
    return ("name", fold(str(row.values.get("name", ""))))


def _interactions(store: Store, rows: Sequence[Row]) -> Targets:
    given = {row.id for row in rows if row.id}
    known = _known_interactions(store) if any(not row.id for row in rows) else {}
    keys = {row.number: ("id", row.id) if row.id else _interaction_key(row.values) for row in rows}
    ids = {row.number: row.id or known.get(keys[row.number], "") for row in rows}
    there = given | {id for id in ids.values() if id}
    return Targets(ids, _read(store, "interaction", sorted(there)), keys)


def _interaction_key(values: Mapping[str, Any]) -> _Key:
    when = values.get("when")
    return (fold(str(values.get("title", ""))), str(values.get("kind", "")), when.edtf if when else "")


def _known_interactions(store: Store) -> dict[_Key, str]:
    known: dict[_Key, str] = {}
    for batch in store.table("Interaction", ("id", "title", "kind", "when")):
        for id, title, kind, when in batch:
            known.setdefault((fold(str(title)), str(kind), str(when)), str(id))
    return known


def _read(store: Store, noun: str, ids: Sequence[str]) -> dict[str, Noun]:
    read = get_actors if noun == "actor" else get_interactions
    found: dict[str, Noun] = {}
    for some in _batches(sorted(ids)):
        found.update(read(store, some))
    return found


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
