"""The filters of the whole red: what a picture offers to choose from, what is on, and the picture in words with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from flask import url_for

from crm.derived.results import Derived
from crm.large.choosing import offered, there
from crm.large.making import GROUP
from crm.large.reading import Group
from web.big.asking import Asked, Pairs, as_bits, lasting_name
from web.big.words import description_of, group_name, names_of
from web.i18n import choices, term
from web.red.choices import strategic_lines
from web.red.faces import Face, faces
from web.red.wish import TERMS, Wish
from web.texts import gettext as _

# So many rows stand beside the picture.
ROWS = 25


@dataclass(frozen=True)
class Field:
    """A list to choose from: its name in the address, what it is called, what it says without a choice."""

    name: str
    label: str
    nothing: str
    options: Sequence[tuple[str, str]]
    on: Sequence[str]


@dataclass(frozen=True)
class Frame:
    """What the tabs and the saving of a view need: `own` is beside the selection in the address."""

    wish: Wish
    page: str
    own: Pairs
    selection: str
    faces: Sequence[Face]


def ages() -> dict[str, str]:
    """How long ago the last contact was, in words."""
    return {
        "1": _("Hace menos de un año"),
        "3": _("Hace uno a tres años"),
        "mas": _("Hace más de tres años"),
        "nunca": _("Sin contacto todavía"),
    }


def fields_of(derived: Derived, group: Group, asked: Asked) -> list[Field]:
    """The filters, each offering what the picture has."""
    wish = asked.wish
    lines = [(line["id"], line["label"]) for line in strategic_lines()]
    themes = sorted(choices("themes"), key=lambda pair: pair[1])
    return [
        Field("tipo", _("Tipo de actor"), _("Todos los tipos"), _there(derived, group, "types"), wish.tipo),
        Field("sector", _("Sector"), _("Todos los sectores"), _there(derived, group, "sectors"), wish.sector),
        Field("linea", _("Línea estratégica"), _("Todas las líneas"), lines, wish.linea),
        Field("tema", _("Tema"), _("Todos los temas"), themes, wish.tema),
        Field("pais", _("País"), _("Todos los países"), _there(derived, group, "countries"), wish.pais),
        Field("contacto", _("Último contacto"), _("Con o sin contacto"), [*ages().items()], asked.ages),
    ]


_WORDS = {"types": "actor_types", "sectors": "sectors", "countries": "countries"}


def _there(derived: Derived, group: Group, name: str) -> list[tuple[str, str]]:
    ids = offered(derived, group, name)
    return sorted(((id, term(id, _WORDS[name])) for id in ids), key=lambda pair: pair[1])


def present_families(derived: Derived, group: Group) -> list[int]:
    """The numbers of the families that the picture of a group shows; none among bubbles."""
    if group.parts:
        return []
    begin = int(derived.array("large_group")[group.number, GROUP.index("begin")])
    look = derived.array("large_look")[begin : begin + group.size][there(derived, group)]
    found: list[int] = np.unique(look).tolist()
    return found


def said_of(derived: Derived, group: Group, asked: Asked) -> dict[str, Any]:
    """A picture with filters: `chosen` (bits), `description`, the filters that are on, the first `rows`."""
    picked = asked.of(derived, group)
    places = range(group.shown) if picked is None else np.flatnonzero(picked.shown).tolist()
    absent = set() if group.parts else set(np.flatnonzero(~there(derived, group)).tolist())
    first = [place for place in places[: ROWS + len(absent)] if place not in absent][:ROWS]
    return {
        "chosen": as_bits(picked),
        "description": description_of(derived, group, picked),
        "active": [*_active(group, asked)],
        "rows": names_of(derived, group, first, asked),
    }


def _active(group: Group, asked: Asked) -> Iterator[dict[str, str]]:
    """What is on, in words, each with the address without it."""
    titles = {
        "familia": _("Tipo"),
        "tipo": _("Tipo"),
        "sector": _("Sector"),
        "linea": _("Línea estratégica"),
        "tema": _("Tema"),
        "pais": _("País"),
        "contacto": _("Último contacto"),
    }
    for name, value in asked.values():
        label = term(value, TERMS[name]) if name in TERMS else ages()[value]
        yield {"title": titles[name], "label": label, "url": asked.without(name, value).url(group.number)}


def frame_of(derived: Derived, group: Group, asked: Asked) -> Frame:
    """The frame of the page: its tabs lead to the same selection, to everything when nothing is chosen."""
    tabs = asked.wish if asked.wish.chooses_actors or asked.wish.linea or asked.wish.tema else None
    wish = tabs or replace(asked.wish, todo=True)
    own = [*asked.own, *lasting_name(derived, group)]
    page = url_for("grande.ver")
    return Frame(wish, page, own, group_name(derived, group), [*faces(wish)])
