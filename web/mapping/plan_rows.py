"""The rows of an engagement plan as the inputs of one form, and which of them somebody changed.

    rows-0-id, rows-0-actor, rows-0-objective …, rows-0-version      `rows-0-was`: the row as the page showed it

A row that still reads as it was shown is left alone, so that two people can fill different rows at the same time.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field
from werkzeug.datastructures import MultiDict

from crm.engagement.model import Engagement
from crm.errors import EditConflict
from crm.fields import Noun
from crm.messages import field_label
from web.forms import FormState
from web.i18n import language
from web.near_days import named, put_days
from web.saying import say_value
from web.texts import gettext as _

ASKED = ("objective", "message", "channel", "who", "when", "next_step")
_WHEN = named(r"rows-\d+-when")
_KEPT = ("id", "actor", "position", "version")


class Plan(Noun):
    """All rows together, as the form has them."""

    rows: list[Engagement] = Field(default_factory=list)


PlanForm = FormState[Plan]


def plan_form(rows: list[Engagement] | None = None, posted: MultiDict[str, str] | None = None) -> PlanForm:
    """The form of a plan as it is stored, or as it was sent."""
    if posted is not None:
        values: MultiDict[str, str] = MultiDict(posted)
        put_days(values, _WHEN)
        return FormState.posted(Plan, ("rows", "actor"), values)
    form: PlanForm = FormState.of(Plan, ("rows",), Plan.trusted({"rows": rows or []}))
    form.fields = ("rows", "actor")
    for prefix in form.rows("rows"):
        form.values.setlist(f"{prefix}-was", [_told(form.values, prefix)])
    return form


def _told(values: MultiDict[str, str], prefix: str) -> str:
    """What a row says, as one text."""
    return json.dumps([" ".join(values.get(f"{prefix}-{name}", "").split()) for name in ASKED])


def changed_rows(form: PlanForm, project: str) -> list[Engagement]:
    """The rows that differ from what the page showed. Raises InvalidData with the inputs' own names."""
    values: MultiDict[str, str] = MultiDict()
    for prefix in form.rows("rows"):
        if _told(form.values, prefix) == form.value(f"{prefix}-was"):
            continue
        values.add(f"{prefix}-project", project)
        for name in (*_KEPT, *ASKED):
            values.add(f"{prefix}-{name}", form.value(f"{prefix}-{name}"))
    changed: PlanForm = FormState.posted(Plan, ("rows",), values)
    try:
        return changed.read().rows
    finally:
        form._rows |= changed._rows


def shown_version(form: PlanForm, id: str) -> int:
    """The version of a row that the page showed; 0, which never matches, when it showed none."""
    texts = (form.value(f"{one}-version") for one in form.rows("rows") if form.value(f"{one}-id") == id)
    text = next(texts, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def say_conflict(form: PlanForm, error: EditConflict) -> None:
    """Puts beside the row what somebody else saved meanwhile; saving again puts one's own words in its place."""
    form.status = 409
    prefix = next((one for one in form.rows("rows") if form.value(f"{one}-id") == error.id), "")
    said = [
        f"{field_label(name, language())}: {_saved(error.current, name)}"
        for name in error.fields
        if name in ASKED
    ]
    text = _(
        "Alguien cambió esta fila mientras tanto. Lo guardado ahora: %(said)s. Si guarda otra vez, queda lo suyo.",
        said="; ".join(said),
    )
    form.problems[f"{prefix}-objective"] = [text]
    form.values.setlist(f"{prefix}-version", [str(error.current["version"])])


def _saved(current: dict[str, Any], name: str) -> str:
    value = current.get(name)
    shown = value.get("text") or value.get("start") if isinstance(value, dict) else value
    return say_value(name, shown) or _("(vacío)")
