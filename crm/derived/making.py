"""Computes what pages show of the network, from one reading of the store; `crm.derived.results` keeps it.

Network -> core (partners) -> measures, communities          -> arrays and documents by name
        -> wide (everybody but the office) -> positions
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.assessments.structure import rank_arrays
from crm.derived.arrays import (
    Arrays,
    columns,
    edges,
    family_numbers,
    interactions,
    name_rank,
    theme_pairs,
    took_part,
)
from crm.derived.communities import describe_communities
from crm.derived.places import Before, positions, radii, standing_pairs
from crm.doors.making import door_arrays
from crm.doors.standing import standing_arrays
from crm.faces.outcomes import outcome_arrays
from crm.follow_up.rhythm import rhythm_of
from crm.health.making import make_health
from crm.large.making import large_arrays
from crm.large.traits import large_traits
from crm.mapping.making import relevance_arrays
from crm.mapping.text_index import Themes
from crm.meaning.making import make_meaning
from crm.network import EVERYBODY, ProjectionSpec, members_of, project_network
from crm.network_data import Network, read_network
from crm.reading.alike_making import alike_arrays
from crm.reading.making import reading_arrays, reading_of_partners
from crm.vocabulary import vocabulary
from graph.communities import louvain
from graph.measures import NAMES, measure_all
from graph.one_mode import OneMode
from graph.store import Store
from graph.two_mode import BoolArray

VOCABULARIES = ("interaction_kinds", "strategic_lines", "themes")
_FLAGS = ("person", "group", "event", "own", "reference")


@dataclass(frozen=True, slots=True)
class Made:
    """Arrays and JSON documents by the names they are kept under."""

    arrays: Arrays
    documents: dict[str, Any]


def make(store: Store, day: date, before: Before) -> Made:
    """Everything of one state of the data. `store` shows what the whole office may see."""
    network = read_network(store)
    words, themes = relevance_arrays(store, network, day)
    core = _core(network, day, themes)
    wide = project_network(network, replace(EVERYBODY, as_of=day))
    radius = radii(wide)
    standing = standing_pairs(store, network)
    places = positions(network, wide, standing, (radius, core.arrays["community"], before))
    arrays: Arrays = {f"is_{name}": network.flags(name) for name in _FLAGS}
    arrays |= core.arrays | words | edges("wide", wide) | interactions(network) | took_part(network)
    health, periods = make_health(network, core.arrays["partner"], day, rhythm_of(store).types)
    arrays |= theme_pairs(themes) | health | standing_arrays(store, network) | reading_arrays(store, network)
    arrays |= {"size": radius, "position": places, "name_rank": name_rank(network.actors)}
    actors = columns(network.actors)
    arrays |= door_arrays(arrays, actors, day)
    arrays |= outcome_arrays(store, network)
    families = family_numbers(actor.family for actor in network.actors)
    arrays |= large_arrays(arrays, standing, families, day.toordinal())
    arrays |= large_traits(arrays, actors) | alike_arrays(arrays, actors)
    terms = {name: list(vocabulary(name).ids) for name in VOCABULARIES}
    documents = {**core.documents, "health": periods}
    return Made(arrays, {**documents, "actors": actors, "terms": terms})


def _core(network: Network, day: date, themes: Themes) -> Made:
    """The network of partners with its communities and measures."""
    spec = ProjectionSpec(as_of=day)
    partners = members_of(network, spec)
    core = project_network(network, spec)
    inside = core.among(partners)
    community = _scattered(louvain(inside), partners, -1)
    measures, statuses = _measures(inside, partners)
    arrays = {"partner": partners, "community": community, **measures, **edges("core", core)}
    arrays |= rank_arrays(measures)
    meaning, between = make_meaning(network, inside, partners)
    reading, bubbles = reading_of_partners(network, inside, partners, community)
    described = describe_communities(core, community, themes)
    documents = {"communities": described, "measures": statuses, "meaning": between, **bubbles}
    return Made(arrays | meaning | reading, documents)


def _scattered(values: NDArray[Any], kept: BoolArray, missing: float) -> NDArray[Any]:
    """Values of the kept actors in an array of all of them."""
    everywhere = np.full(len(kept), missing, dtype=values.dtype)
    everywhere[kept] = values
    return everywhere


def _measures(inside: OneMode, partners: BoolArray) -> tuple[Arrays, dict[str, str]]:
    found = measure_all(inside)
    arrays: Arrays = {}
    for name in NAMES:
        arrays[f"measure_{name}"] = _scattered(found[name].values, partners, np.nan)
        error = found[name].error
        if error is not None:
            arrays[f"error_{name}"] = _scattered(error, partners, np.nan)
    return arrays, {name: found[name].status for name in NAMES}
