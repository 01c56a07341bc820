"""What a person decided on the page of a review, read from its form.

choices          what was decided before, as JSON          head-3, col-3    a column and the field it shall be
name-0, who-0    a doubtful name and who it is: an id, "new", "out"          type-0   of which type the new one is
default-type     for rows that do not say it               undecided, make  what happens to names nobody decided
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from crm.errors import InvalidData
from crm.tables.choices import NEW, OUT, Choices
from crm.tables.synonyms import FIELDS
from graph.fold import fold

DEFAULTS = {"actor": ("type",), "interaction": ("kind", "status")}
Form = MultiDict[str, str]


def posted_choices(form: Form, noun: str) -> Choices | None:
    """The choices; None when the form brings none, or was about another kind of table."""
    before = _before(form)
    if before is None or (form.get("noun_before") and form.get("noun_before") != form.get("noun")):
        return None
    names = {**before.names, **dict(_decided(form))}
    return Choices(
        {**before.columns, **dict(_columns(form))},
        {name: means for name, means in names.items() if means},
        _defaults(form, before, noun.removesuffix("s")),
        strict=form.get("undecided") != "new",
        make=bool(form.get("make")),
    )


def chosen_anew(form: Form, choices: Choices | None) -> bool:
    """Whether the form decides something that the page it came from did not show."""
    before = _before(form)
    return before is not None and choices != before


def _before(form: Form) -> Choices | None:
    try:
        return Choices.read(json.loads(form["choices"])) if form.get("choices") else None
    except (ValueError, RecursionError, InvalidData):
        return None


def _columns(form: Form) -> Iterator[tuple[str, str]]:
    for key, header in form.items():
        place = key.removeprefix("head-")
        if place != key and place.isdigit():
            yield header, form.get(f"col-{place}", "")


def _decided(form: Form) -> Iterator[tuple[str, str]]:
    for key, name in form.items():
        place = key.removeprefix("name-")
        if place != key and place.isdigit():
            who = form.get(f"who-{place}", "")
            means = {"new": NEW + form.get(f"type-{place}", ""), "out": OUT}
            yield fold(name), means.get(who, who)


def _defaults(form: Form, before: Choices, noun: str) -> dict[str, str]:
    said = {field: form[f"default-{field}"] for field in FIELDS.get(noun, ()) if f"default-{field}" in form}
    return {field: value for field, value in {**before.defaults, **said}.items() if value}
