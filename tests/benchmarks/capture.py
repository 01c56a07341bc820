"""Reading lines at 10,000 and 50,000 invented actors: building the index of names, following a change, one proposal.

python -m tests.benchmarks.capture          prints one JSON object
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.capture.doors import NameIndex, known_names, propose, warm_names
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from seed.synthetic import Size, synthesise
from tests.makers import make_actor

CASES = Path(__file__).parents[1] / "crm" / "capture_cases.jsonl"


def measure(actors: int) -> dict[str, float]:
    """Milliseconds of each, and of the slowest of a hundred lines."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder, "red.db"), SCHEMA)
        synthesise(store, SYSTEM, Size(actors, 10), date(2026, 11, 1))
        begin = perf_counter()
        warm_names(store)
        built = perf_counter() - begin
        create_actor(store, SYSTEM, make_actor(name="Embajada de Zarania"))
        begin = perf_counter()
        names = known_names(store, SYSTEM)
        followed = perf_counter() - begin
        times = sorted(_times(names))
        store.close()
    slow = quantiles(times, n=100)[-1]
    took = {
        "build": built,
        "follow": followed,
        "median line": median(times),
        "99th line": slow,
        "slowest": times[-1],
    }
    return {f"{name} (ms)": round(1000 * value, 2) for name, value in took.items()}


def _times(names: NameIndex) -> list[float]:
    """Seconds of each worked case, whose names are mostly not known here: looking for slips and near misses too."""
    cases: list[dict[str, Any]] = [
        json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()
    ]
    propose(names, cases[0]["text"], date(2026, 11, 19))
    times = []
    for case in cases:
        begin = perf_counter()
        propose(names, case["text"], date.fromisoformat(case["today"]))
        times.append(perf_counter() - begin)
    return times


def main() -> None:
    """Measures both sizes, or those asked for."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 50_000]
    print(json.dumps({f"{size} actors": measure(size) for size in sizes}, indent=1))


if __name__ == "__main__":
    main()
