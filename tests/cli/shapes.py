"""Holds documents against the tables of docs/json.md: every field is there, of its type, and no other."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
_ROW = re.compile(r"\| `([^`]+)` \| ([^|]+) \|")
_SAME_AS = re.compile(r"beside those of (\w+)")


@cache
def shapes() -> dict[str, dict[str, str]]:
    """The documented shapes: fields and their types by name."""
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        fields = {field: kind.strip() for field, kind in _ROW.findall(body)}
        parent = _SAME_AS.search(body)
        found[name.strip()] = {**(found[parent[1]] if parent else {}), **fields}
    return found


def fields_of(kind: str) -> dict[str, str]:
    """The fields of a shape such as "Actor" or "Actor without version, cold_on"."""
    name, _, missing = kind.partition(" without ")
    return {field: type for field, type in shapes()[name].items() if field not in missing.split(", ")}


def check(value: Any, kind: str, where: str = "$") -> None:
    """Fails with the place at which the value is not of the documented type."""
    alternatives = kind.split(" or ")
    if kind.startswith("["):
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            check(item, kind[1:-1], f"{where}[{number}]")
    elif kind.startswith("{"):
        assert isinstance(value, dict), where
        for name, item in value.items():
            check(item, kind[1:-1], f"{where}.{name}")
    elif len(alternatives) > 1:
        _check_any(value, alternatives, where)
    elif kind[0].isupper():
        fields = fields_of(kind)
        assert isinstance(value, dict), where
        needed = {name for name, type in fields.items() if not type.endswith(" or absent")}
        assert needed <= set(value) <= set(fields), f"{where}: {needed ^ set(value)}"
        for name, item in value.items():
            check(item, fields[name].removesuffix(" or absent"), f"{where}.{name}")
    else:
        assert _is_plain(value, kind), f"{where}: {value!r} is no {kind}"


def _check_any(value: Any, kinds: list[str], where: str) -> None:
    failures = []
    for kind in kinds:
        try:
            check(value, kind, where)
        except AssertionError as failure:
            failures.append(str(failure))
        else:
            return
    raise AssertionError("; ".join(failures))


def _is_plain(value: Any, kind: str) -> bool:
    if kind in {"date", "moment"}:
        parse = date.fromisoformat if kind == "date" else datetime.fromisoformat
        return isinstance(value, str) and parse(value) is not None
    types: dict[str, tuple[type, ...]] = {
        "text": (str,),
        "integer": (int,),
        "number": (int, float),
        "boolean": (bool,),
        "null": (type(None),),
    }
    return type(value) in types[kind]
