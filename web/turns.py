"""How many heavy works of a kind go on at once, whichever server process began them: noted in the store, in one record Job."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from crm.access import SYSTEM
from crm.errors import Busy, CrmError, EditConflict, translated
from graph.records import Node
from graph.store import Store, Transaction

MOST_AT_ONCE = 2
DRAWINGS = "drawings"
# No request lasts longer (web.serving): what was noted before ended without saying so.
_LONGEST_SECONDS = 120.0
_TRIES = 5


def note_turn(
    tx: Transaction, record: str, known: Node | None, name: str, goes_on: Callable[[str], bool]
) -> bool:
    """Notes that `name` goes on, in the record as `known` by this transaction; False when as many go on as may."""
    noted = known.get("going") if known else None
    going = [str(one) for one in noted or () if goes_on(str(one))]
    if len(going) >= MOST_AT_ONCE:
        return False
    said = {"kind": record, "status": "running", "going": [*going, name]}
    tx.put_nodes([Node(record, ("Job",), said, version=known.version if known else 0)])
    return True


@contextmanager
def drawing_turn(store: Store) -> Iterator[None]:
    """One of the few turns for setting a picture or paper, while the block runs. Raises Busy when all are taken."""
    name = f"{time.time():.0f}-{secrets.token_hex(8)}"
    if not _in_turn(lambda: _take(store, name)):
        raise Busy(MOST_AT_ONCE)
    try:
        yield
    finally:
        with suppress(CrmError):  # out of reach just now: the turn ends by its age
            _in_turn(lambda: _give_back(store, name))


def _in_turn(work: Callable[[], bool]) -> bool:
    """Does it again when another process wrote at the same time; False when that goes on and on."""
    for again in range(_TRIES):
        try:
            return work()
        except EditConflict:
            time.sleep(0.02 * (again + 1))
    return False


def _take(store: Store, name: str) -> bool:
    with translated(), store.transaction(SYSTEM.id) as tx:
        return note_turn(tx, DRAWINGS, tx.get([DRAWINGS]).get(DRAWINGS), name, _is_young)


def _is_young(name: str) -> bool:
    began = name.partition("-")[0]
    return began.isdecimal() and abs(time.time() - int(began)) < _LONGEST_SECONDS


def _give_back(store: Store, name: str) -> bool:
    with translated(), store.transaction(SYSTEM.id) as tx:
        known = tx.get([DRAWINGS]).get(DRAWINGS)
        if known is not None:
            going = [str(one) for one in known.get("going") or () if one != name]
            tx.put_nodes([known.with_properties(going=going)])
    return True
