"""Joining two records of one actor: one keeps its id, the other stays as a signpost to it; nothing said is lost.

(loser {merged_into, archived})     everything that hung on it hangs on the winner; (:Merge {winner, loser}) remembers it
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crm.access import Viewer, require
from crm.actor_model import Actor, Person, is_person
from crm.actor_records import edges_of_actor, node_of_actor, read_actors
from crm.contact import with_cold_day
from crm.contact_changes import ContactChanges
from crm.errors import InvalidData, translated
from crm.follow_up.rhythm import rhythm_of
from crm.identity import free_ids, slug
from crm.merging.moving import edges_at, move_edges, rename_in, texts
from crm.merging.signposts import MERGED_INTO, refuse_merged
from crm.moments import stamp
from crm.office import office_id
from crm.saving import edges_of, node_of, refuse_version, sync_edges
from graph.records import OFFICE, PUBLIC, Edge, Node, Value
from graph.store import Store, Transaction

# What one chooses between; the rest is kept from both or belongs to the one that stays.
FIELDS = (
    "name", "type", "is_group", "sector", "sector_alt", "country", "city", "parent", "website", "email", "phone",
    "address", "relation_status", "official_name_basis", "notes",
)  # fmt: skip
BOTH = "both"


@dataclass(frozen=True)
class MergeOrder:
    """What to join: who stays, who goes into it, the versions that were looked at, and what to take from the one that goes.

    `take` maps fields to "loser" or, for notes, "both"; fields left out stay the winner's, or the loser's where the
    winner says nothing.
    """

    winner: str
    loser: str
    versions: tuple[int, int]
    take: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Merged:
    """The joined actor and the record of the joining, which undoes it."""

    actor: Actor
    merge: str


def merge_actors(store: Store, viewer: Viewer, order: MergeOrder) -> Merged:
    """Joins the two in one unit of work. `store` is the viewer's view; what it hides moves as well.

    Raises NotAllowed, NotFound, EditConflict, InvalidData (the same actor, a person and an organisation, a private record and
    a shared one, the office, one that was joined already).
    """
    require(viewer, "edit")
    for shown in (order.winner, order.loser):
        node_of(store, "actor", "Actor", shown)  # what the viewer does not see is not there
    whole = store.as_seen_by(None)
    # Before the unit of work: a server reads a whole label only while nobody writes. One that names the loser since then
    # is followed by the signpost.
    projects = _projects(whole, order.loser)
    with translated(), whole.transaction(viewer.id) as tx:
        winner, loser = _checked(tx, order)
        id = free_ids(tx, whole, [slug(f"union {loser.id}", "union")])[0]
        edges = edges_at(tx, loser.id)
        contacts = ContactChanges.of(tx, [*edges, *_promises(tx, edges)])
        _rename_people(tx, edges, (loser.id, winner.id))
        rename_in(tx, tx.get(projects).values(), (loser.id, winner.id))
        own = [edge for edge in edges if edge.type == "PART_OF" and edge.start == loser.id]
        if own:
            tx.delete_edges([edge.id for edge in own])
        moved = move_edges(tx, [e for e in edges if e not in own], (loser.id, winner.id))
        card = merged_card(winner, loser, order.take)
        _write_card(tx, card)
        tx.put_nodes([_signpost(tx, loser.id, winner.id)])
        tx.put_nodes([_record(id, viewer, (winner, loser), card, moved.joined)])
        contacts.settle(tx, whole)
        saved = read_actors(tx, [tx.get([winner.id])[winner.id]])[0]
    return Merged(saved, id)


def _checked(tx: Transaction, order: MergeOrder) -> tuple[Actor, Actor]:
    """Both cards as they are now that nobody else can write, checked."""
    if order.winner == order.loser:
        raise InvalidData.of("loser", "merge_same")
    nodes = [node_of(tx, "actor", "Actor", id) for id in (order.winner, order.loser)]
    for node in nodes:
        refuse_merged(node)
    winner, loser = read_actors(tx, nodes)
    refuse_version("actor", winner, order.versions[0])
    refuse_version("actor", loser, order.versions[1])
    if loser.id == office_id():
        raise InvalidData.of("loser", "merge_office")
    if is_person(winner) != is_person(loser):
        raise InvalidData.of("loser", "merge_person")
    narrowest(winner.audience, loser.audience)
    unknown = [name for name in order.take if name not in FIELDS]
    if unknown:
        raise InvalidData.of(f"take.{unknown[0]}"[:80], "unknown_field")
    return winner, loser


def narrowest(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """The audience that neither widens. Raises InvalidData when one record is private and the other is not."""
    ranks = [_rank(audience) for audience in (one, other)]
    if 0 in ranks and set(one) != set(other):
        raise InvalidData.of("loser", "merge_private")
    return tuple(one if ranks[0] <= ranks[1] else other)


def _rank(audience: Collection[str]) -> int:
    return 2 if PUBLIC in audience else 1 if OFFICE in audience else 0


def merged_card(winner: Actor, loser: Actor, take: Mapping[str, str]) -> Actor:
    """The card of both: the fields chosen, every name either went by, the narrower audience."""
    values: dict[str, Any] = {name: chosen(winner, loser, name, take.get(name)) for name in FIELDS}
    names = [winner.name, *winner.aliases, loser.name, *loser.aliases]
    values["aliases"] = [name for name in texts(names) if name != values["name"]]
    values["audience"] = narrowest(winner.audience, loser.audience)
    values["reference"] = winner.reference and loser.reference
    values["to_review"] = winner.to_review and loser.to_review
    if values["parent"] in (winner.id, loser.id):
        values["parent"] = None
    if isinstance(winner, Person) and isinstance(loser, Person):
        values["unnamed"] = (loser if values["name"] == loser.name else winner).unnamed
    return winner.having(**values)


def chosen(winner: Actor, loser: Actor, name: str, choice: str | None) -> Any:
    """One field of the joined card. Notes of both are kept unless one is chosen."""
    mine, theirs = getattr(winner, name), getattr(loser, name)
    if choice == "loser":
        return theirs
    if name == "notes" and choice in (None, BOTH) and mine and theirs and mine != theirs:
        return f"{mine}\n\n{theirs}"[:20_000]
    return mine if choice == "winner" or mine not in (None, "") else theirs


def _write_card(tx: Transaction, card: Actor) -> None:
    before = tx.get([card.id])[card.id]
    tx.put_nodes([with_cold_day(node_of_actor(card, before), rhythm_of(tx))])
    parts = [edge for edge in edges_of_actor(card) if edge.type == "PART_OF"]
    sync_edges(tx, edges_of(tx, [card.id], ("PART_OF",), "out"), parts)


def _signpost(tx: Transaction, loser: str, winner: str) -> Node:
    now = tx.get([loser])[loser]
    return now.with_properties(archived=True, edition=now.get("edition", 0) + 1, **{MERGED_INTO: winner})


def _record(id: str, viewer: Viewer, pair: tuple[Actor, Actor], card: Actor, joined: Iterable[str]) -> Node:
    winner, loser = pair
    properties: dict[str, Value] = {
        "title": f"{loser.name} → {card.name}"[:300],
        "winner": winner.id,
        "loser": loser.id,
        "undone": False,
        "made": stamp(datetime.now(UTC)),
        "by": viewer.id,
    }
    if edges := texts(list(joined)):
        properties["joined"] = edges
    return Node(id, ("Merge",), properties, tuple(card.audience))


def _promises(tx: Transaction, edges: Iterable[Edge]) -> list[Node]:
    ids = {end for edge in edges if edge.type in ("OWES", "OWED_TO") for end in (edge.start, edge.end)}
    return [node for node in tx.get(ids).values() if node.root == "Commitment"]


def _rename_people(tx: Transaction, edges: Iterable[Edge], ends: tuple[str, str]) -> None:
    """People whose organisation it is belong to it by a post, two steps away."""
    posts = [edge.start for edge in edges if edge.type == "AT"]
    holders = {edge.start for edge in edges_of(tx, posts, ("HOLDS",), "in")} if posts else set()
    rename_in(
        tx, [node for node in tx.get(holders - {*ends}).values() if node.get("parent") == ends[0]], ends
    )


def _projects(store: Store, actor: str) -> list[str]:
    """Projects that name the actor. They are few, and no edge leads to them."""
    columns = ("id", "lead", "funder", "must_include", "exclude")
    return [
        str(row[0]) for batch in store.table("Project", columns) for row in batch if _names(row[1:], actor)
    ]


def _names(values: Iterable[object], actor: str) -> bool:
    return any(value == actor or (isinstance(value, (list, tuple)) and actor in value) for value in values)
