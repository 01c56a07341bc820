"""Which column of a table is which field: by the field's own name, its label in either language, or a given mapping.

"Nombre" -> name      "Country" -> country      "Fecha" -> when      a column nobody knows is ignored, and said to be
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crm.errors import InvalidData, Problem
from crm.messages import LANGUAGES, field_label, say
from crm.tables.synonyms import FIELDS, PARTIES, known_headers
from crm.tables.table import Table
from graph.fold import fold

# An actor's type can be told from its name, row by row.
_REQUIRED = {"actor": ("name",), "interaction": ("kind", "title", "when", "participants")}


@dataclass(frozen=True)
class Columns:
    """Where each field stands: `at` maps fields to positions, `headers` fields to the file's own words."""

    at: Mapping[str, int]
    headers: Mapping[str, str]
    ignored: list[str]
    width: int

    def header(self, field: str) -> str:
        """The file's word for the field a problem is about ("participants[2].actor" is in "participants")."""
        root = re.split(r"[.\[]", field, maxsplit=1)[0]
        return self.headers.get(root, root)


def columns_of(table: Table, noun: str, mapping: Mapping[str, str]) -> Columns:
    """Finds the fields of a table. `mapping` gives headers their fields, "" to ignore one.

    Raises InvalidData for an unknown noun, a mapping to nowhere, two columns for one field, a required one missing.
    """
    if noun not in FIELDS:
        raise InvalidData.of("noun", "table_unknown_noun", value=noun)
    _check_mapping(table, noun, mapping)
    fields = [_field(header, noun, mapping) for header in table.headers]
    at: dict[str, int] = {}
    for position, field in enumerate(fields):
        if field is not None and at.setdefault(field, position) != position:
            first, second = table.headers[at[field]], table.headers[position]
            raise InvalidData.of(field, "table_column_twice", first=first, second=second)
    headers = {field: table.headers[position] for field, position in at.items()}
    ignored = [header for header, field in zip(table.headers, fields, strict=True) if header and not field]
    return Columns(at, headers, ignored, len(table.headers))


def check_complete(columns: Columns, noun: str, defaults: Collection[str] = ()) -> None:
    """Raises InvalidData when new records could not be made for want of a column, or of what takes its place."""
    there = {*columns.at, *defaults}
    if there & PARTIES:
        there.add("participants")
    missing = [field for field in _REQUIRED[noun] if field not in there]
    if missing:
        raise InvalidData(
            [Problem(f, "table_column_missing", {"column": field_label(f, "es")}) for f in missing]
        )


def _check_mapping(table: Table, noun: str, mapping: Mapping[str, str]) -> None:
    headers = {fold(header) for header in table.headers}
    for header, field in mapping.items():
        if fold(header) not in headers:
            raise InvalidData.of("mapping", "table_mapping_unknown", value=header)
        if field and field not in FIELDS[noun]:
            raise InvalidData.of("mapping", "table_mapping_unknown", value=field)


def _field(header: str, noun: str, mapping: Mapping[str, str]) -> str | None:
    given = {fold(name): field for name, field in mapping.items()}
    folded = fold(header)
    return (given[folded] or None) if folded in given else known_headers(noun).get(folded)


def noun_of(word: str) -> str:
    """The noun that "actors", "actores" or "actor" means; the same for interactions. Raises InvalidData."""
    for noun in FIELDS:
        if fold(word) in {noun, *(say(f"sheet.{noun}", lang) for lang in LANGUAGES)}:
            return noun
    raise InvalidData.of("noun", "table_unknown_noun", value=word)
