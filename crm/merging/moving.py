"""Moving what hangs on one actor to another: edges, and what names the actor in the records at their other end.

(old)-[:TOOK_PART]->(i)        ->  (new)-[:TOOK_PART]->(i)      joined with the one that may be there already
(c {owner: old})<-[:OWES]-(old) ->  (c {owner: new})<-[:OWES]-(new)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crm.commitment_records import direction_of
from crm.identity import edge_id
from crm.saving import ALL_EDGES, edges_of
from crm.vocabulary import vocabulary
from graph.records import Edge, Node, Value
from graph.store import EdgeQuery, Transaction

# The properties that hold ids of actors. Edges lead to all others; groups of a delegation are read by way of signposts.
_NAMING: Mapping[str, tuple[str, ...]] = {
    "Actor": ("parent",),
    "Post": ("organisation",),
    "Commitment": ("owner", "beneficiary"),
    "Project": ("lead", "funder", "must_include", "exclude"),
    "VisitInvitation": ("person",),
}


@dataclass
class Moved:
    """What a move did: edges that met one already there, by its id; the nodes it rewrote."""

    joined: list[str] = field(default_factory=list)
    nodes: set[str] = field(default_factory=set)


def edges_at(tx: Transaction, actor: str) -> list[Edge]:
    """Every edge of the actor, whatever its type."""
    return tx.edges(EdgeQuery((actor,), limit=ALL_EDGES))


def at_other(edge: Edge, old: str, new: str) -> Edge:
    """The same edge at the other actor; its id is made as that of any such edge."""
    start, end = (new if id == old else id for id in (edge.start, edge.end))
    tails: tuple[tuple[str, ...], ...] = (
        (),
        (str(edge.get("when", "")),),
        ("" if edge.get("line") is None else str(edge.get("line")), str(edge.get("where", ""))),
    )
    own = (tail for tail in tails if edge.id == edge_id(edge.type, edge.start, edge.end, *tail))
    id = edge_id(edge.type, start, end, *next(own, (edge.id,)))
    return replace(edge, id=id, start=start, end=end, version=0)


def move_edges(tx: Transaction, edges: Sequence[Edge], ends: tuple[str, str]) -> Moved:
    """Moves these edges from `ends[0]` to `ends[1]` with all that names the actor beside them."""
    old, new = ends
    done = Moved()
    there = {edge.id: edge for edge in edges_at(tx, new)}
    _rename_beside(tx, edges, ends, there)
    made: dict[str, Edge] = {}
    for edge in edges:
        after = at_other(edge, old, new)
        if after.start == after.end:
            continue
        before = made.get(after.id) or there.get(after.id)
        if before is not None:
            after = joined(before, after)
            done.joined.append(after.id)
        made[after.id] = after
    if edges:
        tx.delete_edges([edge.id for edge in edges])
    tx.put_edges(list(made.values()))
    done.nodes = _rename_in_nodes(tx, edges, ends)
    return done


def joined(one: Edge, other: Edge) -> Edge:
    """Two edges that have become the same: nothing said by either is lost; of two roles the other becomes a note."""
    properties: dict[str, Value] = {**other.properties, **one.properties}
    if one.type == "TOOK_PART" and one.get("role") != other.get("role"):
        role = vocabulary("roles").label(str(other.get("role")), "es")
        notes = [one.get("note"), other.get("note"), f"también: {role}"]
        properties["note"] = "; ".join(dict.fromkeys(str(note) for note in notes if note))[:300]
    elif one.get("note") != other.get("note"):
        notes = [one.get("note"), other.get("note")]
        properties["note"] = "; ".join(dict.fromkeys(str(note) for note in notes if note))[:300]
    return replace(one, properties={name: value for name, value in properties.items() if value != ""})


def _rename_beside(
    tx: Transaction, edges: Sequence[Edge], ends: tuple[str, str], there: dict[str, Edge]
) -> None:
    """People who came for the organisation, and the organisation a person came for, in the same interactions."""
    old, new = ends
    paired = [e.end for e in edges if e.type == "TOOK_PART" and {"person", "at"} & e.properties.keys()]
    if not paired:
        return
    changed = []
    for edge in edges_of(tx, set(paired), ("TOOK_PART",), "in"):
        if edge.get("at") == old:
            other = there.get(edge_id("TOOK_PART", new, edge.end))
            second = other is not None and other.get("person") not in (None, edge.start)
            # An organisation brings one person of its own along; a second one stands for themselves.
            changed.append(edge.with_properties(at=None if second else new))
        elif edge.get("person") == old:
            changed.append(edge.with_properties(person=new))
    tx.put_edges(changed)


def _rename_in_nodes(tx: Transaction, edges: Iterable[Edge], ends: tuple[str, str]) -> set[str]:
    """What the records at the other ends call the actor by: owner, beneficiary, parent, organisation."""
    old, new = ends
    others: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        for id in {edge.start, edge.end} - {*ends}:
            others[id].add(edge.type)
    changed = []
    for id, node in tx.get(others.keys()).items():
        if node.root == "Source" or (node.root == "Actor" and "PART_OF" not in others[id]):
            continue
        after = renamed(node, old, new)
        if after.properties != node.properties:
            changed.append(_settled(tx, after))
    tx.put_nodes(changed)
    return {node.id for node in changed}


def rename_in(tx: Transaction, nodes: Iterable[Node], ends: tuple[str, str]) -> None:
    """Writes the nodes that name the one actor so that they name the other."""
    after = [(node, renamed(node, *ends)) for node in nodes]
    tx.put_nodes([_settled(tx, new) for old, new in after if new.properties != old.properties])


def renamed(node: Node, old: str, new: str) -> Node:
    """The node with the actor's id changed where it names an actor. A theme or a text that reads alike stays."""
    said = {name: node.properties[name] for name in _NAMING.get(node.root, ()) if name in node.properties}
    return node.with_properties(**{name: _value(value, old, new) for name, value in said.items()})


def _value(value: Value, old: str, new: str) -> Value:
    if isinstance(value, (list, tuple)) and old in value:
        return list(dict.fromkeys(new if item == old else str(item) for item in value))
    return new if value == old else value


def _settled(tx: Transaction, node: Node) -> Node:
    """What follows from the names it holds: whose promise it is; that its card changed."""
    if node.root == "Commitment":
        owner = str(node.get("owner", ""))
        return node.with_properties(direction=direction_of(tx.get([owner]).get(owner) if owner else None))
    edition = node.get("edition")
    return node.with_properties(edition=edition + 1) if edition is not None else node


def texts(values: Collection[str]) -> list[str]:
    """Each once, in the order given."""
    return list(dict.fromkeys(values))
