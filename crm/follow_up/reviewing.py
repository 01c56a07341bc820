"""The old commitments that came with the office's reports, looked at one at a time: what became of each.

kept · still open, with a day to come · called off · nobody knows any more
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crm.access import SYSTEM, Viewer
from crm.commitment_lists import CommitmentFilter, list_commitments
from crm.commitment_records import read_commitments
from crm.commitments import write_together
from crm.errors import InvalidData
from crm.interaction_model import Commitment
from crm.periods import Period
from crm.saving import node_of, refuse_version, writing
from graph.store import Query, Store, Where

Answer = Literal["done", "open", "cancelled", "unknown"]
_STATUS: dict[Answer, str] = {
    "done": "done",
    "open": "pending",
    "cancelled": "cancelled",
    "unknown": "unknown",
}
_LEFT = CommitmentFilter(status=("to_review",), limit=1)


@dataclass(frozen=True)
class Verdict:
    """What became of one. An open one needs `due`; `done_on` stays empty when nobody knows the day."""

    answer: Answer
    due: Period | None = None
    done_on: date | None = None
    result: str | None = None


@dataclass(frozen=True)
class Turn:
    """The commitment whose turn it is, None when none is left; how many are left of all; `next` skips this one."""

    commitment: Commitment | None
    left: int
    next: str | None
    total: int


def whose_turn(store: Store, after: str | None = None) -> Turn:
    """The oldest one that waits to be reviewed, or the one behind `after`; at the end one begins again."""
    page = list_commitments(store, replace(_LEFT, after=after))
    if not page.items and after:
        page = list_commitments(store, _LEFT)
    total = page.total + _reviewed(store)
    return Turn(page.items[0] if page.items else None, page.total, page.next, total)


def _reviewed(store: Store) -> int:
    """How many of those that came with the data, and not by anybody's hand, have been looked at."""
    where = (Where("recorded_by", "=", SYSTEM.id), Where("archived", "=", False))
    by_status = store.count(Query("Commitment", where=where), ["status"])["status"]
    return sum(count for status, count in by_status.items() if status != "to_review")


def review(store: Store, viewer: Viewer, id: str, version: int, verdict: Verdict) -> Commitment:
    """Says what became of one. Raises NotFound, NotAllowed, EditConflict; InvalidData for an open one without a day."""
    changes: dict[str, object] = {"status": _STATUS[verdict.answer]}
    if verdict.answer == "open":
        if verdict.due is None:
            raise InvalidData.of("due", "required")
        changes["due"] = verdict.due
    if verdict.answer == "done":
        changes |= {"done_on": verdict.done_on, "result": verdict.result}
    with writing(store, viewer) as tx:
        node = node_of(tx, "commitment", "Commitment", id)
        (current,) = read_commitments(tx, [node])
        refuse_version("commitment", current, version)
        changes["result"] = changes.get("result") or current.result
        return write_together(tx, store, viewer, [(node, current, current.changed(**changes))])[0]
