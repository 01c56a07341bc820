"""Who is going quiet: partners not heard from for longer than their rhythm, the most important and latest first.

    urgency = importance × (days since it turned cold + 1)

The product changes every day, so no list is kept in its order. The first ones are found exactly from two lists that are:
by importance and by day, read in turn until nobody further down can have more (Fagin's threshold algorithm).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nlargest

from crm.actor_records import read_actors
from crm.actors import Actor
from crm.follow_up.rhythm import rhythm_of
from crm.follow_up.weight import Weight
from crm.listing import Listing, any_of, find_page
from crm.office import today
from graph.records import Node
from graph.store import Query, Store, Where

SOON = 45
_PAGE = 100
_MOST_PAGES = 30
_BY_DAY = (("cold_on", False), ("importance", True))


@dataclass(frozen=True)
class QuietTie:
    """A partner with the day its tie turned or turns cold, `days_late` (below zero before it), and why it matters."""

    actor: Actor
    cold_on: date
    days_late: int
    weight: Weight
    rhythm: int | None

    @property
    def importance(self) -> int:
        """0 to 99."""
        return self.weight.importance

    @property
    def urgency(self) -> int:
        """What the list is ordered by."""
        return _urgency(self.importance, self.days_late)


@dataclass(frozen=True)
class QuietFilter:
    """Which partners; several values of one field are alternatives."""

    type: Sequence[str] = ()
    sector: Sequence[str] = ()
    country: Sequence[str] = ()


def going_cold(
    store: Store, filter: QuietFilter | None = None, limit: int = 50, day: date | None = None
) -> list[QuietTie]:
    """The most urgent of those whose tie has turned cold by the day, in order."""
    here, chosen = day or today(), filter or QuietFilter()
    found = nlargest(
        limit, _candidates(store, chosen, here, limit), key=lambda one: (_node_urgency(one, here), one.id)
    )
    return _ties(store, found, here)


def count_cold(store: Store, filter: QuietFilter | None = None, day: date | None = None) -> Listing[QuietTie]:
    """How many have turned cold, without them."""
    page = find_page(store, _query(filter or QuietFilter(), day or today(), ("cold_on", False), 1))
    return Listing([], page.total, page.more, None)


def soon_cold(
    store: Store, filter: QuietFilter | None = None, limit: int = 50, day: date | None = None
) -> list[QuietTie]:
    """Those that turn cold in the next weeks if nothing happens, by the day."""
    here = day or today()
    where = (Where("cold_on", ">", here), Where("cold_on", "<=", here + timedelta(days=SOON)))
    return _by_day(store, filter or QuietFilter(), where, (limit, here))


def cold_between(store: Store, first: date, last: date, limit: int = 200) -> list[QuietTie]:
    """Those whose tie turned or turns cold on one of these days, by the day."""
    where = (Where("cold_on", ">=", first), Where("cold_on", "<=", last))
    return _by_day(store, QuietFilter(), where, (limit, today()))


def first_to_turn(store: Store) -> QuietTie | None:
    """The partner whose tie will turn cold first; None when nobody has a day."""
    found = _by_day(store, QuietFilter(), (Where("cold_on", "present"),), (1, today()))
    return found[0] if found else None


def _by_day(
    store: Store, filter: QuietFilter, where: tuple[Where, ...], limit_and_day: tuple[int, date]
) -> list[QuietTie]:
    limit, here = limit_and_day
    query = Query("Actor", where=(*where, *_chosen(filter)), order=_BY_DAY, limit=limit, total=False)
    return _ties(store, find_page(store, query).items, here)


def _query(filter: QuietFilter, day: date, order: tuple[str, bool], limit: int) -> Query:
    where = (Where("cold_on", "<=", day), *_chosen(filter))
    return Query("Actor", where=where, order=(order,), limit=limit)


def _chosen(filter: QuietFilter) -> Iterator[Where]:
    yield Where("archived", "=", False)
    yield Where("reference", "=", False)
    for name in ("type", "sector", "country"):
        yield from any_of(name, getattr(filter, name))


def _candidates(store: Store, filter: QuietFilter, day: date, limit: int) -> list[Node]:
    """Enough of them that the first `limit` are among them.

    Only the list by day is limited to who has turned cold: a store that sees both in one query orders all of them itself.
    """
    by_day = replace(_query(filter, day, ("cold_on", False), _PAGE), total=False)
    by_importance = replace(by_day, where=tuple(_chosen(filter)), order=(("importance", True),))
    queries = [by_importance, by_day]
    seen: dict[str, Node] = {}
    for _page in range(_MOST_PAGES):
        pages = [store.find(query) for query in queries]
        seen |= {node.id: node for page in pages for node in page.items if _is_cold(node, day)}
        if any(page.next is None for page in pages):  # one list came to its end, so all were seen
            break
        best = nlargest(limit, (_node_urgency(node, day) for node in seen.values()))
        if len(best) == limit and best[-1] >= _urgency(*_furthest(pages[0].items, pages[1].items, day)):
            break
        queries = [replace(query, after=page.next) for query, page in zip(queries, pages, strict=True)]
    return list(seen.values())


def _is_cold(node: Node, day: date) -> bool:
    turned = node.get("cold_on")
    return turned is not None and turned <= day


def _furthest(by_importance: Sequence[Node], by_day: Sequence[Node], day: date) -> tuple[int, int]:
    """What nobody further down either list can exceed."""
    return Weight.of(by_importance[-1]).importance, _late(by_day[-1], day)


def _late(node: Node, day: date) -> int:
    return int((day - node.get("cold_on")).days)


def _node_urgency(node: Node, day: date) -> int:
    return _urgency(Weight.of(node).importance, _late(node, day))


def _urgency(importance: int, days_late: int) -> int:
    return max(1, importance) * max(1, days_late + 1)


def _ties(store: Store, nodes: Sequence[Node], day: date) -> list[QuietTie]:
    rhythm = rhythm_of(store) if nodes else None
    return [
        QuietTie(
            actor,
            node.get("cold_on"),
            _late(node, day),
            Weight.of(node),
            rhythm.days_for(node) if rhythm else None,
        )
        for actor, node in zip(read_actors(store, nodes), nodes, strict=True)
    ]
