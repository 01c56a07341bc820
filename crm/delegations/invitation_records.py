"""The invitation: the single definition, and as a node between the one invited and the visit.

(:Actor)-[:INVITED_TO {on}]->(:VisitInvitation {status, person, note, rank})-[:INVITES_TO]->(:Interaction)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from crm.fields import THE_OFFICE, Audience, Empty, Line, NewId, Noun, RecordId, SomeId, Version
from crm.identity import edge_id, record_id
from crm.saving import edges_of, present
from graph.records import Edge, Node
from graph.store import Store, Transaction

Status = Literal["invited", "confirmed", "declined", "attended"]
STATUSES: tuple[Status, ...] = ("invited", "confirmed", "declined", "attended")
_COPIED = ("interaction", "status", "person", "note", "rank", "archived")


class Invitation(Noun):
    """One invitation; `person` comes on the actor's behalf, `rank` is a place in the protocol order chosen by hand."""

    id: NewId = ""
    interaction: RecordId
    actor: RecordId
    status: Status = "invited"
    person: SomeId = None
    note: Line = None
    rank: Annotated[Annotated[int, Field(ge=1, le=999)] | None, Empty] = None
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0


def invitation_id(interaction: str, actor: str) -> str:
    """The id of an actor's invitation to a visit: there is one."""
    return record_id("guest", interaction, actor)


def node_of_invitation(invitation: Invitation, visit: Node, before: Node | None) -> Node:
    """The invitation's node; `added` stays as it was."""
    properties = present({name: getattr(invitation, name) for name in _COPIED})
    properties |= present({"added": before.get("added") if before else None})
    version = before.version if before else 0
    return Node(invitation.id, ("VisitInvitation",), properties, visit.audience, version)


def edges_of_invitation(invitation: Invitation, visit: Node) -> Iterator[Edge]:
    """From who is invited, and to the visit."""
    id, on = invitation.id, {"on": visit.get("on")}
    yield Edge(edge_id("INVITED_TO", id), "INVITED_TO", invitation.actor, id, on, visit.audience)
    yield Edge(edge_id("INVITES_TO", id), "INVITES_TO", id, visit.id, {}, visit.audience)


def read_invitations(reader: Store | Transaction, nodes: Iterable[Node]) -> list[Invitation]:
    """The invitations of the nodes, those whose actor may be seen."""
    given = list(nodes)
    found = edges_of(reader, [node.id for node in given], ("INVITED_TO",), "in")
    actors = {edge.end: edge.start for edge in found}
    return [_invitation(node, actors[node.id]) for node in given if node.id in actors]


def _invitation(node: Node, actor: str) -> Invitation:
    said = {name: node.get(name) for name in _COPIED}
    own: dict[str, object] = {"id": node.id, "actor": actor, "version": node.version}
    return Invitation.trusted({**said, **own, "audience": tuple(node.audience)})


def invitation_day(
    reader: Store | Transaction, actors: Iterable[str], before: date
) -> list[tuple[str, date, str]]:
    """(actor, day, invitation) of invitations of these actors before the day, the latest first."""
    from graph.store import EdgeQuery

    query = EdgeQuery(tuple(actors), ("INVITED_TO",), "out", until=before)
    return [(edge.start, edge.get("on"), edge.end) for edge in reader.edges(query) if edge.get("on") < before]
