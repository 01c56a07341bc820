"""Every record of a store as plain data, noun by noun, in the order of ids: what all exports are made of.

What says when and how often something was saved (versions) stays out, so that equal data gives equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from crm.actor_records import read_actors
from crm.commitment_records import read_commitments
from crm.delegations.invitation_records import read_invitations
from crm.delegations.programme import read_sessions
from crm.delegations.records import read_delegation
from crm.engagement.plans import read_rows
from crm.evidence import list_sources
from crm.fields import Noun
from crm.interaction_records import read_interactions
from crm.project_model import read_project
from crm.schema import ACTOR_TIES
from crm.source_issues import IssueFilter, list_issues
from crm.ties import PART_OF, ties_of
from graph.records import Node
from graph.store import Store

Record = dict[str, Any]
_BATCH = 500
_LEFT_OUT: Mapping[str, set[str]] = {
    "actors": {"version", "cold_on"},
    "interactions": {"version", "commitments"},  # commitments are a noun of their own
}
_READERS: Mapping[str, tuple[str, Callable[[Store, Sequence[Node]], Sequence[Noun]]]] = {
    "actors": ("Actor", read_actors),
    "commitments": ("Commitment", read_commitments),
    "interactions": ("Interaction", read_interactions),
    "projects": ("Project", lambda _, nodes: [read_project(node) for node in nodes]),
    "delegations": ("Delegation", lambda _, nodes: [read_delegation(node) for node in nodes]),
    "programme": ("ProgrammeSession", read_sessions),
    "invitations": ("VisitInvitation", read_invitations),
    "engagements": ("Engagement", read_rows),
}
NOUNS = (
    "actors",
    "commitments",
    "interactions",
    "projects",
    "source_issues",
    "sources",
    "ties",
    "delegations",
    "programme",
    "invitations",
    "engagements",
)


def records(store: Store, noun: str) -> Iterator[Record]:
    """The records of a noun, one after another, by id."""
    return (_plain(noun, record) for record in _nouns(store, noun))


def _nouns(store: Store, noun: str) -> Iterator[Noun]:
    if noun in _READERS:
        root, read = _READERS[noun]
        for ids in _batches(_ids(store, root)):
            nodes = store.get(ids)
            yield from read(store, [nodes[id] for id in ids if id in nodes])
    elif noun == "ties":
        yield from _ties(store)
    elif noun == "sources":
        yield from sorted(list_sources(store), key=lambda source: source.id)
    else:
        yield from _issues(store)


def _ids(store: Store, root: str) -> list[str]:
    return sorted(str(id) for batch in store.table(root, ("id",)) for (id,) in batch)


def _ties(store: Store) -> Iterator[Noun]:
    types = [type for type in ACTOR_TIES if type != PART_OF]
    starts = {str(start) for type in types for batch in store.table(type, ("start",)) for (start,) in batch}
    ties = {tie.id: tie for start in starts for tie in ties_of(store, start, types)}
    for id in sorted(ties):
        yield ties[id]


def _issues(store: Store) -> Iterator[Noun]:
    after: str | None = None
    found: list[Noun] = []
    while True:
        page = list_issues(store, IssueFilter(limit=_BATCH, after=after))
        found += page.items
        after = page.next
        if after is None:
            break
    yield from sorted(found, key=lambda issue: str(issue.id))  # type: ignore[attr-defined]  # each of them has an id


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _plain(noun: str, record: Noun) -> Record:
    plain = record.model_dump(mode="json", exclude=_LEFT_OUT.get(noun, {"version"}))
    if "audience" in plain:
        plain["audience"] = sorted(plain["audience"])
    return plain
