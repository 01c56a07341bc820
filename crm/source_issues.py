"""What is doubtful in the sources, shown at the records it concerns as something to review.

(:SourceIssue)-[:CONCERNS]->(any node)     (:SourceIssue)-[:STATED_IN]->(:Source)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from crm.access import Viewer
from crm.actor_model import Sources
from crm.errors import EditConflict, Problem
from crm.evidence import evidence_edges, read_evidence, unknown_documents
from crm.fields import THE_OFFICE, Noun, RecordId, SomeId, SortedIds, Version, term
from crm.identity import edge_id
from crm.listing import Listing, any_of, every, find_page
from crm.saving import check, edges_of, node_of, present, sync_edges, writing
from crm.vocabulary import vocabulary
from graph.records import Edge, Node
from graph.store import Linked, Query, Store, Transaction

_COPIED = ("kind", "severity", "issue_es", "issue_en", "handling_es", "handling_en", "status", "document")
_OWN = ("CONCERNS", "STATED_IN")
Sentence = Annotated[str, Field(min_length=1, max_length=2_000)]


class SourceIssue(Noun):
    """A contradiction, error or gap in a source, and how it was handled; "settled" once somebody decided."""

    id: RecordId
    kind: Annotated[str, term("issue_kinds")]
    severity: Annotated[str, term("issue_severities")]
    issue_es: Sentence
    issue_en: Sentence
    handling_es: Sentence
    handling_en: Sentence
    status: Annotated[str, term("issue_statuses")] = "open"
    document: SomeId = None
    concerns: SortedIds = Field(default_factory=list)
    sources: Sources = Field(default_factory=list)
    version: Version = 0


@dataclass(frozen=True)
class IssueFilter:
    """Which issues; several values of one field are alternatives. `about`: only those that concern this record."""

    kind: Sequence[str] = ()
    severity: Sequence[str] = ()
    status: Sequence[str] = ()
    document: Sequence[str] = ()
    about: str | None = None
    limit: int = 100
    after: str | None = None


def get_issue(store: Store, id: str) -> SourceIssue:
    """The issue. Raises NotFound."""
    return _read(store, [node_of(store, "source_issue", "SourceIssue", id)])[0]


def list_issues(store: Store, filter: IssueFilter) -> Listing[SourceIssue]:
    """One page of issues."""
    page = find_page(store, _query(filter))
    return Listing(_read(store, page.items), page.total, page.more, page.next)


def issues_about(store: Store, id: str) -> list[SourceIssue]:
    """Everything doubtful about one record, the gravest first."""
    issues = _read(store, list(every(store, _query(IssueFilter(about=id)))))
    gravity = {name: order for order, name in enumerate(vocabulary("issue_severities").ids)}
    return sorted(issues, key=lambda issue: (issue.status != "open", gravity[issue.severity], issue.id))


def _query(filter: IssueFilter) -> Query:
    dimensions = ("kind", "severity", "status", "document")
    where = [one for name in dimensions for one in any_of(name, getattr(filter, name))]
    linked = Linked(filter.about, ("CONCERNS",), "in") if filter.about else None
    return Query("SourceIssue", where=tuple(where), linked=linked, limit=filter.limit, after=filter.after)


def save_many_issues(store: Store, viewer: Viewer, issues: Sequence[SourceIssue]) -> list[SourceIssue]:
    """Makes or replaces (the version that was read) all the issues or none. Raises InvalidData, EditConflict."""
    with writing(store, viewer) as tx:
        check(_problems(tx, issues))
        nodes = tx.put_nodes([_node(issue) for issue in issues])
        old = edges_of(tx, [issue.id for issue in issues if issue.version], _OWN, "out")
        sync_edges(tx, old, [edge for issue in issues for edge in _edges(issue)])
        return _read(tx, nodes)


def settle_issue(store: Store, viewer: Viewer, id: str, version: int) -> SourceIssue:
    """Somebody looked at it and decided. Raises NotFound, EditConflict."""
    return _set_status(store, viewer, (id, version), "settled")


def reopen_issue(store: Store, viewer: Viewer, id: str, version: int) -> SourceIssue:
    """It is doubtful again. Raises NotFound, EditConflict."""
    return _set_status(store, viewer, (id, version), "open")


def _set_status(store: Store, viewer: Viewer, which: tuple[str, int], status: str) -> SourceIssue:
    id, version = which
    with writing(store, viewer) as tx:
        node = node_of(tx, "source_issue", "SourceIssue", id)
        if node.version != version:
            raise EditConflict("source_issue", id, {"status": node.get("status")}, {"status": status})
        return _read(tx, tx.put_nodes([node.with_properties(status=status)]))[0]


def _problems(tx: Transaction, issues: Sequence[SourceIssue]) -> Iterator[Problem]:
    many = len(issues) > 1
    known = tx.get({id for issue in issues for id in issue.concerns})
    for index, issue in enumerate(issues):
        prefix = f"[{index}]." if many else ""
        for place, id in enumerate(issue.concerns):
            if id not in known:
                yield Problem(f"{prefix}concerns[{place}]", "unknown_record", {"value": id})
        yield from unknown_documents(tx, issue.sources, f"{prefix}sources")


def _node(issue: SourceIssue) -> Node:
    properties = present({name: getattr(issue, name) for name in _COPIED})
    return Node(issue.id, ("SourceIssue",), properties, version=issue.version)


def _edges(issue: SourceIssue) -> Iterator[Edge]:
    for id in issue.concerns:
        yield Edge(edge_id("CONCERNS", issue.id, id), "CONCERNS", issue.id, id)
    yield from evidence_edges(issue.id, issue.sources, THE_OFFICE)


def _read(reader: Store | Transaction, nodes: Sequence[Node]) -> list[SourceIssue]:
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(reader, {node.id for node in nodes}, _OWN, "out"):
        edges[edge.start].append(edge)
    return [_issue(node, edges[node.id]) for node in nodes]


def _issue(node: Node, edges: Sequence[Edge]) -> SourceIssue:
    concerns = sorted(edge.end for edge in edges if edge.type == "CONCERNS")
    sources = read_evidence(edge for edge in edges if edge.type == "STATED_IN")
    said = {name: node.get(name) for name in _COPIED}
    return SourceIssue.trusted(
        {**said, "id": node.id, "concerns": concerns, "sources": sources, "version": node.version}
    )
