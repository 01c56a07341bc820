"""All actors that may be seen as one vCard file, and the card of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from crm.actor_model import Actor, Person
from crm.actors import get_actor, get_actors
from crm.cards.writing import card_of
from crm.errors import NotFound
from crm.people import get_person
from graph.store import Store

_BATCH = 500


def write_cards(store: Store, file: Path) -> None:
    """Writes every actor that is not archived and has a name of its own, by id."""
    ids = iter(sorted(str(id) for batch in store.table("Actor", ("id",)) for (id,) in batch))
    with file.open("w", encoding="utf-8", newline="") as stream:
        while batch := list(islice(ids, _BATCH)):
            actors = [actor for actor in get_actors(store, batch).values() if not actor.archived]
            names = _names(store, actors)
            stream.writelines(
                card_of(actor, names) for actor in actors if not getattr(actor, "unnamed", False)
            )


def card_of_actor(store: Store, id: str) -> str:
    """One card. Raises NotFound."""
    actor = get_actor(store, id)
    if isinstance(actor, Person):
        actor = get_person(store, id)
    if actor.archived:
        raise NotFound("actor", id)
    return card_of(actor, _names(store, [actor]))


def _names(store: Store, actors: Iterable[Actor]) -> dict[str, str]:
    wanted = {actor.parent for actor in actors if actor.parent}
    wanted |= {held.organisation for actor in actors if isinstance(actor, Person) for held in actor.posts}
    return {id: str(node.get("name")) for id, node in store.get(wanted).items()}
