"""The facts behind a proposal: who was invited when, who owes what to whom, who is taken on those days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.delegations.invitations import last_invited
from crm.interaction_model import OPEN
from crm.office import office_id, today
from graph.records import Edge
from graph.store import EdgeQuery, Query, Store, Where

_MANY = 500
Named = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of each actor: its last invitation (day, visit); what it owes and is owed (commitment, text); what it is taken by."""

    invited: Mapping[str, tuple[date, str]]
    owes: Named
    owed: Named
    taken: Named


def gather_facts(
    store: Store, actors: Sequence[str], visitors: Collection[str], span: tuple[str, date | None, date | None]
) -> Facts:
    """The facts about these actors; `span` is the visit with its first and last day. Five reads for any number."""
    if not actors:
        return Facts({}, {}, {}, {})
    visit, begins, ends = span
    other_side = tuple(sorted({office_id(), *visitors}))
    return Facts(
        invited=last_invited(store, actors, begins or today() + timedelta(days=1)),
        owes=_promises(store, ("owner", tuple(actors)), ("beneficiary", other_side)),
        owed=_promises(store, ("beneficiary", tuple(actors)), ("owner", other_side)),
        taken=_taken(store, actors, visit, (begins, ends)) if begins else {},
    )


def _promises(store: Store, mine: tuple[str, tuple[str, ...]], theirs: tuple[str, tuple[str, ...]]) -> Named:
    where = (
        Where(mine[0], "in", mine[1]),
        Where(theirs[0], "in", theirs[1]),
        Where("status", "in", tuple(sorted(OPEN))),
        Where("archived", "=", False),
    )
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in store.find(Query("Commitment", where=where, limit=_MANY, total=False)).items:
        found[str(node.get(mine[0]))].append((node.id, str(node.get("text"))))
    return found


def _taken(store: Store, actors: Sequence[str], visit: str, days: tuple[date | None, date | None]) -> Named:
    """By another interaction or another visit's programme on one of the days."""
    begins, ends = days
    types = ("TOOK_PART", "ON_PROGRAMME")
    query = EdgeQuery(tuple(actors), types, "out", since=begins, until=ends or begins, limit=_MANY)
    edges = [edge for edge in store.edges(query) if edge.end != visit]
    there = store.get({edge.end for edge in edges}) if edges else {}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        node = there.get(edge.end)
        if node is not None and not node.get("archived") and node.get("interaction") != visit:
            found[edge.start].append((_record(edge, str(node.get("interaction"))), str(node.get("title"))))
    return found


def _record(edge: Edge, visit: str) -> str:
    """The record with a page: the interaction, or the visit whose programme it is."""
    return edge.end if edge.type == "TOOK_PART" else visit
