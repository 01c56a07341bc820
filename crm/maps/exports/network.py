"""The actors of the map and the ties among them, with scores: GraphML for yEd and Cytoscape, GEXF for Gephi."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm.maps.exports.rows import label
from crm.papers.paper import plain

if TYPE_CHECKING:
    import networkx as nx

    from crm.maps.model import MapActor, StakeholderMap

# networkx writes today's date into GEXF; the same map shall give the same file on any day.
_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')
Value = str | int | float | bool


def graph_of(made: StakeholderMap, lang: str) -> nx.Graph[str]:
    """The network of the map; nodes by id with label, type, score and parts, edges with weight and count."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    inside = {one.actor for one in made.coalition.members}
    for one in made.actors:
        graph.add_node(one.actor, **_attributes(one, lang), coalition=one.actor in inside)
    for link in made.links:
        if link.first in graph and link.second in graph:
            graph.add_edge(link.first, link.second, weight=link.weight, count=link.count)
    return graph


def _attributes(one: MapActor, lang: str) -> dict[str, Value]:
    said: dict[str, Value | None] = {
        "label": plain(one.name),
        "type": label(one.type, "actor_types", lang),
        "sector": label(one.sector, "sectors", lang),
        "place": one.place,
        "score": one.score,
        **{f"part_{name}": points for name, points in one.parts.items()},
        "strength": one.strength,
        "power_perceived": one.power.perceived,
        "power_structural": one.power.structural,
        "interest_perceived": one.interest.perceived,
        "interest_structural": one.interest.structural,
    }
    return {name: value for name, value in said.items() if value is not None}


def to_graphml(made: StakeholderMap, lang: str) -> bytes:
    """The network as GraphML."""
    import networkx as nx

    return ("\n".join(nx.generate_graphml(graph_of(made, lang))) + "\n").encode()


def to_gexf(made: StakeholderMap, lang: str) -> bytes:
    """The network as GEXF."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(graph_of(made, lang)))
    return (_MODIFIED.sub("", text) + "\n").encode()
