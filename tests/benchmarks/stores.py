"""One store at one size, in a process of its own: load, list, search, record, surroundings, projection.

python -m tests.benchmarks.stores sqlite:////tmp/x.db 10000 100000      prints one JSON object
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from time import perf_counter

from crm.access import SYSTEM
from crm.actor_lists import ActorFilter, facet_actors, list_actors
from crm.interactions import Interaction, create_interaction
from crm.network import project
from crm.periods import Period
from crm.schema import SCHEMA
from crm.searching import search
from crm.timeline import timeline_of
from graph.opening import open_store
from graph.store import Around, Query, Store
from seed.synthetic import Size, synthesise
from tests.benchmarks.timing import peak_megabytes, seconds

UNTIL = date(2026, 11, 1)


def measure(store: Store, actors: int, interactions: int) -> dict[str, float]:
    """Seconds of each piece of work, and the peak of memory in megabytes."""
    begin = perf_counter()
    synthesise(store, SYSTEM, Size(actors, interactions), UNTIL)
    results = {"load": perf_counter() - begin, "memory after load (MB)": peak_megabytes()}
    view = store.as_seen_by({"public", "office"})
    for name, work in _pieces(view, store).items():
        work()
        results[name] = seconds(work)
    results["projection"] = seconds(lambda: project(view), runs=3)
    results["memory (MB)"] = peak_megabytes()
    return results


def _pieces(view: Store, store: Store) -> dict[str, Callable[[], object]]:
    busiest = list_actors(view, ActorFilter(order="interactions", descending=True, limit=2)).items
    hub, partner = busiest[0].id, busiest[1].id
    numbers = count(1)
    return {
        "list, first page": lambda: list_actors(view, ActorFilter(order="last_contact", descending=True)),
        "list, facets": lambda: facet_actors(view, ActorFilter()),
        "search": lambda: search(view, "universidad sur"),
        "timeline of the hub": lambda: timeline_of(view, hub, 20),
        "surroundings, depth 2": lambda: view.neighbourhood(
            Around((partner,), 2, ("TOOK_PART",), frozenset({hub}), 200)
        ),
        "record a meeting": lambda: create_interaction(
            store, SYSTEM, _meeting((hub, partner), next(numbers))
        ),
    }


def _meeting(parties: tuple[str, str], number: int) -> Interaction:
    return Interaction.model_validate(
        {
            "kind": "meeting",
            "title": f"Reunión {number}",
            "when": Period(UNTIL, UNTIL, "day"),
            "participants": [
                {"actor": parties[0], "role": "host"},
                {"actor": parties[1], "role": "counterpart"},
            ],
            "commitments": [{"text": "Enviar ficha", "owner": parties[1], "status": "pending"}],
        }
    )


def _records(store: Store) -> Iterator[int]:
    for label in ("Actor", "Interaction"):
        yield store.find(Query(label, limit=1)).total


def main() -> None:
    """Measures the store named by the arguments."""
    url, actors, interactions = sys.argv[1:4]
    user, password = os.environ.get("ALIADOS_BENCH_USER"), os.environ.get("ALIADOS_BENCH_PASSWORD")
    store = open_store(url, SCHEMA, user=user, password=password)
    try:
        results = measure(store, int(actors), int(interactions))
        assert all(total > 0 for total in _records(store))
    finally:
        store.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
