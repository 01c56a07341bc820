"""A process that writes and says so: `python -m tests.graph.writer NAME [COUNT | inside]`.

Each transaction makes two things and the edge between them; its number goes to standard output once it is saved.
Without a count it never ends; with "inside" it stops in the middle of its first transaction. The store is
ALIADOS_STORE, as for the application.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from dataclasses import replace

from graph.opening import open_store
from graph.store import Store
from tests.graph.things import SCHEMA, make_edge, make_thing


def main(name: str, mode: str = "") -> None:
    store = open_store(
        os.environ["ALIADOS_STORE"],
        SCHEMA,
        user=os.environ.get("ALIADOS_STORE_USER"),
        password=os.environ.get("ALIADOS_STORE_PASSWORD"),
    )
    for number in range(int(mode)) if mode.isdigit() else itertools.count():
        write(store, f"{name}-{number}", name, stay_inside=mode == "inside")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    store.close()


def write(store: Store, id: str, author: str, *, stay_inside: bool) -> None:
    with store.transaction(author) as transaction:
        # A text that fills pages, so that much is written already when the process ends inside the transaction.
        notes = "palabra " * (50_000 if stay_inside else 200)
        a, b = transaction.put_nodes([make_thing(f"{id}-a", notes=notes, tags=["x"]), make_thing(f"{id}-b")])
        transaction.put_edges([make_edge(id, a.id, b.id)])
        if stay_inside:
            transaction.put_nodes(
                [replace(make_thing(f"extra-{number}", notes=notes)) for number in range(20)]
            )
            sys.stdout.write("inside\n")
            sys.stdout.flush()
            time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
