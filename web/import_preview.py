"""What a table would do, as a page shows it: planned at once when it is small, with what each change changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from crm.actors import get_actors
from crm.errors import Problem
from crm.interactions import get_interactions
from crm.messages import say
from crm.periods import Period, say_period
from crm.tables.choices import Choices
from crm.tables.file import read_table
from crm.tables.model import Plan, Planned
from crm.tables.remembered import Reading, find_reading
from crm.tables.rows import RowProblem
from crm.tables.table import Table
from graph.store import Store
from web.bringing.doing import plan_anyway, read_choices
from web.bringing.review import SHOWN, Review, review_of
from web.i18n import language
from web.saying import say_value
from web.uploads import kept_upload

NOUNS = ("actors", "interactions")
Change = tuple[str, str, str]


@dataclass
class Preview:
    """A file that somebody sent: under which key and name, as which noun ("" is found out), what it would do, or why not.

    `reading` is the remembered way it was read in, if any; `chosen_anew`: the person changed choices and asked to save.
    """

    noun: str
    key: str = ""
    name: str = ""
    choices: Choices | None = None
    review: Review | None = None
    reading: Reading | None = None
    problems: list[str] = field(default_factory=list)
    changed_meanwhile: bool = False
    chosen_anew: bool = False


def read_preview(store: Store, preview: Preview) -> tuple[Table, str, Choices]:
    """The table, its noun and all choices: those that were sent, else those that were remembered, else guesses."""
    noun = preview.noun.removesuffix("s")
    table = read_table(kept_upload(preview.key, preview.name), noun)
    if preview.choices is None:
        preview.reading = find_reading(store, table.headers, noun)
    if preview.reading is not None:
        preview.choices = replace(preview.reading.choices, strict=True)
    kind, choices = read_choices(
        table, preview.reading.noun if preview.reading else preview.noun, preview.choices
    )
    preview.noun = f"{kind}s"
    return table, kind, choices


def plan_of(store: Store, preview: Preview) -> Plan:
    """What the file would do now; the preview gets the review of it. Raises InvalidData (field "file")."""
    table, noun, choices = read_preview(store, preview)
    plan = plan_anyway(store, table, noun, choices)
    preview.choices, preview.review = choices, review_of(plan, table, choices)
    return plan


def changes_of(store: Store, review: Review) -> dict[int, list[Change]]:
    """By row, for the rows that are shown: (field, before, after) of what changes, in words."""
    shown = review.changed[:SHOWN]
    read: Any = get_actors if review.noun == "actor" else get_interactions
    current = read(store, [one.record.id for one in shown])
    return {one.row: list(_changes(one, current.get(one.record.id))) for one in shown}


def _changes(planned: Planned[Any], current: Any) -> Iterator[Change]:
    for name in planned.fields:
        before = getattr(current, name, None)
        yield name, _words(name, before), _words(name, getattr(planned.record, name))


def _words(name: str, value: Any) -> str:
    if isinstance(value, Period):
        return say_period(value, language())
    if isinstance(value, list):
        return ", ".join(filter(None, (_item(name, one) for one in value)))
    return say_value(name, value)


def reason(problem: RowProblem | Problem) -> str:
    """Why a row cannot be taken, or how the file was read, in words and without its place."""
    return say(problem.key, language(), **problem.params)


def why_alike(key: str) -> str:
    """Why two names are alike, in words."""
    return say(f"why.{key}", language())


def _item(name: str, value: Any) -> str:
    """One of a list: a word, or what names it in a participant, an amount or a figure."""
    inner = next((each for each in ("actor", "value", "title") if hasattr(value, each)), "")
    return say_value(inner, getattr(value, inner)) if inner else say_value(name, value)
