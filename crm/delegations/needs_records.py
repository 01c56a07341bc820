"""Until when the needs of a visit's guests are of use, by the nodes of the visit and of what extends it."""

from __future__ import annotations

from datetime import date, timedelta

from crm.identity import record_id
from crm.office import today
from graph.records import Node

KEPT_DAYS = 7
# What guests need is in no backup, as backups are kept for longer than it is of use.
NOT_COPIED = frozenset({"VisitNeeds"})


def needs_id(interaction: str) -> str:
    """The id of the record of a visit's needs."""
    return record_id("needs", interaction)


def last_use(visit: Node, delegation: Node | None) -> date:
    """Seven days after the visit ends; only when nobody knows its end, seven days from now."""
    known = visit.get("precision") in ("day", "range")
    said = [delegation.get(name) for name in ("last_day", "first_day")] if delegation else []
    ends = next((day for day in [*said, visit.get("end") if known else None] if day), None)
    return (ends or today()) + timedelta(days=KEPT_DAYS)
