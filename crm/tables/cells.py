r"""How one cell is written and read: lists, choices by their labels, yes and no, amounts, figures.

"agua|paz\|conflicto"  <->  ["agua", "paz|conflicto"]        "Embajada", "embassy"  ->  "embassy"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from crm.errors import InvalidData
from crm.tables.dates import read_date
from crm.tables.kinds import type_of_name
from crm.vocabulary import vocabulary
from graph.fold import fold

_MARKS = re.compile(r"[\\|;]")
_SPLIT = re.compile(r"(?:\\.|[^\\|;])+|[|;]", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_AMOUNT = re.compile(r"([A-Z]{3}) (≈ ?)?(-?\d+(?:\.\d+)?)(?: (.+))?", re.DOTALL)
_FIGURE = re.compile(r"(-?\d+(?:\.\d+)?) ([^\[\]]+?)(?: \[([^\[\]]+)\])?", re.DOTALL)
_YES = frozenset({"true", "si", "yes", "1", "x", "verdadero", "s", "y"})
_NO = frozenset({"false", "no", "0", "falso", "n"})


def join(items: Iterable[str]) -> str:
    """A list in one cell: parted by `|`; what would part it is escaped by a backslash."""
    return "|".join(_MARKS.sub(r"\\\g<0>", item) for item in items)


def split(text: str) -> list[str]:
    """The list in a cell, parted by `|` or `;`; empty items are left out."""
    if "\\" not in text:
        return [part for item in text.replace(";", "|").split("|") if (part := item.strip())]
    parts = (part.strip() for part in _SPLIT.findall(text))
    return [_ESCAPED.sub(r"\1", part) for part in parts if part not in {"", "|", ";"}]


def choice(name: str) -> Callable[[str], str]:
    """Reads the id of a vocabulary's term from its id or any word for it; refuses others."""

    def read(text: str) -> str:
        found = vocabulary(name).match(text)
        if found is None:
            raise InvalidData.of("", "unknown_choice", value=text)
        return found

    return read


def choices(name: str, *, strict: bool) -> Callable[[str], list[str]]:
    """Reads a list of them; without `strict`, other words stay as they are written."""

    def read(text: str) -> list[str]:
        found = [(vocabulary(name).match(item), item) for item in split(text)]
        if strict and (unknown := next((item for id, item in found if id is None), None)):
            raise InvalidData.of("", "unknown_choice", value=unknown)
        return [id or item for id, item in found]

    return read


def flag(text: str) -> bool:
    """Yes or no, in words of both languages, digits or a cross."""
    folded = fold(text)
    if folded not in _YES | _NO:
        raise InvalidData.of("", "not_yes_or_no", value=text)
    return folded in _YES


def amounts(text: str) -> list[dict[str, Any]]:
    """Reads "COP ≈ 38000000 aporte|USD 5000" as amounts."""
    found = []
    for item in split(text):
        match = _AMOUNT.fullmatch(item)
        if match is None:
            raise InvalidData.of("", "table_bad_amount", value=item)
        currency, about, value, concept = match.groups()
        found.append(
            {"currency": currency, "value": _number(value), "concept": concept, "approx": bool(about)}
        )
    return found


def figures(text: str) -> list[dict[str, Any]]:
    """Reads "600 docentes|10000 estudiantes [más de]" as figures."""
    found = []
    for item in split(text):
        match = _FIGURE.fullmatch(item)
        if match is None:
            raise InvalidData.of("", "table_bad_figure", value=item)
        value, unit, qualifier = match.groups()
        found.append({"value": _number(value), "unit": unit, "qualifier": qualifier})
    return found


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def actor_type(text: str) -> str:
    """The type that a word of the vocabulary means, or that begins a name of such actors ("Cámara"). Refuses others."""
    found = vocabulary("actor_types").match(text) or type_of_name(text)
    if found is None:
        raise InvalidData.of("", "unknown_choice", value=text)
    return found


# How each field's text is read; those not named here are plain text, actors' names are for crm.tables.names.
READERS: dict[str, Callable[[str], Any]] = {
    "aliases": split,
    "type": actor_type,
    "sector": choice("sectors"),
    "sector_alt": choice("sectors"),
    "country": choice("countries"),
    "kind": choice("interaction_kinds"),
    "when": read_date,
    "mode": choice("modes"),
    "status": choice("statuses"),
    "strategic_line": choice("strategic_lines"),
    "themes": choices("themes", strict=False),
    "sdgs": choices("sdgs", strict=True),
    "related": split,
    "amounts": amounts,
    "numbers": figures,
    **dict.fromkeys(("is_group", "unnamed", "reference", "archived", "to_review"), flag),
}


_LISTS = frozenset({"aliases", "themes", "sdgs", "related", "amounts", "numbers"})


def read_cell(field: str, text: str) -> Any:
    """The value of one field. Raises InvalidData with the field "" and a key."""
    if field not in READERS:
        return text
    return READERS[field](text) if field in _LISTS else _read_once(field, text)


@lru_cache(maxsize=50_000)
def _read_once(field: str, text: str) -> Any:
    """Choices, dates and the like repeat from row to row; their values cannot be changed, so rows may share them."""
    return READERS[field](text)
