"""The pages under load: the real server on SQLite with 10,000 actors, 8 people who think a second between pages.

python -m tests.benchmarks.pages DATABASE [--beside saves|suite]      milliseconds by page, p50 and p95 of all, as JSON

`--beside` says what the processors have to do at the same time (see `tests.benchmarks.beside`).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from tests.benchmarks.beside import WHAT, beside

PEOPLE = 8
SECONDS = 60
WARM_UP = 10
THINKING = 1.0


def paths_of(database: str) -> list[str]:
    """What the people look at: lists, filters, searches, records of busy and of quiet actors."""
    from crm.actor_lists import ActorFilter, list_actors
    from crm.schema import SCHEMA
    from graph.opening import open_store

    store = open_store(f"sqlite:///{database}", SCHEMA)
    busy = list_actors(store, ActorFilter(order="interactions", descending=True, limit=10)).items
    quiet = list_actors(store, ActorFilter(order="name", limit=10)).items
    store.close()
    lists = ["/", "/actores", "/actores?type=embassy", "/interacciones", "/compromisos", "/proyectos"]
    searches = [
        f"/buscar?q={quote(words)}" for words in ("universidad", "cámara", "camara sur", "medio ambiente")
    ]
    return [*lists, *searches, *(f"/actores/{actor.id}" for actor in (*busy, *quiet))]


def open_account(database: str) -> str:
    """A session for the people, made without the log-in page: its cookie's value."""
    from crm.access import SYSTEM
    from crm.accounts.managing import NewUser, create_user, open_session
    from crm.schema import SCHEMA
    from graph.opening import open_store

    store = open_store(f"sqlite:///{database}", SCHEMA)
    user = create_user(
        store, SYSTEM, NewUser(f"medida{time.time_ns()}", "Medida", "una frase larga"), "editor"
    )
    secret = open_session(store, user.id, datetime.now(UTC))
    store.close()
    return str(secret)


class Person(threading.Thread):
    """Somebody who opens one page after another on a connection that is kept."""

    def __init__(self, port: int, cookie: str, paths: list[str], number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.cookie, self.paths = port, cookie, paths
        self.rng = random.Random(number)
        self.times: list[tuple[str, float, float]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Opens pages until the time is over."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        end = time.monotonic() + WARM_UP + SECONDS
        while time.monotonic() < end:
            self._open(connection, self.rng.choice(self.paths))
            time.sleep(self.rng.expovariate(1 / THINKING))

    def _open(self, connection: http.client.HTTPConnection, path: str) -> None:
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self.cookie, "Accept": "text/html"})
        answer = connection.getresponse()
        answer.read()
        self.times.append((path, time.monotonic(), (time.perf_counter() - begin) * 1000))
        if answer.status != 200:
            self.errors.append(f"{answer.status} {path}")


def start(database: str, port: int, folder: str) -> subprocess.Popen[bytes]:
    """The server as people run it, with its data folder elsewhere."""
    environment = {**os.environ, "ALIADOS_DATA_DIR": folder, "ALIADOS_STORE": f"sqlite:///{database}"}
    command = [str(Path(sys.executable).with_name("aliados")), "serve", "--port", str(port)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(port: int) -> float:
    """Seconds until the server answers; at most 60."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < 60:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/salud", headers={"Accept": "application/json"})
            connection.getresponse().read()
            return time.perf_counter() - begin
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the server does not answer")


def resident_megabytes(pid: int) -> float:
    """Memory of a process and its children, in megabytes; what they share is counted once (proportional set size)."""
    own = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(own[1]) if own else 0) / 1024 + sum(resident_megabytes(int(child)) for child in children)


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(database: str, what: str = "nothing") -> dict[str, object]:
    """Starts the server, lets eight people work for a minute after a warm-up, something beside them, and sums up."""
    paths, cookie, port = paths_of(database), f"sesion={open_account(database)}", free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = start(database, port, folder)
        try:
            ready = wait_for(port)
            people = [Person(port, cookie, paths, number) for number in range(PEOPLE)]
            begin = time.monotonic()
            with beside(what, database):
                for person in people:
                    person.start()
                for person in people:
                    person.join()
            memory = resident_megabytes(server.pid)
        finally:
            server.terminate()
            server.wait(30)
    return {"server ready (s)": ready, "memory (MB)": memory, **_sum_up(people, begin + WARM_UP)}


def _sum_up(people: list[Person], warm: float) -> dict[str, object]:
    kinds: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for path, at, took in person.times:
            if at >= warm:
                kinds[re.sub(r"^/actores/.*", "/actores/ID", path)].append(took)
    everything = sorted(took for times in kinds.values() for took in times)
    errors = sorted({error for person in people for error in person.errors})
    return {
        "pages": len(everything),
        "p50 (ms)": median(everything),
        "p95 (ms)": quantiles(everything, n=20)[-1],
        "errors": errors,
        "median by page (ms)": {path: round(median(times), 1) for path, times in sorted(kinds.items())},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.benchmarks.pages")
    parser.add_argument("database")
    parser.add_argument("--beside", choices=WHAT, default="nothing")
    given = parser.parse_args()
    json.dump(measure(given.database, given.beside), sys.stdout, ensure_ascii=False)
