"""Asking for a trial, and its result as the reader may see it now."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crm.derived.results import Derived
from crm.errors import InvalidData, NotFound, Problem
from crm.simulation.changes import Change, read_change
from web.simulation.jobs import FOLDER, Job, look, run_apart
from web.simulation.turns import take_turn
from web.store_keeping import whole_store
from web.wording import actor_names


def asked_change(derived: Derived, kind: str, actor: str, other: str) -> Change:
    """The change. Raises InvalidData for what cannot be tried, and for an actor whom the reader does not see (any more)."""
    change = read_change(derived, kind, actor, other)
    given = {"actor": actor, "other": other if change.other else ""}
    seen = actor_names(given.values())
    unseen = [(field, id) for field, id in given.items() if id and id not in seen]
    if unseen:
        raise InvalidData([Problem(field, "simulation_unknown", {"value": id[:80]}) for field, id in unseen])
    return change


def start(derived: Derived, change: Change) -> str:
    """Starts the trial unless it goes on or is done already; gives its id. Raises InvalidData when too many go on."""
    state = derived.folder.path
    if take_turn(whole_store(), state / FOLDER, change.id, asdict(change)):
        run_apart(state, change.id)
    return change.id


def look_as_seen(derived: Derived, id: str) -> Job:
    """How a trial stands, its lines without whom the reader does not see. Raises NotFound, also for a change of theirs."""
    job = look(derived, id)
    ends = {one for one in (job.change["actor"], job.change["other"]) if one}
    lines: list[dict[str, Any]] = job.result.get("actors", [])
    names = actor_names([*ends, *(line["actor"] for line in lines)])
    if not ends <= names.keys():
        raise NotFound("simulation", id)
    if lines:
        job.result["actors"] = [line for line in lines if line["actor"] in names]
    return job
