"""Who is drawn when a question, a project, a way between two or common contacts are asked for.

found = find(store, derived, wish)     None when filters say who is drawn
found.ids, found.columns               whom, and how far to the right each stands (None: where the network has them)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from crm.derived.results import Derived
from crm.office import office_id, today
from crm.picture import matching
from crm.reading.alike import Alike, alike_to
from crm.reading.brokers import Between, brokers_between
from crm.reading.entrances import Entrances, entrances_to
from crm.reading.of_project import actors_of_project
from crm.reading.sides import Side, parse_side
from crm.reading.unseen import Unseen, unseen_since
from crm.reading.ways import Way, common_contacts, ways_between
from graph.store import Store
from web.red.wish import Wish

Pair = frozenset[str]
MONTHS = 12
# So many contacts stand between somebody and who is like it.
BETWEEN = 10
SIDES = (Side("tipo", "embassy"), Side("tipo", "city_dependency"))
TOWARDS = Side("familia", "cooperation")


@dataclass(frozen=True)
class Found:
    """Whom an asking draws. `pairs` limits the ties that are drawn (None: all); `result` is what was found, for its words."""

    ids: tuple[str, ...]
    columns: Mapping[str, int] | None = None
    pairs: frozenset[Pair] | None = None
    result: Between | Unseen | Entrances | tuple[Way, ...] | tuple[Alike, ...] | tuple[str, ...] | None = None


def find(store: Store, derived: Derived, wish: Wish) -> Found | None:
    """What is asked for beside filters, the most particular first."""
    if len(wish.ruta) == 2:
        return _ways(store, derived, wish)
    if len(wish.comunes) == 2:
        return _common(derived, wish)
    if wish.como:
        return _alike(derived, wish)
    answers: dict[str, Callable[[Derived, Wish], Found]] = {
        "puentes": _brokers,
        "frios": _unseen,
        "puerta": _entrances,
    }
    if wish.pregunta in answers:
        return answers[wish.pregunta](derived, wish)
    if wish.proyecto:
        return Found(tuple(actors_of_project(store, wish.proyecto)))
    return None


def sides_of(wish: Wish) -> tuple[Side, Side]:
    """The two sides of the question who connects them."""
    asked = [side for text in wish.lado if (side := parse_side(text)) is not None and side.kind != "pais"]
    rest = [side for side in SIDES if side not in asked]
    one, other, *_more = [*asked, *rest]
    return one, other


def towards(wish: Wish) -> Side:
    """Where the question for the only door leads."""
    return parse_side(wish.hacia) or TOWARDS


def unseen_from(wish: Wish) -> date:
    """The day since when nobody was seen."""
    months = today().year * 12 + today().month - 1 - (wish.meses or MONTHS)
    return date(months // 12, months % 12 + 1, min(today().day, 28))


def _ways(store: Store, derived: Derived, wish: Wish) -> Found:
    one, other = wish.ruta
    ways = tuple(ways_between(store, derived, (one, other), wish.dia or derived.day))
    longest = max((len(way.steps) for way in ways), default=1)
    columns = {one: 0, other: longest}
    for way in ways:
        between = way.actors[1:-1]
        columns |= {id: place * longest // len(way.steps) for place, id in enumerate(between, start=1)}
    pairs = frozenset(frozenset(pair) for way in ways for pair in pairwise(way.actors))
    return Found(tuple(columns), columns, pairs, ways)


def _common(derived: Derived, wish: Wish) -> Found:
    one, other = wish.comunes
    both = tuple(common_contacts(derived, (one, other), wish.dia or derived.day))
    columns = {one: 0, **dict.fromkeys(both, 1), other: 2}
    return Found(tuple(columns), columns, _joined((one, other), both), both)


def _alike(derived: Derived, wish: Wish) -> Found:
    """Somebody at the left, who is like it at the right, between them the contacts that they share."""
    found = tuple(alike_to(derived, wish.como))
    shared = Counter(id for one in found for id in one.contacts)
    between = [id for id, _count in shared.most_common(BETWEEN) if id not in {one.actor for one in found}]
    columns = {wish.como: 0, **dict.fromkeys(between, 1), **dict.fromkeys((one.actor for one in found), 2)}
    met = [one.actor for one in found if one.actor in shared]
    pairs = [_joined((one.actor,), {*one.contacts} & {*between}) for one in found]
    return Found(tuple(columns), columns, _joined((wish.como,), (*between, *met)).union(*pairs), found)


def _brokers(derived: Derived, wish: Wish) -> Found:
    found = brokers_between(derived, *sides_of(wish))
    columns: dict[str, int] = {}
    for broker in found.brokers:
        columns |= dict.fromkeys(broker.one, 0) | dict.fromkeys(broker.other, 2)
    columns |= {broker.actor: 1 for broker in found.brokers}
    pairs = frozenset[Pair]().union(
        *(_joined((broker.actor,), (*broker.one, *broker.other)) for broker in found.brokers)
    )
    return Found(tuple(columns), columns, pairs, found)


def _joined(some: Iterable[str], others: Iterable[str]) -> frozenset[Pair]:
    ends = tuple(others)
    return frozenset(frozenset((one, other)) for one in some for other in ends)


def _unseen(derived: Derived, wish: Wish) -> Found:
    kind = (
        matching(derived, replace(wish.filter(), around=()))[2] if wish.chooses_actors or wish.tema else None
    )
    found = unseen_since(derived, unseen_from(wish), among=kind)
    return Found(found.actors, result=found)


def _entrances(derived: Derived, wish: Wish) -> Found:
    """From the office at the left to the doors, and behind them to whom nobody else leads."""
    found = entrances_to(derived, towards(wish), wish.dia or derived.day)
    if not found.knows and not found.doors:
        return Found((), result=found)
    columns = {office_id(): 0, **dict.fromkeys(found.knows, 1)}
    for entrance in found.doors:
        columns |= {entrance.door: 1} | dict.fromkeys(entrance.behind, 2)
    return Found(tuple(columns), columns, None, found)
