"""A project's brief as a TOML file, or the text of a call (.txt, .md, .docx), of which what is sure is taken.

title = "Agua limpia"            themes = ["water"]       requirements = [{need = "laboratorio", kind = "university"}]
summary = "…"                    start = "2027-02"        must_include = ["uis"]
budget = "USD 250.000"           call = "Fondo de agua"   deadline = "15 de marzo de 2027"
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from web.cli.failures import Refusal

if TYPE_CHECKING:
    from crm.periods import Period
    from crm.projects import Project

FIELDS = (
    "title",
    "summary",
    "themes",
    "sdgs",
    "sectors",
    "place",
    "start",
    "end",
    "budget",
    "funder",
    "call",
    "deadline",
    "lead",
    "funder_hopes",
    "requirements",
    "must_include",
    "exclude",
)


def read_brief(path: Path) -> Project:
    """The project a brief describes. Raises OSError, Refusal for no TOML or an unknown field, InvalidData."""
    from crm.briefs.files import ENDINGS

    return _from_call(path) if path.suffix.lower() in ENDINGS else _from_toml(path)


def _from_call(path: Path) -> Project:
    from crm.briefs.files import text_of_file
    from crm.briefs.proposing import project_from
    from crm.briefs.reading import read_terms
    from crm.office import today

    return project_from(read_terms(text_of_file(path.read_bytes(), path.name), today()))


def _from_toml(path: Path) -> Project:
    from crm.projects import Project

    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Refusal("error.not_toml", file=path, why=error) from error
    for name in said:
        if name not in FIELDS:
            raise Refusal("error.unknown_field", file=path, name=name, known=", ".join(FIELDS))
    whens = {"period": _period(said), "deadline": _when(said, "deadline")}
    return Project.of({**said, **{name: when for name, when in whens.items() if when}})


def _period(said: dict[str, Any]) -> Period | None:
    """From `start` to `end`, either of them as vague as the brief has it; they are taken out of what was said."""
    from crm.periods import between

    ends = [_when(said, name) for name in ("start", "end")]
    return between(*ends) if any(ends) else None


def _when(said: dict[str, Any], name: str) -> Period | None:
    from crm.errors import InvalidData, Problem
    from crm.periods import parse_period, whole

    value = said.pop(name, None)
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return whole(value, "day")
    try:
        return parse_period(str(value))
    except InvalidData as error:
        raise InvalidData([Problem(name, one.key, one.params) for one in error.problems]) from error
