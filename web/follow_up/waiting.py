"""From whom the office waits for an answer: what others promised and has not come, by who owes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from crm.commitments import Commitment, CommitmentFilter, facet_commitments, list_commitments
from crm.interaction_model import OPEN
from crm.office import today
from graph.store import Store
from web.commitments.pages import read_names
from web.commitments.ticking import just_ticked
from web.remembered import remembered
from web.store import current_store

OWNERS, EACH, LOOKED_AT, ALL = 25, 4, 300, 200
blueprint = Blueprint("esperando", __name__)
_THEIRS = CommitmentFilter(status=tuple(sorted(OPEN)), direction=("theirs",))


@dataclass(frozen=True)
class Owing:
    """Who owes, how much in all, and the first of it by the day."""

    owner: str
    total: int
    first: Sequence[Commitment]
    late: int


@blueprint.get("/compromisos/esperando")
def lista() -> str:
    """Everybody who owes something, or all that one of them owes (`?de=`)."""
    store, chosen = current_store(), request.args.get("de", "")[:80]
    owing = _one(store, chosen) if chosen else _everybody(store)
    blocked = CommitmentFilter(status=("waiting",), direction=("ours", "none"), limit=20)
    ours = [] if chosen else list_commitments(store, blocked).items
    read_names([*ours, *(one for owed in owing for one in owed.first)])
    return render_template(
        "seguimiento/esperando.html", owing=owing, ours=ours, chosen=chosen, ticked=just_ticked()
    )


def _one(store: Store, owner: str) -> list[Owing]:
    found = list_commitments(
        store, CommitmentFilter(_THEIRS.words, _THEIRS.status, ("theirs",), (owner,), limit=ALL)
    )
    return [Owing(owner, found.total, found.items, _late(found.items))] if found.items else []


def _everybody(store: Store) -> list[Owing]:
    counts = remembered("owing", _THEIRS, lambda: facet_commitments(store, _THEIRS, ("owner",)))["owner"]
    totals = {str(owner): number for owner, number in counts.items() if owner}
    most = sorted(totals, key=lambda owner: (-totals[owner], owner))[:OWNERS]
    if not most:
        return []
    filter = CommitmentFilter("", _THEIRS.status, ("theirs",), tuple(most), limit=LOOKED_AT)
    by_owner: defaultdict[str, list[Commitment]] = defaultdict(list)
    for one in list_commitments(store, filter).items:
        by_owner[one.owner or ""].append(one)
    owing = [Owing(owner, totals[owner], by_owner[owner][:EACH], _late(by_owner[owner])) for owner in most]
    return sorted(owing, key=lambda owed: (-owed.late, -owed.total, owed.owner))


def _late(found: Sequence[Commitment]) -> int:
    day = today()
    return sum(one.due is not None and one.due.sort_day < day for one in found)
