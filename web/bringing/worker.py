"""Run as a program beside the server: reads, plans, saves or undoes what takes longer than a page may.

    python -m web.bringing.worker  < one line: {"settings", "task"}

It lives under a limit of memory, says how far it is in a small file, stops when asked, and whatever ends it, the
store's own transaction leaves all or nothing. What it saved is noted in the same transaction, in a record Job.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from web.bringing.progress import Progress
from web.bringing.tasks import Task
from web.bringing.watching import Cancelled, watched

MEMORY_MB = 3072


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


def main() -> None:
    """Reads what to do and does it."""
    said = json.loads(sys.stdin.readline())
    limit_memory()
    run(said["settings"], Task.read(said["task"]))


if __name__ == "__main__":
    main()
