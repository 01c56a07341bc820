"""The arrays that relevance reads, made by the analyst with all the others (`crm.derived.making`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crm.derived.arrays import Arrays, word_index
from crm.derived.promises import promises
from crm.mapping.mandates import mandate_array
from crm.mapping.names import index_names
from crm.mapping.places import elsewhere
from crm.mapping.text_index import Themes, index_actors, index_interactions, index_notes
from crm.mapping.words import tokens
from crm.network import STRUCTURE
from crm.network_data import Network
from crm.office import office_id
from graph.store import Store

# Kinds of groups that have a board and answer to a letter, and words of lists that have none.
_ASSOCIATIONS = frozenset({"business_association", "consulate"})
_REMAINDERS = frozenset(chain.from_iterable(map(tokens, ("otros", "grupo", "varios", "mesa", "sector"))))


def relevance_arrays(store: Store, network: Network, day: date) -> tuple[Arrays, Themes]:
    """The words of actors and interactions, names, promises and standing ties; and the themes of the interactions."""
    actor = {one.id: number for number, one in enumerate(network.actors)}
    event = {id: number for number, id in enumerate(network.data.events)}
    index, themes = index_interactions(store, event)
    arrays = word_index("interaction_words", index)
    arrays |= word_index("actor_words", index_actors(store, actor))
    arrays |= word_index("actor_notes", index_notes(store, actor))
    arrays |= index_names(store, actor)
    arrays["elsewhere"] = elsewhere(store, network)
    arrays["mandate"] = mandate_array(store, actor)
    arrays["association"] = _associations(network)
    arrays["twinned"] = _twinned(store, network)
    return arrays | promises(store, actor, day) | _standing(store, network, actor), themes


def _standing(store: Store, network: Network, place: Mapping[str, int]) -> Arrays:
    """Ties that hold without a meeting, each pair once: what is part of what, members, sisters, funders."""
    pairs = {
        (place[one.id], place[one.parent]) for one in network.actors if one.parent and one.parent in place
    }
    for type in STRUCTURE:
        rows = chain.from_iterable(store.table(type, ("start", "end")))
        pairs |= {(place[a], place[b]) for a, b in map(_texts, rows) if a in place and b in place}
    ordered = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    lines = np.array(ordered, dtype=np.int32).reshape(-1, 2)
    return {"standing_first": lines[:, 0].copy(), "standing_second": lines[:, 1].copy()}


def _associations(network: Network) -> NDArray[np.bool_]:
    """Groups that can be called by one name ("Gremio del calzado"): associations, not what is left of a list ("otros")."""
    found = [
        one.group
        and one.type in _ASSOCIATIONS
        and not one.own
        and not one.reference
        and set(tokens(one.name)).isdisjoint(_REMAINDERS)
        for one in network.actors
    ]
    return np.array(found, dtype=np.bool_)


def _twinned(store: Store, network: Network) -> NDArray[np.bool_]:
    """Which actors are twinned with the office, or with what it is a part of."""
    parent = {one.id: one.parent for one in network.actors}
    ours, at = {one.id for one in network.actors if one.own}, parent.get(office_id())
    while at and at not in ours:
        ours.add(at)
        at = parent.get(at)
    pairs = [_texts(row) for row in chain.from_iterable(store.table("TWINNED_WITH", ("start", "end")))]
    sisters = {other for a, b in pairs for one, other in ((a, b), (b, a)) if one in ours}
    return np.array([one.id in sisters for one in network.actors], dtype=np.bool_)


def _texts(row: tuple[object, ...]) -> tuple[str, str]:
    return str(row[0]), str(row[1])
