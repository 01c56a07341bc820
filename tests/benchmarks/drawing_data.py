"""Results as the analyst would keep them for a network of arrays: enough of them for the pages of the whole red."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from crm.derived.files import write_folder
from crm.derived.results import FORMAT
from crm.large.making import large_arrays
from crm.large.traits import large_traits
from crm.vocabulary import family_of, vocabulary
from graph.communities import louvain
from graph.layout import Drawing, lay_out
from graph.one_mode import OneMode
from tests.benchmarks.city import DAY, network

SECTORS = tuple(vocabulary("sectors").ids)
COUNTRIES = ("CO", "CO", "DE", "FR", "JP", "US")


def write_results(folder: Path, actors: int, ties: int | None) -> dict[str, float]:
    """Keeps the results of a city's network in a folder; gives the seconds that each part took."""
    one = network(actors)
    if ties is not None and len(one.weight) > ties:
        one = one.only(np.sort(np.argsort(-one.weight, kind="stable")[:ties]))
    took, begin = {}, perf_counter()
    community = louvain(one)
    took["communities"], begin = perf_counter() - begin, perf_counter()
    contacts = np.bincount(np.r_[one.first, one.second], minlength=actors)
    size = 7 + 15 * np.sqrt(contacts / max(contacts.max(), 12))
    places = lay_out(one.matrix(), Drawing(size, community))
    took["positions"], begin = perf_counter() - begin, perf_counter()
    made = _arrays(one) | {"position": places.astype(np.float32), "size": size, "community": community}
    types = list(vocabulary("actor_types").ids)
    chosen = [types[number % len(types)] for number in range(actors)]
    numbers = {id: number for number, id in enumerate(vocabulary("families").ids)}
    family = np.array([numbers[family_of(type)] for type in types], dtype=np.uint8)
    made |= large_arrays(made, np.zeros((0, 2), dtype=np.int64), family[np.arange(actors) % len(types)], DAY)
    documents = _documents(actors, chosen)
    made |= large_traits(made | _interactions(actors), documents["actors"])
    took["groups inside groups"] = perf_counter() - begin
    write_folder(folder, "1", made, documents)
    return {name: round(value, 1) for name, value in took.items()}


def _arrays(one: OneMode) -> dict[str, Any]:
    bare = replace(
        one, begins=np.zeros(len(one.first) + 1, dtype=np.int64), event=one.event[:0], share=one.share[:0]
    )
    names = ("first", "second", "weight", "count", "last")
    return {"partner": np.ones(len(one.members), dtype=np.bool_)} | {
        f"core_{name}": getattr(bare, name) for name in names
    }


def _interactions(actors: int) -> dict[str, Any]:
    """One interaction for each actor, of some line and theme, and a last contact in the four years before the day."""
    one = np.arange(actors)
    return {
        "interaction_line": (one % len(vocabulary("strategic_lines").ids)).astype(np.int16),
        "themed_event": one.astype(np.int32),
        "themed_theme": (one % len(vocabulary("themes").ids)).astype(np.int16),
        "took_part_begins": np.arange(actors + 1),
        "took_part_event": one.astype(np.int32),
        "last_contact": (DAY - one * 37 % 1460).astype(np.int32),
    }


def _documents(actors: int, types: list[str]) -> dict[str, Any]:
    columns = {
        "id": [f"actor-{number}" for number in range(actors)],
        "name": [f"Fundación para el agua número {number}" for number in range(actors)],
        "type": types,
        "family": [family_of(type) for type in types],
        "sector": [SECTORS[number % len(SECTORS)] for number in range(actors)],
        "country": [COUNTRIES[number % len(COUNTRIES)] for number in range(actors)],
    }
    meta = {
        "format": FORMAT,
        "revision": 1,
        "origin": "",
        "day": "2026-11-23",
        "made_at": "2026-11-23T12:00:00Z",
        "seconds": 0.0,
    }
    return {"meta": meta, "actors": columns, "terms": {}, "measures": {}, "communities": []}
