"""Look-alikes among the rows of a table somebody hands in: whatever its columns are called, in Spanish or English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crm.duplicates.finding import Pair, find_pairs
from crm.duplicates.records import Described, described
from crm.duplicates.scoring import DEFAULT, PERSON
from crm.errors import InvalidData, Problem
from crm.messages import field_label
from crm.tables.file import read_table
from crm.tables.table import Table
from crm.vocabulary import vocabulary
from graph.fold import fold

_HEADERS: Mapping[str, str] = {
    "name": "name nombre nombres actor entidad organizacion organisation organization institucion razon_social aliado "
    "nombre_completo full_name nom nome denominacion empresa company partner title titulo contacto label",
    "aliases": "aliases alias otros_nombres other_names sigla siglas acronym acronimo acronym_s aka short_name nombre_corto",
    "type": "type tipo clase kind category categoria actor_type tipo_de_actor tipo_actor",
    "city": "city ciudad municipio town localidad ville place lugar",
    "country": "country pais nacion pays country_code codigo_pais",
    "website": "website web sitio_web pagina_web url site pagina sitio homepage portal web_site",
    "email": "email e_mail correo correo_electronico mail email_address correo_e",
    "id": "id identificador codigo code key clave",
}
_SPLIT = ("|", ";")
_PEOPLE = frozenset({"persona", "person", "personas", "people", "contacto", "individuo", "individual"})


def find_in_table(path: Path, threshold: float = DEFAULT) -> tuple[list[Pair], dict[str | int, str]]:
    """The pairs of rows that are probably one actor, and the names of all rows.

    Rows are numbered as a spreadsheet does, the header being row 1; where the table has a column of ids, different for
    each row, these name the rows. Raises InvalidData.
    """
    table = read_table(path)
    return find_pairs(records_of(table), threshold), names_in(table)


def names_in(table: Table) -> dict[str | int, str]:
    """What each row calls its actor."""
    at = _columns(table)
    ids = _ids(table, at)
    return {
        ids.get(number, number): row[at["name"]] for number, row in table.numbered() if at["name"] < len(row)
    }


def records_of(table: Table) -> list[Described]:
    """What each row describes; rows without a name are left out."""
    at = _columns(table)
    ids = _ids(table, at)
    records = (described(ids.get(number, number), _said(row, at)) for number, row in table.numbered())
    return [record for record in records if record is not None]


def _columns(table: Table) -> dict[str, int]:
    headers = [fold(header).replace(" ", "_") for header in table.headers]
    at: dict[str, int] = {}
    for field, words in _HEADERS.items():
        known = words.split()
        places = [headers.index(word) for word in known if word in headers]
        begins = [
            place
            for place, header in enumerate(headers)
            if any(header.startswith(f"{w}_") for w in known[:3])
        ]
        if places or begins:
            at[field] = (places or begins)[0]
    if "name" not in at and len(headers) == 1:
        at["name"] = 0
    if "name" not in at:
        raise InvalidData([Problem("name", "table_column_missing", {"column": field_label("name", "es")})])
    return at


def _ids(table: Table, at: Mapping[str, int]) -> dict[int, str]:
    if "id" not in at:
        return {}
    ids = {number: row[at["id"]] for number, row in table.numbered() if len(row) > at["id"]}
    return ids if all(ids.values()) and len(set(ids.values())) == len(ids) else {}


def _said(row: list[str], at: Mapping[str, int]) -> dict[str, object]:
    said: dict[str, object] = {field: row[place] for field, place in at.items() if place < len(row)}
    aliases = [str(said.get("aliases", ""))]
    for mark in _SPLIT:
        aliases = [part.strip() for text in aliases for part in text.split(mark)]
    said["aliases"] = [alias for alias in aliases if alias]
    said["type"] = _type(str(said.get("type", "")))
    return said


def _type(words: str) -> str:
    """The type of actor that the words mean, else the words themselves, which are compared as they are."""
    folded = fold(words)
    return PERSON if folded in _PEOPLE else vocabulary("actor_types").match(words) or folded
