"""All frames of a selection as one compact JSON: places instead of ids, days as ordinals, words already said.

actors    [[id, name, short name], …]           appears   the day from which each is in the picture, 0 for always
meetings  [[first day, last day], …]            took_part for each actor its meetings, by place
ties      [[actor, actor], …]                   met       for each tie its meetings
standing  [[actor, actor, since], …]            fresh, cold   days after which a tie cools and is lost
frames    [{day, at (the day's ordinal), name, title, description, changes {kind: [places]}}, …]
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from crm.over_time.changes import Changes
from crm.over_time.frames import COLD_DAYS, FRESH_DAYS
from crm.over_time.history import Lines, Numbers
from web.over_time.picture import standing_of
from web.over_time.span import Moment, Span
from web.over_time.words import description_of, finding_of, period_name
from web.red.names import plain

KINDS = tuple(field.name for field in fields(Changes))


def answer_of(span: Span) -> dict[str, Any]:
    """The whole span; JSON."""
    history, nodes = span.history, span.view.nodes
    return {
        "unit": span.unit,
        "fresh": FRESH_DAYS,
        "cold": COLD_DAYS,
        "actors": [[node.id, plain(node.name) or node.id] for node in nodes],
        "appears": [min(day, 9_999_999) for day in history.appears.tolist()],
        "meetings": [list(pair) for pair in zip(history.start.tolist(), history.end.tolist(), strict=True)],
        "took_part": rows_of(history.took_part, len(history.actors)),
        "ties": history.ties.tolist(),
        "met": rows_of(history.met, len(history.ties)),
        "standing": [list(tie) for tie in standing_of(span)],
        "frames": [_frame(span, moment) for moment in span.moments],
    }


def rows_of(lines: Lines, size: int) -> list[list[int]]:
    """The meetings of each owner."""
    found: list[list[int]] = [[] for _ in range(size)]
    for owner, meeting in zip(_listed(lines.owner), _listed(lines.meeting), strict=True):
        found[owner].append(meeting)
    return found


def _listed(values: Numbers) -> list[int]:
    listed: list[int] = values.tolist()
    return listed


def _frame(span: Span, moment: Moment) -> dict[str, Any]:
    changes = {kind: found for kind in KINDS if (found := getattr(moment.changes, kind))}
    return {
        "day": moment.frame.day.isoformat(),
        "at": moment.frame.day.toordinal(),
        "name": period_name(moment),
        "title": finding_of(span, moment),
        "description": description_of(moment),
        "changes": changes,
    }
