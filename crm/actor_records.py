"""An actor as a node and edges, and back.

(:Actor:Embassy)-[:PART_OF]->(:Actor)     (:Actor:Person)-[:HOLDS]->(:Post)-[:AT]->(:Actor)     a person has no PART_OF
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crm.actor_model import KEPT, PERSON, WEIGHED, Actor, Person, PostHeld, is_person
from crm.evidence import evidence_edges, read_evidence
from crm.identity import edge_id
from crm.naming import folded_names
from crm.posts import posts_of
from crm.saving import edges_of, present
from crm.vocabulary import vocabulary
from graph.fold import fold
from graph.records import Edge, Node, Value
from graph.store import Store, Transaction

OWN_EDGES = ("PART_OF", "STATED_IN")
_COPIED = (
    "name", "type", "sector", "sector_alt", "country", "city", "parent", "website", "email", "phone", "address",
    "notes", "is_group", "relation_status", "official_name_basis", "reference", "archived", "to_review", "cadence_days",
)  # fmt: skip
_ABSENT = dict.fromkeys(Actor.model_fields, None) | {
    name: field.default for name, field in Actor.model_fields.items() if not field.is_required()
}


def labels_of(actor: Actor) -> tuple[str, ...]:
    """The root label and the type's own; a person and a group of people are told apart."""
    if actor.type == PERSON:
        return ("Actor", "Person" if is_person(actor) else "Group")
    return ("Actor", str(vocabulary("actor_types").get(actor.type).extra["label"]))


def node_of_actor(actor: Actor, before: Node | None = None, author: str = "") -> Node:
    """The actor's node; what is kept for lists (contacts, who recorded it) stays as it was before."""
    properties = present({name: getattr(actor, name) for name in _COPIED})
    properties["sort_name"] = fold(actor.name)
    properties["folded_names"] = folded_names(actor.name, actor.aliases)
    if actor.aliases:
        properties["aliases"] = actor.aliases
    if isinstance(actor, Person):
        properties["unnamed"] = actor.unnamed
    properties |= _kept(before, author)
    version = before.version if before else 0
    return Node(actor.id, labels_of(actor), properties, tuple(actor.audience), version)


def _kept(before: Node | None, author: str) -> dict[str, Value]:
    if before is None:
        return present({"edition": 1, "interactions": 0, "recorded_by": author})
    kept = present({name: before.get(name) for name in (*KEPT, *WEIGHED, "recorded_by")})
    return {**kept, "edition": before.get("edition", 0) + 1}


def edges_of_actor(actor: Actor) -> Iterator[Edge]:
    """PART_OF and STATED_IN. A person belongs to an organisation through a post instead."""
    audience = tuple(actor.audience)
    if actor.parent is not None and not is_person(actor):
        id = edge_id("PART_OF", actor.id, actor.parent)
        yield Edge(id, "PART_OF", actor.id, actor.parent, {}, audience)
    yield from evidence_edges(actor.id, actor.sources, audience)


def read_actors(reader: Store | Transaction, nodes: Sequence[Node]) -> list[Actor]:
    """Whole actors, persons with their posts, in the order of the nodes; two or four reads for any number of them."""
    ids = {node.id for node in nodes}
    stated: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(reader, ids, ("STATED_IN",), "out"):
        stated[edge.start].append(edge)
    posts = posts_of(reader, [node.id for node in nodes if "Person" in node.labels])
    return [
        _person(node, stated[node.id], posts)
        if "Person" in node.labels
        else Actor.trusted(_fields(node, stated[node.id]))
        for node in nodes
    ]


def _fields(node: Node, stated: Iterable[Edge]) -> dict[str, Any]:
    known = {name: value for name, value in node.properties.items() if name in _ABSENT}
    lists = {"aliases": list(node.get("aliases", ())), "sources": read_evidence(stated)}
    own = {"id": node.id, "audience": tuple(node.audience), "version": node.get("edition", 0)}
    return {**_ABSENT, **known, **lists, **own}


def _person(node: Node, stated: Iterable[Edge], posts: Mapping[str, list[PostHeld]]) -> Person:
    more = {"unnamed": node.get("unnamed", False), "posts": posts.get(node.id, [])}
    return Person.trusted({**_fields(node, stated), **more})
