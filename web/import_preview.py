"""What a table would do, as a page shows it: planned, told apart from another plan, with what each change changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crm.actors import get_actors
from crm.errors import InvalidData, Problem
from crm.interactions import get_interactions
from crm.messages import say
from crm.periods import Period, say_period
from crm.tables.applying import RowProblem, plan_import, read_table
from crm.tables.model import Plan, Planned
from graph.store import Store
from web.i18n import language
from web.saying import say_value
from web.uploads import kept_upload

NOUNS = ("actors", "interactions")
SHOWN = 100
MOST_ROWS = 20_000
Change = tuple[str, str, str]


@dataclass
class Preview:
    """A file that somebody sent: what it holds, under which key and name, what it would do, or why it cannot be read."""

    noun: str
    key: str = ""
    name: str = ""
    plan: Plan | None = None
    problems: list[str] = field(default_factory=list)
    changed_meanwhile: bool = False

    @property
    def digest(self) -> str:
        """Two plans that would do the same have the same digest."""
        return plan_digest(self.plan) if self.plan else ""


def plan_of(store: Store, preview: Preview) -> Plan:
    """What the file would do now. Raises InvalidData (field "file"), also when it has more rows than a page takes."""
    table = read_table(kept_upload(preview.key, preview.name), preview.noun)
    if len(table.rows) > MOST_ROWS:
        raise InvalidData.of("file", "table_too_long", limit=f"{MOST_ROWS:,}".replace(",", " "))
    return plan_import(store, table, preview.noun)


def plan_digest(plan: Plan) -> str:
    """What a plan would add, change and refuse, as one short text."""
    said = [
        [one.row for one in plan.added],
        [[one.row, one.record.id, one.record.version, *one.fields] for one in plan.changed],
        [[one.row, one.column, one.key] for one in plan.refused],
        plan.same,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def changes_of(store: Store, plan: Plan) -> dict[int, list[Change]]:
    """By row, for the rows that are shown: (field, before, after) of what changes, in words."""
    shown = plan.changed[:SHOWN]
    read: Any = get_actors if plan.noun == "actor" else get_interactions
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


def _item(name: str, value: Any) -> str:
    """One of a list: a word, or what names it in a participant, an amount or a figure."""
    inner = next((each for each in ("actor", "value") if hasattr(value, each)), "")
    return say_value(inner, getattr(value, inner)) if inner else say_value(name, value)
