"""Facets: how many nodes of a query have each value of some properties, all of one state of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.records import Scalar
from graph.sqlite.conditions import Condition, Finder
from graph.sqlite.connections import Connection
from graph.sqlite.tables import LabelTable, from_column, from_item
from graph.store import Where

Facet = dict[Scalar | None, int]


def count(finder: Finder, connection: Connection, by: Sequence[str]) -> dict[str, Facet]:
    """The facets of a query that was checked before. Values without a node are left out.

    Without conditions each property is counted in its own index. Lists mostly ask for what is *not* archived or the
    like, which is nearly everything: then the few others are counted and taken away.
    """
    query = finder.query
    if query.text or query.linked or query.label not in {None, query.root} or not by:
        return _chosen(finder, connection, by, finder.sources())
    if not query.where:
        return _everything(finder, connection, by)
    if all(finder.table.kinds[where.property] == "boolean" and _is_not(where) for where in query.where):
        others = " OR ".join(f'n."{where.property}" IS NOT 0' for where in query.where)
        seen, principals = finder.view.sees("n._audience")
        rest = [(f"{finder.table.name} n WHERE ({others}){seen}", principals)]
        return _less(_everything(finder, connection, by), _chosen(finder, connection, by, rest))
    return _chosen(finder, connection, by, finder.sources())


def _is_not(where: Where) -> bool:
    return where.operator == "=" and where.value is False


def _less(facets: dict[str, Facet], others: dict[str, Facet]) -> dict[str, Facet]:
    return {
        name: {
            value: left for value, number in facet.items() if (left := number - others[name].get(value, 0))
        }
        for name, facet in facets.items()
    }


def _everything(finder: Finder, connection: Connection, by: Sequence[str]) -> dict[str, Facet]:
    table = finder.table
    seen, principals = finder.view.sees("_audience")
    facets: dict[str, Facet] = {name: {} for name in by}
    for place, name in enumerate(facets):
        text = f'SELECT {place}, "{name}", count(*) FROM {table.name} WHERE 1{seen} GROUP BY 2'
        values = principals
        if table.kinds[name] == "list":
            text = (
                f"SELECT {place}, value, count(*) FROM {table.lists} WHERE property = ?{seen} GROUP BY 2 UNION ALL "
                f'SELECT {place}, NULL, count(*) FROM {table.name} WHERE "{name}" IS NULL{seen}'
            )
            values = [name, *principals, *principals]
        _fill(table, facets, connection.execute(text, values).fetchall())
    return facets


def _chosen(
    finder: Finder, connection: Connection, by: Sequence[str], sources: Sequence[Condition]
) -> dict[str, Facet]:
    facets: dict[str, Facet] = {name: {} for name in by}
    if facets:
        text, values = _all(finder.table, list(facets), sources)
        _fill(finder.table, facets, connection.execute(text, values).fetchall())
    return facets


def _all(table: LabelTable, names: Sequence[str], arms: Sequence[Condition]) -> Condition:
    columns = "".join(f', n."{name}"' for name in names)
    # UNION without ALL: a node that several links lead to counts once.
    hits = " UNION ".join(f"SELECT n._key{columns} FROM {source}" for source, _ in arms)
    groups = " UNION ALL ".join(_one(table, place, name) for place, name in enumerate(names))
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
