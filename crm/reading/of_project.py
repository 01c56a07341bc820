"""The actors of a project: who was assessed or described for it, whom its plan turns to, who must be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store import EdgeQuery

if TYPE_CHECKING:
    from graph.store import Store

TO_PROJECT = ("ASSESSED_FOR", "FOR_PROJECT", "ENGAGED_FOR")
FROM_ACTOR = ("ASSESSED_IN", "DESCRIBED_IN", "INFLUENCES", "ENGAGED_IN", "INFLUENCE_ON")
MOST = 200


def actors_of_project(store: Store, project: str, limit: int = MOST) -> list[str]:
    """Their ids in order, as far as the store shows them; [] for a project that is not there. Three reads."""
    node = store.get((project,)).get(project)
    if node is None or node.root != "Project":
        return []
    records = store.edges(EdgeQuery((project,), TO_PROJECT, "in", limit=5 * limit))
    ids = tuple(sorted({edge.start for edge in records}))
    edges = store.edges(EdgeQuery(ids, FROM_ACTOR, "any", limit=10 * limit)) if ids else []
    found = {end for edge in edges for end in (edge.start, edge.end)} - set(ids)
    wanted = node.get("must_include") or ()
    return sorted(found | set(map(str, wanted if isinstance(wanted, list | tuple) else ())))[:limit]
