"""How far a worker is: a file beside its task, written while it works; it also hears there that it is to stop."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

from web.bringing.clearing import forget_file
from web.bringing.states import State, cancel_file, review_file, write_json, write_state
from web.bringing.tasks import Task
from web.bringing.watching import Cancelled

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


def keep_review(folder: Path, id: str, review: dict[str, Any]) -> None:
    """Puts the review where the page finds it."""
    write_json(review_file(folder, id), review)
