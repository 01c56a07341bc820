"""One picture of the red, gathered: who is drawn and where, their ties, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from crm.derived.results import Derived
from crm.picture import Picture, PictureEdge, PictureFilter, PictureNode, draw
from crm.standing_ties import StandingTie, standing_contacts, standing_ties
from graph.store import Store
from web.red.places import ring_places, tidy_places
from web.red.wish import Wish

MOST_IN_RING = 60
_FLAGS = {
    "is_person": "include_people",
    "is_group": "include_groups",
    "is_event": "include_events",
    "is_reference": "include_reference",
    "is_own": "include_office",
}


@dataclass(frozen=True)
class RedView:
    """A picture. `total` actors match, `total_edges` ties among those drawn; `lonely` were left out as they have no
    tie. `families` counts what the legend offers: the actors that would be drawn were no family chosen.
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

    @cached_property
    def contacts(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """For each actor drawn its contacts in the picture, the strongest first, with the interactions together."""
        found: dict[str, dict[str, tuple[int, float]]] = {node.id: {} for node in self.nodes}
        for tie in self.standing:
            found[tie.source][tie.target] = found[tie.target][tie.source] = (0, 0.0)
        for edge in self.edges:
            found[edge.source][edge.target] = found[edge.target][edge.source] = (edge.count, edge.weight)
        return {
            id: [
                (other, strength[0])
                for other, strength in sorted(own.items(), key=lambda one: _order(one[1]))
            ]
            for id, own in found.items()
        }

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


def _order(strength: tuple[int, float]) -> tuple[int, float]:
    return -strength[0], -strength[1]


def gather_view(store: Store, derived: Derived, wish: Wish) -> RedView:
    """The picture for a wish; a few passes over what the analyst kept and one read of standing ties."""
    wish = _with_known(derived, wish)
    filter = _with_their_kind(derived, wish.filter())
    picture = _drawn(store, derived, wish, filter)
    standing = standing_ties(store, [node.id for node in picture.nodes], filter.until)
    kept = _kept(wish, picture, standing)
    shown = _among(standing, kept)
    return RedView(
        wish=wish,
        nodes=_placed(wish, kept, _ends(picture.edges, shown)),
        edges=picture.edges,
        standing=_without_meetings(shown, picture.edges),
        total=picture.total,
        total_edges=picture.total_edges,
        lonely=0 if wish.is_start else len(picture.nodes) - len(kept),
        families=_families(derived, wish, filter, kept),
        day=filter.until or derived.day,
    )


def _with_known(derived: Derived, wish: Wish) -> Wish:
    """Without actors that are not in the results (archived, or saved a moment ago), unless no other is asked for."""
    known = tuple(id for id in wish.actor if id in derived.number)
    return replace(wish, actor=known) if known else wish


def _kept(wish: Wish, picture: Picture, standing: Sequence[StandingTie]) -> Sequence[PictureNode]:
    """Who stays in the picture: actors without a tie only when asked for, or when one looks for a kind of actor."""
    if wish.sueltos or wish.chooses_actors or wish.actor:
        return picture.nodes
    ties = _ends(picture.edges, () if wish.is_start else standing)
    tied = {end for pair in ties for end in pair}
    return [node for node in picture.nodes if node.id in tied]


def _ends(edges: Sequence[PictureEdge], standing: Sequence[StandingTie]) -> list[tuple[str, str]]:
    met = [(edge.source, edge.target) for edge in edges]
    return met + [(tie.source, tie.target) for tie in standing]


def _among(standing: Sequence[StandingTie], nodes: Sequence[PictureNode]) -> list[StandingTie]:
    ids = {node.id for node in nodes}
    return [tie for tie in standing if tie.source in ids and tie.target in ids]


def _with_their_kind(derived: Derived, filter: PictureFilter) -> PictureFilter:
    """Somebody who is no partner (a person, a fair) is looked at among their like, else nobody would be around."""
    numbers = [derived.number[id] for id in filter.around if id in derived.number]
    flags = {field: True for flag, field in _FLAGS.items() if derived.array(flag)[numbers].any()}
    return replace(filter, **flags)  # type: ignore[arg-type]  # each name is a flag


def _drawn(store: Store, derived: Derived, wish: Wish, filter: PictureFilter) -> Picture:
    """The picture, with whom the chosen actors meet if asked, and whom standing ties join to those it is drawn around."""
    picture = draw(derived, filter)
    if wish.vecinos and wish.chooses_actors and picture.nodes:
        chosen = tuple(node.id for node in picture.nodes)
        return draw(derived, replace(filter, types=(), sectors=(), communities=(), around=chosen))
    if not filter.around or filter.types or filter.sectors or filter.asks_of_interactions:
        return picture
    own = derived.array("is_own")
    others = [
        id
        for id in standing_contacts(store, filter.around)
        if id in derived.number and (filter.include_office or not own[derived.number[id]])
    ]
    everybody = tuple(dict.fromkeys([*filter.around, *(node.id for node in picture.nodes), *others]))
    return draw(derived, replace(filter, around=everybody, depth=0)) if others else picture


def _placed(wish: Wish, nodes: Sequence[PictureNode], ties: Sequence[tuple[str, str]]) -> list[PictureNode]:
    alone = wish.actor[0] if len(wish.actor) == 1 and wish.nivel == 1 else None
    in_ring = len(nodes) <= MOST_IN_RING and any(node.id == alone for node in nodes)
    places = ring_places(nodes, str(alone)) if in_ring else tidy_places(nodes, ties)
    return [replace(node, x=places[node.id][0], y=places[node.id][1]) for node in nodes]


def _without_meetings(standing: Sequence[StandingTie], edges: Sequence[PictureEdge]) -> list[StandingTie]:
    """One standing tie for each pair that no line joins yet."""
    joined = {frozenset((edge.source, edge.target)) for edge in edges}
    single = {frozenset((tie.source, tie.target)): tie for tie in reversed(standing)}
    return [tie for pair, tie in reversed(single.items()) if pair not in joined]


def _families(
    derived: Derived, wish: Wish, filter: PictureFilter, kept: Sequence[PictureNode]
) -> dict[str, int]:
    if filter.types and not wish.vecinos:
        kept = draw(derived, replace(filter, types=())).nodes
    return dict(Counter(node.family for node in kept))
