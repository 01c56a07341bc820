"""The maps kept with a project, dated: as they were, whatever became of the data since.

keep_map(store, viewer, project, made) -> KeptMap        kept_maps(store, project) -> the latest first
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from crm.errors import NotFound
from crm.identity import edge_id, record_id
from crm.listing import every
from crm.mapping.reasons import Reason
from crm.maps.model import MapActor, Missing, StakeholderMap, read_map, write_map
from crm.moments import stamp
from crm.saving import node_of, writing
from graph.records import Edge, Node, Value
from graph.store import Query, Store, Where

if TYPE_CHECKING:
    from crm.access import Viewer

# A kept map has the first of the list and those who must be in; who comes later was not on anybody's mind.
KEPT = 50


@dataclass(frozen=True, slots=True)
class KeptMap:
    """A map as it was kept: by whom, when, for which day, over which revision of the data; `count` actors are on it."""

    id: str
    project: str
    as_of: date
    made_at: datetime
    made_by: str
    revision: int
    count: int
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
        on = {"as_of": properties["as_of"]}
        tx.put_edges([Edge(edge_id("MAPS", id, project), "MAPS", id, project, on, audience)])
    return _kept(node)


def kept_maps(store: Store, project: str) -> list[KeptMap]:
    """The maps kept with the project, the latest first."""
    query = Query("StakeholderMap", where=(Where("project", "=", project),), order=(("made_at", True),))
    return [_kept(node) for node in every(store, query)]


def kept_map(store: Store, project: str, id: str) -> KeptMap:
    """One of them. Raises NotFound."""
    node = store.get([id]).get(id) if id else None
    if node is None or node.root != "StakeholderMap" or node.get("project") != project:
        raise NotFound("map", id)
    return _kept(node)


def _kept(node: Node) -> KeptMap:
    text = node.get("map") or _with_gaps(node)
    return KeptMap(
        id=node.id,
        project=node.get("project"),
        as_of=node.get("as_of"),
        made_at=datetime.fromisoformat(node.get("made_at")),
        made_by=node.get("made_by"),
        revision=node.get("revision"),
        count=node.get("count") if node.get("map") else len(json.loads(node.get("ranked"))),
        text=text,
    )


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
