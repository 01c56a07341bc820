"""The red as vis-network draws it: pyvis builds the data on the server, the project's own scripts show it.

pyvis's own page would load scripts from elsewhere and put names in as HTML, so only its data is used. Edges are
directed with hidden arrows: an undirected pyvis network looks through all its edges for each new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING, Any

from crm.picture import PictureNode
from crm.vocabulary import vocabulary
from web.i18n import Language, ago, current_day, language, term
from web.icon_paths import icon_paths
from web.red.names import plain, short_names
from web.red.palette import LINES, TOKENS, WEAK
from web.red.pins import pins_of
from web.red.ties import Tie
from web.red.view import RedView
from web.texts import gettext as _
from web.texts import ngettext

if TYPE_CHECKING:
    from pyvis.network import Network

    from web.reading.bubbling import Region

STRONGEST = 3
THINNEST, THICKEST = 1.4, 8.0
# A tie is fresh for a year and cold after three.
FRESH, COLD = 365, 3 * 365


def network_of(view: RedView) -> Network:
    """The picture as a pyvis network; positions are fixed, so that the browser computes none."""
    from pyvis.network import Network

    from web.reading.bubble_drawing import add_bubbles

    network = Network(directed=True)
    if view.bubbles is not None:
        add_bubbles(network, view, view.bubbles)
        return network
    short = short_names(view.nodes)
    for node in view.nodes:
        network.add_node(node.id, short=short[node.id], **actor_looks(view, node))
    for one, other, line in lines_drawn(view.lines, view.day):
        network.add_edge(one, other, **line)
    return network


def network_data(view: RedView) -> dict[str, Any]:
    """Nodes and edges with how families, colours and types look; JSON."""
    nodes, edges, *_rest = network_of(view).get_network_data()
    icons = {node["icon_name"] for node in nodes if node["icon_name"]}
    return {
        "nodes": nodes,
        "edges": edges,
        "families": _families(),
        "tokens": _tokens(),
        "icons": icon_paths(icons),
    }


def actor_looks(view: RedView | Region, node: PictureNode) -> Mapping[str, Any]:
    """How an actor looks, and what is said when one points at it."""
    family = vocabulary("families").get(node.family).extra
    contacts = view.contacts.get(node.id, ())
    opened = node.id in {*view.wish.mas, *view.wish.actor}
    return {
        "label": plain(node.name) or node.id,
        "shape": family["shape"],
        "color": family["hue"],
        "look": view.looks.tokens.get(node.id, f"family-{node.family}"),
        "size": node.size,
        "x": node.x,
        "y": node.y,
        "physics": False,
        "family": node.family,
        "type_label": term(node.type, "actor_types"),
        "icon_name": str(vocabulary("actor_types").get(node.type).extra["icon"]),
        "interactions": node.interactions,
        "contacts": len(contacts),
        "contacts_words": ngettext("%(num)s contacto", "%(num)s contactos", len(contacts)),
        "about": [*_about(view, node)],
        "strongest": [list(one) for one in contacts[:STRONGEST]],
        "centre": node.id in view.wish.actor,
        "opened": opened,
        "pinned": node.id in pins_of(view.wish.fijo),
    }


def _about(view: RedView | Region, node: PictureNode) -> Iterator[str]:
    """What the tooltip says below name and type."""
    yield term(node.sector, "sectors")
    last = view.contacted.get(node.id)
    yield _("Último contacto %(when)s", when=ago(last)) if last else _("Sin contacto registrado")
    yield view.looks.words.get(node.id, "")


def lines_drawn(ties: Sequence[Tie], day: date) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each line with its ends and looks; lines of the same two actors have lanes side by side."""
    lanes = Counter(frozenset((tie.source, tie.target)) for tie in ties)
    taken: Counter[frozenset[str]] = Counter()
    for tie in ties:
        pair = frozenset((tie.source, tie.target))
        one, other = sorted(pair) if len(pair) == 2 else (tie.source, tie.target)
        yield one, other, {**_line(tie, day), "lane": taken[pair], "lanes": lanes[pair]}
        taken[pair] += 1


def _line(tie: Tie, day: date) -> dict[str, Any]:
    style = WEAK if tie.weak else LINES[tie.meaning]
    return {
        "arrows": "",
        "kind": "met" if tie.count else "standing",
        "meaning": tie.meaning,
        "width": width_of(tie.count),
        "count": tie.count,
        "last": tie.last.isoformat() if tie.last else None,
        "age": age_of(tie.last, day) if tie.last else 1,
        "weak": tie.weak,
        "double": style.double,
        "dashes": list(style.dashes) or False,
        "words": tie_words(tie),
    }


def width_of(count: int) -> float:
    """How thick a line is for so many interactions."""
    return round(min(THINNEST + 1.6 * log2(count), THICKEST), 1) if count else THINNEST


def meaning_words() -> dict[str, str]:
    """What each meaning of a tie is called."""
    return {
        "interaction": _("Encuentros"),
        "membership": _("Pertenencia"),
        "agreement": _("Acuerdo o hermanamiento"),
        "funding": _("Financiación"),
    }


def tie_words(tie: Tie) -> str:
    """A line in words: "es miembro de; 2 acuerdos, el último hace 3 años"."""
    held = [vocabulary("tie_types").label(type, language()) for type in tie.standing]
    met = _met(tie.meaning, tie.count, tie.last, (current_day(), language())) if tie.last else ""
    return "; ".join([*held, met] if met else held)


@lru_cache(maxsize=4096)
def _met(meaning: str, count: int, last: date, said: tuple[date, Language]) -> str:
    """How often two met and when last, as one says it on a day in a language; a picture has hundreds that are alike."""
    if not count:
        return ""
    if meaning == "agreement":
        counted = ngettext("%(num)s acuerdo", "%(num)s acuerdos", count)
    elif meaning == "funding":
        counted = ngettext("%(num)s financiación", "%(num)s financiaciones", count)
    else:
        counted = ngettext("%(num)s encuentro", "%(num)s encuentros", count)
    return _("%(counted)s, el último %(when)s", counted=counted, when=ago(last, said[0]))


def age_of(last: date, day: date) -> int:
    """How long ago a tie was last lived: 0 within a year, 1 within three, 2 before."""
    days = (day - last).days
    return 0 if days <= FRESH else 1 if days <= COLD else 2


def _families() -> dict[str, dict[str, Any]]:
    looks = ("shape", "hue", "dark_hue", "ink", "dark_ink")
    return {
        family.id: {"label": family.label(language()), **{name: family.extra[name] for name in looks}}
        for family in vocabulary("families")
    }


def _tokens() -> dict[str, dict[str, str]]:
    """The colours that are not those of the families."""
    return {
        name: {"hue": hue.light, "dark_hue": hue.dark, "ink": hue.ink, "dark_ink": hue.dark_ink}
        for name, hue in TOKENS.items()
    }
