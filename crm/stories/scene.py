"""What a story is made from: the actors and ties of a picture, and what the analyst kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from crm.meaning.statements import listed
from crm.meaning.ties import tie_fact
from crm.periods import period_from, say_period
from crm.picture_model import PictureEdge, PictureNode
from crm.standing_ties import StandingTie
from graph.store import Store

if TYPE_CHECKING:
    from crm.derived.results import Derived

NAMED, FACTS = 3, 6


@dataclass(frozen=True)
class Scene:
    """A picture as it is told in the language `lang`; `store` shows what all who hear it may see."""

    store: Store
    derived: Derived
    title: str
    day: date
    nodes: Sequence[PictureNode]
    edges: Sequence[PictureEdge]
    standing: Sequence[StandingTie]
    lang: str

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The actors' names by id."""
        return {node.id: node.name for node in self.nodes}

    @cached_property
    def contacts(self) -> Mapping[str, set[str]]:
        """With whom each actor is tied in the picture."""
        found: dict[str, set[str]] = {node.id: set() for node in self.nodes}
        pairs = [(tie.source, tie.target) for tie in self.edges]
        pairs += [(tie.source, tie.target) for tie in self.standing]
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
        return found

    @cached_property
    def strongest(self) -> Sequence[PictureEdge]:
        """The ties with meetings, those with the most first, then the latest."""
        return sorted(self.edges, key=lambda tie: (-tie.count, -tie.last.toordinal(), tie.source, tie.target))

    @cached_property
    def most_connected(self) -> Sequence[PictureNode]:
        """The actors with most contacts first."""
        return sorted(
            self.nodes, key=lambda node: (-len(self.contacts[node.id]), -node.interactions, node.name)
        )

    def said(self, ids: Iterable[str]) -> str:
        """Names as a list in words."""
        return listed([self.names[id] for id in ids], self.lang, NAMED)

    def meetings_of(self, tie: PictureEdge) -> tuple[str, ...]:
        """The latest interactions behind a tie that those who hear may see, none later than the picture's last."""
        ends = [self.derived.number.get(id) for id in (tie.source, tie.target)]
        if ends[0] is None or ends[1] is None:
            return ()
        found = tie_fact(self.derived, ends[0], ends[1]).interactions[:FACTS]
        there = self.store.get(found) if found else {}
        began = {id: there[id].get("start") for id in found if id in there}
        return tuple(id for id, start in began.items() if start is None or start <= tie.last)[: tie.count]

    def when(self, interaction: str, last: date) -> str:
        """When a meeting was, no more exactly than its source says; "" unless it is that of the day `last`."""
        node = self.store.get([interaction]).get(interaction)
        period = period_from(node.properties) if node else None
        if period is None or last not in {period.start, period.end}:
            return ""
        return say_period(period, self.lang)
