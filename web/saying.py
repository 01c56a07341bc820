"""Values of fields as people read them: vocabulary words, names of records, periods, yes and no.

    say_value("sector", "private")  ->  "Privado"        say_value("is_group", True)  ->  "Sí"

One place for the two pages that show any field of any noun: the history, and two versions side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask import Flask, g

from crm.history_fields import Link
from crm.messages import say
from crm.office import day_of
from crm.records_named import Named, records_named
from crm.vocabulary import vocabulary
from web.authors import author_name
from web.frame import place_url
from web.i18n import day, language, moment, number
from web.said_items import GROUPS, item_text
from web.said_needs import said_need
from web.said_of_actors import project_field
from web.store import current_store
from web.texts import gettext as _

VOCABULARIES = {
    "type": ("actor_types", "tie_types"),
    "sector": ("sectors",),
    "sector_alt": ("sectors",),
    "sectors": ("sectors",),
    "country": ("countries",),
    "kind": ("interaction_kinds", "issue_kinds", "actor_types"),
    "kind_alt": ("interaction_kinds",),
    "status": ("statuses", "commitment_statuses", "project_statuses", "issue_statuses"),
    "mode": ("modes",),
    "strategic_line": ("strategic_lines",),
    "themes": ("themes",),
    "sdgs": ("sdgs",),
    "role": ("roles",),
    "participants": ("roles",),
    "ties": ("tie_types",),
    "grade": ("evidence_grades",),
    "severity": ("issue_severities",),
    "precision": ("precisions",),
}
RECORDS = frozenset(
    {"parent", "owner", "beneficiary", "lead", "actor", "person", "organisation", "interaction", "related"}
    | {"funder", "who", "commitment", "must_include", "exclude", "document", "concerns", "project"}
)
PERIODS = frozenset({"when", "due", "period", "deadline"})
FLAGS = frozenset({"is_group", "reference", "archived", "to_review", "unnamed", "approx"})
PATHS = {
    "actor": "actores/{}",
    "interaction": "interacciones/{}",
    "commitment": "compromisos/{}",
    "project": "proyectos/{}",
    "cadence": "ajustes/ritmos",
    "file": "archivos/{}",
    "view": "vistas/{}",
    "source": "documentos?documento={}",
}


def record_names(ids: Iterable[str]) -> dict[str, Named]:
    """Records of any noun by id, each read once in a request. Pages that show many ask for all of them first."""
    known: dict[str, Named] = g.setdefault("record_names", {})
    missing = {id for id in ids if id and id not in known}
    if missing:
        known.update(records_named(current_store(), missing))
    return known


def record_name(id: str) -> str:
    """What a record is called; its id when it is gone or may not be seen."""
    named = record_names([id]).get(id)
    return named.name if named else id


def named_record(id: str) -> Named | None:
    """The record with its noun and name, None when it is gone or may not be seen."""
    return record_names([id]).get(id)


def record_path(kind: str, id: str) -> str:
    """The address of a record's page, "" for nouns without one."""
    return place_url(PATHS[kind].format(id)) if kind in PATHS else ""


def ids_in(field: str, value: object) -> set[str]:
    """The records that `say_value` will name, to be read all at once."""
    if isinstance(value, Link):
        return {value.id}
    if field not in RECORDS or value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}


def say_value(field: str, value: object) -> str:
    """One value of a field in words; "" for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, Link):
        return _link(field, value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(say_value(field, one) for one in value)
    if isinstance(value, bool) or field in FLAGS:
        return _("Sí") if value and value != "0" else _("No")
    return _text(field, value) if isinstance(value, str) else _measured(value)


def _measured(value: object) -> str:
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else day(value)
    whole = isinstance(value, int | float) and float(value).is_integer()
    return number(value, 0 if whole else 2) if isinstance(value, int | float) else str(value)


def _text(field: str, text: str) -> str:
    if field in VOCABULARIES:
        return _term(VOCABULARIES[field], text)
    if field in RECORDS or field == "recorded_by":
        return author_name(text) if field == "recorded_by" else record_name(text)
    if field in PERIODS:
        return _period(text)
    text = item_text(text, say_value) if field in GROUPS else project_field(field, text)
    return said_need(text) if field == "requirements" else text


def _term(names: Iterable[str], id: str) -> str:
    return next((vocabulary(name).label(id, language()) for name in names if id in vocabulary(name)), id)


def _period(text: str) -> str:
    from crm.errors import InvalidData
    from crm.periods import from_edtf, say_period

    try:
        return say_period(from_edtf(text), language())
    except InvalidData:
        return text


def _link(field: str, link: Link) -> str:
    name = record_name(link.id)
    if not link.detail:
        return name
    detail = _term(VOCABULARIES[field], link.detail) if field in VOCABULARIES else _period(link.detail)
    return f"{detail} {name}" if field == "ties" else f"{name} ({detail})"


def why_word(key: str) -> str:
    """Why two actors look alike, in words."""
    return say(f"why.{key}", language())


def noun(kind: str) -> str:
    """A noun with its article, "el actor"."""
    return say(f"kind.{kind}", language())


def action_word(action: str) -> str:
    """What somebody did to a record."""
    return {
        "created": _("creó"),
        "updated": _("cambió"),
        "archived": _("archivó"),
        "restored": _("restauró"),
        "deleted": _("quitó"),
        "erased": _("borró para siempre"),
    }.get(action, action)


def local_day(value: datetime) -> date:
    """The day of a moment where the office is."""
    return day_of(value)


def clock(value: datetime) -> str:
    """The time of a moment where the office is: "14:05"."""
    return moment(value).rsplit(" ", 1)[-1]


def register_saying(app: Flask) -> None:
    """Gives templates `say_value(field, value)`, `record_name` and `record_path(kind, id)`."""
    app.add_template_global(say_value)
    app.add_template_global(record_path)
    for made in (record_name, named_record, why_word, noun, action_word, local_day, clock):
        app.add_template_filter(made)
