"""Ties that hold without a meeting, for pictures: member of, twinned with, part of, funds, partners with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from crm.network import STRUCTURE
from graph.records import Edge
from graph.store import EdgeQuery, Store

_WEAK = "derived"


@dataclass(frozen=True, slots=True)
class StandingTie:
    """One tie between two actors; `weak` when no source states it and it was only concluded. `since` is its first day."""

    source: str
    target: str
    type: str
    weak: bool
    since: date | None = None


def standing_ties(
    store: Store, ids: Collection[str], day: date | None = None, limit: int = 1000
) -> list[StandingTie]:
    """The standing ties among some actors, one of a type between two, without those that began after `day`.

    At most `limit` are looked at.
    """
    wanted = frozenset(ids)
    if not wanted:
        return []
    found = store.edges(EdgeQuery(tuple(sorted(wanted)), STRUCTURE, "out", limit=limit))
    inside = [edge for edge in found if edge.end in wanted and edge.start != edge.end and _began(edge, day)]
    ties = {(edge.start, edge.end, edge.type): _tie(edge) for edge in inside}
    return [ties[key] for key in sorted(ties)]


def _began(edge: Edge, day: date | None) -> bool:
    start = edge.get("start")
    return day is None or start is None or start <= day


def standing_contacts(store: Store, ids: Collection[str], limit: int = 60) -> list[str]:
    """Who is tied so to some actors, in either direction, they themselves left out; at most `limit` ties are looked at."""
    asked = frozenset(ids)
    if not asked:
        return []
    found = store.edges(EdgeQuery(tuple(sorted(asked)), STRUCTURE, "any", limit=limit))
    return sorted({end for edge in found for end in (edge.start, edge.end)} - asked)


def _tie(edge: Edge) -> StandingTie:
    weak = edge.get("grade") == _WEAK
    return StandingTie(edge.start, edge.end, edge.type, weak, edge.get("start"))
