"""One period in numbers, beside the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from crm.health.concentration import concentration_of
from crm.health.people import single_people
from crm.health.spans import Span
from crm.health.taking_part import Numbers, TakingPart
from crm.vocabulary import vocabulary
from graph.projection import Options, project
from graph.roles import contacts_by_group, roles_of
from graph.two_mode import BoolArray

TOP = 5


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What stays the same over the periods: the table, each actor's sector (-1: none) and rhythm in days (0: none)."""

    table: TakingPart
    sector: Numbers
    rhythm: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A period with who was active in it (how often) and who perhaps."""

    span: Span
    events: BoolArray
    active: Numbers
    perhaps: BoolArray


def count_period(context: Context, span: Span) -> Counted:
    """Who took part in the period, and who did in something that may lie in it."""
    table = context.table
    events = table.within(span)
    return Counted(span, events, table.counts(events), table.counts(table.perhaps(span)) > 0)


def measure_period(
    context: Context, now: Counted, before: Counted | None
) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """The period as a JSON object, and the lists of actors behind its numbers."""
    lists = _lists(context, now, before)
    said: dict[str, Any] = {
        "start": now.span.start.isoformat(),
        "end": now.span.end.isoformat(),
        "edtf": now.span.period.edtf,
        "running": now.span.running,
        "interactions": int(now.events.sum()),
        "unplaced": int(context.table.perhaps(now.span).sum()),
        "people": single_people(context.table, now.events),
    }
    shared = concentration_of(now.active)
    said["concentration"] = asdict(shared) if shared else None
    said |= _network(context, now)
    return said, lists


def _lists(context: Context, now: Counted, before: Counted | None) -> dict[str, Numbers]:
    """Numbers of actors; the most active come first among who is active.

    New is whose very first interaction began in the period; who perhaps took part is neither lost nor back.
    """
    start, here = now.span.start.toordinal(), now.active > 0
    seen = context.table.first < start
    there = before.active > 0 if before else np.zeros_like(here)
    perhaps = before.perhaps if before else np.zeros_like(here)
    found = {
        "active": here,
        "new": here & ~seen,
        "back": here & seen & ~there & ~perhaps,
        "lost": there & ~here & ~now.perhaps,
        "cold": _cold(context, now),
    }
    order = np.argsort(-now.active, kind="stable")
    return {name: order[mask[order]] for name, mask in found.items()}


def _cold(context: Context, now: Counted) -> BoolArray:
    """Who had been met by the period's end, but not for longer than the rhythm of its type."""
    day = now.span.end
    last = context.table.last_by(day)
    late = (last > 0) & (context.rhythm > 0) & (last + context.rhythm < day.toordinal())
    return late & context.table.partners & ~now.perhaps


def _network(context: Context, now: Counted) -> dict[str, Any]:
    """Ties, brokers and E-I by sector among the partners of the period, each tie counted alike."""
    options = Options(as_of=now.span.end.toordinal(), keep_members=now.active > 0, keep_events=now.events)
    here = np.flatnonzero(now.active > 0)
    one = project(context.table.network.data, options).among(now.active > 0)
    matrix, sector = one.matrix(), context.sector[here]
    contacts = contacts_by_group(matrix, sector, len(vocabulary("sectors").ids))
    roles = roles_of(matrix, sector)
    return {
        "ties": len(one.first),
        "ei": _ei(contacts, sector),
        "brokers": _brokers(roles.observed["total"] / 2, sector, here) if roles else None,
    }


def _ei(contacts: Any, sector: Numbers) -> dict[str, dict[str, int]]:
    """Ties of each sector's members within it and out of it; "all" counts each tie once."""
    found = {}
    for place, name in enumerate(vocabulary("sectors").ids):
        own = contacts[sector == place]
        inside, total = int(own[:, place].sum()) // 2, int(own.sum())
        found[name] = {"inside": inside, "outside": total - 2 * inside}
    outside = sum(one["outside"] for one in found.values()) // 2
    found["all"] = {"inside": sum(one["inside"] for one in found.values()), "outside": outside}
    return found


def _brokers(pairs: Any, sector: Numbers, here: Numbers) -> Mapping[str, list[float]]:
    """Of each sector the partner between most pairs that have not met: its number and the pairs."""
    found = {}
    for place, name in enumerate(vocabulary("sectors").ids):
        own = np.flatnonzero((sector == place) & (pairs > 0))
        if len(own):
            best = own[np.argmax(pairs[own])]
            found[name] = [int(here[best]), float(pairs[best])]
    return found
