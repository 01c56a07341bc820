"""A believable city network of any size, for trials and measurements: invented names, real countries and themes.

The same numbers and the same seed give the same network, record by record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import TypeVar

from crm.access import Viewer
from crm.actors import Actor, save_many_actors
from crm.interactions import Interaction, save_many_interactions
from crm.office import office_id
from crm.together import uncollected
from graph.store import Store
from seed.synthetic_actors import invent_actors, invent_players
from seed.synthetic_interactions import invent_interactions, make_world

AT_ONCE = 25_000
AT_ONCE_ON_A_SERVER = 2_000
_T = TypeVar("_T")


@dataclass(frozen=True)
class Synthesised:
    """How much was saved; an office's own actor is made only when the store has none."""

    actors: int
    interactions: int
    commitments: int


@dataclass(frozen=True)
class Size:
    """How big the network shall be, and which one of all those of that size."""

    actors: int
    interactions: int
    seed: int = 1


def invent(size: Size, until: date) -> tuple[list[Actor], Iterator[Interaction]]:
    """The network itself, without a store: actors, then interactions that name them. Needs at least three actors."""
    # Nothing here is a secret, and the same seed has to give the same network.
    rng = Random(f"{size.seed}/{size.actors}/{size.interactions}")  # nosec B311
    actors = invent_actors(rng, max(size.actors, 3))
    players = invent_players(rng, [actor.id for actor in actors])
    world = make_world(players, office_id(), until, f"s{size.seed}")
    return actors, invent_interactions(rng, world, size.interactions)


def synthesise(store: Store, viewer: Viewer, size: Size, until: date) -> Synthesised:
    """Saves the network of this size into the store, which may have other data.

    Interactions are saved in batches: a network is for trials, and one stopped half-way is one as well. A file takes
    25,000 at once, a small server 2,000.
    Raises InvalidData ("id_taken") when this network, or one of its names, is there already.
    """
    actors, interactions = invent(size, until)
    if not store.get([office_id()]):
        office = Actor(id=office_id(), name="Oficina de Asuntos Internacionales", type="city_dependency")
        save_many_actors(store, viewer, [office])
    saved, promised = 0, 0
    at_once = AT_ONCE if store.health().engine == "sqlite" else AT_ONCE_ON_A_SERVER
    with uncollected():
        save_many_actors(store, viewer, actors)
    for batch in _batches(interactions, at_once):
        with uncollected():
            save_many_interactions(store, viewer, batch)
        saved += len(batch)
        promised += sum(len(interaction.commitments) for interaction in batch)
    return Synthesised(len(actors), saved, promised)


def _batches(items: Iterable[_T], at_once: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, at_once)):
        yield batch
