"""The red as vis-network draws it: pyvis builds the data on the server, the project's own scripts show it.

pyvis's own page would load scripts from elsewhere and put names in as HTML, so only its data is used. Edges are
directed with hidden arrows: an undirected pyvis network looks through all its edges for each new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import log2
from typing import TYPE_CHECKING, Any

from crm.picture import PictureEdge, PictureNode
from crm.standing_ties import StandingTie
from crm.vocabulary import vocabulary
from web.i18n import language, term
from web.icon_paths import icon_paths
from web.red.names import plain, short_names
from web.red.view import RedView
from web.texts import ngettext

if TYPE_CHECKING:
    from pyvis.network import Network

STRONGEST = 3
THINNEST, THICKEST = 1.4, 8.0
# A tie is fresh for a year and cold after three.
FRESH, COLD = 365, 3 * 365


def network_of(view: RedView) -> Network:
    """The picture as a pyvis network; positions are fixed, so that the browser computes none."""
    from pyvis.network import Network

    network = Network(directed=True)
    short = short_names(view.nodes)
    for node in view.nodes:
        network.add_node(node.id, short=short[node.id], **_node(view, node))
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, **_met(edge, view.day))
    for tie in view.standing:
        network.add_edge(tie.source, tie.target, **_standing(tie))
    return network


def network_data(view: RedView) -> dict[str, Any]:
    """Nodes and edges with how families and types look; JSON."""
    nodes, edges, *_ = network_of(view).get_network_data()
    icons = {node["icon_name"] for node in nodes}
    return {"nodes": nodes, "edges": edges, "families": _families(), "icons": icon_paths(icons)}


def _node(view: RedView, node: PictureNode) -> Mapping[str, Any]:
    family = vocabulary("families").get(node.family).extra
    count = len(view.contacts[node.id])
    return {
        "label": plain(node.name) or node.id,
        "shape": family["shape"],
        "color": family["hue"],
        "size": node.size,
        "x": node.x,
        "y": node.y,
        "physics": False,
        "family": node.family,
        "type_label": term(node.type, "actor_types"),
        "icon_name": str(vocabulary("actor_types").get(node.type).extra["icon"]),
        "interactions": node.interactions,
        "contacts": count,
        "contacts_words": ngettext("%(num)s contacto", "%(num)s contactos", count),
        "strongest": [list(one) for one in view.contacts[node.id][:STRONGEST]],
        "centre": node.id in view.wish.actor,
    }


def _met(edge: PictureEdge, day: date) -> dict[str, Any]:
    width = min(THINNEST + 1.6 * log2(edge.count), THICKEST)
    return {
        "arrows": "",
        "kind": "met",
        "width": round(width, 1),
        "count": edge.count,
        "last": edge.last.isoformat(),
        "age": age_of(edge.last, day),
        "dashes": False,
    }


def _standing(tie: StandingTie) -> dict[str, Any]:
    words = vocabulary("tie_types").label(tie.type, language())
    return {
        "arrows": "",
        "kind": "standing",
        "width": THINNEST,
        "words": words,
        "weak": tie.weak,
        "dashes": [2, 6] if tie.weak else [7, 6],
    }


def age_of(last: date, day: date) -> int:
    """How long ago a tie was last lived: 0 within a year, 1 within three, 2 before."""
    days = (day - last).days
    return 0 if days <= FRESH else 1 if days <= COLD else 2


def ages_in(edges: Sequence[PictureEdge], day: date) -> list[int]:
    """Which of those ages a picture shows."""
    return sorted({age_of(edge.last, day) for edge in edges})


def _families() -> dict[str, dict[str, Any]]:
    looks = ("shape", "hue", "dark_hue", "ink", "dark_ink")
    return {
        family.id: {"label": family.label(language()), **{name: family.extra[name] for name in looks}}
        for family in vocabulary("families")
    }
