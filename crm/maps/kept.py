"""The maps kept with a project, dated: as they were, whatever became of the data since.

keep_map(store, viewer, project, made) -> KeptMap        kept_maps(store, project) -> their heads, the latest first
(:StakeholderMap {map})-[:MAPS {as_of, made_at, made_by, revision, count}]->(:Project)        kept_map(store, project, id) opens one
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from crm.errors import NotFound
from crm.identity import edge_id, record_id
from crm.mapping.reasons import Reason
from crm.maps.model import MapActor, Missing, StakeholderMap, read_map, write_map
from crm.moments import stamp
from crm.saving import node_of, writing
from graph.records import Edge, Node, Value
from graph.store import EdgeQuery, Store

if TYPE_CHECKING:
    from crm.access import Viewer

# A kept map has the first of the list and those who must be in; who comes later was not on anybody's mind.
KEPT = 50
_HEAD = ("as_of", "made_at", "made_by", "revision", "count")


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What a list says of a kept map: by whom, when, for which day, over which revision of the data, how many are on it."""

    id: str
    project: str
    as_of: date
    made_at: datetime
    made_by: str
    revision: int
    count: int


@dataclass(frozen=True, slots=True)
class KeptMap(KeptHead):
    """A map as it was kept, whole."""

    text: str

    @property
    def made(self) -> StakeholderMap:
        """The map itself, also one kept when a map was a list with reasons."""
        said = json.loads(self.text)
        made = _of_list(self, said) if isinstance(said, list) else read_map(self.text)
        if made is None:
            raise NotFound("map", self.id)
        return made

    @property
    def ranked(self) -> Sequence[MapActor]:
        """Its actors, the best first."""
        return self.made.actors


def keep_map(store: Store, viewer: Viewer, project: str, made: StakeholderMap) -> KeptMap:
    """Keeps the map with the project, dated. Raises NotFound, NotAllowed."""
    wanted = {*made.project.get("must_include", ()), *(one.actor for one in made.coalition.members)}
    actors = tuple(one for one in made.actors if one.place <= KEPT or one.actor in wanted)
    kept = replace(made, actors=actors, links=())
    properties: dict[str, Value] = {
        "project": project,
        "as_of": made.as_of,
        "made_at": stamp(datetime.now(UTC)),
        "made_by": viewer.id,
        "revision": made.revision,
        "count": len(kept.actors),
        "map": write_map(kept),
    }
    with writing(store, viewer) as tx:
        audience = node_of(tx, "project", "Project", project).audience
        id = record_id("map", project, str(properties["made_at"]), viewer.id)
        (node,) = tx.put_nodes([Node(id, ("StakeholderMap",), properties, audience)])
        on = {name: properties[name] for name in _HEAD}
        tx.put_edges([Edge(edge_id("MAPS", id, project), "MAPS", id, project, on, audience)])
    return _kept(node)


def kept_maps(store: Store, project: str) -> list[KeptHead]:
    """The heads of the maps kept with the project, the latest first; none of the maps is read."""
    edges = store.edges(EdgeQuery((project,), ("MAPS",), "in"))
    # An edge of earlier says the day alone: then the map has to be read.
    before = {edge.start for edge in edges if edge.get("made_at") is None}
    old = store.get(before).values() if before else ()
    heads = [_head(edge.start, project, edge.properties) for edge in edges if edge.start not in before]
    return sorted(
        [*heads, *(_head(node.id, project, _said(node)) for node in old)],
        key=lambda one: (one.made_at, one.id),
        reverse=True,
    )


def _head(id: str, project: str, said: Mapping[str, Any]) -> KeptHead:
    made_at = datetime.fromisoformat(said["made_at"])
    return KeptHead(id, project, said["as_of"], made_at, said["made_by"], said["revision"], said["count"])


def kept_map(store: Store, project: str, id: str) -> KeptMap:
    """One of them. Raises NotFound."""
    node = store.get([id]).get(id) if id else None
    if node is None or node.root != "StakeholderMap" or node.get("project") != project:
        raise NotFound("map", id)
    return _kept(node)


def _kept(node: Node) -> KeptMap:
    head = _head(node.id, node.get("project"), _said(node))
    said = {field.name: getattr(head, field.name) for field in fields(head)}
    return KeptMap(**said, text=node.get("map") or _with_gaps(node))


def _said(node: Node) -> dict[str, Any]:
    said = {name: node.get(name) for name in _HEAD}
    return said if node.get("map") else {**said, "count": len(json.loads(node.get("ranked")))}


def _with_gaps(node: Node) -> str:
    """A list as it was kept once, and what it said was missing, as one JSON list: [actors, gaps]."""
    return json.dumps([json.loads(node.get("ranked")), json.loads(node.get("gaps") or "[]")])


def _of_list(kept: KeptMap, said: list[Any]) -> StakeholderMap:
    ranked, gaps = said
    return StakeholderMap(
        project={"id": kept.project},
        as_of=kept.as_of,
        revision=kept.revision,
        origin="",
        version=0,
        made_at=stamp(kept.made_at),
        weights={},
        actors=tuple(_actor(place, one) for place, one in enumerate(ranked, 1)),
        gaps=tuple(Missing(gap["requirement"], gap["need"], gap["type"]) for gap in gaps),
    )


def _actor(place: int, said: Mapping[str, Any]) -> MapActor:
    reasons = tuple(
        Reason(one["key"], one["params"], tuple(one["facts"]), one["points"]) for one in said["reasons"]
    )
    return MapActor(
        actor=said["actor"],
        name=said["name"],
        type=said["type"],
        sector="",
        place=place,
        score=said["score"],
        parts=said["parts"],
        reasons=reasons,
        requirements=tuple(said.get("requirements", ())),
    )
