"""What the office loses when somebody goes: meetings where she was the only contact, doors only she opens, promises.

Counted before it happens, in the last five hundred meetings she took part in; `cut` says that there were more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.actor_model import Person
from crm.commitment_lists import CommitmentFilter, list_commitments
from crm.contact import contact_day
from crm.interaction_model import Commitment
from crm.office import office_id, today
from crm.people import get_person
from crm.periods import Period, period_from
from crm.saving import edges_of
from graph.records import Edge, Node
from graph.store import EdgeQuery, Store

MOST = 500
SHOWN = 200
STILL = ("to_review", "pending", "waiting")
_OVER = frozenset({"cancelled", "rejected", "done"})


@dataclass(frozen=True)
class Meeting:
    """An interaction in one line; lists go by `on`, people read `when`, which may be no more than a quarter."""

    id: str
    title: str
    on: date
    when: Period | None


@dataclass(frozen=True)
class Door:
    """An organisation that the office knows only through her, and by how many meetings."""

    id: str
    name: str
    type: str
    meetings: int


@dataclass(frozen=True)
class Losses:
    """`meetings` she took part in; in `alone` nobody else of her side was there. Lists are the latest or largest first."""

    person: Person
    own_staff: bool
    meetings: int
    alone: Sequence[Meeting]
    doors: Sequence[Door]
    commitments: Sequence[Commitment]
    planned: Sequence[Meeting]
    cut: bool

    @property
    def nothing(self) -> bool:
        """Whether nothing at all depends on her."""
        return not (self.alone or self.doors or self.commitments or self.planned)


def losses_of(store: Store, person: str) -> Losses:
    """What would be lost with the person. `store` is the viewer's view. Raises NotFound."""
    leaver = get_person(store, person)
    mine = store.edges(EdgeQuery((person,), ("TOOK_PART",), "out", limit=MOST + 1))
    nodes = store.get({edge.end for edge in mine[:MOST]})
    met = {id: node for id, node in nodes.items() if not (node.get("archived") or node.get("reference"))}
    parties = _parties(store, met)
    actors = store.get({edge.start for edges in parties.values() for edge in edges})
    own = leaver.parent == office_id()
    side = {office_id()} if own else {held.organisation for held in leaver.posts} | {leaver.parent or ""}
    alone = [id for id in met if not _others(parties[id], actors, person, side)]
    return Losses(
        leaver,
        own,
        len(met),
        _meetings(met[id] for id in alone if contact_day(met[id]) is not None),
        _doors(alone if own else list(met), met, parties, actors),
        promises_of(store, person),
        _meetings(node for node in met.values() if _is_planned(node)),
        len(mine) > MOST,
    )


def _parties(store: Store, met: Collection[str]) -> Mapping[str, list[Edge]]:
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(store, met, ("TOOK_PART",), "in"):
        found[edge.end].append(edge)
    return found


def _others(edges: Sequence[Edge], actors: Mapping[str, Node], person: str, side: Collection[str]) -> bool:
    """Whether another person of the same side was there."""
    return any(
        edge.start != person
        and "Person" in actors[edge.start].labels
        and (edge.get("at") in side or actors[edge.start].get("parent") in side)
        for edge in edges
        if edge.start in actors
    )


def _meetings(nodes: Iterable[Node]) -> list[Meeting]:
    listed = [
        Meeting(node.id, node.get("title"), node.get("on"), period_from(node.properties)) for node in nodes
    ]
    return sorted(listed, key=lambda one: (one.on, one.id), reverse=True)


def _is_planned(node: Node) -> bool:
    status = node.get("status")
    return status not in _OVER and (status == "planned" or node.get("on") >= today())


def _doors(
    through: Sequence[str],
    met: Mapping[str, Node],
    parties: Mapping[str, list[Edge]],
    actors: Mapping[str, Node],
) -> list[Door]:
    """Organisations all of whose meetings are among these."""
    counted: Counter[str] = Counter()
    for id in through:
        if contact_day(met[id]) is not None:
            counted.update({edge.start for edge in parties[id]})
    only = [actors[id] for id, count in counted.items() if id in actors and _only(actors[id], count)]
    doors = [Door(node.id, node.get("name"), node.get("type"), counted[node.id]) for node in only]
    return sorted(doors, key=lambda door: (-door.meetings, door.name))


def _only(actor: Node, count: int) -> bool:
    """An organisation, no event and no group, that has met us no more often than that."""
    organisation = "Person" not in actor.labels and not actor.get("is_group") and actor.get("type") != "event"
    ours = actor.id != office_id() and not actor.get("reference")
    return organisation and ours and actor.get("interactions", 0) <= count


def promises_of(store: Store, actor: str) -> list[Commitment]:
    """Open commitments that the actor owes or is owed, the first due first."""
    owes = list_commitments(store, CommitmentFilter(owner=(actor,), status=STILL, limit=SHOWN)).items
    owed = list_commitments(store, CommitmentFilter(beneficiary=(actor,), status=STILL, limit=SHOWN)).items
    return list({one.id: one for one in (*owes, *owed)}.values())
