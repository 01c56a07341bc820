"""What became of each interaction, once: worked out by the analyst, so that a page only counts.

signed      an agreement, a memorandum, a twinning or a donation that stands
kept        something was promised there and done
declined    what was asked for was not given
promised    something was promised there that is still owed, or nobody looked yet whether it was done
going_on    not finished
done        held, nothing promised

The first that holds counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.network_data import Network
from crm.vocabulary import vocabulary
from graph.store import Store

OUTCOMES = ("signed", "kept", "declined", "promised", "going_on", "done")
SIGNED_KINDS = frozenset({"agreement", "memorandum", "twinning", "donation_or_funding"})
STANDS = frozenset({"done", "approved"})
CLOSED, OPEN_END, OPEN_START = 0, 1, 2


def outcome_arrays(store: Store, network: Network) -> dict[str, NDArray[np.int8]]:
    """`interaction_outcome` (a place in OUTCOMES) and `interaction_open` (CLOSED, OPEN_END, OPEN_START), one value each an
    interaction of the network.
    """
    promised = _promised(store)
    place = {id: number for number, id in enumerate(network.data.events)}
    outcome = np.zeros(len(place), dtype=np.int8)
    open_side = np.zeros(len(place), dtype=np.int8)
    for id, kind, status, start, end in _rows(store, "Interaction", "id", "kind", "status", "start", "end"):
        number = place.get(str(id))
        if number is not None:
            outcome[number] = OUTCOMES.index(_outcome(str(kind), str(status), promised.get(str(id))))
            open_side[number] = OPEN_END if end is None else OPEN_START if start is None else CLOSED
    return {"interaction_outcome": outcome, "interaction_open": open_side}


def _outcome(kind: str, status: str, promise: str | None) -> str:
    if kind in SIGNED_KINDS and status in STANDS:
        return "signed"
    if promise == "kept":
        return "kept"
    if status == "rejected":
        return "declined"
    if promise == "promised":
        return "promised"
    return "going_on" if vocabulary("statuses").get(status).extra["open"] else "done"


def _promised(store: Store) -> dict[str, str]:
    """For each interaction in which something was promised whether some of it was kept, or is still open."""
    found: dict[str, str] = {}
    statuses = vocabulary("commitment_statuses")
    for id, status, archived in _rows(store, "Commitment", "interaction", "status", "archived"):
        if archived or id is None:
            continue
        if status == "done":
            found[str(id)] = "kept"
        elif statuses.get(str(status)).extra["open"]:
            found.setdefault(str(id), "promised")
    return found


def _rows(store: Store, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    return chain.from_iterable(store.table(name, columns))
