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


def last_use(visit: Node, delegation: Node | None, kept: date | None = None) -> date:
    """Seven days after the visit can end at the latest; when nobody knows, as it is `kept`, else seven days from now.

    A vague "junio de 2027" ends on the 30th at the latest; of one that is past nobody knows the day. What has no known
    end is not kept longer by each edit.
    """
    said = [delegation.get(name) for name in ("last_day", "first_day")] if delegation else []
    ends = next((day for day in [*said, _known_end(visit)] if day), None)
    if ends is None and kept is not None:
        return kept
    return (ends or today()) + timedelta(days=KEPT_DAYS)


def _known_end(visit: Node) -> date | None:
    ends: date | None = visit.get("end")
    exact = visit.get("precision") in ("day", "range")
    return ends if exact or (ends is not None and ends >= today()) else None
