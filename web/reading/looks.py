"""What colours and sizes of a picture say: an attribute of its actors, or a measure of them.

nodes, looks = looks_of(derived, Wish(color="sector", tamano="puente"), nodes)
looks.tokens["uis"]      "hue-4"                       a token of web.red.palette
looks.items              the legend: which token means what, and how many actors have it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import isnan, sqrt

import numpy as np

from crm.derived.results import Derived
from crm.picture import PictureNode
from crm.vocabulary import vocabulary
from web.i18n import number
from web.reading.group_names import group_name
from web.red.palette import RAMP, hues_of, ramp_of
from web.red.wish import Wish
from web.texts import gettext as _

SMALLEST, LARGEST, ALIKE = 7.0, 22.0, 10.0
_MEASURES = {"contactos": "degree", "fuerza": "strength", "puente": "betweenness"}
FRESH, COLD = 365, 3 * 365
# How long ago the office was last in touch, the newest first; "" for never.
STATES = ("1", "3", "mas")
_STATE_TOKENS = {"1": f"ramp-{len(RAMP) - 1}", "3": "ramp-2", "mas": "ramp-0", "": "hue-other"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the legend of colours."""

    token: str
    label: str
    count: int


@dataclass(frozen=True)
class Looks:
    """The colour of each actor by id, the same in words, and the legend; empty when colours are those of the families."""

    tokens: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    items: Sequence[Item] = ()


PLAIN = Looks()


def looks_of(derived: Derived, wish: Wish, nodes: Sequence[PictureNode]) -> tuple[list[PictureNode], Looks]:
    """The actors in the sizes that were asked for, and what their colours say."""
    sized = [*nodes] if not wish.tamano else _sized(derived, wish.tamano, nodes)
    if wish.color in {"contactos", "fuerza", "puente", "encuentros"}:
        return sized, _measured(wish.color, values_of(derived, wish.color, nodes))
    if wish.color == "estado":
        return sized, _states(derived, nodes, wish.dia or derived.day)
    if wish.color:
        return sized, _categories(derived, wish.color, nodes)
    return sized, PLAIN


def values_of(derived: Derived, name: str, nodes: Sequence[PictureNode]) -> dict[str, float]:
    """A measure of each actor; 0 for who has none."""
    if name == "encuentros":
        return {node.id: float(node.interactions) for node in nodes}
    found = derived.measures[_MEASURES[name]][[derived.number[node.id] for node in nodes]].tolist()
    return {node.id: 0.0 if isnan(value) else float(value) for node, value in zip(nodes, found, strict=True)}


def _sized(derived: Derived, name: str, nodes: Sequence[PictureNode]) -> list[PictureNode]:
    """Areas in proportion to a measure, so that twice as much looks twice as large."""
    if name == "igual":
        return [replace(node, size=ALIKE) for node in nodes]
    values = values_of(derived, name, nodes)
    most = max(values.values(), default=0.0) or 1.0
    return [
        replace(node, size=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(values[node.id] / most), 1))
        for node in nodes
    ]


def _measured(name: str, values: Mapping[str, float]) -> Looks:
    """Five steps, by the root of the measure: most networks have few with very much."""
    most = max(values.values(), default=0.0) or 1.0
    tokens = {id: ramp_of(sqrt(value / most)) for id, value in values.items()}
    items = []
    for token in (f"ramp-{step}" for step in reversed(range(len(RAMP)))):
        own = [value for id, value in values.items() if tokens[id] == token]
        if own:
            items.append(Item(token, _range(name, min(own), max(own)), len(own)))
    said = {id: _range(name, value, value) for id, value in values.items()}
    return Looks(tokens, said, items)


def _range(name: str, least: float, most: float) -> str:
    digits = {"fuerza": 2, "puente": 3}.get(name, 0)
    low, high = number(least, digits), number(most, digits)
    return low if low == high else f"{low}–{high}"


def state_words() -> dict[str, str]:
    """How long ago the last contact was, in words."""
    return {
        "1": _("Contacto hace menos de un año"),
        "3": _("Último contacto hace uno a tres años"),
        "mas": _("Último contacto hace más de tres años"),
        "": _("Sin contacto registrado"),
    }


def _states(derived: Derived, nodes: Sequence[PictureNode], day: date) -> Looks:
    last = derived.array("last_contact")
    found = {node.id: _state(int(last[derived.number[node.id]]), day.toordinal()) for node in nodes}
    counted, words = Counter(found.values()), state_words()
    items = [
        Item(_STATE_TOKENS[state], words[state], counted[state]) for state in (*STATES, "") if counted[state]
    ]
    tokens = {id: _STATE_TOKENS[state] for id, state in found.items()}
    return Looks(tokens, {id: words[state] for id, state in found.items()}, items)


def _state(last: int, day: int) -> str:
    if not last:
        return ""
    age = day - last
    return "1" if age <= FRESH else "3" if age <= COLD else "mas"


def _categories(derived: Derived, name: str, nodes: Sequence[PictureNode]) -> Looks:
    values = attribute_of(derived, name, nodes)
    fixed = vocabulary("sectors").ids if name == "sector" else ()
    hues = hues_of(values.values(), fixed)
    counted = Counter(values.values())
    named = [value for value in hues if hues[value] != "hue-other" and counted[value]]
    others = len(values) - sum(counted[value] for value in named)
    items = [Item(hues[value], group_name(derived, name, value), counted[value]) for value in named]
    items.sort(key=lambda item: (-item.count, item.label))
    if others:
        items.append(Item("hue-other", _("Otros, o sin dato"), others))
    names = {value: group_name(derived, name, value) for value in counted if value}
    said = {id: names.get(value, "") for id, value in values.items()}
    return Looks({id: hues[value] for id, value in values.items()}, said, items)


def attribute_of(derived: Derived, name: str, nodes: Sequence[PictureNode]) -> dict[str, str]:
    """An attribute of each actor ("familia", "tipo", "sector", "pais", "grupo", "linea"); "" for who has none."""
    countries = derived.actors["country"]
    of: dict[str, Callable[[PictureNode], str]] = {
        "familia": lambda node: node.family,
        "tipo": lambda node: node.type,
        "sector": lambda node: node.sector or "",
        "pais": lambda node: countries[derived.number[node.id]] or "",
        "grupo": lambda node: str(node.community) if node.community >= 0 else "",
        "linea": lambda node: _line_of(derived, derived.number[node.id]),
    }
    return {node.id: of[name](node) for node in nodes}


def _line_of(derived: Derived, actor: int) -> str:
    """The strategic line of most of an actor's interactions."""
    begin, end = derived.array("took_part_begins")[actor : actor + 2].tolist()
    lines = derived.array("interaction_line")[derived.array("took_part_event")[begin:end]]
    known = lines[lines >= 0]
    return derived.terms["strategic_lines"][int(np.bincount(known).argmax())] if len(known) else ""
