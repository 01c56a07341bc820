"""The network of partners: who is tied to whom by what they did together, on any date.

    spec = ProjectionSpec(as_of=date(2024, 6, 30), strategic_lines=("2024-red-de-aliados",))
    project(store, spec)  ->  networkx.Graph: nodes are actor ids, edges have weight, last, count

The office is in nearly every interaction: with it in the network nothing else shows, so it is left out unless asked,
and so are people, groups, events and reference actors.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from crm.network_data import Network, read_network
from crm.office import today
from crm.schema import ACTOR_TIES
from crm.vocabulary import vocabulary
from graph.one_mode import OneMode
from graph.projection import Options
from graph.projection import project as project_arrays
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import Store

# A tie that says no more than "perhaps the same" is nothing that people do together.
STRUCTURE = tuple(tie for tie in ACTOR_TIES if tie not in {"POSSIBLE_DUPLICATE_OF", "NOT_SAME_AS"})


@dataclass(frozen=True)
class ProjectionSpec:
    """What the network takes in.

    `as_of` (None: today) leaves out what began later and is the day fading is measured to; `since` leaves out what
    ended earlier. `kinds`, `strategic_lines` and `grades` (of the evidence) are alternatives; empty takes all. `ties`
    adds standing ties of these types as edges of weight 0 where there is no other.
    """

    as_of: date | None = None
    since: date | None = None
    kinds: tuple[str, ...] = ()
    include_office: bool = False
    include_people: bool = False
    include_groups: bool = False
    include_events: bool = False
    include_reference: bool = False
    grades: tuple[str, ...] = ()
    strategic_lines: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


EVERYBODY = ProjectionSpec(
    include_people=True, include_groups=True, include_events=True, include_reference=True
)


def project(store: Store, spec: ProjectionSpec | None = None) -> nx.Graph[str]:
    """The network as a graph. Nodes have name, type, family and sector; edges weight (float), count and last (date).

    A weight is the sum over shared interactions of the kind's weight, halved with each half-life since, divided by the
    number of other parties (`graph.projection`). Communications, calls and studies link only the host to each other.
    """
    spec = spec or ProjectionSpec()
    network = read_network(store, spec.grades)
    kept = members_of(network, spec)
    graph = project_network(network, spec).graph(kept)
    for actor, keep in zip(network.actors, kept.tolist(), strict=True):
        if keep:
            graph.add_node(
                actor.id, name=actor.name, type=actor.type, family=actor.family, sector=actor.sector
            )
    for type in spec.ties:
        _add_ties(graph, store, type)
    return graph


def project_network(network: Network, spec: ProjectionSpec) -> OneMode:
    """The same as arrays, for a network that was read before; members that are left out have no edges."""
    options = Options(
        as_of=(spec.as_of or today()).toordinal(),
        since=spec.since.toordinal() if spec.since else None,
        keep_members=members_of(network, spec),
        keep_events=_interactions(network, spec),
    )
    return project_arrays(network.data, options)


def members_of(network: Network, spec: ProjectionSpec) -> BoolArray:
    """Which actors are in: partners, and what the spec asks for besides."""
    kept = np.ones(len(network.actors), dtype=np.bool_)
    asked = {
        "own": spec.include_office,
        "person": spec.include_people,
        "group": spec.include_groups,
        "event": spec.include_events,
        "reference": spec.include_reference,
    }
    for flag, included in asked.items():
        if not included:
            kept &= ~network.flags(flag)
    return kept


def _interactions(network: Network, spec: ProjectionSpec) -> BoolArray:
    kept = np.ones(len(network.data.events), dtype=np.bool_)
    if not spec.include_reference:
        kept &= ~network.reference
    if spec.kinds:
        kept &= np.isin(network.kind, _places("interaction_kinds", spec.kinds))
    if spec.strategic_lines:
        kept &= np.isin(network.line, _places("strategic_lines", spec.strategic_lines))
    return kept


def _places(name: str, ids: Collection[str]) -> list[int]:
    wanted = terms_under(name, ids)
    return [place for place, id in enumerate(vocabulary(name).ids) if id in wanted]


def terms_under(name: str, ids: Collection[str]) -> set[str]:
    """Some terms of a vocabulary and all below them; what is no term is passed over."""
    terms = vocabulary(name)
    return {below for id in ids if id in terms for below in (id, *terms.under(id))}


def _add_ties(graph: nx.Graph[str], store: Store, type: str) -> None:
    for batch in store.table(type, ("start", "end")):
        for start, end in batch:
            if start in graph and end in graph and start != end:
                edge = graph.edges.get((start, end), {"weight": 0.0, "count": 0})
                graph.add_edge(str(start), str(end), **{**edge, "ties": [*edge.get("ties", []), type]})
