"""What the network itself shows of an actor's power and interest, beside what people say of them.

    power    = 0.3 betweenness + 0.3 PageRank + 0.25 strength + 0.15 funding        each 0 to 1
    interest = 0.6 relevance + 0.4 doing

Betweenness, PageRank and strength are ranks among partners: the share of the others who have strictly less, so that 0.9 reads
"more than nine in ten". Funding is ``1 - 2 ** -n`` with n the ties by which it funds others and the things it paid for.
Relevance is the square root of its score for this project over the best one's (scores fall off steeply; half a score is no
half interest); doing is ``n / (n + 2)`` with n the interactions on the project's own themes it took part in. Of a project
without themes relevance is all there is.

References: D. Brass and M. Burkhardt, "Centrality and power in organizations", in: Networks and Organizations (1992), for
centrality as a sign of perceived power; L. Freeman, "Centrality in social networks", Social Networks 1 (1978/79), for
betweenness; S. Brin and L. Page (1998) for PageRank; J. Pfeffer and G. Salancik, The External Control of Organizations
(1978), for power by resources others need. The weights are the office's judgement: between others (control) and among
the well-connected (prestige) count alike, sheer contact a little less, money least, as it is the least recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.records import Edge
    from graph.store import Store

MEASURES = ("betweenness", "pagerank", "strength")
POWER = {"betweenness": 0.3, "pagerank": 0.3, "strength": 0.25, "funding": 0.15}
INTEREST = {"relevance": 0.6, "doing": 0.4}
HALF_DOING = 2
_MOST_READ = 500
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a structural value: 0 to 1, its weight, how many things stand behind it and which (the latest)."""

    name: str
    value: float
    weight: float
    count: int = 0
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structural:
    """A structural value, 0 to 1, with its parts; they add up to it."""

    value: float
    parts: tuple[Part, ...]


def ranks(values: NDArray[Any]) -> NDArray[np.float32]:
    """The share of the others with strictly less, 0 to 1, NaN where there is no value; equal values rank alike.

    Examples:
        >>> ranks(np.array([0.0, np.nan, 3.0, 0.0, 9.0])).round(2).tolist()
        [0.0, nan, 0.67, 0.0, 1.0]
    """
    known = ~np.isnan(values)
    found = np.full(len(values), np.nan, dtype=np.float32)
    mine = values[known]
    if len(mine):
        # Sums in another order differ in their last digits: that is no difference between two actors.
        mine = np.round(mine / (np.abs(mine).max() or 1.0), 9)
        below = np.searchsorted(np.sort(mine), mine, side="left")
        found[known] = below / max(len(mine) - 1, 1)
    return found


def rank_arrays(measures: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """The arrays that the analyst keeps, by name, from its measures ("measure_betweenness" and so on)."""
    return {f"rank_{name}": ranks(measures[f"measure_{name}"]) for name in MEASURES}


def powers(store: Store, derived: Derived, actors: Sequence[str]) -> dict[str, Structural]:
    """The structural power of those of the actors that are partners in the network."""
    numbers = {id: derived.number[id] for id in actors if id in derived.number}
    arrays = {name: derived.array(f"rank_{name}") for name in MEASURES}
    known = {id: n for id, n in numbers.items() if not np.isnan(arrays["strength"][n])}
    funded = funding(store, list(known))
    return {
        id: _mixed(
            [
                *(Part(name, float(arrays[name][n]), POWER[name]) for name in MEASURES),
                _funding(funded.get(id, ())),
            ]
        )
        for id, n in known.items()
    }


def _mixed(parts: Sequence[Part]) -> Structural:
    """The parts put together; one that was not worked out (a network too large for it) leaves its weight to the others."""
    known = [part for part in parts if not np.isnan(part.value)]
    whole = sum(part.weight for part in known) or 1.0
    scaled = tuple(replace(part, weight=part.weight / whole) for part in known)
    return Structural(sum(part.weight * part.value for part in scaled), scaled)


def _funding(facts: Sequence[str]) -> Part:
    return Part("funding", 1 - 2.0 ** -len(facts), POWER["funding"], len(facts), tuple(facts[:_SHOWN]))


def funding(store: Store, actors: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What each actor paid for: the interactions it funded, the latest first, and the actors it funds."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for edge in _given(store, actors):
        if edge.type == "FUNDS" or edge.get("role") == "funder":
            found[edge.start][edge.end] = None
    return {actor: tuple(paid) for actor, paid in found.items()}


def _given(store: Store, actors: Sequence[str]) -> list[Edge]:
    """What the actors took part in and whom they fund, read in one go; of a network so large that hubs would hide the
    others, the newest of each.
    """
    from graph.store import EdgeQuery

    types, most = ("TOOK_PART", "FUNDS"), _MOST_READ * len(actors)
    edges = store.edges(EdgeQuery(tuple(actors), types, "out", limit=most + 1)) if actors else []
    if len(edges) <= most:
        return edges
    each = (store.edges(EdgeQuery((actor,), types, "out", limit=_MOST_READ)) for actor in actors)
    return [edge for some in each for edge in some]


def interests(
    derived: Derived, project: Project, scores: Mapping[str, float], actors: Sequence[str]
) -> dict[str, Structural]:
    """The structural interest of the actors that the network knows; `scores` are their relevance, 0 to 1."""
    best = max(scores.values(), default=0.0) or 1.0
    done = doing(derived, project, [id for id in actors if id in derived.number])
    near = {id: min(max(scores.get(id, 0.0) / best, 0.0), 1.0) ** 0.5 for id in done}
    if not project.themes:
        return {id: _mixed([Part("relevance", near[id], 1.0)]) for id in done}
    weight = INTEREST["relevance"]
    return {id: _mixed([Part("relevance", near[id], weight), _doing(events)]) for id, events in done.items()}


def _doing(events: Sequence[str]) -> Part:
    count = len(events)
    return Part("doing", count / (count + HALF_DOING), INTEREST["doing"], count, tuple(events[:_SHOWN]))


def doing(derived: Derived, project: Project, actors: Sequence[str]) -> dict[str, list[str]]:
    """The interactions of each actor on the project's own themes, the latest first. Reads theirs alone."""
    from crm.mapping.text_index import theme_of

    asked = {theme_of(word) for word in project.themes}
    wanted = [place for place, id in enumerate(derived.terms["themes"]) if id in asked]
    begins, took = derived.array("took_part_begins"), derived.array("took_part_event")
    start = derived.array("interaction_start")
    found = {}
    for id in actors:
        number = derived.number[id]
        events = took[begins[number] : begins[number + 1]]
        events = events[_on_themes(derived, events, wanted)]
        found[id] = derived.interaction_ids(events[np.argsort(-start[events], kind="stable")])
    return found


def _on_themes(derived: Derived, events: NDArray[Any], wanted: Sequence[int]) -> NDArray[np.bool_]:
    """Which of the interactions have one of the themes. The pairs are sorted, so those of one are found by halving."""
    themed = derived.array("themed_event")
    begin, end = np.searchsorted(themed, events), np.searchsorted(themed, events, side="right")
    owner = np.repeat(np.arange(len(events)), end - begin)
    inside = np.arange(len(owner)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    pairs = np.repeat(begin, end - begin) + inside
    found = np.zeros(len(events), dtype=np.bool_)
    found[owner[np.isin(derived.array("themed_theme")[pairs], wanted)]] = True
    return found
