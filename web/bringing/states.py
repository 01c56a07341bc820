"""How far a long piece of work is: one small file beside the upload, written anew as a whole each time.

data/uploads/<user>/<id>.state.json     what the worker says        <id>.cancel      somebody asked it to stop
data/uploads/<user>/<id>.review.json    what a table would do, for the page
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RUNNING = ("waiting", "reading", "planning", "saving", "undoing")
DEAD_SECONDS = 30.0
_ID = re.compile(r"work-[0-9a-f]{24}")


@dataclass
class State:
    """What the page tells: `share` (0 to 1) of the whole, `status` one of RUNNING, "ready", "done", "failed", "cancelled".

    `problems` are (key, params) of the catalogue; `result` depends on the work; `beat` is when it was last alive.
    """

    status: str = "waiting"
    share: float = 0.0
    count: int = 0
    beat: float = 0.0
    process: int = 0
    problems: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.status in RUNNING


def is_work(id: str) -> bool:
    """Whether it is the name of such a piece of work."""
    return _ID.fullmatch(id) is not None


def state_file(folder: Path, id: str) -> Path:
    """Where the state is."""
    return folder / f"{id}.state.json"


def task_file(folder: Path, id: str) -> Path:
    """Where it stands what was asked for."""
    return folder / f"{id}.task.json"


def review_file(folder: Path, id: str) -> Path:
    """Where the review of a table is."""
    return folder / f"{id}.review.json"


def cancel_file(folder: Path, id: str) -> Path:
    """What asks the worker to stop by being there."""
    return folder / f"{id}.cancel"


def write_state(folder: Path, id: str, state: State) -> None:
    """Writes it whole."""
    state.beat = time.time()
    write_json(state_file(folder, id), asdict(state))


def write_json(file: Path, value: object) -> None:
    """Writes a document so that nobody reads half of it."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8", errors="replace")
    part.replace(file)


def read_state(folder: Path, id: str) -> State | None:
    """The state; None when there is no such work. A worker that has not been alive for half a minute has died."""
    try:
        said = json.loads(state_file(folder, id).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    state = State(**said)
    if state.running and (time.time() - state.beat > DEAD_SECONDS or _is_gone(state.process)):
        state.status, state.problems = "died", [("import_died", {})]
    return state


def _is_gone(process: int) -> bool:
    """Whether a process of this machine has ended; 0 is one that has not begun."""
    if not process:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
