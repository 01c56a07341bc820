"""What goes on beside the pages while they are measured: saves that keep the analyst at work, or the suite of a large city.

nothing     the people alone
saves       a meeting every few seconds, so that the server's own analyst computes all the time it allows itself
suite       saves, and the suite of 250,000 actors over and over, with the analyst's niceness
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

WHAT = ("nothing", "saves", "suite")
EVERY_SECONDS = 4.0


@contextmanager
def beside(what: str, database: str) -> Iterator[None]:
    """Lets it go on as long as the block runs."""
    with ExitStack() as stack:
        if what != "nothing":
            stack.enter_context(_saving(database))
        if what == "suite":
            stack.enter_context(_measuring())
        yield


@contextmanager
def _saving(database: str) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=_save, args=(database, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _save(database: str, over: threading.Event) -> None:
    from crm.access import SYSTEM
    from crm.actor_lists import ActorFilter, list_actors
    from crm.interactions import Interaction, create_interaction
    from crm.periods import Period
    from crm.schema import SCHEMA
    from graph.opening import open_store

    store = open_store(f"sqlite:///{database}", SCHEMA)
    ids = [one.id for one in list_actors(store, ActorFilter(order="name", limit=50)).items]
    number = 0
    while not over.wait(EVERY_SECONDS):
        day = date(2026, 11, 1) - timedelta(days=number % 300)
        parties = [{"actor": ids[(number + step) % len(ids)], "role": "counterpart"} for step in (0, 7)]
        said = {
            "title": f"Reunión {number}",
            "kind": "meeting",
            "when": Period(day, day, "day"),
            "participants": parties,
        }
        create_interaction(store, SYSTEM, Interaction.model_validate(said))
        number += 1
    store.close()


@contextmanager
def _measuring() -> Iterator[None]:
    from web.companion import NICENESS

    command = ["nice", "-n", str(NICENESS), sys.executable, "-m", "tests.benchmarks.suite", "--only", "ours"]
    process = subprocess.Popen([*command, "--for", "600"], stdout=subprocess.DEVNULL, env=dict(os.environ))
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)
