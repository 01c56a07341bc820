"""How many trials go on at once, whichever server process started them: noted in the store, in one record Job."""

from __future__ import annotations

from pathlib import Path

from crm.access import SYSTEM
from crm.errors import InvalidData, translated
from graph.records import Node
from graph.store import Store
from web.simulation.jobs import FOLDER, MOST_AT_ONCE, note, read_job, stands

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
        noted = record.get("trials") if record else None
        going = [one for one in noted or () if _goes_on(folder.parent.parent, str(one))]
        if len(going) >= MOST_AT_ONCE:
            raise InvalidData.of("", "simulation_busy", count=MOST_AT_ONCE)
        said = {"kind": RECORD, "status": "running", "trials": [*going, f"{folder.parent.name}/{change_id}"]}
        tx.put_nodes([Node(RECORD, ("Job",), said, version=record.version if record else 0)])
        note(folder, change_id, change)
    return True


def _goes_on(results: Path, trial: str) -> bool:
    state, _slash, id = trial.partition("/")
    job = read_job(results / state / FOLDER, id)
    return job is not None and job.running
