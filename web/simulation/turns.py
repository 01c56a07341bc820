"""The turns of trials (web.turns): one goes on as long as its file says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from crm.access import SYSTEM
from crm.errors import InvalidData, translated
from graph.store import Store
from web.simulation.jobs import FOLDER, note, read_job, stands
from web.turns import MOST_AT_ONCE, note_turn

RECORD = "simulations"


def take_turn(store: Store, folder: Path, change_id: str, change: dict[str, str]) -> bool:
    """Notes the trial as begun, in `folder`; False when it goes on or is done already.

    A unit of work of its own: of two processes that ask at once the second counts the first. Raises InvalidData when too
    many go on.
    """
    with translated(), store.transaction(SYSTEM.id) as tx:
        record = tx.get([RECORD]).get(RECORD)
        if stands(folder, change_id):
            return False
        name = f"{folder.parent.name}/{change_id}"
        if not note_turn(tx, RECORD, record, name, partial(_goes_on, folder.parent.parent)):
            raise InvalidData.of("", "simulation_busy", count=MOST_AT_ONCE)
        note(folder, change_id, change)
    return True


def _goes_on(results: Path, trial: str) -> bool:
    state, _slash, id = trial.partition("/")
    job = read_job(results / state / FOLDER, id)
    return job is not None and job.running
