"""Many actors in one transaction, for the seed, an import, a synthetic city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm.access import Viewer
from crm.actor_model import Actor, Person
from crm.actor_records import edges_of_actor, node_of_actor
from crm.actor_rules import as_person
from crm.errors import Problem
from crm.identity import free_ids, slug
from crm.posts import save_posts
from crm.saving import check, writing
from graph.collecting import collector_paused
from graph.store import Store, Transaction


def save_many_actors(store: Store, viewer: Viewer, actors: Sequence[Actor]) -> list[str]:
    """Makes all the actors or none, and gives their ids. Actors may name each other as parent or organisation.

    They are trusted to be well formed (they are models); what they refer to is checked. Raises InvalidData with
    fields such as "[12].parent", and for ids that are taken.
    """
    with collector_paused(), writing(store, viewer) as tx:
        check(_taken(tx, actors))
        named = [as_person(actor) for actor in _named(tx, store, actors)]
        check(_unknown(tx, named))
        tx.put_nodes([node_of_actor(actor, author=viewer.id) for actor in named])
        tx.put_edges([edge for actor in named for edge in edges_of_actor(actor)])
        people = [actor for actor in named if isinstance(actor, Person) and actor.posts]
        if people:
            save_posts(tx, store, people)
        return [actor.id for actor in named]


def _named(tx: Transaction, store: Store, actors: Sequence[Actor]) -> list[Actor]:
    nameless = [index for index, actor in enumerate(actors) if not actor.id]
    given = {actor.id for actor in actors}
    named = list(actors)
    free = free_ids(tx, store, [slug(actors[index].name, "actor") for index in nameless], given)
    for index, id in zip(nameless, free, strict=True):
        named[index] = named[index].having(id=id)
    return named


def _taken(tx: Transaction, actors: Sequence[Actor]) -> Iterator[Problem]:
    there = set(tx.get({actor.id for actor in actors if actor.id}))
    for index, actor in enumerate(actors):
        if actor.id in there:
            yield Problem(f"[{index}].id", "id_taken", {"value": actor.id})
        there |= {actor.id} if actor.id else set()


def _unknown(tx: Transaction, actors: Sequence[Actor]) -> Iterator[Problem]:
    new = {actor.id for actor in actors}
    wanted = [(f"[{index}].{field}", id) for index, a in enumerate(actors) for field, id in _named_by(a)]
    known = new | set(tx.get({id for _, id in wanted} - new))
    for field, id in wanted:
        if id not in known:
            yield Problem(field, "unknown_record", {"value": id})


def _named_by(actor: Actor) -> Iterator[tuple[str, str]]:
    if actor.parent is not None:
        yield "parent", actor.parent
    for index, evidence in enumerate(actor.sources):
        yield f"sources[{index}].document", evidence.document
    for index, held in enumerate(actor.posts if isinstance(actor, Person) else ()):
        yield f"posts[{index}].organisation", held.organisation
