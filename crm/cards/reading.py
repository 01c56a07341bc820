"""A vCard file as a table of actors, so that it is shown, decided and saved as every table is.

N:Ruiz;Ana  ORG:UIS  TITLE:Directora  EMAIL:ana@uis.edu.co
->  Ana Ruiz | person_role | uis | Directora | ana@uis.edu.co | …
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crm.actor_model import PERSON
from crm.cards.lines import Line, read_cards
from crm.errors import InvalidData
from crm.tables.kinds import type_of_name
from crm.tables.table import Table
from graph.fold import fold

HEADERS = {
    "Nombre": "name",
    "Clase de actor": "type",
    "Organización": "organisation",
    "Cargo": "post",
    "Correo": "email",
    "Teléfono": "phone",
    "Página": "website",
    "Dirección": "address",
    "Ciudad": "city",
    "País": "country",
    "Otros nombres": "aliases",
    "Notas": "notes",
}


def read_card_table(file: Path) -> Table:
    """One row a card; rows are numbered as cards are, from 2. Raises InvalidData (field "file")."""
    rows = [_row(card) for card in read_cards(file.read_bytes())]
    if not any(map(any, rows)):
        raise InvalidData.of("file", "card_none")
    return Table(list(HEADERS), rows, fields=HEADERS)


def _row(card: Sequence[Line]) -> list[str]:
    name, organisation = _name(card), _organisation(card)
    body = _is_body(card, name, organisation)
    values = {
        "name": name or organisation,
        "type": (type_of_name(name or organisation) or "") if body else PERSON if name else "",
        "organisation": "" if body else organisation,
        "post": "" if body else _first(card, "TITLE") or _first(card, "ROLE"),
        "email": _first(card, "EMAIL").removeprefix("mailto:"),
        "phone": _first(card, "TEL").removeprefix("tel:"),
        "website": _first(card, "URL"),
        "aliases": _first(card, "NICKNAME").replace(",", "|"),
        **_address(card),
        "notes": _notes(card),
    }
    return [values.get(field, "")[:2_000] for field in HEADERS.values()]


def _first(card: Sequence[Line], name: str) -> str:
    return next((line.text for line in _preferred(card, name) if line.text), "")


def _preferred(card: Sequence[Line], name: str) -> list[Line]:
    """All properties of a name, the one that is marked as preferred first."""
    lines = [line for line in card if line.name == name]
    return sorted(
        lines,
        key=lambda line: (
            "PREF" not in line.parameters and "PREF" not in line.parameters.get("TYPE", "").upper()
        ),
    )


def _name(card: Sequence[Line]) -> str:
    formatted = _first(card, "FN")
    if formatted:
        return formatted
    parts = next((line.parts for line in card if line.name == "N"), [])
    family, given, more = [*parts, "", "", ""][:3]
    return " ".join(filter(None, (given, more, family)))


def _organisation(card: Sequence[Line]) -> str:
    return next((line.parts[0] for line in card if line.name == "ORG" and line.parts[0]), "")


def _is_body(card: Sequence[Line], name: str, organisation: str) -> bool:
    kind = (_first(card, "KIND") or _first(card, "X-ABSHOWAS")).lower()
    same = bool(organisation) and fold(name or organisation) == fold(organisation)
    return kind in {"org", "organization", "group", "company", "location"} or same


def _address(card: Sequence[Line]) -> dict[str, str]:
    parts = next((line.parts for line in _preferred(card, "ADR")), [])
    _box, more, street, city, _region, _code, country = [*parts, *[""] * 7][:7]
    from crm.vocabulary import vocabulary

    known = vocabulary("countries").match(country) or ""
    return {"address": ", ".join(filter(None, (street, more))), "city": city, "country": known}


def _notes(card: Sequence[Line]) -> str:
    others = [line.text for name in ("EMAIL", "TEL") for line in _preferred(card, name)[1:] if line.text]
    note = _first(card, "NOTE")
    return " · ".join(filter(None, (note, *others[:20])))
