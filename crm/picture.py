"""The red as a picture: which actors and ties to draw, and where, from what the analyst kept. Nothing is laid out here.

draw(derived, PictureFilter(around=("uis",), depth=2))     somebody's surroundings
draw(derived, PictureFilter(since=…, strategic_lines=…))   what happened in a period, in a line of work
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from crm.derived.seen import gone, recounts, uncounted
from crm.network import terms_under
from crm.picture_model import Picture, PictureEdge, PictureFilter, PictureNode
from crm.picture_ties import Chosen, office_ties, surroundings, ties_among

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray, IntArray

__all__ = ["Picture", "PictureEdge", "PictureFilter", "PictureNode", "draw"]

_KINDS = {"type": "types", "family": "families"}
_COLUMNS = {"sector": "sectors", "country": "countries"}
_TERMS = {"kind": "interaction_kinds", "line": "strategic_lines"}
_ASKED = {
    "is_person": "include_people",
    "is_group": "include_groups",
    "is_event": "include_events",
    "is_reference": "include_reference",
    "is_own": "include_office",
}


def draw(derived: Derived, filter: PictureFilter) -> Picture:
    """The picture for a filter. Actors of `around` that are not there are passed over."""
    chosen, counts, shown = matching(derived, filter)
    total = int(np.count_nonzero(shown))
    if total > filter.limit:
        shown = _most_connected(derived, filter, shown)
    ties = ties_among(derived, chosen, shown)
    if filter.include_office:
        ties = ties.joined(office_ties(derived, chosen, shown))
    edges = ties.at_least(filter.at_least)
    best = edges.first_by_count(filter.edge_limit)
    return Picture(_nodes(derived, shown, counts), best.edges(derived.ids), total, len(edges.count))


def matching(derived: Derived, filter: PictureFilter) -> tuple[Chosen, IntArray, BoolArray]:
    """Which interactions count, in how many of them each actor took part, and which actors match: all, however many."""
    chosen = choose(derived, filter)
    counts = interactions_of(derived, chosen)
    shown = _actors(derived, filter, counts)
    if filter.around:
        shown = _around(derived, chosen, filter, shown)
    return chosen, counts, shown


def _around(derived: Derived, chosen: Chosen, filter: PictureFilter, allowed: BoolArray) -> BoolArray:
    """The surroundings of some actors; the office's are all it met, but nobody else's reach through it."""
    start = [derived.number[id] for id in filter.around if id in derived.number]
    reached = surroundings(derived, chosen, (start, filter.depth), allowed)
    if filter.include_office and filter.depth > 0:
        ties = office_ties(derived, chosen, allowed)
        reached[ties.second[np.isin(ties.first, start)]] = True
    return reached


def choose(derived: Derived, filter: PictureFilter) -> Chosen:
    """Which interactions count, and whether ties of people, groups, events and reference actors do."""
    day = filter.until or derived.day
    mask = _in_period(derived, filter, day)
    for name, asked in (("kind", filter.kinds), ("line", filter.strategic_lines)):
        if asked:
            mask &= np.isin(derived.array(f"interaction_{name}"), _places(derived, _TERMS[name], asked))
    if filter.themes:
        themed = np.isin(derived.array("themed_theme"), _places(derived, "themes", filter.themes))
        mask &= np.isin(np.arange(len(mask)), derived.array("themed_event")[themed])
    wide = [field for field in _ASKED.values() if field != "include_office" and getattr(filter, field)]
    mask[[*uncounted(derived)]] = False
    everything = not (filter.asks_of_interactions or recounts(derived))
    return Chosen(mask, day.toordinal(), "wide" if wide else "core", everything)


def _in_period(derived: Derived, filter: PictureFilter, day: date) -> BoolArray:
    mask: BoolArray = derived.array("interaction_start") <= day.toordinal()
    if filter.since:
        mask = mask & (derived.array("interaction_end") >= filter.since.toordinal())
    return mask


def _places(derived: Derived, name: str, ids: tuple[str, ...]) -> list[int]:
    wanted = terms_under(name, ids)
    return [place for place, id in enumerate(derived.terms[name]) if id in wanted]


def interactions_of(derived: Derived, chosen: Chosen) -> IntArray:
    """In how many of the chosen interactions each actor took part."""
    running = np.concatenate([[0], np.cumsum(chosen.mask[derived.array("took_part_event")])])
    begins = derived.array("took_part_begins")
    counts: IntArray = (running[begins[1:]] - running[begins[:-1]]).astype(np.int32)
    return counts


def _actors(derived: Derived, filter: PictureFilter, counts: IntArray) -> BoolArray:
    shown = np.ones(len(derived.ids), dtype=np.bool_)
    for flag, field in _ASKED.items():
        if not getattr(filter, field):
            shown &= ~derived.array(flag)
    for column, field in _COLUMNS.items():
        if wanted := getattr(filter, field):
            shown &= _among(derived, column, wanted)
    if filter.types or filter.families:
        kinds = [_among(derived, column, getattr(filter, field)) for column, field in _KINDS.items()]
        shown &= np.logical_or.reduce(kinds)
    if filter.communities:
        shown &= np.isin(derived.array("community"), filter.communities)
    around = [derived.number[id] for id in filter.around if id in derived.number]
    if filter.asks_of_interactions:
        shown &= counts > 0
    shown[around] = True
    shown[[*gone(derived)]] = False
    return shown


def _among(derived: Derived, column: str, wanted: tuple[str, ...]) -> BoolArray:
    values = derived.actors[column]
    return np.fromiter((value in wanted for value in values), np.bool_, len(values))


def _most_connected(derived: Derived, filter: PictureFilter, shown: BoolArray) -> BoolArray:
    """As many as may be drawn: those asked for, then those with the largest size (the most contacts)."""
    size = np.where(shown, derived.array("size"), -1.0)
    size[[derived.number[id] for id in filter.around if id in derived.number]] = np.inf
    kept = np.zeros_like(shown)
    kept[np.argsort(-size, kind="stable")[: filter.limit]] = True
    return kept


def _nodes(derived: Derived, shown: BoolArray, counts: IntArray) -> list[PictureNode]:
    places, sizes = derived.array("position"), derived.array("size")
    community, actors = derived.array("community"), derived.actors
    return [
        PictureNode(
            id=actors["id"][number],
            name=actors["name"][number],
            type=actors["type"][number],
            family=actors["family"][number],
            sector=actors["sector"][number],
            x=round(float(places[number, 0]), 1),
            y=round(float(places[number, 1]), 1),
            size=round(float(sizes[number]), 1),
            community=int(community[number]),
            interactions=int(counts[number]),
        )
        for number in np.flatnonzero(shown).tolist()
    ]
