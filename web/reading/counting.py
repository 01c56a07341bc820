"""The bubbles of a few hundred actors that are drawn, counted when they are asked for; which of their ties to draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from crm.picture import PictureEdge, PictureNode
from crm.reading.bubbles import MOST, NAMED, Bubble, Bubbles, Link

# So many lines between bubbles are all drawn; of more, the strongest of each bubble.
CALM, OF_EACH = 40, 2


def bubbles_among(
    values: Mapping[str, str], nodes: Sequence[PictureNode], edges: Sequence[PictureEdge]
) -> Bubbles:
    """A bubble for each value that actors have (by id, "" for none), and what ties them."""
    members: defaultdict[str, list[PictureNode]] = defaultdict(list)
    for node in nodes:
        if values[node.id]:
            members[values[node.id]].append(node)
    order = sorted(members, key=lambda value: (-len(members[value]), value))[:MOST]
    place = {value: number for number, value in enumerate(order)}
    between: defaultdict[tuple[int, int], list[PictureEdge]] = defaultdict(list)
    for edge in edges:
        one, other = (place.get(values[end], -1) for end in (edge.source, edge.target))
        if min(one, other) >= 0:
            between[min(one, other), max(one, other)].append(edge)
    groups = tuple(
        Bubble(value, len(own), _first(own), len(between.get((number, number), ())))
        for number, value in enumerate(order)
        for own in (members[value],)
    )
    links = tuple(_link(pair, own) for pair, own in sorted(between.items()) if pair[0] != pair[1])
    return Bubbles(groups, links, len(members))


def _first(members: Sequence[PictureNode]) -> tuple[str, ...]:
    return tuple(node.id for node in sorted(members, key=lambda node: -node.size)[:NAMED])


def _link(pair: tuple[int, int], edges: Sequence[PictureEdge]) -> Link:
    last = max((edge.last for edge in edges), default=date.min)
    return Link(*pair, len(edges), sum(edge.weight for edge in edges), last.toordinal())


def strongest(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links to draw: all when they are few, else those that are among the strongest of one of their ends."""
    if len(links) <= CALM:
        return tuple(links)
    drawn: defaultdict[int, int] = defaultdict(int)
    kept = set()
    for place in sorted(range(len(links)), key=lambda place: (-links[place].ties, -links[place].weight)):
        link = links[place]
        if min(drawn[link.first], drawn[link.second]) < OF_EACH:
            kept.add(place)
            drawn[link.first] += 1
            drawn[link.second] += 1
    return tuple(links[place] for place in sorted(kept))
