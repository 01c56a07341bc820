"""Whom an actor meets: who took part in its latest interactions too, counted. Cheap for the busiest of actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm.office import office_id
from crm.saving import edges_of
from graph.store import EdgeQuery, Store

REACH = 60


@dataclass(frozen=True)
class Companion:
    """Another actor: how many of the interactions looked at both took part in, and the day of the last of them."""

    id: str
    name: str
    type: str
    together: int
    last: date


def companions_of(store: Store, actor: str, limit: int = 8, reach: int = REACH) -> list[Companion]:
    """Who shared most of the actor's last `reach` interactions; the office, which is in nearly all, is left out.

    People who came for an organisation are not named beside it, archived actors and interactions do not count.
    """
    shared = _shared(store, actor, reach)
    nodes = store.get(shared.keys())
    found = [
        Companion(id, node.get("name"), node.get("type"), len(shared[id]), max(shared[id].values()))
        for id, node in nodes.items()
        if not node.get("archived")
    ]
    return sorted(found, key=lambda one: (-one.together, -one.last.toordinal(), one.name))[:limit]


def _shared(store: Store, actor: str, reach: int) -> Mapping[str, Mapping[str, date]]:
    """For each other actor the days of the interactions both took part in, by interaction."""
    own = store.edges(EdgeQuery((actor,), ("TOOK_PART",), "out", limit=reach))
    events = store.get({edge.end for edge in own})
    days = {edge.end: edge.get("on") for edge in own if edge.end in events}
    shown = [id for id in days if not events[id].get("archived")]
    shared: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for edge in edges_of(store, shown, ("TOOK_PART",), "in"):
        if edge.start not in {actor, office_id()} and "at" not in edge.properties:
            shared[edge.start][edge.end] = days[edge.end]
    return shared
