"""Starting a worker, looking how far it is, asking it to stop."""

from __future__ import annotations

import json
import secrets
import subprocess  # nosec B404
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import current_app

from crm.errors import InvalidData, NotFound
from crm.saving import writing
from graph.records import Node
from graph.store import Store
from web.auth import the_viewer
from web.bringing.doing import saved_by
from web.bringing.review import Review, unpacked
from web.bringing.states import (
    State,
    cancel_file,
    is_work,
    read_state,
    review_file,
    task_file,
    write_json,
    write_state,
)
from web.bringing.tasks import Task
from web.companion import settings_of
from web.store import current_store
from web.uploads import upload_folder

MOST_AT_ONCE = 2
BIG_BYTES = 400_000
BIG_BOOK_BYTES = 120_000


def is_big(file: Path) -> bool:
    """Whether reading it takes longer than a page may wait."""
    return file.stat().st_size > (
        BIG_BYTES if file.suffix in {".csv", ".tsv", ".txt", ".vcf"} else BIG_BOOK_BYTES
    )


def start(work: str, **more: Any) -> str:
    """Starts a piece of work for whom is asking, and gives its id. Raises InvalidData when too many go on."""
    folder = upload_folder()
    if count_running(folder.parent) >= MOST_AT_ONCE:
        raise InvalidData.of("file", "import_busy", count=MOST_AT_ONCE)
    id = f"work-{secrets.token_hex(12)}"
    task = Task(id=id, work=work, viewer=the_viewer(), folder=folder, **more)  # type: ignore[arg-type]
    _note(current_store(), task)
    write_json(task_file(folder, id), {"work": work, "name": task.name, "key": task.file.name})
    write_state(folder, id, State())
    said = {"settings": json.loads(settings_of(current_app.config["ALIADOS"])), "task": task.written()}
    # It is this very interpreter and a module of ours; what the user sent goes in by its input.
    process = subprocess.Popen(  # nosec B603
        [sys.executable, "-m", "web.bringing.worker"],
        stdin=subprocess.PIPE,
        cwd=_home(),
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(said).encode() + b"\n")
    process.stdin.close()
    threading.Thread(
        target=process.wait, daemon=True
    ).start()  # so that it leaves no trace among the processes
    return id


def _home() -> Path:
    return Path(__file__).resolve().parents[2]


def _note(store: Store, task: Task) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"kind": "import", "work": task.work, "status": "running", "made": now, "user": task.viewer.id}
    with writing(store, task.viewer) as tx:
        tx.put_nodes([Node(task.id, ("Job",), said)])


def count_running(folder: Path) -> int:
    """How many go on, whoever asked for them."""
    found = [file for file in folder.glob("*/work-*.state.json") if time.time() - file.stat().st_mtime < 60]
    states = (read_state(file.parent, file.name.removesuffix(".state.json")) for file in found)
    return sum(1 for state in states if state is not None and state.running)


def look(id: str) -> State:
    """How far one's own piece of work is. Raises NotFound.

    One that ended otherwise after it had saved everything (its process died, somebody asked it to stop, the store failed
    to close) is done: the record Job, saved with the rest, says so.
    """
    state = read_state(upload_folder(), id) if is_work(id) else None
    if state is None:
        raise NotFound("import", id[:80])
    if state.status in {"died", "cancelled", "failed"}:
        job = current_store().get([id]).get(id)
        if job is not None and job.get("status") == "done":
            return State("done", 1.0, result=_noted(job))
        if state.status == "died" and job is not None and job.get("work") == "undo":
            state.problems = [("undo_died", {})]
    return state


def _noted(job: Node) -> dict[str, Any]:
    """What a worker noted of its work when it was saved; which unit that was, the record it began with tells."""
    result: dict[str, Any] = json.loads(job.get("result", "{}"))
    if record := result.pop("record", ""):
        result["transaction"] = saved_by(current_store(), record)
    return result


def review_of_work(id: str) -> Review:
    """The review that was made. Raises NotFound when there is none."""
    try:
        return unpacked(json.loads(review_file(upload_folder(), id).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise NotFound("import", id[:80]) from error


def task_of(id: str) -> dict[str, str]:
    """What was asked for: the work, the file's name and key. Raises NotFound."""
    try:
        said: dict[str, str] = json.loads(task_file(upload_folder(), id).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFound("import", id[:80]) from error
    return said


def cancel(id: str) -> None:
    """Asks it to stop; what it has not finished leaves nothing behind. Raises NotFound."""
    state = look(id)
    if state.running:
        cancel_file(upload_folder(), id).touch()
