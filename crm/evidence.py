"""Where a fact comes from: a place in a document, and how sure it is.

(any node)-[:STATED_IN {where, section, line, grade}]->(:Source)      an edge carries the same as properties
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from crm.access import Viewer
from crm.errors import Problem
from crm.fields import Grade, Line, Name, Noun, RecordId, Text, Version
from crm.identity import Reader, edge_id
from crm.listing import every
from crm.periods import Period, period_from, period_properties
from crm.saving import node_of, present, writing
from graph.fold import fold
from graph.records import PUBLIC, Edge, Node, Value
from graph.store import Query, Store

_FIELDS = ("where", "section", "line", "grade", "note")


class Evidence(Noun):
    """One place that states a fact; `where` is a short quotation of the document."""

    document: RecordId
    where: Annotated[str, Field(max_length=500)] = ""
    section: Line = None
    line: Annotated[int, Field(ge=1)] | None = None
    grade: Grade = "asserted"
    note: Text = None


class Source(Noun):
    """A document that facts come from; the product keeps its title, not its text."""

    id: RecordId
    title: Name
    period: Period | None = None
    note: Text = None
    version: Version = 0


def evidence_edges(owner: str, sources: Iterable[Evidence], audience: tuple[str, ...]) -> Iterator[Edge]:
    """The STATED_IN edges of a record, in the order given."""
    for position, evidence in enumerate(sources):
        properties = {**_said(evidence), "position": position}
        line = "" if evidence.line is None else str(evidence.line)
        id = edge_id("STATED_IN", owner, evidence.document, line, evidence.where)
        yield Edge(id, "STATED_IN", owner, evidence.document, properties, audience)


def read_evidence(edges: Iterable[Edge]) -> list[Evidence]:
    """What STATED_IN edges of one record say, in the order it was given."""
    ordered = sorted(edges, key=lambda edge: (edge.get("position", 0), edge.id))
    return [Evidence.trusted({"document": edge.end, **_BARE, **_known(edge)}) for edge in ordered]


_BARE: dict[str, object] = {"where": "", "section": None, "line": None, "grade": "asserted", "note": None}


def _known(edge: Edge) -> dict[str, Value]:
    return {name: edge.properties[name] for name in _FIELDS if name in edge.properties}


def _said(evidence: Evidence) -> dict[str, Value]:
    return present({name: getattr(evidence, name) for name in _FIELDS})


def evidence_properties(evidence: Evidence | None) -> dict[str, Value]:
    """What an edge says of its own source: `source`, and the rest with the prefix `source_`, its grade as `grade`."""
    if evidence is None:
        return {}
    said = {f"source_{name}": value for name, value in _said(evidence).items() if name != "grade"}
    return {**said, "source": evidence.document, "grade": evidence.grade}


def evidence_from(properties: Mapping[str, Value]) -> Evidence | None:
    """The reverse of `evidence_properties`."""
    if "source" not in properties:
        return None
    said = {name: properties[f"source_{name}"] for name in _FIELDS if f"source_{name}" in properties}
    return Evidence.model_validate({**said, "document": properties["source"], "grade": properties["grade"]})


def unknown_documents(reader: Reader, sources: Sequence[Evidence], prefix: str = "sources") -> list[Problem]:
    """One problem for each evidence whose document is not in the store."""
    return unknown_in(reader, {f"{prefix}[{index}]": evidence for index, evidence in enumerate(sources)})


def unknown_in(reader: Reader, stated: Mapping[str, Evidence | None]) -> list[Problem]:
    """The same for evidence by the field that holds it."""
    given = {field: evidence.document for field, evidence in stated.items() if evidence is not None}
    known = reader.get(set(given.values())) if given else {}
    return [
        Problem(f"{field}.document", "unknown_record", {"value": document})
        for field, document in given.items()
        if document not in known or known[document].root != "Source"
    ]


def _node(source: Source) -> Node:
    note = {} if source.note is None else {"note": source.note}
    period = {} if source.period is None else period_properties(source.period)
    properties: dict[str, Value] = {"title": source.title, "sort_name": fold(source.title), **note, **period}
    return Node(source.id, ("Source",), properties, (PUBLIC,), source.version)


def _source(node: Node) -> Source:
    said = {"title": node.get("title"), "note": node.get("note"), "period": period_from(node.properties)}
    return Source.trusted({"id": node.id, "version": node.version, **said})


def save_source(store: Store, viewer: Viewer, source: Source) -> Source:
    """Makes a source, or replaces the version that was read. Raises InvalidData, EditConflict."""
    with writing(store, viewer) as tx:
        (saved,) = tx.put_nodes([_node(source)])
    return _source(saved)


def get_source(store: Store, id: str) -> Source:
    """The source. Raises NotFound."""
    return _source(node_of(store, "source", "Source", id))


def list_sources(store: Store) -> list[Source]:
    """All sources by title."""
    return [_source(node) for node in every(store, Query("Source", order=(("sort_name", False),)))]
