"""Ties between two actors that are no meeting: member of, twinned with, funds, possible duplicate of.

    (:Actor)-[:TWINNED_WITH {period, note, source, grade}]->(:Actor)

Being part of an organisation is not made here: that is an actor's `parent`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Self

from pydantic import model_validator

from crm.access import Viewer
from crm.errors import EditConflict, InvalidData, NotFound, Problem
from crm.evidence import Evidence, evidence_from, evidence_properties, unknown_in
from crm.fields import Line, NewId, Noun, RecordId, Version, term
from crm.identity import edge_id
from crm.periods import Period, period_from, period_properties
from crm.saving import check, edges_of, present, unknown_ids, writing
from crm.schema import ACTOR_TIES
from graph.records import Edge
from graph.store import EdgeQuery, Store, Transaction

PART_OF = "PART_OF"


class Tie(Noun):
    """One tie; two actors may have several of a type, over different periods."""

    id: NewId = ""
    type: Annotated[str, term("tie_types")]
    start_actor: RecordId
    end_actor: RecordId
    period: Period | None = None
    note: Line = None
    source: Evidence | None = None
    version: Version = 0

    @model_validator(mode="after")
    def _joins_two(self) -> Self:
        if self.start_actor == self.end_actor:
            raise InvalidData.of("end_actor", "same_ends")
        return self


def ties_of(store: Store, actor: str, types: Sequence[str] = ()) -> list[Tie]:
    """The actor's ties in either direction, being part of something included."""
    return [_tie(edge) for edge in edges_of(store, [actor], types or ACTOR_TIES)]


def get_tie(store: Store, id: str) -> Tie:
    """The tie. Raises NotFound."""
    edge = store.get_edges([id]).get(id)
    if edge is None or edge.type not in ACTOR_TIES:
        raise NotFound("tie", id)
    return _tie(edge)


def create_tie(store: Store, viewer: Viewer, tie: Tie) -> Tie:
    """Makes the tie; the same tie over the same period is made only once. Raises InvalidData, NotAllowed."""
    return save_many_ties(store, viewer, [tie])[0]


def save_many_ties(store: Store, viewer: Viewer, ties: Sequence[Tie]) -> list[Tie]:
    """Makes all the ties or none; those that are there already stay as they are. Fields such as "[3].end_actor"."""
    many = len(ties) > 1
    with writing(store, viewer) as tx:
        check(_problems(tx, ties, many=many))
        edges = {edge.id: edge for edge in map(_edge, ties)}
        there = _there(tx, ties)
        made = tx.put_edges([edge for id, edge in edges.items() if id not in there])
        saved = there | {edge.id: edge for edge in made}
        return [_tie(saved[id]) for id in edges]


def _there(tx: Transaction, ties: Iterable[Tie]) -> dict[str, Edge]:
    found = edges_of(tx, {tie.start_actor for tie in ties}, ACTOR_TIES, "out")
    return {edge.id: edge for edge in found}


def _problems(tx: Transaction, ties: Sequence[Tie], *, many: bool) -> Iterator[Problem]:
    wanted: dict[str, str] = {}
    stated: dict[str, Evidence | None] = {}
    for index, tie in enumerate(ties):
        prefix = f"[{index}]." if many else ""
        wanted |= {f"{prefix}start_actor": tie.start_actor, f"{prefix}end_actor": tie.end_actor}
        if tie.type == PART_OF:
            yield Problem(f"{prefix}type", "use_parent")
        stated[f"{prefix}source"] = tie.source
    yield from unknown_ids(tx, wanted, "Actor")
    yield from unknown_in(tx, stated)


def update_tie(store: Store, viewer: Viewer, tie: Tie) -> Tie:
    """Saves period, note and source; type and ends never change. Raises NotFound, EditConflict, InvalidData."""
    with writing(store, viewer) as tx:
        edge = _edge_in(tx, tie.id, tie.start_actor)
        current = _tie(edge)
        if current.version != tie.version:
            now, then = current.model_dump(mode="json"), tie.model_dump(mode="json")
            raise EditConflict("tie", tie.id, now, then)
        check(unknown_in(tx, {"source": tie.source}))
        (saved,) = tx.put_edges([replace(edge, properties=_edge(tie).properties)])
        return _tie(saved)


def _edge_in(tx: Transaction, id: str, actor: str) -> Edge:
    edges = tx.edges(EdgeQuery((actor,), ACTOR_TIES, limit=1_000_000)) if actor else []
    edge = next((edge for edge in edges if edge.id == id), None)
    if edge is None or edge.type == PART_OF:
        raise NotFound("tie", id)
    return edge


def delete_tie(store: Store, viewer: Viewer, id: str) -> None:
    """Takes the tie away; the history keeps it. Raises NotFound, NotAllowed."""
    tie = get_tie(store, id)
    if tie.type == PART_OF:
        raise InvalidData.of("type", "use_parent")
    with writing(store, viewer) as tx:
        tx.delete_edges([id])


def _edge(tie: Tie) -> Edge:
    period = period_properties(tie.period) if tie.period else {}
    properties = {**period, **present({"note": tie.note}), **evidence_properties(tie.source)}
    when = tie.period.edtf if tie.period else ""
    id = tie.id or edge_id(tie.type, tie.start_actor, tie.end_actor, when)
    return Edge(id, tie.type, tie.start_actor, tie.end_actor, properties)


def _tie(edge: Edge) -> Tie:
    ends = {"type": edge.type, "start_actor": edge.start, "end_actor": edge.end}
    said = {"period": period_from(edge.properties), "note": edge.get("note")}
    source = evidence_from(edge.properties)
    return Tie.trusted({"id": edge.id, **ends, **said, "source": source, "version": edge.version})
