"""Whom not to ask twice: what the office already had with somebody in this month, and the records that show it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm.doors.model import Asked
from crm.office import office_id
from graph.store import EdgeQuery

if TYPE_CHECKING:
    from graph.records import Edge, Node
    from graph.store import Store

_LATER = {"cancelled", "rejected", "postponed"}
_OPEN = {"pending", "waiting"}
_VAGUE = timedelta(days=31)


def asked_this_month(store: Store, actors: Collection[str], as_of: date) -> dict[str, list[Asked]]:
    """For each of the actors what there is with it in the month of the day, the newest first; without any, no entry.

    Meetings that happened or are planned, with the office in them, what the actor owes by a day of the month, and plans
    of projects to turn to it. A few reads, however many actors; each record is one that the store shows.
    """
    if not actors:
        return {}
    first, last = _month(as_of)
    took = _edges(store, actors, "TOOK_PART", (first, last))
    owes = _edges(store, actors, "OWES", (first, last))
    plans = store.edges(EdgeQuery(tuple(sorted(actors)), ("ENGAGED_IN",), "out"))
    nodes = store.get({edge.end for edge in (*took, *owes, *plans)})
    ours = _with_us(store, [id for id, node in nodes.items() if node.root == "Interaction"])
    found: dict[str, list[Asked]] = {}
    for edge in (*took, *owes, *plans):
        node = nodes.get(edge.end)
        said = _asked(edge, node, ours) if node is not None else None
        said = said if said is None or first <= said.on <= last else None
        if said is not None:
            found.setdefault(edge.start, []).append(said)
    return {id: _newest(some) for id, some in found.items()}


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _edges(store: Store, actors: Collection[str], type: str, days: tuple[date, date]) -> list[Edge]:
    return store.edges(EdgeQuery(tuple(sorted(actors)), (type,), "out", since=days[0], until=days[1]))


def _with_us(store: Store, interactions: Collection[str]) -> set[str]:
    """Those of the interactions that the office takes part in."""
    if not interactions:
        return set()
    edges = store.edges(EdgeQuery(tuple(sorted(interactions)), ("TOOK_PART",), "in"))
    return {edge.end for edge in edges if edge.start == office_id()}


def _asked(edge: Edge, node: Node, ours: set[str]) -> Asked | None:
    if node.get("archived") or node.get("reference") or str(node.get("status")) in _LATER:
        return None
    if node.root == "Interaction":
        on = edge.get("on")
        if node.id not in ours or not isinstance(on, date) or _vague(node):
            return None
        return Asked(node.id, "interaction", on, str(node.get("title")))
    if node.root == "Engagement":
        on = node.get("end") or node.get("start")
        return (
            None if not isinstance(on, date) or _vague(node) else Asked(node.id, "plan", on, _planned(node))
        )
    on = edge.get("due")
    if not isinstance(on, date) or str(node.get("status")) not in _OPEN:
        return None
    return Asked(node.id, "commitment", on, str(node.get("text")))


def _planned(node: Node) -> str:
    return str(node.get("next_step") or node.get("objective") or "")


def _vague(node: Node) -> bool:
    """Whether its date says no month: "primer trimestre de 2026"."""
    start, end = node.get("start"), node.get("end")
    return isinstance(start, date) and isinstance(end, date) and end - start > _VAGUE


def _newest(some: list[Asked]) -> list[Asked]:
    return sorted({one.id: one for one in some}.values(), key=lambda one: (one.on, one.id), reverse=True)
