"""A trial in a child process, and how far it is.

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
from crm.errors import NotFound

FOLDER = "simulations"
MOST_KEPT = 200
BEAT, DEAD = 1.0, 30.0
_ID = re.compile(r"sim-[0-9a-f]{24}")
Status = Literal["running", "done", "died"]


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


def run_apart(state: Path, id: str) -> None:
    """Lets a child process do the trial that was noted."""
    process = subprocess.Popen(  # nosec B603  # this very interpreter and a module of ours
        [sys.executable, "-m", "web.simulation.worker", str(state), id],
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parents[2],
        start_new_session=True,
    )
    threading.Thread(
        target=process.wait, daemon=True
    ).start()  # so that it leaves no trace among the processes


def stands(folder: Path, id: str) -> bool:
    """Whether the trial goes on or is done already."""
    known = read_job(folder, id)
    return known is not None and known.status != "died"


def note(folder: Path, id: str, change: dict[str, str]) -> None:
    """Notes the trial as begun."""
    folder.mkdir(exist_ok=True)
    _make_room(folder)
    now = time.time()
    write_job(folder, id, Job(change, began=now, beat=now))


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
