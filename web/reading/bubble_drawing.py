"""Bubbles as the picture draws them: nodes with names and counts, lines as thick as the ties are many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import log2
from typing import TYPE_CHECKING, Any

from crm.reading.bubbles import Bubble, Link
from crm.vocabulary import vocabulary
from web.i18n import ago
from web.reading.bubbling import BubbleView, Region
from web.red.names import short_names
from web.red.palette import hues_of
from web.texts import gettext as _
from web.texts import ngettext

if TYPE_CHECKING:
    from pyvis.network import Network

    from web.red.view import RedView

# What an actor's node says and a bubble's does not.
_NO_ACTOR: Mapping[str, Any] = {
    "bubble": True,
    "shape": "dot",
    "color": "",
    "physics": False,
    "family": "",
    "icon_name": "",
    "interactions": 0,
    "centre": False,
    "opened": False,
    "pinned": False,
}
_ONE_LANE: Mapping[str, Any] = {
    "arrows": "",
    "kind": "between",
    "meaning": "between",
    "weak": False,
    "double": False,
    "dashes": False,
    "lane": 0,
    "lanes": 1,
}
# An open bubble's own mark stands at the top of its region.
OPEN_RADIUS = 16.0


def add_bubbles(network: Network, view: RedView, made: BubbleView) -> None:
    """Puts bubbles, what ties them, and who is inside of those that are open."""
    groups = made.bubbles.groups
    tokens = _tokens(made)
    tied = _tied(made)
    for bubble in groups:
        network.add_node(node_id(made, bubble), **_bubble(made, bubble, (tokens, tied)))
    for link in made.links:
        network.add_edge(
            node_id(made, groups[link.first]), node_id(made, groups[link.second]), **_link(link, view.day)
        )
    for value, region in made.open.items():
        _add_region(network, made.places[value], region, view.day)


def node_id(made: BubbleView, bubble: Bubble) -> str:
    """What a bubble is called in the picture; no actor's id has a point."""
    return f"{made.attribute}.{bubble.value}"


def _tokens(made: BubbleView) -> dict[str, str]:
    values = [bubble.value for bubble in made.bubbles.groups]
    if made.attribute == "familia":
        return {value: f"family-{value}" for value in values}
    fixed = vocabulary("sectors").ids if made.attribute == "sector" else ()
    return hues_of(values, fixed or values[:7])


def _tied(made: BubbleView) -> Mapping[str, list[list[Any]]]:
    """With which bubbles each is tied most: [id, ties]."""
    groups = made.bubbles.groups
    found: dict[str, list[list[Any]]] = {bubble.value: [] for bubble in groups}
    for link in sorted(made.bubbles.links, key=lambda link: -link.ties):
        one, other = groups[link.first], groups[link.second]
        found[one.value].append([node_id(made, other), link.ties])
        found[other.value].append([node_id(made, one), link.ties])
    return found


def _bubble(
    made: BubbleView, bubble: Bubble, known: tuple[Mapping[str, str], Mapping[str, list[list[Any]]]]
) -> dict[str, Any]:
    """A bubble's node: what an actor's has too, and who it is made of."""
    tokens, tied = known
    name, themes = made.said[bubble.value]
    return {
        **_stands(made, bubble),
        **_NO_ACTOR,
        "label": name,
        "short": name,
        "theme": themes.partition(",")[0],
        "value": bubble.value,
        "count": bubble.size,
        "look": tokens[bubble.value],
        "type_label": ngettext("%(num)s actor", "%(num)s actores", bubble.size),
        "contacts": len(tied[bubble.value]),
        "contacts_words": ngettext("%(num)s vínculo dentro", "%(num)s vínculos dentro", bubble.inside),
        "about": [themes],
        "first": [made.names[id] for id in bubble.first],
        "strongest": tied[bubble.value][:3],
    }


def _stands(made: BubbleView, bubble: Bubble) -> dict[str, Any]:
    """Where a bubble stands: an open one with its mark at the top of its region."""
    x, y, radius = made.places[bubble.value]
    region = made.open.get(bubble.value)
    if region is None:
        return {"x": x, "y": y, "size": radius, "region": None, "open": False}
    around = [x, y, region.across, region.down]
    return {"x": x, "y": round(y - region.down, 1), "size": OPEN_RADIUS, "region": around, "open": True}


def _link(link: Link, day: date) -> dict[str, Any]:
    from web.red.drawing import age_of

    last = date.fromordinal(link.last) if link.last > 1 else None
    counted = ngettext("%(num)s vínculo", "%(num)s vínculos", link.ties)
    words = _("%(counted)s, el último %(when)s", counted=counted, when=ago(last)) if last else counted
    return {
        **_ONE_LANE,
        "width": round(min(1.5 + 2.2 * log2(link.ties + 1), 14.0), 1),
        "count": link.ties,
        "last": last.isoformat() if last else None,
        "age": age_of(last, day) if last else 1,
        "words": words,
    }


def _add_region(network: Network, place: tuple[float, float, float], region: Region, day: date) -> None:
    """Who is inside of an open bubble, at their places around its middle."""
    from web.red.drawing import actor_looks, lines_drawn

    short = short_names(region.nodes)
    for node in region.nodes:
        looks = {
            **actor_looks(region, node),
            "x": round(place[0] + node.x, 1),
            "y": round(place[1] + node.y, 1),
        }
        network.add_node(node.id, short=short[node.id], **looks)
    for one, other, line in lines_drawn(region.lines, day):
        network.add_edge(one, other, **line)
