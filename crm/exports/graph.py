"""The office's network as other programs read it: actors, and ties weighted by what they did together.

GraphML for yEd, igraph, Cytoscape; GEXF for Gephi. Neither knows dates or missing values: dates become texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.network import ProjectionSpec, project
from graph.store import Query, Store

if TYPE_CHECKING:
    import networkx as nx

# networkx writes today's date into GEXF; the same data shall give the same file on any day.
_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')


def actor_graph(store: Store) -> nx.Graph[str]:
    """Who did what with whom: the office, people, groups and events too, without the guide's actors; nodes by id.

    Fading is measured to the last interaction, not to today, so that equal data gives an equal graph.
    """
    import networkx as nx

    everybody = ProjectionSpec(
        include_office=True, include_people=True, include_groups=True, include_events=True
    )
    found = project(store, replace(everybody, as_of=_last_day(store)))
    ordered: nx.Graph[str] = nx.Graph()
    for id in sorted(found):
        ordered.add_node(id, **_plain({**found.nodes[id], "label": found.nodes[id].get("name", id)}))
    for start, end in sorted(tuple(sorted(edge)) for edge in found.edges):
        ordered.add_edge(start, end, **_plain(found.edges[start, end]))
    return ordered


def _last_day(store: Store) -> date | None:
    page = store.find(Query("Interaction", order=(("on", True),), limit=1, total=False))
    return next((node.get("on") for node in page.items), None)


def _plain(attributes: dict[str, Any]) -> dict[str, str | int | float | bool]:
    return {name: _value(value) for name, value in sorted(attributes.items()) if value is not None}


def _value(value: Any) -> str | int | float | bool:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(str, value))
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, str | int | float | bool) else str(value)


def write_graphml(store: Store, file: Path) -> None:
    """The actor graph as GraphML."""
    import networkx as nx

    file.write_text("\n".join(nx.generate_graphml(actor_graph(store))) + "\n", encoding="utf-8", newline="\n")


def write_gexf(store: Store, file: Path) -> None:
    """The actor graph as GEXF."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(actor_graph(store)))
    file.write_text(_MODIFIED.sub("", text) + "\n", encoding="utf-8", newline="\n")
