"""One picture of the red, gathered: who is drawn and where, their ties, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from crm.derived.results import Derived
from crm.picture import PictureEdge, PictureNode, choose
from crm.standing_ties import StandingTie, standing_ties
from graph.store import Store
from web.reading.bubbling import BubbleView, bubble_view
from web.reading.finding import Found, find
from web.reading.looks import PLAIN, Looks, looks_of
from web.red.arranging import arranged
from web.red.choosing import (
    among,
    ends_of,
    families_of,
    filter_of,
    kept_of,
    picture_of,
    with_known,
    without_meetings,
)
from web.red.contacts import Contacts, contacts_among, last_contacts
from web.red.pins import pins_of, with_pins
from web.red.ties import Tie, ties_of
from web.red.wish import Wish
from web.views.placing import as_saved


@dataclass(frozen=True)
class RedView:
    """A picture. `total` actors match, `total_edges` ties among those drawn; `lonely` were left out as they have no
    tie. `families` counts what the legend offers: the actors that would be drawn were no family chosen. `edges` are pairs
    that met, `standing` pairs that hang together without; `lines` are both by what they mean, `looks` what colours say,
    `contacted` the days of last contact, `found` what a question or a way chose, `bubbles` the same picture with a bubble
    for each group.
    """

    wish: Wish
    nodes: Sequence[PictureNode]
    edges: Sequence[PictureEdge]
    standing: Sequence[StandingTie]
    total: int
    total_edges: int
    lonely: int
    families: Mapping[str, int]
    day: date
    lines: Sequence[Tie] = ()
    looks: Looks = PLAIN
    contacted: Mapping[str, date] = field(default_factory=dict)
    found: Found | None = None
    bubbles: BubbleView | None = None

    @cached_property
    def contacts(self) -> Contacts:
        """For each actor drawn its contacts in the picture, the strongest first, with the interactions together."""
        return contacts_among(self.nodes, self.edges, self.standing)

    @cached_property
    def ties(self) -> int:
        """How many pairs of actors are joined by a line."""
        return sum(len(own) for own in self.contacts.values()) // 2

    @cached_property
    def most_connected(self) -> list[PictureNode]:
        """Those with the most contacts in the picture, the most first."""
        own = self.contacts
        tied = [node for node in self.nodes if own[node.id]]
        return sorted(tied, key=lambda node: (-len(own[node.id]), -node.interactions, node.name))


def gather_view(
    store: Store, derived: Derived, wish: Wish, *, plain: bool = False, placed: bool = True
) -> RedView:
    """The picture for a wish; a few passes over what the analyst kept and one read of standing ties.

    `plain` leaves out what only the drawing shows: its lines by what they mean, and its bubbles. Without `placed` the
    actors stay where the analyst put them: what draws no positions is spared the work of making room for names.
    """
    wish = with_known(derived, wish)
    found = find(store, derived, wish)
    filter = filter_of(derived, wish, found)
    picture = picture_of(store, derived, wish, (filter, found))
    standing = standing_ties(store, [node.id for node in picture.nodes], filter.until)
    kept = kept_of(wish, picture, standing)
    shown = among(standing, kept, found)
    ends = ends_of(picture.edges, shown)
    stood = arranged(wish, kept, ends, found.columns if found else None) if placed else kept
    saved = as_saved(store, wish.vista, stood)
    pinned = with_pins(saved, pins_of(wish.fijo), others_stay=bool(wish.vista))
    nodes, looks = looks_of(derived, wish, pinned)
    return RedView(
        wish=wish,
        nodes=nodes,
        edges=picture.edges,
        standing=without_meetings(shown, picture.edges),
        total=picture.total,
        total_edges=picture.total_edges,
        lonely=0 if wish.is_start else len(picture.nodes) - len(kept),
        families=families_of(derived, wish, filter, kept),
        day=filter.until or derived.day,
        lines=() if plain else ties_of(derived, picture.edges, shown, choose(derived, filter).mask),
        looks=looks,
        contacted=last_contacts(derived, nodes),
        found=found,
        bubbles=None if plain else bubble_view(derived, wish, (nodes, picture.edges, picture.total)),
    )
