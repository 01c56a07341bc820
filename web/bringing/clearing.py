"""What a piece of work leaves behind: people's data go with it, and after a day so does everything else.

data/uploads/<user>/<sha256>.csv  work-….review.json      deleted when the file was saved, or its work was cancelled
data/uploads/<user>/*                                     deleted each night when it is a day old
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from web.bringing.states import cancel_file, review_file, state_file, task_file
from web.bringing.tasks import Task

DAY = 24 * 3600.0


def forget_file(task: Task) -> None:
    """Deletes the file of a task and every review made of it; how the task itself ended stays to be looked at."""
    if not task.file.name:  # the undoing of an import has none
        return
    for id in _works_on(task.folder, task.file.name):
        review_file(task.folder, id).unlink(missing_ok=True)
        if id != task.id:
            for make in (state_file, task_file, cancel_file):
                make(task.folder, id).unlink(missing_ok=True)
    task.file.unlink(missing_ok=True)


def _works_on(folder: Path, key: str) -> Iterator[str]:
    for file in list(folder.glob("work-*.task.json")):
        try:
            said = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if said.get("key") == key:
            yield file.name.removesuffix(".task.json")


def clear_uploads(uploads: Path, older: float = DAY) -> int:
    """Deletes what was written more than `older` seconds ago, whoever sent it; says how many files that were."""
    now = time.time()
    old = [path for path in uploads.glob("*/*") if path.is_file() and now - path.stat().st_mtime > older]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
