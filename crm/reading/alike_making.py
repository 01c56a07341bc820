"""What the analyst keeps so that a page finds who is like an actor: everybody's themes, and whom one knows of each type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.ragged import ragged
from crm.vocabulary import vocabulary

Arrays = Mapping[str, NDArray[Any]]
# So many of each type are looked at even if they share no contact with an actor.
KNOWN = 200
BITS = 64


def alike_arrays(arrays: Arrays, actors: Mapping[str, Sequence[Any]]) -> dict[str, NDArray[Any]]:
    """`actor_themes`, (actors, words) of 64 bits: the themes of its interactions by their places in the vocabulary; and
    `known_of_type`, (types, KNOWN): the partners of each type with the most contacts, filled up with -1.
    """
    return {"actor_themes": _themes(arrays), "known_of_type": _known(arrays, actors)}


def _themes(arrays: Arrays) -> NDArray[np.uint64]:
    begins = arrays["took_part_begins"]
    member = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    events = np.arange(len(arrays["interaction_id"]) + 1)
    place, theme = ragged(
        np.searchsorted(arrays["themed_event"], events), arrays["themed_theme"], arrays["took_part_event"]
    )
    words = -(-len(vocabulary("themes").ids) // BITS)
    found = np.zeros((len(begins) - 1, words), dtype=np.uint64)
    bit = np.left_shift(np.uint64(1), (theme % BITS).astype(np.uint64))
    np.bitwise_or.at(found, (member[place], theme // BITS), bit)
    return found


def _known(arrays: Arrays, actors: Mapping[str, Sequence[Any]]) -> NDArray[np.int32]:
    types = {id: place for place, id in enumerate(vocabulary("actor_types").ids)}
    partners = np.flatnonzero(arrays["partner"])
    best = partners[np.argsort(-arrays["size"][partners], kind="stable")]
    own = np.array([types[actors["type"][number]] for number in best.tolist()], dtype=np.int64)
    found = np.full((len(types), KNOWN), -1, dtype=np.int32)
    for place in range(len(types)):
        alike = best[own == place][:KNOWN]
        found[place, : len(alike)] = alike
    return found
