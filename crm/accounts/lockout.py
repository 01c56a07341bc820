"""Guessing made slow: failed log-ins are counted in the store by login and by origin, and each more costs a wait.

An attempt is counted before the password is looked at, in a transaction, so that a hundred at once are a hundred.
Logins that do not exist are counted alike; only digests are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from crm.access import SYSTEM
from crm.accounts.users import HIDDEN
from crm.errors import TooManyAttempts
from crm.moments import moment, stamp
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

FREE_FOR_LOGIN = 5
FREE_FOR_ORIGIN = 30
_FIRST_WAIT, _LONGEST_WAIT = 5, 900
_FORGOTTEN_AFTER = timedelta(hours=1)
_SWEPT_AT_ONCE = 20


@dataclass(frozen=True)
class _Counter:
    id: str
    free: int


def _counters(login: str, origin: str) -> list[_Counter]:
    counters = [_Counter(_id("login", login), FREE_FOR_LOGIN)]
    return [*counters, _Counter(_id("origin", origin), FREE_FOR_ORIGIN)] if origin else counters


def _id(kind: str, value: str) -> str:
    digest = sha256(value.strip().casefold().encode("utf-8", "surrogatepass")).hexdigest()
    return f"attempts-{kind}-{digest[:48]}"


def count_attempt(store: Store, login: str, origin: str, now: datetime) -> None:
    """Counts a try at logging in. Raises TooManyAttempts, without counting, while a wait is running."""
    counters = _counters(login, origin)
    _refuse_early(store.get([counter.id for counter in counters]).values(), now)  # costs no write
    stale = _stale(store, now)
    with store.transaction(SYSTEM.id) as tx:
        known = tx.get([counter.id for counter in counters])
        _refuse_early(known.values(), now)
        tx.put_nodes([_counted(known.get(counter.id), counter, now) for counter in counters])
        _sweep(tx, stale - known.keys(), now)


def forgive(store: Store, login: str, origin: str, now: datetime) -> None:
    """Forgets the failures of a login that has now succeeded, and takes this one try off its origin's count.

    The origin's failures stay: who has one account may be guessing at others.
    """
    own, place = _id("login", login), _id("origin", origin)
    with store.transaction(SYSTEM.id) as tx:
        known = tx.get([own, place])
        count = known[place].get("count") - 1 if place in known else 0
        tx.delete_nodes([id for id in known if id == own or count == 0])
        if count > 0:
            waiting = count >= FREE_FOR_ORIGIN
            not_before = known[place].get("not_before") if waiting else stamp(now)
            tx.put_nodes([known[place].with_properties(count=count, not_before=not_before)])


def _refuse_early(known: Iterable[Node], now: datetime) -> None:
    waits = [moment(node.get("not_before")) - now for node in known]
    longest = max(waits, default=timedelta())
    if longest > timedelta():
        raise TooManyAttempts(max(1, -int(-longest.total_seconds() // 1)))


def _counted(node: Node | None, counter: _Counter, now: datetime) -> Node:
    fresh = node is None or moment(node.get("until")) < now
    count = 1 if node is None or fresh else node.get("count") + 1
    wait = _wait(count - counter.free)
    base = node or Node(counter.id, ("Attempts",), {}, HIDDEN)
    until = now + timedelta(seconds=wait) + _FORGOTTEN_AFTER
    kept = {"count": count, "not_before": stamp(now + timedelta(seconds=wait)), "until": stamp(until)}
    return replace(base, properties=kept)


def _wait(too_many: int) -> int:
    """Seconds to wait after that many attempts above the free ones: 5, 10, 20 … 900."""
    return 0 if too_many < 0 else min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(too_many, 20))


def _stale(store: Store, now: datetime) -> set[str]:
    query = Query("Attempts", where=(Where("until", "<", stamp(now)),), limit=_SWEPT_AT_ONCE, total=False)
    return {node.id for node in store.find(query).items}


def _sweep(tx: Transaction, ids: Iterable[str], now: datetime) -> None:
    gone = [id for id, node in tx.get(set(ids)).items() if moment(node.get("until")) < now]
    if gone:
        tx.delete_nodes(gone)
