"""What will come of joining two records, before it is done: the card field by field, and the consequences in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.actor_model import Actor
from crm.actors import get_actor
from crm.companions import companions_of
from crm.merging.merge import BOTH, FIELDS, chosen, merged_card
from crm.people import people_of
from crm.schema import ACTOR_TIES
from graph.records import Edge
from graph.store import EdgeQuery, Store

MOST = 5_000
_ALL = 10_000


@dataclass(frozen=True)
class FieldChoice:
    """One field in both records. `choice` is what is taken unless one chooses: "winner", "loser" or "both"."""

    name: str
    winner: Any
    loser: Any
    choice: str

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.winner not in (None, "") and self.loser not in (None, "") and self.winner != self.loser

    @property
    def is_empty(self) -> bool:
        """Whether neither says anything."""
        return self.winner in (None, "", False) and self.loser in (None, "", False)


@dataclass(frozen=True)
class Consequences:
    """What changes: how much moves, what becomes one, and whom the joined record has met. `cut`: there is even more."""

    interactions: int
    together: int
    commitments: int
    ties: int
    between: int
    people: int
    parts: int
    sources: int
    contacts: tuple[int, int, int]
    cut: bool


@dataclass(frozen=True)
class Preview:
    """Both records, what their fields become, every name the joined one goes by, and the consequences."""

    winner: Actor
    loser: Actor
    fields: list[FieldChoice]
    aliases: list[str]
    consequences: Consequences


def preview_merge(store: Store, winner: str, loser: str, take: Mapping[str, str] | None = None) -> Preview:
    """What `merge_actors` would do. `store` is the viewer's view. Raises NotFound, InvalidData (private and shared)."""
    one, other = get_actor(store, winner), get_actor(store, loser)
    taken = take or {}
    fields = [_field(one, other, name, taken.get(name)) for name in FIELDS]
    aliases = merged_card(one, other, taken).aliases
    return Preview(one, other, fields, aliases, _consequences(store, one, other))


def _field(winner: Actor, loser: Actor, name: str, choice: str | None) -> FieldChoice:
    mine, theirs = getattr(winner, name), getattr(loser, name)
    if choice is None:
        result = chosen(winner, loser, name, None)
        choice = "winner" if result == mine else "loser" if result == theirs else BOTH
    return FieldChoice(name, mine, theirs, choice)


def _consequences(store: Store, winner: Actor, loser: Actor) -> Consequences:
    edges = store.edges(EdgeQuery((loser.id,), limit=MOST))
    met = {edge.end for edge in edges if edge.type == "TOOK_PART"}
    mine = store.edges(EdgeQuery((winner.id,), ("TOOK_PART",), "out", limit=MOST))
    ties = [edge for edge in edges if edge.type in ACTOR_TIES and edge.type != "PART_OF"]
    between = [edge for edge in ties if winner.id in (edge.start, edge.end)]
    first, second = ({one.id for one in companions_of(store, id, _ALL)} for id in (winner.id, loser.id))
    return Consequences(
        interactions=len(met),
        together=len(met & {edge.end for edge in mine}),
        commitments=len({_promise(edge) for edge in edges if edge.type in ("OWES", "OWED_TO")}),
        ties=len(ties) - len(between),
        between=len(between),
        people=len(people_of(store, loser.id)),
        parts=sum(edge.type == "PART_OF" and edge.end == loser.id for edge in edges),
        sources=sum(edge.type == "STATED_IN" for edge in edges),
        contacts=(len(first), len(second), len((first | second) - {winner.id, loser.id})),
        cut=len(edges) == MOST,
    )


def _promise(edge: Edge) -> str:
    return edge.end if edge.type == "OWES" else edge.start
