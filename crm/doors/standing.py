"""Ties that hold without a meeting, as arrays: memberships, twinnings, parts, and the posts that people hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.network import STRUCTURE
from crm.periods import from_edtf

if TYPE_CHECKING:
    from crm.network_data import Network
    from graph.store import Store

HOLDS = "HOLDS"
TYPES = (*STRUCTURE, HOLDS)
# How strong such a tie is taken to be (0 to 1): who holds a post speaks for the house, a twinning is a name on a list.
STRENGTH = {
    HOLDS: 0.8,
    "PART_OF": 0.7,
    "REPRESENTS": 0.7,
    "FUNDS": 0.4,
    "MEMBER_OF": 0.3,
    "PARTNERS_WITH": 0.3,
}
USUAL = 0.2


def standing_arrays(store: Store, network: Network) -> dict[str, NDArray[Any]]:
    """`standing_from` (actors + 1), `standing_to`, `standing_type` (a place in TYPES) and `standing_out` (whether the tie
    goes out from the row's actor): each such tie at both its ends.
    """
    number = {actor.id: place for place, actor in enumerate(network.actors) if not actor.own}
    rows = [
        (number[one], number[other], TYPES.index(type), 1)
        for type, one, other in _ties(store)
        if one in number and other in number and one != other
    ]
    both = sorted({*rows, *((other, one, type, 0) for one, other, type, _ in rows)})
    start, end, type_, out = np.array(both, dtype=np.int64).reshape(-1, 4).T
    begins = np.searchsorted(start, np.arange(len(network.actors) + 1))
    return {
        "standing_from": begins,
        "standing_to": end.astype(np.int32),
        "standing_type": type_.astype(np.int16),
        "standing_out": out.astype(np.bool_),
    }


def _ties(store: Store) -> Iterator[tuple[str, str, str]]:
    for type in STRUCTURE:
        for start, end in chain.from_iterable(store.table(type, ("start", "end"))):
            yield type, str(start), str(end)
    house = {
        str(post): str(actor) for post, actor in chain.from_iterable(store.table("AT", ("start", "end")))
    }
    for person, post, when in chain.from_iterable(store.table(HOLDS, ("start", "end", "when"))):
        if str(post) in house and _lasts(when):
            yield HOLDS, str(person), house[str(post)]


def _lasts(when: object) -> bool:
    """Whether a post whose time is written so (EDTF) is still held: nothing says that it ended."""
    return when is None or from_edtf(str(when)).end is None


def strengths() -> NDArray[np.float64]:
    """The strength of each of TYPES, in their order."""
    return np.array([STRENGTH.get(type, USUAL) for type in TYPES])
