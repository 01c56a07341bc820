"""Facets: how many nodes of a query have each value of some properties, in one pass over the nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.cypher import Values, stored
from graph.neo4j.conditions import Finder
from graph.neo4j.connections import Runner
from graph.neo4j.records import from_database
from graph.records import Scalar

Facet = dict[Scalar | None, int]


def count(finder: Finder, runner: Runner, by: Sequence[str]) -> dict[str, Facet]:
    """The facets of a query that was checked before. Values without a node are left out."""
    names = list(dict.fromkeys(by))
    facets: dict[str, Facet] = {name: {} for name in names}
    if not names:
        return facets
    values = Values()
    pairs = ", ".join(f"[{place}, {stored('n', name)}]" for place, name in enumerate(names))
    # DISTINCT: a node that several links lead to counts once.
    text = (
        f"{finder.source(values)} WITH {'DISTINCT ' if finder.query.linked else ''}n UNWIND [{pairs}] AS pair "
        "RETURN pair[0], pair[1], count(*)"
    )
    for place, found, number in runner.rows(text, values.all):
        facet = facets[names[place]]
        for value in _values(found):
            facet[value] = facet.get(value, 0) + number
    return facets


def _values(found: Any) -> set[Scalar | None]:
    """The different values a node counts for: those of a list, or none."""
    if found is None or found == []:
        return {None}
    value = from_database(found)
    return set(value) if isinstance(value, list) else {value}
