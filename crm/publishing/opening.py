"""Making records public, deliberately: the actors, interactions and ties that a preview counted, in one unit of work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crm.access import Viewer, require
from crm.errors import Problem
from crm.network import STRUCTURE
from crm.publishing.eyes import happened
from crm.publishing.preview import is_closed, reason_of
from crm.saving import check, edges_of, writing
from graph.records import PUBLIC, Edge, Node
from graph.store import Store, Transaction

_ANYBODY = (PUBLIC,)


@dataclass(frozen=True, slots=True)
class Opened:
    """How many became public."""

    actors: int
    interactions: int
    ties: int


def make_public(
    store: Store, viewer: Viewer, actors: Sequence[str], interactions: Sequence[str], ties: Sequence[str] = ()
) -> Opened:
    """Lets anybody see these actors, that these interactions took place, and these ties.

    Of an interaction: who took part, when, its kind and themes; its commitments and files stay the office's. People, and
    what is not the whole office's, are refused: they are opened on their own pages or not at all. `store` is the viewer's.
    Raises NotAllowed, InvalidData with fields such as "actors[2]".
    """
    require(viewer, "administer")
    with writing(store, viewer) as tx:
        named = {*actors, *interactions}
        nodes = tx.get(named) if named else {}
        check([*_of_actors(nodes, actors), *_of_interactions(nodes, interactions)])
        closed = [nodes[id] for id in sorted(named) if is_closed(nodes[id])]
        tx.put_nodes([replace(_edited(node), audience=_ANYBODY) for node in closed])
        opened = _open_ties(tx, nodes, ties)
        tx.put_edges([replace(edge, audience=_ANYBODY) for edge in _own_edges(tx, closed)])
    of_actors = sum(node.root == "Actor" for node in closed)
    return Opened(of_actors, len(closed) - of_actors, opened)


def _edited(node: Node) -> Node:
    edition = node.get("edition")
    return node if edition is None else node.with_properties(edition=edition + 1)


def _of_actors(nodes: dict[str, Node], ids: Sequence[str]) -> Iterator[Problem]:
    for place, id in enumerate(ids):
        node = nodes.get(id)
        if node is None or node.root != "Actor":
            yield Problem(f"actors[{place}]", "unknown_record", {"value": id[:80]})
        elif PUBLIC not in node.audience and reason_of(node) != "office":
            yield Problem(f"actors[{place}]", "cannot_open", {"value": str(node.get("name"))[:80]})


def _of_interactions(nodes: dict[str, Node], ids: Sequence[str]) -> Iterator[Problem]:
    for place, id in enumerate(ids):
        node = nodes.get(id)
        if node is None or node.root != "Interaction":
            yield Problem(f"interactions[{place}]", "unknown_record", {"value": id[:80]})
        elif PUBLIC not in node.audience and not (is_closed(node) and happened(node)):
            yield Problem(f"interactions[{place}]", "cannot_open", {"value": str(node.get("title"))[:80]})


def _own_edges(tx: Transaction, nodes: Collection[Node]) -> list[Edge]:
    """Who took part in what is opened now, and of what the actors are part."""
    meetings = [node.id for node in nodes if node.root == "Interaction"]
    actors = [node.id for node in nodes if node.root == "Actor"]
    took_part = edges_of(tx, meetings, ("TOOK_PART",), "in") if meetings else []
    part_of = edges_of(tx, actors, ("PART_OF",), "out") if actors else []
    return [edge for edge in (*took_part, *part_of) if is_closed(edge)]


def _open_ties(tx: Transaction, nodes: dict[str, Node], ids: Sequence[str]) -> int:
    """Ties that touch one of the actors; ids that are none of them are not there for the viewer."""
    actors = [id for id, node in nodes.items() if node.root == "Actor"]
    there = {edge.id: edge for edge in edges_of(tx, actors, STRUCTURE)} if ids and actors else {}
    check(
        Problem(f"ties[{place}]", "unknown_record", {"value": id[:80]})
        for place, id in enumerate(ids)
        if id not in there
    )
    closed = [there[id] for id in dict.fromkeys(ids) if is_closed(there[id])]
    tx.put_edges([replace(edge, audience=_ANYBODY) for edge in closed])
    return len(closed)
