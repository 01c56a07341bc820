"""Run as a program beside the server: reads, plans, saves or undoes what takes longer than a page may.

    python -m web.bringing.worker  < one line: {"settings", "task"}

It lives under a limit of memory, says how far it is in a small file, stops when asked, and whatever ends it, the
store's own transaction leaves all or nothing. What it saved is noted in the same transaction, in a record Job.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from web.bringing.clearing import forget_file
from web.bringing.states import State, cancel_file, review_file, write_json, write_state
from web.bringing.tasks import Task
from web.bringing.watching import Cancelled, watched

MEMORY_MB = 3072
_BEAT = 1.0
_GRACE = 5.0
_PARTS = {"reading": (0.0, 0.15), "planning": (0.15, 0.45), "saving": (0.45, 0.97), "undoing": (0.05, 0.97)}


class Progress:
    """What the worker is doing; kept in the state file by a thread, so that it also beats within long steps."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.state = State(process=os.getpid())
        self.final = False
        self._lock = threading.Lock()
        self._asked = 0.0
        self.write()
        threading.Thread(target=self._beat, daemon=True).start()

    def enter(self, status: str, expected: int = 0) -> None:
        """Begins a part of the work; `expected` is how many steps it has, 0 when nobody knows."""
        self.stop_if_asked()
        self.state.status, self.expected = status, expected
        self.state.share = _PARTS[status][0]
        self.write()

    def tell(self, count: int) -> None:
        """How many steps of the part are done. Raises Cancelled when somebody asked for the end."""
        begin, end = _PARTS[self.state.status]
        part = min(1.0, count / self.expected) if self.expected else 0.5
        self.state.share, self.state.count = begin + (end - begin) * part, count
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raises Cancelled when somebody asked for the end."""
        if cancel_file(self.task.folder, self.task.id).exists():
            raise Cancelled

    def write(self) -> None:
        """Writes the state."""
        with self._lock:
            write_state(self.task.folder, self.task.id, self.state)

    def finish(self, status: str, **more: Any) -> None:
        """Writes the last state; before that, deletes the file when nobody needs it any more."""
        if status == "cancelled" or (status == "done" and self.task.work == "apply"):
            forget_file(self.task)
        self.final = True
        self.state.status, self.state.share = status, 1.0
        self.state.problems, self.state.result = more.get("problems", []), more.get("result", {})
        self.write()

    def _beat(self) -> None:
        while not self.final:
            time.sleep(_BEAT)
            with self._lock:
                if not self.final:
                    write_state(self.task.folder, self.task.id, self.state)
            if cancel_file(self.task.folder, self.task.id).exists():
                self._end_when_unheard()

    def _end_when_unheard(self) -> None:
        """Ends the process when a step hears nothing for some seconds; the store undoes an open transaction."""
        self._asked = self._asked or time.monotonic()
        if time.monotonic() - self._asked > _GRACE and self.state.share < _PARTS["saving"][1]:
            self.finish("cancelled")
            os._exit(0)


def limit_memory(megabytes: int = MEMORY_MB) -> None:
    """Sets the limit where the system knows one."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(settings: dict[str, Any], task: Task) -> None:
    """Does the task and says how it ended."""
    from crm.errors import CrmError, Unavailable, translated
    from crm.tables.applying import worded
    from web.bringing.doing import WORK
    from web.config import Config
    from web.opening import open_configured

    progress = Progress(task)
    try:
        config = Config(**settings)
        _set_office(config)
        store = open_configured(config)
        try:
            with translated():
                status, result = WORK[task.work](watched(store, progress.tell), task, progress)
        finally:
            store.close()
        progress.finish(status, result=result)
    except Cancelled:
        progress.finish("cancelled")
    except CrmError as failure:
        error = worded(failure) if isinstance(failure, Unavailable) else failure
        told = [(problem.key, dict(problem.params)) for problem in error.problems[:100]]
        progress.finish("failed", problems=[(_of_undoing(key, task), params) for key, params in told])
    except MemoryError:
        progress.finish("failed", problems=[("import_too_much_memory", {})])
    except Exception:
        progress.finish("failed", problems=[("undo_died" if task.work == "undo" else "import_died", {})])
        raise


def _of_undoing(key: str, task: Task) -> str:
    """What was too much for the store when it was saved is another sentence when it is taken back."""
    return "undo_too_big_for_store" if task.work == "undo" and key == "import_too_big_for_store" else key


def _set_office(config: Any) -> None:
    from crm.office import set_office

    set_office(config.office, config.time_zone)


def keep_review(folder: Path, id: str, review: dict[str, Any]) -> None:
    """Puts the review where the page finds it."""
    write_json(review_file(folder, id), review)


def main() -> None:
    """Reads what to do and does it."""
    said = json.loads(sys.stdin.readline())
    limit_memory()
    run(said["settings"], Task.read(said["task"]))


if __name__ == "__main__":
    main()
