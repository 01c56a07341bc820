"""`make bench`: tables of what things cost on both stores, how cost grows, and ratios to others' code.

python -m tests.benchmarks [--sizes 2] [--only sqlite|neo4j] [--no-pages] [--no-networks] [--no-pictures]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.alternatives import compare
from tests.benchmarks.networks import print_table as print_networks
from tests.benchmarks.timing import SIZES, Size, seconds, shown

IMPORTED = 100_000
HEAP = "2g"  # what a small production server would be given


def run_module(name: str, *arguments: str, **environment: str) -> dict[str, float]:
    """What a measuring module prints, run in a process of its own so that memory is its own."""
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


@contextmanager
def neo4j() -> Iterator[tuple[str, str, str] | None]:
    """The address, user and password of a real, empty server; None where none can be had."""
    from tests.neo4j_server.provision import NoServer, provision

    try:
        server = provision(HEAP)
    except NoServer as reason:
        print(f"no Neo4j: {reason}")
        yield None
        return
    try:
        yield server.url, server.user, server.password
    finally:
        server.stop()


def measure_sqlite(sizes: tuple[Size, ...], folder: str) -> list[dict[str, float]]:
    """One measurement a size; the database of the middle size is kept for the pages."""
    return [
        run_module("stores", f"sqlite:///{folder}/{number}.db", str(size.actors), str(size.interactions))
        for number, size in enumerate(sizes)
    ]


def measure_neo4j(sizes: tuple[Size, ...]) -> list[dict[str, float]]:
    """The same on a fresh server for each size."""
    results = []
    for size in sizes:
        with neo4j() as server:
            if server is None:
                return []
            url, user, password = server
            keys = {"ALIADOS_BENCH_USER": user, "ALIADOS_BENCH_PASSWORD": password}
            try:
                results.append(run_module("stores", url, str(size.actors), str(size.interactions), **keys))
            except subprocess.CalledProcessError:
                print(f"Neo4j at {size.name}: it failed, see above; larger sizes are left out")
                return results
    return results


def print_table(engine: str, sizes: tuple[Size, ...], results: list[dict[str, float]]) -> None:
    """A row a piece of work: its cost at each size, and by how much it grew from one size to the next."""
    columns = " ".join(f"{size.name:>18}" for size in sizes[: len(results)])
    print(f"\n{engine:<24} {columns}   (growth from the size before)")
    for name in results[0] if results else ():
        cells = [_cell(results, place, name) for place in range(len(results))]
        print(f"{name:<24} {' '.join(f'{cell:>18}' for cell in cells)}")


def _cell(results: list[dict[str, float]], place: int, name: str) -> str:
    value = results[place][name]
    text = f"{value:.0f} MB" if "MB" in name else shown(value)
    return text if place == 0 else f"{text} (x{value / results[place - 1][name]:.1f})"


def measure_import(folder: str) -> str:
    """100,000 interactions from a CSV file into the store that has their actors, by the command people use."""
    table, database = Path(folder, "meetings.csv"), f"sqlite:///{folder}/import.db"
    command = [str(Path(sys.executable).with_name("aliados")), "--store", database]
    subprocess.run(
        [*command, "synthesise", "--actors", "10000", "--interactions", "10", "--seed", "7"], check=True
    )
    actors = _actors(database)
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["kind", "title", "when", "participants"])
        for number in range(IMPORTED):
            parties = "|".join(
                f"{actors[(number * 7 + step) % len(actors)]}:counterpart" for step in (1, 7, 31)
            )
            rows.writerow(["meeting", f"Reunión {number}", f"2025-{number % 12 + 1:02d}-15", parties])
    took = seconds(
        lambda: subprocess.run(
            [*command, "import", str(table), "--as", "interactions"], check=True, stdout=subprocess.DEVNULL
        ),
        1,
    )
    return f"import of {IMPORTED} interactions from CSV: {shown(took)}"


def _actors(database: str) -> list[str]:
    from crm.schema import SCHEMA
    from graph.opening import open_store

    store = open_store(database, SCHEMA)
    ids = [str(row[0]) for rows in store.table("Actor", ["id"]) for row in rows]
    store.close()
    return ids


def main() -> None:
    """Measures what the arguments ask for, everything without any."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("--sizes", type=int, default=len(SIZES), help="how many of the three sizes")
    parser.add_argument("--only", choices=("sqlite", "neo4j"))
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--no-networks", action="store_true")
    parser.add_argument("--no-pictures", action="store_true")
    asked = parser.parse_args()
    sizes = SIZES[: asked.sizes]
    print(compare(1_000, 10_000))
    if not asked.no_networks:
        for nodes in (2_000, 20_000):
            print_networks(nodes, ties=10)
        subprocess.run([sys.executable, "-m", "tests.benchmarks.suite"], check=True)
    if not asked.no_pictures:
        for pictures in (("layouts", "1000"), ("layouts", "10000"), ("drawing", "10000", "250000")):
            subprocess.run(
                [sys.executable, "-m", f"tests.benchmarks.{pictures[0]}", *pictures[1:]], check=True
            )
    with tempfile.TemporaryDirectory() as folder:
        if asked.only != "neo4j":
            print_table("SQLite", sizes, measure_sqlite(sizes, folder))
            print(measure_import(folder))
            print(json.dumps(run_module("capture", *(str(size.actors) for size in sizes[1:])), indent=1))
            print(json.dumps(run_module("duplicates"), indent=1))
            print(json.dumps(run_module("coalitions"), indent=1))
            if not asked.no_pages:
                middle = f"{folder}/{min(1, len(sizes) - 1)}.db"
                print(json.dumps(run_module("pages", middle), indent=1, ensure_ascii=False))
        if asked.only != "sqlite":
            print_table("Neo4j", sizes, measure_neo4j(sizes))


if __name__ == "__main__":
    main()
