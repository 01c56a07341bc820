"""Run as a program beside the server: tries one change on the kept results and keeps what comes of it.

python -m web.simulation.worker FOLDER_OF_THE_RESULTS ID
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from web.simulation.jobs import BEAT, FOLDER, Job, read_job, write_job


def run(state: Path, id: str) -> None:
    """Does the trial that was noted; a failure leaves it as died."""
    folder = state / FOLDER
    job = read_job(folder, id)
    if job is None:
        return
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(folder, id, job, over), daemon=True)
    beating.start()
    job.status = "died"
    try:
        job.result, job.status = _tried(state, job), "done"
    finally:
        over.set()
        beating.join()
        write_job(folder, id, job)


def _tried(state: Path, job: Job) -> dict[str, object]:
    from crm.derived.files import Folder
    from crm.derived.results import Derived
    from crm.simulation.changes import read_change
    from crm.simulation.running import simulate

    derived = Derived(Folder(state))
    said = job.change
    return simulate(derived, read_change(derived, said["kind"], said["actor"], said["other"]))


def _beat(folder: Path, id: str, job: Job, over: threading.Event) -> None:
    """Says every second that the trial lives; a state that was tidied away meanwhile needs no sign."""
    while not over.wait(BEAT):
        write_job(folder, id, Job(job.change, "running", job.began, time.time()))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
