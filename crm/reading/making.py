"""What the analyst keeps for the questions of the red: contacts by type, last contacts, weak evidence, bubbles."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.reading.bubbles import bubbles_of
from crm.vocabulary import vocabulary
from graph.roles import contacts_by_group

if TYPE_CHECKING:
    from crm.network_data import Network
    from graph.one_mode import OneMode
    from graph.store import Store
    from graph.two_mode import BoolArray

Arrays = dict[str, NDArray[Any]]
WEAK = "derived"


def reading_arrays(store: Store, network: Network) -> Arrays:
    """`last_contact` (ordinals, 0 for never) of each actor, and which interactions every source only infers."""
    days = [actor.last_contact.toordinal() if actor.last_contact else 0 for actor in network.actors]
    return {"last_contact": np.array(days, dtype=np.int32), "interaction_weak": _weak(store, network)}


def _weak(store: Store, network: Network) -> BoolArray:
    """Interactions that have sources, none of which states them."""
    strong: dict[str, bool] = {}
    for id, grade in chain.from_iterable(store.table("STATED_IN", ("start", "grade"))):
        strong[str(id)] = strong.get(str(id), False) or grade != WEAK
    return np.array([not strong.get(id, True) for id in network.data.events], dtype=np.bool_)


def reading_of_partners(
    network: Network, inside: OneMode, partners: BoolArray, community: NDArray[np.int32]
) -> tuple[Arrays, dict[str, Any]]:
    """`contacts_by_type` (actors, types of actors) and the document `bubbles`; `inside` is the network of partners alone."""
    types = {id: place for place, id in enumerate(vocabulary("actor_types").ids)}
    rows = [actor for actor, kept in zip(network.actors, partners.tolist(), strict=True) if kept]
    own = np.array([types[row.type] for row in rows], dtype=np.int64)
    found = np.zeros((len(partners), len(types)), dtype=np.int32)
    found[partners] = contacts_by_group(inside.matrix(), own, len(types))
    values = {
        "grupo": [str(number) if number >= 0 else "" for number in community[partners].tolist()],
        "familia": [row.family for row in rows],
        "tipo": [row.type for row in rows],
        "sector": [row.sector or "" for row in rows],
        "pais": [row.country or "" for row in rows],
    }
    bubbles = {name: bubbles_of(inside, column) for name, column in values.items()}
    return {"contacts_by_type": found}, {"bubbles": bubbles}
