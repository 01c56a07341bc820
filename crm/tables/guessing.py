"""Which field each column may be, guessed from its header and then from its content; a person corrects it.

    {"NOMBRE DE LA ENTIDAD": "name", "Columna3": "email", "Color": ""}

The exact words come first, then words within a header, then what most cells look like. No field is guessed twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from crm.errors import InvalidData
from crm.tables.cells import read_cell
from crm.tables.synonyms import FIELDS, known_headers, loosely
from crm.tables.table import Table
from graph.fold import fold

_PERSONS = ("nombre", "name", "persona", "funcionario", "apellido")
_BODIES = frozenset(
    ["entidad", "organizacion", "institucion", "empresa", "organization", "organisation", "company"]
)
_SAMPLE = 200
_MOST = 0.7
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"[+0-9(][0-9 ().\-/]{5,24}")


def guess_columns(table: Table, noun: str) -> dict[str, str]:
    """The field of each header, "" for none."""
    if table.fields:
        return {header: table.fields.get(header, "") for header in table.headers}
    found: dict[str, str] = {}
    for guess in (_exactly, _loosely):
        for header in table.headers:
            field = guess(header, noun)
            if field and header not in found and field not in found.values():
                found[header] = field
    if noun == "actor":
        _tell_people(table, found)
    for header, cells in _unknown(table, found):
        field = _by_content(cells, noun, found)
        if field:
            found[header] = field
    return {header: found.get(header, "") for header in table.headers if header}


def _tell_people(table: Table, found: dict[str, str]) -> None:
    """Where "Nombre" and "Entidad" stand side by side, people are listed: the name is the person's, the other column is where they work."""
    named = [header for header in table.headers if fold(header).startswith(_PERSONS)]
    bodies = [
        header for header in table.headers if set(fold(header).split()) & _BODIES and header not in named
    ]
    if named and bodies and found.get(bodies[0]) in {None, "name"}:
        found.pop(bodies[0], None)
        if "name" not in found.values():
            found[named[0]] = "name"
        if "organisation" not in found.values():
            found[bodies[0]] = "organisation"


def guess_noun(table: Table) -> str:
    """What the table speaks of: "actor" or "interaction"; "" when its headers fit both or neither."""
    if table.fields:
        return "actor"
    known = {noun: _fitting(table, noun) for noun in FIELDS}
    best = max(known, key=lambda noun: known[noun])
    return best if sum(1 for value in known.values() if value == known[best]) == 1 else ""


def _fitting(table: Table, noun: str) -> float:
    exact = {field for header in table.headers if (field := _exactly(header, noun))}
    loose = {field for header in table.headers if (field := _loosely(header, noun))} - exact
    telling = {"interaction": {"when", "participants", "people"}, "actor": {"email", "phone", "website"}}[
        noun
    ]
    return len(exact) + 0.5 * len(loose) + 0.75 * len(telling & (exact | loose))


def _exactly(header: str, noun: str) -> str | None:
    return known_headers(noun).get(fold(header))


def _loosely(header: str, noun: str) -> str | None:
    return loosely(noun, re.sub(r" \(\d+\)$", "", header))


def _unknown(table: Table, found: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    rows = list(islice((row for _, row in table.numbered()), _SAMPLE))
    for place, header in enumerate(table.headers):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        if header and header not in found and len(cells) >= 2:
            yield header, cells


def _by_content(cells: list[str], noun: str, found: Mapping[str, str]) -> str:
    for field, test in _TESTS[noun]:
        if field not in found.values() and sum(map(test, cells)) >= _MOST * len(cells):
            return field
    return ""


def _reads(field: str) -> Callable[[str], bool]:
    def test(cell: str) -> bool:
        try:
            read_cell(field, cell)
        except InvalidData:
            return False
        return not cell.isdigit()

    return test


_TESTS: Mapping[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "actor": (
        ("email", lambda cell: bool(_EMAIL.fullmatch(cell))),
        ("website", lambda cell: bool(_URL.fullmatch(cell))),
        ("phone", lambda cell: bool(_PHONE.fullmatch(cell))),
        ("type", _reads("type")),
        ("country", _reads("country")),
        ("sector", _reads("sector")),
    ),
    "interaction": (
        ("when", _reads("when")),
        ("kind", _reads("kind")),
        ("mode", _reads("mode")),
        ("status", _reads("status")),
    ),
}
