"""Taking apart what was two actors in one record: what one chooses goes to a new actor, or to one that is there.

Undone from the history like any other change.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from crm.access import Viewer
from crm.actor_model import Actor, Person
from crm.actor_records import edges_of_actor, node_of_actor, read_actors
from crm.actor_rules import as_person, problems_of_actor
from crm.contact import with_cold_day
from crm.contact_changes import ContactChanges
from crm.errors import InvalidData, Problem
from crm.follow_up.rhythm import rhythm_of
from crm.identity import free_ids, slug
from crm.merging.merge import narrowest
from crm.merging.moving import edges_at, move_edges
from crm.merging.signposts import refuse_merged
from crm.posts import save_posts
from crm.saving import check, node_of, refuse_version, writing
from graph.records import Edge, Node
from graph.store import Store, Transaction

_PROMISES = frozenset({"OWES", "OWED_TO"})


@dataclass(frozen=True)
class SplitOrder:
    """What goes from `actor` (as it was looked at: `version`) to `target`, an id or a new actor.

    `interactions`, `commitments` and `people` are ids, `ties` are ids of edges between actors, parts of it included;
    `aliases` are names that are taken from its own.
    """

    actor: str
    version: int
    target: str | Actor
    interactions: Collection[str] = ()
    commitments: Collection[str] = ()
    people: Collection[str] = ()
    ties: Collection[str] = ()
    aliases: Collection[str] = ()


def split_actor(store: Store, viewer: Viewer, order: SplitOrder) -> list[Actor]:
    """Moves what was chosen and gives both actors. Raises NotAllowed, NotFound, EditConflict, InvalidData."""
    node_of(store, "actor", "Actor", order.actor)
    whole = store.as_seen_by(None)
    with writing(whole, viewer) as tx:
        before = node_of(tx, "actor", "Actor", order.actor)
        refuse_merged(before)
        actor = read_actors(tx, [before])[0]
        refuse_version("actor", actor, order.version)
        view = store.as_seen_by(viewer.principals)
        edges = _chosen(edges_at(tx, actor.id), _seen(view, order))
        _check(view, order, edges)
        target = _target(tx, store, viewer, order)
        contacts = ContactChanges.of(tx, [*edges, *_promises(tx, edges)])
        move_edges(tx, edges, (actor.id, target.id))
        _move_people(tx, whole, order.people, (actor.id, target.id))
        _write_names(tx, order, target.id)
        contacts.settle(tx, whole)
        both = tx.get([actor.id, target.id])
        return read_actors(tx, [both[actor.id], both[target.id]])


def _seen(view: Store, order: SplitOrder) -> SplitOrder:
    """The order without what the viewer does not see, which answers as what is not there."""
    return replace(
        order,
        interactions=view.get(set(order.interactions)).keys(),
        commitments=view.get(set(order.commitments)).keys(),
        ties=view.get_edges(set(order.ties)).keys(),
    )


def _chosen(edges: Sequence[Edge], order: SplitOrder) -> list[Edge]:
    def goes(edge: Edge) -> bool:
        if edge.type == "TOOK_PART":
            return edge.end in order.interactions
        if edge.type in _PROMISES:
            return (edge.end if edge.type == "OWES" else edge.start) in order.commitments
        return edge.id in order.ties

    return [edge for edge in edges if goes(edge)]


def _check(view: Store, order: SplitOrder, edges: Sequence[Edge]) -> None:
    """Everything chosen must be the actor's as the viewer sees it, and something must be chosen."""
    here = {edge.id for edge in edges} | {end for edge in edges for end in (edge.start, edge.end)}
    here = (here - {order.actor}) | _its_people(view, order)
    problems = [
        Problem(name, "not_of_this_record", {"value": id})
        for name in ("interactions", "commitments", "ties", "people")
        for id in getattr(order, name)
        if id not in here
    ]
    if not (edges or order.people or order.aliases):
        problems.append(Problem("", "split_nothing"))
    check(problems)


def _its_people(view: Store, order: SplitOrder) -> set[str]:
    """Those of the chosen people who hold or held a post there or are part of it."""
    nodes = [node for node in view.get(set(order.people)).values() if "Person" in node.labels]
    return {
        person.id
        for person in read_actors(view, nodes)
        if isinstance(person, Person)
        and order.actor in {person.parent, *(held.organisation for held in person.posts)}
    }


def _target(tx: Transaction, store: Store, viewer: Viewer, order: SplitOrder) -> Actor:
    """The actor that receives: read, or made with the names it takes along."""
    if isinstance(order.target, str):
        node_of(store, "actor", "Actor", order.target)
        node = node_of(tx, "actor", "Actor", order.target)
        refuse_merged(node)
        if order.target == order.actor:
            raise InvalidData.of("target", "merge_same")
        narrowest(tx.get([order.actor])[order.actor].audience, node.audience)
        return read_actors(tx, [node])[0]
    made = order.target
    check(problems_of_actor(tx, made))
    audience = tuple(tx.get([order.actor])[order.actor].audience)
    id = free_ids(tx, store, [slug(made.name, "actor")])[0]
    named = as_person(made.having(id=id, audience=audience))
    (node,) = tx.put_nodes([node_of_actor(named, author=viewer.id)])
    tx.put_edges(list(edges_of_actor(named)))
    return read_actors(tx, [node])[0]


def _promises(tx: Transaction, edges: Sequence[Edge]) -> list[Node]:
    ids = {end for edge in edges if edge.type in _PROMISES for end in (edge.start, edge.end)}
    return [node for node in tx.get(ids).values() if node.root == "Commitment"]


def _move_people(tx: Transaction, store: Store, people: Collection[str], ends: tuple[str, str]) -> None:
    """The posts these people hold at the one become posts at the other."""
    nodes = [node for node in tx.get(people).values() if "Person" in node.labels]
    moved: list[Person] = []
    for person, node in zip(read_actors(tx, nodes), nodes, strict=True):
        assert isinstance(person, Person)
        posts = [
            held.having(id="", post="", organisation=ends[1]) if held.organisation == ends[0] else held
            for held in person.posts
        ]
        parent = ends[1] if person.parent == ends[0] else person.parent
        changed = person.having(posts=posts, parent=parent)
        tx.put_nodes([with_cold_day(node_of_actor(changed, node), rhythm_of(tx))])
        moved.append(changed)
    save_posts(tx, store, moved)


def _write_names(tx: Transaction, order: SplitOrder, target: str) -> None:
    """Names that were chosen leave the one and become other names of the other."""
    if not order.aliases:
        return
    nodes = tx.get([order.actor, target])
    one, other = read_actors(tx, [nodes[order.actor], nodes[target]])
    gone = [alias for alias in one.aliases if alias in order.aliases]
    cards = (
        one.having(aliases=[alias for alias in one.aliases if alias not in gone]),
        other.having(aliases=list(dict.fromkeys([*other.aliases, *(a for a in gone if a != other.name)]))),
    )
    rhythm = rhythm_of(tx)
    tx.put_nodes([with_cold_day(node_of_actor(card, nodes[card.id]), rhythm) for card in cards])
