"""A commitment as a node and edges, and back.

(:Interaction)-[:PRODUCED]->(:Commitment)<-[:OWES {due}]-(:Actor)     (:Commitment)-[:OWED_TO {due}]->(:Actor)
(:Commitment)-[:FOLLOWS]->(:Commitment)     the next step of one that was kept
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crm.evidence import evidence_edges, read_evidence
from crm.identity import edge_id
from crm.interaction_model import Commitment, Direction
from crm.office import office_id
from crm.periods import period_from, period_properties
from crm.saving import edges_of, present
from graph.records import Edge, Node, Value
from graph.store import Store, Transaction

_COPIED = (
    "text",
    "owner",
    "beneficiary",
    "status",
    "result",
    "proof",
    "proof_url",
    "done_on",
    "interaction",
    "follows",
    "reference",
    "archived",
)


def direction_of(owner: Node | None) -> Direction:
    """Whose promise it is: the office's and its staff's are "ours"."""
    if owner is None:
        return "none"
    return "ours" if office_id() in (owner.id, owner.get("parent")) else "theirs"


def node_of_commitment(
    commitment: Commitment, owners: Mapping[str, Node], before: Node | None = None, author: str = ""
) -> Node:
    """The commitment's node; `owners` holds the actors it names. Of an owner that is hidden the direction stays."""
    properties = present({name: getattr(commitment, name) for name in _COPIED})
    hidden = before is not None and commitment.owner == before.get("owner") and commitment.owner not in owners
    owner = owners.get(commitment.owner or "")
    properties["direction"] = before.get("direction") if before and hidden else direction_of(owner)
    if commitment.due is not None:
        properties |= {**period_properties(commitment.due, "due_"), "due": commitment.due.sort_day}
    properties |= present({"recorded_by": before.get("recorded_by") if before else author})
    if before is not None and before.get("archived_with") and commitment.archived:
        properties["archived_with"] = True
    version = before.version if before else 0
    return Node(commitment.id, ("Commitment",), properties, tuple(commitment.audience), version)


def edges_of_commitment(commitment: Commitment) -> Iterator[Edge]:
    """OWES, OWED_TO, FOLLOWS and STATED_IN; PRODUCED when it came out of an interaction."""
    id, audience = commitment.id, tuple(commitment.audience)
    due: dict[str, Value] = {"due": commitment.due.sort_day} if commitment.due else {}
    if commitment.interaction:
        start = commitment.interaction
        yield Edge(edge_id("PRODUCED", start, id), "PRODUCED", start, id, {}, audience)
    if commitment.owner:
        start = commitment.owner
        yield Edge(edge_id("OWES", start, id), "OWES", start, id, due, audience)
    if commitment.beneficiary:
        end = commitment.beneficiary
        yield Edge(edge_id("OWED_TO", id, end), "OWED_TO", id, end, due, audience)
    if commitment.follows:
        end = commitment.follows
        yield Edge(edge_id("FOLLOWS", id, end), "FOLLOWS", id, end, {}, audience)
    yield from evidence_edges(id, commitment.sources, audience)


def is_shown(node: Node) -> bool:
    """Whether its interaction shows it: it is not archived, or only because the interaction is."""
    return not node.get("archived") or bool(node.get("archived_with"))


def own_edges(reader: Store | Transaction, ids: Sequence[str]) -> dict[str, list[Edge]]:
    """The edges that `edges_of_commitment` makes, as they are stored, by commitment."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(reader, ids, ("PRODUCED", "OWES"), "in"):
        found[edge.end].append(edge)
    for edge in edges_of(reader, ids, ("OWED_TO", "FOLLOWS", "STATED_IN"), "out"):
        found[edge.start].append(edge)
    return found


def read_commitments(reader: Store | Transaction, nodes: Sequence[Node]) -> list[Commitment]:
    """Whole commitments in the order of the nodes, in one read for any number of them."""
    stated: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(reader, {node.id for node in nodes}, ("STATED_IN",), "out"):
        stated[edge.start].append(edge)
    return [_commitment(node, stated[node.id]) for node in nodes]


def _commitment(node: Node, stated: Sequence[Edge]) -> Commitment:
    own = {"id": node.id, "audience": tuple(node.audience), "version": node.version}
    due = period_from(node.properties, "due_")
    worked_out = {"due": due, "direction": node.get("direction", "none"), "sources": read_evidence(stated)}
    return Commitment.trusted({**{name: node.get(name) for name in _COPIED}, **worked_out, **own})
