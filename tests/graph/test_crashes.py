"""A process that is killed loses nothing it was told is saved, and leaves nothing half saved."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.store import Query, Store, Where
from tests.graph.conftest import Address
from tests.graph.things import everything, make_thing, save

ROOT = Path(__file__).parents[2]


def start(address: Address, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.graph.writer", *arguments],
        cwd=ROOT,
        env=address.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(writer: subprocess.Popen[str], seconds: float) -> list[int]:
    """Kills the process so long after its first acknowledgement; gives all it acknowledged."""
    assert writer.stdout is not None
    lines = [writer.stdout.readline()]
    time.sleep(seconds)
    writer.kill()
    # What stands in the pipe was written before the kill; a last line may have been cut.
    lines += writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    writer.stdout.close()
    return [int(line) for line in lines if line.endswith("\n")]


@pytest.mark.slow
def test_fifty_kills_lose_no_acknowledged_write_and_leave_no_half_one(
    store: Store, address: Address, engine: str
) -> None:
    # A kill cannot reach into a server, so there only the client's side is at stake and fewer will do.
    kills, longest = (50, 0.1) if engine == "sqlite" else (5, 1.0)
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for kill in range(kills):
        numbers = kill_after(start(address, f"w{kill}"), chance.uniform(0, longest))
        acknowledged |= {f"w{kill}-{number}" for number in numbers}
    records = everything(store)
    edges = {id for id in records if not id.endswith(("-a", "-b"))}
    assert len(acknowledged) >= kills
    assert acknowledged <= edges
    assert len(edges) <= len(acknowledged) + kills
    assert set(records) == edges | {f"{id}-{end}" for id in edges for end in "ab"}
    log = store.changes(limit=3 * len(edges) + 1)
    assert [entry.revision for entry in log] == list(range(1, 3 * len(edges) + 1))
    assert {entry.id: entry.after for entry in log} == records
    assert store.find(Query("Thing", text="palabra", limit=1)).total == len(edges)
    assert store.count(Query("Thing", where=(Where("tags", "has", "x"),)), ["tags"]) == {
        "tags": {"x": len(edges)}
    }


def test_a_kill_inside_a_transaction_undoes_it(store: Store, address: Address) -> None:
    save(store, make_thing("before"))
    writer = start(address, "w", "inside")
    assert writer.stdout is not None
    assert writer.stdout.readline() == "inside\n"
    writer.kill()
    writer.wait()
    writer.stdout.close()
    assert set(everything(store)) == {"before"}
    assert store.find(Query("Thing", text="palabra")).total == 0
    assert store.revision() == 1
    save(store, make_thing("after"))
    assert [entry.id for entry in store.changes()] == ["before", "after"]
