"""What actors are and bring in a project, as the guide asks: read for a whole project, saved one actor at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from crm.access import Viewer
from crm.assessments.hanging import (
    ATTRIBUTES,
    Ends,
    Hung,
    ends_of,
    fact_problems,
    hanging_in,
    hung,
    put_hanging,
)
from crm.assessments.model import CHOICES, TEXTS, ActorInProject, attributes_id
from crm.errors import NotFound, Problem
from crm.saving import check, node_of, present, refuse_stale, writing
from graph.records import Node
from graph.store import Store, Transaction

FIELDS = (*TEXTS, *CHOICES)


def attributes_in(store: Store, project: str) -> dict[str, ActorInProject]:
    """What is said of each actor in the project, by actor. Two records of one that were joined read as one."""
    found: defaultdict[str, list[Hung]] = defaultdict(list)
    for one in hanging_in(store, ATTRIBUTES, project):
        found[one.actor].append(one)
    return {actor: _merged(project, actor, records) for actor, records in found.items()}


def attributes_of(store: Store, project: str, actor: str) -> ActorInProject:
    """What is said of one actor; version 0 and nothing when nobody has said anything. Raises NotFound."""
    node_of(store, "project", "Project", project)
    node_of(store, "actor", "Actor", actor)
    found = attributes_in(store, project).get(actor)
    return found or ActorInProject(id=attributes_id(project, actor), project=project, actor=actor)


def _merged(project: str, actor: str, records: Iterable[Hung]) -> ActorInProject:
    """Its own record, with what only a joined one's says."""
    own = attributes_id(project, actor)
    ordered = sorted(records, key=lambda one: one.node.id != own)
    said: dict[str, Any] = {}
    facts: list[str] = []
    for one in ordered:
        said = {**_said(one.node), **said}
        facts += one.node.get("facts", ())
    first = ordered[0].node
    version = first.version if first.id == own else 0
    named = {"id": own, "project": project, "actor": actor, "version": version}
    kept = {"facts": list(dict.fromkeys(facts)), "audience": tuple(first.audience)}
    return ActorInProject.trusted({**said, **kept, **named})


def _said(node: Node) -> dict[str, Any]:
    return {name: node.properties[name] for name in FIELDS if name in node.properties}


def save_attributes(store: Store, viewer: Viewer, given: ActorInProject) -> ActorInProject:
    """Saves what is said of an actor in a project. Raises NotAllowed, NotFound, InvalidData, EditConflict."""
    id = attributes_id(given.project, given.actor)
    with writing(store, viewer) as tx:
        ends = ends_of(tx, given.project, given.actor)
        node = tx.get([id]).get(id)
        if node is not None:
            refuse_stale("attributes", _read(tx, node), given.having(id=id), ("audience",))
        known = set(node.get("facts", ())) if node is not None else set()
        check(_unknown(tx, given, ends, known))
        said = present({name: getattr(given, name) for name in FIELDS})
        if given.facts:
            said["facts"] = list(dict.fromkeys(given.facts))
        return _read(tx, put_hanging(tx, ATTRIBUTES, id, ends, said))


def _unknown(tx: Transaction, given: ActorInProject, ends: Ends, known: set[str]) -> list[Problem]:
    """What is wrong with the facts that are new; of those that were there the viewer may not see each."""
    fresh = [
        (place, *text.partition("=")[::2]) for place, text in enumerate(given.facts) if text not in known
    ]
    fields = sorted({field for _place, field, _id in fresh} - set(FIELDS))
    problems = [Problem("facts", "unknown_choice", {"value": name}) for name in fields]
    return [*problems, *fact_problems(tx, {f"facts[{place}]": id for place, _field, id in fresh}, ends)]


def _read(reader: Store | Transaction, node: Node) -> ActorInProject:
    found = hung(reader, ATTRIBUTES, [node])
    if not found:
        raise NotFound("attributes", node.id)
    return _merged(str(node.get("project")), found[0].actor, found)
