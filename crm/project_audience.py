"""Who sees what hangs on a project when the project's own audience changes: no more than see both it and whom it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.assessments.hanging import ACTOR_EDGES, UPON, narrowest
from crm.saving import edges_of
from graph.records import OFFICE, Edge, Node
from graph.store import Transaction

MAPS = "MAPS"
HANGS = ("ASSESSED_FOR", "FOR_PROJECT", "ENGAGED_FOR", MAPS)


def follow_audience(tx: Transaction, before: Node, now: Node) -> None:
    """Gives assessments, attributes, influences, plans and kept maps the audience that goes with the project's new one."""
    if set(before.audience) == set(now.audience):
        return
    hung = edges_of(tx, [now.id], HANGS, "in")
    maps = {edge.start for edge in hung if edge.type == MAPS}
    records = tx.get({edge.start for edge in hung}) if hung else {}
    ends = edges_of(tx, list(records), (*ACTOR_EDGES, UPON)) if records else []
    about = dict(_about(tx, ends))
    audiences = {
        id: tuple(now.audience) if id in maps else narrowest((OFFICE,), now.audience, *about.get(id, ()))
        for id in records
    }
    if records:
        tx.put_nodes([replace(node, audience=audiences[id]) for id, node in records.items()])
        tx.put_edges([replace(edge, audience=audiences[_record(edge)]) for edge in (*hung, *ends)])


def _record(edge: Edge) -> str:
    return edge.end if edge.type in ACTOR_EDGES else edge.start


def _about(tx: Transaction, ends: Sequence[Edge]) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """By record the audiences of the actors it is about."""
    actors: defaultdict[str, set[str]] = defaultdict(set)
    for edge in ends:
        actors[_record(edge)].add(edge.start if edge.type in ACTOR_EDGES else edge.end)
    known = tx.get({id for some in actors.values() for id in some}) if actors else {}
    for record, some in actors.items():
        yield record, [known[id].audience for id in some if id in known]
