"""Who is drawn and which of their ties: what filters or an asking choose, whom the reader added, whom they hid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from crm.derived.results import Derived
from crm.picture import Picture, PictureEdge, PictureFilter, PictureNode, draw
from crm.standing_ties import StandingTie, standing_contacts
from graph.store import Store
from web.reading.finding import Found
from web.red.wish import EDGES, Wish

_FLAGS = {
    "is_person": "include_people",
    "is_group": "include_groups",
    "is_event": "include_events",
    "is_reference": "include_reference",
    "is_own": "include_office",
}
_ANY_KIND: dict[str, Any] = dict.fromkeys(("types", "families", "sectors", "countries", "communities"), ())


def with_known(derived: Derived, wish: Wish) -> Wish:
    """Without actors that are not in the results (archived, or saved a moment ago), unless no other is asked for."""
    known = tuple(id for id in wish.actor if id in derived.number)
    more = tuple(id for id in wish.mas if id in derived.number)
    return replace(wish, actor=known or wish.actor, mas=more)


def filter_of(derived: Derived, wish: Wish, found: Found | None) -> PictureFilter:
    """What `crm.picture.draw` is asked for; somebody who is no partner is looked at among their like, else nobody would
    be around. What an asking found is drawn without other filters.
    """
    filter = wish.filter()
    if found is not None:
        shown = {field: getattr(filter, field) for field in _FLAGS.values()}
        filter = PictureFilter(
            around=found.ids, depth=0, until=wish.dia, limit=filter.limit, edge_limit=EDGES, **shown
        )
    asked = (*filter.around, *wish.mas)
    numbers = [derived.number[id] for id in asked if id in derived.number]
    flags = {field: True for flag, field in _FLAGS.items() if derived.array(flag)[numbers].any()}
    return replace(filter, **flags)  # type: ignore[arg-type]  # each name is a flag


def picture_of(
    store: Store, derived: Derived, wish: Wish, asked: tuple[PictureFilter, Found | None]
) -> Picture:
    """The picture with whom the reader added, without whom they hid."""
    filter, found = asked
    if found is not None and not found.ids:
        return Picture([], [], 0, 0)
    picture = _with_contacts(derived, wish, filter, _drawn(store, derived, wish, filter))
    edges = picture.edges
    if found is not None and found.pairs is not None:
        added = set(wish.mas)
        edges = [edge for edge in edges if _pair(edge) in found.pairs or _pair(edge) & added]
    hidden = set(wish.sin)
    nodes = [node for node in picture.nodes if node.id not in hidden]
    edges = [edge for edge in edges if not _pair(edge) & hidden]
    limited = found is not None and found.pairs is not None
    return replace(
        picture, nodes=nodes, edges=edges, total_edges=len(edges) if limited else picture.total_edges
    )


def _pair(tie: PictureEdge | StandingTie) -> frozenset[str]:
    return frozenset((tie.source, tie.target))


def _drawn(store: Store, derived: Derived, wish: Wish, filter: PictureFilter) -> Picture:
    """The picture, with whom the chosen actors meet if asked, and whom standing ties join to those it is drawn around."""
    picture = draw(derived, filter)
    if wish.vecinos and wish.chooses_actors and picture.nodes and not wish.finds:
        chosen = tuple(node.id for node in picture.nodes)
        return draw(derived, replace(filter, **_ANY_KIND, around=chosen))
    if (
        not filter.around
        or filter.types
        or filter.families
        or filter.sectors
        or filter.countries
        or filter.asks_of_interactions
        or wish.finds
    ):
        return picture
    others = _held(store, derived, filter, filter.around)
    everybody = tuple(dict.fromkeys([*filter.around, *(node.id for node in picture.nodes), *others]))
    return draw(derived, replace(filter, around=everybody, depth=0)) if others else picture


def _held(store: Store, derived: Derived, filter: PictureFilter, ids: Collection[str]) -> list[str]:
    """Whom standing ties join to some actors, as far as the results know them."""
    own = derived.array("is_own")
    return [
        id
        for id in standing_contacts(store, ids)
        if id in derived.number and (filter.include_office or not own[derived.number[id]])
    ]


def _with_contacts(derived: Derived, wish: Wish, filter: PictureFilter, picture: Picture) -> Picture:
    """The picture and the contacts of those that the reader opened, with the ties that lead to them."""
    if not wish.mas:
        return picture
    wider = replace(filter, **_ANY_KIND, edge_limit=EDGES)
    around = draw(derived, replace(wider, around=wish.mas, depth=1))
    before = _tied(picture) if wish.is_start else [node.id for node in picture.nodes]
    everybody = tuple(dict.fromkeys([*before, *(node.id for node in around.nodes)]))
    both = draw(derived, replace(wider, around=everybody, depth=0))
    known, opened = {_pair(edge) for edge in picture.edges}, set(wish.mas)
    edges = [edge for edge in both.edges if _pair(edge) in known or _pair(edge) & opened]
    return replace(both, edges=edges, total_edges=max(picture.total_edges, len(edges)))


def _tied(picture: Picture) -> list[str]:
    return list(dict.fromkeys(end for edge in picture.edges for end in (edge.source, edge.target)))


def kept_of(wish: Wish, picture: Picture, standing: Sequence[StandingTie]) -> Sequence[PictureNode]:
    """Who stays in the picture: actors without a tie only when asked for, or when one looks for a kind of actor."""
    if wish.sueltos or wish.chooses_actors or wish.actor or wish.finds:
        return picture.nodes
    ties = ends_of(picture.edges, () if wish.is_start else standing)
    tied = {end for pair in ties for end in pair} | set(wish.mas)
    return [node for node in picture.nodes if node.id in tied]


def ends_of(edges: Sequence[PictureEdge], standing: Sequence[StandingTie]) -> list[tuple[str, str]]:
    """The two ends of each tie."""
    met = [(edge.source, edge.target) for edge in edges]
    return met + [(tie.source, tie.target) for tie in standing]


def among(
    standing: Sequence[StandingTie], nodes: Sequence[PictureNode], found: Found | None
) -> list[StandingTie]:
    """The standing ties among those drawn, of the pairs that an asking is about."""
    ids = {node.id for node in nodes}
    inside = [tie for tie in standing if tie.source in ids and tie.target in ids]
    pairs = found.pairs if found is not None else None
    return inside if pairs is None else [tie for tie in inside if _pair(tie) in pairs]


def without_meetings(standing: Sequence[StandingTie], edges: Sequence[PictureEdge]) -> list[StandingTie]:
    """One standing tie for each pair that no line joins yet."""
    joined = {_pair(edge) for edge in edges}
    single = {_pair(tie): tie for tie in reversed(standing)}
    return [tie for pair, tie in reversed(single.items()) if pair not in joined]


def families_of(
    derived: Derived, wish: Wish, filter: PictureFilter, kept: Sequence[PictureNode]
) -> dict[str, int]:
    """How many of each family would be drawn were none chosen."""
    if (filter.types or filter.families) and not wish.vecinos:
        kept = draw(derived, replace(filter, types=(), families=())).nodes
    return dict(Counter(node.family for node in kept))
