"""Actors: read, made, changed, archived. Lists and facets are in crm.actor_lists, posts in crm.people."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from crm.access import Viewer
from crm.actor_bulk import save_many_actors
from crm.actor_lists import ActorFilter, facet_actors, list_actors
from crm.actor_model import KEPT, Actor, Person, PostHeld
from crm.actor_records import OWN_EDGES, edges_of_actor, node_of_actor, read_actors
from crm.actor_rules import as_person, problems_of_actor
from crm.contact import with_cold_day
from crm.errors import Problem
from crm.follow_up.rhythm import rhythm_of
from crm.identity import free_ids, slug
from crm.merging.signposts import refuse_merged
from crm.posts import save_posts
from crm.saving import check, edges_of, node_of, refuse_stale, refuse_version, sync_edges, writing
from graph.records import Node
from graph.store import Store, Transaction

__all__ = [
    "Actor",
    "ActorFilter",
    "Person",
    "PostHeld",
    "archive_actor",
    "create_actor",
    "facet_actors",
    "get_actor",
    "get_actors",
    "list_actors",
    "names_of",
    "restore_actor",
    "save_many_actors",
    "update_actor",
]


def get_actor(store: Store, id: str) -> Actor:
    """The actor, archived or not; a Person with posts when it is one. Raises NotFound."""
    return read_actors(store, [node_of(store, "actor", "Actor", id)])[0]


def get_actors(store: Store, ids: Collection[str]) -> dict[str, Actor]:
    """Actors by id; those that do not exist are left out."""
    nodes = [node for node in store.get(ids).values() if node.root == "Actor"]
    return {actor.id: actor for actor in read_actors(store, nodes)}


def names_of(store: Store, ids: Collection[str]) -> dict[str, str]:
    """Names of actors by id, in one read."""
    return {id: node.get("name") for id, node in store.get(ids).items() if node.root == "Actor"}


def create_actor(store: Store, viewer: Viewer, actor: Actor) -> Actor:
    """Makes the actor; a person with a parent gets a post there. Raises InvalidData, NotAllowed."""
    with writing(store, viewer) as tx:
        check([*problems_of_actor(tx, actor), *_taken(tx, actor)])
        id = actor.id or free_ids(tx, store, [slug(actor.name, "actor")])[0]
        named = as_person(actor.having(id=id))
        (node,) = tx.put_nodes([node_of_actor(named, author=viewer.id)])
        tx.put_edges(list(edges_of_actor(named)))
        if isinstance(named, Person):
            save_posts(tx, store, [named])
        return read_actors(tx, [node])[0]


def _taken(tx: Transaction, actor: Actor) -> Iterator[Problem]:
    if actor.id and tx.get([actor.id]):
        yield Problem("id", "id_taken", {"value": actor.id})


def update_actor(store: Store, viewer: Viewer, actor: Actor) -> Actor:
    """Saves the card as given. Raises EditConflict with both versions when someone else saved it meanwhile."""
    with writing(store, viewer) as tx:
        before = node_of(tx, "actor", "Actor", actor.id)
        refuse_merged(before)
        current = read_actors(tx, [before])[0]
        given = as_person(actor.having(archived=current.archived), current)
        refuse_stale("actor", current, given, KEPT)
        check(problems_of_actor(tx, given))
        if _same(current, given):
            return current
        return _replace(tx, store, (before, given))


def _same(current: Actor, given: Actor) -> bool:
    ignored = {"version", *KEPT}
    return type(current) is type(given) and current.model_dump(exclude=ignored) == given.model_dump(
        exclude=ignored
    )


def _replace(tx: Transaction, store: Store, change: tuple[Node, Actor]) -> Actor:
    before, given = change
    node = with_cold_day(node_of_actor(given, before), rhythm_of(tx))
    (saved,) = tx.put_nodes([node])
    sync_edges(tx, edges_of(tx, [given.id], OWN_EDGES, "out"), edges_of_actor(given))
    if isinstance(given, Person):
        save_posts(tx, store, [given])
    return read_actors(tx, [saved])[0]


def archive_actor(store: Store, viewer: Viewer, id: str, version: int) -> Actor:
    """Takes the actor out of lists and search; it stays reachable by its id. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_actor(store: Store, viewer: Viewer, id: str, version: int) -> Actor:
    """Brings an archived actor back."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Actor:
    id, version = which
    with writing(store, viewer) as tx:
        before = node_of(tx, "actor", "Actor", id)
        refuse_merged(before)
        current = read_actors(tx, [before])[0]
        refuse_version("actor", current, version)
        edition = before.get("edition", 0) + 1
        (saved,) = tx.put_nodes([before.with_properties(archived=archived, edition=edition)])
        return read_actors(tx, [saved])[0]
