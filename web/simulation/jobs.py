"""Starting a trial in a child process, and looking how far it is.

data/derived/state-42-…/simulations/sim-….json      the change, whether it runs, the result

A result lies within the state of the data that it was made from, and goes when that goes. The child reads the kept
arrays alone: it needs no store and no secret.
"""

from __future__ import annotations

import json
import os
import re
import subprocess  # nosec B404
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from crm.derived.results import Derived
from crm.errors import InvalidData, NotFound
from crm.simulation.changes import Change

FOLDER = "simulations"
MOST_AT_ONCE, MOST_KEPT = 2, 200
BEAT, DEAD = 1.0, 30.0
_ID = re.compile(r"sim-[0-9a-f]{24}")
Status = Literal["running", "done", "died"]
_starting = threading.Lock()


@dataclass
class Job:
    """A trial: how it stands, since when, when it last said that it lives, and what came of it."""

    change: dict[str, str]
    status: Status = "running"
    began: float = 0.0
    beat: float = 0.0
    process: int = 0
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.status == "running"


def start(derived: Derived, change: Change) -> str:
    """Starts the trial unless it goes on or is done already; gives its id. Raises InvalidData when too many go on."""
    with _starting:  # of two that ask at once the second counts the first
        if not note(derived.folder.path / FOLDER, change):
            return change.id
    process = subprocess.Popen(  # nosec B603  # this very interpreter and a module of ours
        [sys.executable, "-m", "web.simulation.worker", str(derived.folder.path), change.id],
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parents[2],
        start_new_session=True,
    )
    threading.Thread(
        target=process.wait, daemon=True
    ).start()  # so that it leaves no trace among the processes
    return change.id


def note(folder: Path, change: Change) -> bool:
    """Notes the trial as begun; False when it goes on or is done already. Raises InvalidData when too many go on."""
    known = read_job(folder, change.id)
    if known is not None and known.status != "died":
        return False
    if _count_running(folder) >= MOST_AT_ONCE:
        raise InvalidData.of("", "simulation_busy", count=MOST_AT_ONCE)
    folder.mkdir(exist_ok=True)
    _make_room(folder)
    now = time.time()
    write_job(folder, change.id, Job(asdict(change), began=now, beat=now))
    return True


def _make_room(folder: Path) -> None:
    """Takes away the oldest results beyond the most that are kept: there are as many changes as pairs of actors."""
    files = sorted(folder.glob("sim-*.json"), key=lambda file: file.stat().st_mtime_ns)
    for file in files[: max(0, len(files) - MOST_KEPT + 1)]:
        file.unlink(missing_ok=True)


def look(derived: Derived, id: str) -> Job:
    """How a trial on the current results stands. Raises NotFound, also when the results have changed since."""
    job = read_job(derived.folder.path / FOLDER, id) if _ID.fullmatch(id) else None
    if job is None:
        raise NotFound("simulation", id[:80])
    return job


def job_file(folder: Path, id: str) -> Path:
    """Where a trial is kept."""
    return folder / f"{id}.json"


def write_job(folder: Path, id: str, job: Job) -> None:
    """Writes it so that nobody reads half of it."""
    file = job_file(folder, id)
    part = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}.part")
    with suppress(FileNotFoundError):  # the state was tidied away meanwhile
        part.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        part.replace(file)


def read_job(folder: Path, id: str) -> Job | None:
    """The trial, None when there is none. One that has been silent for half a minute has died."""
    try:
        job = Job(**json.loads(job_file(folder, id).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if job.running and time.time() - job.beat > DEAD:
        job.status = "died"
    return job


def _count_running(folder: Path) -> int:
    jobs = (read_job(folder, file.stem) for file in folder.glob("sim-*.json"))
    return sum(1 for job in jobs if job is not None and job.running)
