"""An interaction as a node and edges, and back.

(:Actor)-[:TOOK_PART {role, on, person, position}]->(:Interaction)-[:PRODUCED]->(:Commitment)

A `person` who came for an organisation has a TOOK_PART edge of their own, whose `at` names the organisation.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crm.commitment_records import is_shown, read_commitments
from crm.evidence import evidence_edges, evidence_from, evidence_properties, read_evidence
from crm.identity import edge_id
from crm.interaction_model import Amount, Commitment, Figure, Interaction, Participant
from crm.periods import period_from, period_properties
from crm.saving import edges_of, present
from graph.records import Edge, Node, Value
from graph.store import Store, Transaction

OWN_OUT = ("STATED_IN", "RELATED_TO")
_COPIED = (
    "kind", "kind_alt", "title", "mode", "status", "place", "strategic_line", "summary", "agreed", "results",
    "notes", "status_note", "next_step", "hour", "duration", "reference", "archived", "to_review",
)  # fmt: skip
_LISTS = ("themes", "sdgs")


def node_of_interaction(interaction: Interaction, before: Node | None = None, author: str = "") -> Node:
    """The interaction's node; `on` is the day it sorts by, amounts and numbers are JSON texts."""
    properties = {name: value for name in _COPIED if (value := getattr(interaction, name)) is not None}
    properties |= period_properties(interaction.when)
    day = interaction.when.sort_day
    properties["on"], properties["year"] = day, day.year
    for name in _LISTS:
        if values := getattr(interaction, name):
            properties[name] = values
    for name in ("amounts", "numbers"):
        if items := getattr(interaction, name):
            properties[name] = [item.model_dump_json(exclude_none=True) for item in items]
    properties |= present({"recorded_by": before.get("recorded_by") if before else author})
    version = before.version if before else 0
    return Node(interaction.id, ("Interaction",), properties, tuple(interaction.audience), version)


def edges_of_interaction(interaction: Interaction) -> Iterator[Edge]:
    """TOOK_PART, RELATED_TO and STATED_IN, all with the interaction's audience."""
    audience = tuple(interaction.audience)
    yield from _took_part(interaction, audience)
    for other in interaction.related:
        id = edge_id("RELATED_TO", interaction.id, other)
        yield Edge(id, "RELATED_TO", interaction.id, other, {}, audience)
    yield from evidence_edges(interaction.id, interaction.sources, audience)


def _took_part(interaction: Interaction, audience: tuple[str, ...]) -> Iterator[Edge]:
    id, day = interaction.id, interaction.when.sort_day
    for position, participant in enumerate(interaction.participants):
        properties: dict[str, Value] = {"role": participant.role, "on": day, "position": position}
        if participant.person is not None:
            person = participant.person
            own: dict[str, Value] = {**properties, "at": participant.actor}
            yield Edge(edge_id("TOOK_PART", person, id), "TOOK_PART", person, id, own, audience)
            properties["person"] = person
        if participant.note is not None:
            properties["note"] = participant.note
        if participant.source is not None:
            properties |= evidence_properties(participant.source)
        start = participant.actor
        yield Edge(edge_id("TOOK_PART", start, id), "TOOK_PART", start, id, properties, audience)


def actors_in(interaction: Interaction) -> set[str]:
    """Everyone who took part, the people who came for an organisation too."""
    people = {participant.person for participant in interaction.participants if participant.person}
    return people | {participant.actor for participant in interaction.participants}


def own_edges(reader: Store | Transaction, ids: Iterable[str]) -> dict[str, list[Edge]]:
    """The edges that `edges_of_interaction` makes, and PRODUCED, as they are stored, by interaction."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    wanted = list(ids)
    for edge in edges_of(reader, wanted, ("TOOK_PART",), "in"):
        found[edge.end].append(edge)
    for edge in edges_of(reader, wanted, (*OWN_OUT, "PRODUCED"), "out"):
        found[edge.start].append(edge)
    return found


def read_interactions(reader: Store | Transaction, nodes: Sequence[Node]) -> list[Interaction]:
    """Whole interactions in the order of the nodes; four reads for any number of them. Promises taken out of it stay out."""
    edges = own_edges(reader, {node.id for node in nodes})
    produced = {edge.end for found in edges.values() for edge in found if edge.type == "PRODUCED"}
    promises = [node for node in reader.get(produced).values() if is_shown(node)] if produced else []
    by_interaction: defaultdict[str, list[Commitment]] = defaultdict(list)
    for commitment in sorted(read_commitments(reader, promises), key=lambda c: (len(c.id), c.id)):
        by_interaction[commitment.interaction or ""].append(commitment)
    return [_interaction(node, edges.get(node.id, ()), by_interaction[node.id]) for node in nodes]


def _interaction(node: Node, edges: Sequence[Edge], commitments: list[Commitment]) -> Interaction:
    values: dict[str, Any] = {name: node.get(name) for name in _COPIED}
    values |= {name: list(node.get(name, ())) for name in _LISTS}
    values |= {"id": node.id, "audience": tuple(node.audience), "version": node.version}
    values |= {
        "when": period_from(node.properties),
        "amounts": [Amount.trusted(_full(Amount, text)) for text in node.get("amounts", ())],
        "numbers": [Figure.trusted(_full(Figure, text)) for text in node.get("numbers", ())],
        "related": sorted(edge.end for edge in edges if edge.type == "RELATED_TO"),
        "participants": read_participants(edge for edge in edges if edge.type == "TOOK_PART"),
        "commitments": commitments,
        "sources": read_evidence(edge for edge in edges if edge.type == "STATED_IN"),
    }
    return Interaction.trusted(values)


def _full(model: type[Amount | Figure], text: str) -> dict[str, object]:
    defaults = {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
    return {**defaults, **json.loads(text)}


def read_participants(edges: Iterable[Edge]) -> list[Participant]:
    """The participants in the order given; the edge of someone who came for an organisation is part of that one's."""
    own = [edge for edge in edges if "at" not in edge.properties]
    return [_participant(edge) for edge in sorted(own, key=lambda edge: (edge.get("position", 0), edge.id))]


def _participant(edge: Edge) -> Participant:
    said = {name: edge.get(name) for name in ("role", "person", "note")}
    return Participant.trusted({**said, "actor": edge.start, "source": evidence_from(edge.properties)})
