"""Records that hang between actors and a project: made with their edges in one unit of work, read by project.

(:Actor)-[:ASSESSED_IN]->(record {project})-[:ASSESSED_FOR]->(:Project)

The project is a property too, so that all of one project is one indexed query; who it is about is said by edges alone, which
follow the actor when two records of it are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crm.errors import Problem
from crm.identity import edge_id
from crm.interaction_rules import private_among
from crm.listing import every
from crm.merging.signposts import refuse_merged
from crm.moments import stamp
from crm.saving import edges_of, node_of, unknown_ids
from graph.records import OFFICE, PUBLIC, Edge, Node, Value
from graph.store import Query, Store, Transaction, Where

# From the actor to the record; to another actor it is about; to the project.
ACTOR_EDGES = ("ASSESSED_IN", "DESCRIBED_IN", "INFLUENCES", "ENGAGED_IN")
UPON = "INFLUENCE_ON"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one sort of record hangs: its label and the types of its edges."""

    label: str
    from_actor: str
    to_project: str
    to_other: str = ""


ASSESSMENT = Kind("Assessment", "ASSESSED_IN", "ASSESSED_FOR")
ATTRIBUTES = Kind("ActorInProject", "DESCRIBED_IN", "FOR_PROJECT")
INFLUENCE = Kind("Influence", "INFLUENCES", "FOR_PROJECT", UPON)


@dataclass(frozen=True, slots=True)
class Ends:
    """Between whom a record hangs."""

    project: Node
    actor: Node
    other: Node | None = None

    @property
    def title(self) -> str:
        """What the record is called in the history."""
        names = [str(one.get("name")) for one in (self.actor, self.other) if one is not None]
        return f"{' → '.join(names)} · {self.project.get('title')}"[:300]


def ends_of(tx: Transaction, project: str, actor: str, other: str | None = None) -> Ends:
    """Both ends as they are now. Raises NotFound, Erased, InvalidData for an actor that was joined with another."""
    found = [node_of(tx, "actor", "Actor", id) for id in (actor, other) if id is not None]
    for node in found:
        refuse_merged(node)
    return Ends(node_of(tx, "project", "Project", project), found[0], found[1] if other else None)


def narrowest(*audiences: Sequence[str]) -> tuple[str, ...]:
    """Who may see everything: the narrower of public, the office and single people; of two groups those in both."""
    private = [set(one) for one in audiences if not {PUBLIC, OFFICE} & set(one)]
    if private:
        return tuple(sorted(set.intersection(*private) or private[0]))
    return (OFFICE,) if any(PUBLIC not in one for one in audiences) else (PUBLIC,)


def audience_of(ends: Ends) -> tuple[str, ...]:
    """Who may see a record that hangs there. It is never public: what is thought of others stays here."""
    parts = [end.audience for end in (ends.project, ends.actor, ends.other) if end is not None]
    return narrowest((OFFICE,), *parts)


def fact_problems(tx: Transaction, wanted: Mapping[str, str], ends: Ends) -> list[Problem]:
    """One problem for each field whose interaction is none, or may not be named to all who see what hangs there."""
    known = tx.get(set(wanted.values())) if wanted else {}
    private = private_among(wanted.items(), audience_of(ends), known)
    told = [Problem(one.field, "private_fact", one.params) for one in private]
    return [*unknown_ids(tx, wanted, "Interaction"), *told]


def put_hanging(tx: Transaction, kind: Kind, id: str, ends: Ends, said: Mapping[str, Value]) -> Node:
    """Writes the record, and its edges when it is new."""
    before = tx.get([id]).get(id)
    audience = audience_of(ends)
    properties = {
        **said,
        "project": ends.project.id,
        "title": ends.title,
        "saved_at": stamp(datetime.now(UTC)),
        "archived": False,
    }
    (node,) = tx.put_nodes([Node(id, (kind.label,), properties, audience, before.version if before else 0)])
    if before is None:
        tx.put_edges(list(_edges(kind, id, ends, audience)))
    return node


def _edges(kind: Kind, id: str, ends: Ends, audience: tuple[str, ...]) -> Iterator[Edge]:
    yield Edge(edge_id(kind.from_actor, id), kind.from_actor, ends.actor.id, id, {}, audience)
    yield Edge(edge_id(kind.to_project, id), kind.to_project, id, ends.project.id, {}, audience)
    if ends.other is not None:
        yield Edge(edge_id(kind.to_other, id), kind.to_other, id, ends.other.id, {}, audience)


@dataclass(frozen=True, slots=True)
class Hung:
    """A record with the actors it is about."""

    node: Node
    actor: str
    other: str | None = None


def hanging_in(store: Store, kind: Kind, project: str) -> list[Hung]:
    """All of a project that the view shows, with actors that it shows; taken back ones are left out."""
    where = (Where("project", "=", project), Where("archived", "=", False))
    return hung(store, kind, every(store, Query(kind.label, where=where, order=(("saved_at", False),))))


def hung(reader: Store | Transaction, kind: Kind, nodes: Iterable[Node]) -> list[Hung]:
    """The records with whom they are about."""
    given = list(nodes)
    ids = [node.id for node in given]
    if not ids:
        return []
    actors = {edge.end: edge.start for edge in edges_of(reader, ids, (kind.from_actor,), "in")}
    others = {e.start: e.end for e in edges_of(reader, ids, (kind.to_other,), "out")} if kind.to_other else {}
    made = (Hung(node, actors.get(node.id, ""), others.get(node.id)) for node in given)
    return [one for one in made if one.actor and (not kind.to_other or one.other)]
