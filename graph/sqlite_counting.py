"""Facets: how many nodes of a query have each value of some properties, all of one state of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.records import Scalar
from graph.sqlite_conditions import Condition, Finder
from graph.sqlite_connections import Connection
from graph.sqlite_tables import LabelTable, from_column, from_item

Facet = dict[Scalar | None, int]


def count(finder: Finder, connection: Connection, by: Sequence[str]) -> dict[str, Facet]:
    """The facets of a query that was checked before. Values without a node are left out."""
    bare = not (finder.query.where or finder.query.text or finder.query.linked or finder.query.label)
    facets: dict[str, Facet] = {name: {} for name in by}
    if bare:
        # Nothing to choose: each property has an index that holds all it takes.
        source, values = finder.sources()[0]
        for place, name in enumerate(facets):
            hits = f'WITH hit AS NOT MATERIALIZED (SELECT n._key, n."{name}" FROM {source})'
            text = f"{hits} {_one(finder.table, place, name)}"
            _fill(finder.table, facets, connection.execute(text, values).fetchall())
    elif facets:
        text, values = _all(finder, list(facets))
        _fill(finder.table, facets, connection.execute(text, values).fetchall())
    return facets


def _all(finder: Finder, names: Sequence[str]) -> Condition:
    columns = "".join(f', n."{name}"' for name in names)
    arms = finder.sources()
    # UNION without ALL: a node that several links lead to counts once.
    hits = " UNION ".join(f"SELECT n._key{columns} FROM {source}" for source, _ in arms)
    groups = " UNION ALL ".join(_one(finder.table, place, name) for place, name in enumerate(names))
    return f"WITH hit AS MATERIALIZED ({hits}) {groups}", [value for _, given in arms for value in given]


def _one(table: LabelTable, place: int, name: str) -> str:
    if table.kinds[name] != "list":
        return f'SELECT {place}, "{name}", count(*) FROM hit GROUP BY 2'
    return (
        f"SELECT {place}, l.value, count(*) FROM hit h JOIN {table.lists} l ON l._key = h._key "
        f"WHERE l.property = '{name}' GROUP BY 2 "
        f'UNION ALL SELECT {place}, NULL, count(*) FROM hit WHERE "{name}" IS NULL'
    )


def _fill(table: LabelTable, facets: dict[str, Facet], rows: Sequence[tuple[Any, ...]]) -> None:
    names = list(facets)
    for place, found, number in rows:
        name = names[place]
        kind = table.kinds[name]
        value = None if found is None else from_item(found) if kind == "list" else from_column(kind, found)
        if number:
            facets[name][value] = number
