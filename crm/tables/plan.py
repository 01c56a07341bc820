"""What importing a table would do, before anything is done: records added, changed, as they were, and rows refused.

An empty cell says nothing: it leaves what is there. A row with an id changes that record, or makes it when there is
none; an actor's row without an id means the actor of exactly that name, an interaction's row the one of the same
title, kind and date, so that importing a file twice does nothing the second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from crm.actor_model import PERSON, Actor, Person
from crm.errors import InvalidData, Problem
from crm.fields import Noun
from crm.interaction_model import Interaction
from crm.tables.columns import Columns, check_complete, columns_of, noun_of
from crm.tables.file import Table
from crm.tables.names import ActorNames
from crm.tables.rows import Row, RowProblem, problems_of, read_row, resolve, rows_of
from crm.tables.targets import Targets, targets_of
from crm.together import uncollected
from graph.store import Store

T = TypeVar("T", bound=Noun)
Kind = Literal["actor", "interaction"]


@dataclass(frozen=True)
class Planned(Generic[T]):
    """A record as it shall be; `fields` are those that differ from what is there (none for a new one)."""

    row: int
    record: T
    fields: tuple[str, ...] = ()


@dataclass
class Plan:
    """What `apply_plan` will do. `same` counts rows that change nothing, `ignored` names columns nobody knows."""

    noun: str
    added: list[Planned[Any]] = field(default_factory=list)
    changed: list[Planned[Any]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    same: int = 0
    ignored: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def plan_import(store: Store, table: Table, noun: str, mapping: Mapping[str, str] | None = None) -> Plan:
    """Reads the table against the store; nothing is written. `noun`: "actor(s)", "actores", "interaction(s)", ...

    Raises InvalidData when the table as a whole cannot be taken: its columns, the mapping, the noun.
    """
    kind = noun_of(noun)
    columns = columns_of(table, kind, mapping or {})
    if "id" not in columns.at:
        check_complete(columns, kind)
    plan = Plan(kind, ignored=columns.ignored, remarks=list(table.remarks))
    with uncollected():
        _place_all(store, _read(table, columns, plan), columns, plan)
    plan.refused.sort(key=lambda problem: problem.row)
    return plan


def _place_all(store: Store, rows: Sequence[Row], columns: Columns, plan: Plan) -> None:
    names = ActorNames(store)
    targets = targets_of(store, plan.noun, rows, names)
    for row in rows:
        _place(row, columns, plan, (targets, names))
    _refuse_orphans(plan, columns, names)


def _refuse_orphans(plan: Plan, columns: Columns, names: ActorNames) -> None:
    """A row whose parent is a refused row of the same table is refused too, and so on upwards."""
    if plan.noun != "actor":
        return
    while True:
        sure = names.stored | {planned.record.id for planned in plan.added}
        orphans = [
            one for one in (*plan.added, *plan.changed) if (one.record.parent or one.record.id) not in sure
        ]
        if not orphans:
            return
        bad = {one.row for one in orphans}
        plan.added = [one for one in plan.added if one.row not in bad]
        plan.changed = [one for one in plan.changed if one.row not in bad]
        for one in orphans:
            params = {"value": one.record.parent}
            plan.refused.append(RowProblem(one.row, columns.header("parent"), "table_unknown_actor", params))


def _read(table: Table, columns: Columns, plan: Plan) -> list[Row]:
    rows = []
    numbers = (number for number, _ in table.numbered())
    for number, pairs in zip(numbers, rows_of(table, columns, plan.refused), strict=True):
        if pairs is not None:
            row, problems = read_row(number, pairs, columns)
            plan.refused += problems
            if not problems:
                rows.append(row)
    return rows


def _place(row: Row, columns: Columns, plan: Plan, known: tuple[Targets, ActorNames]) -> None:
    targets, names = known
    problems = [*targets.repeated(row, columns), *resolve(row, columns, names)]
    if problems:
        plan.refused += problems
        return
    current = targets.current(row)
    try:
        if current is None:
            plan.added.append(Planned(row.number, _new(plan.noun, row, targets)))
        else:
            _note_change(plan, row, current)
    except InvalidData as error:
        plan.refused += problems_of(row.number, columns, error)


def _new(noun: str, row: Row, targets: Targets) -> Noun:
    values = dict(row.values)
    if noun == "interaction":
        return Interaction.of(_timed(values))
    values["id"] = targets.new_id(row)
    return _actor_model(values).of(values)


def _actor_model(values: Mapping[str, Any]) -> type[Actor]:
    return Person if values.get("type") == PERSON and not values.get("is_group") else Actor


def _timed(values: dict[str, Any]) -> dict[str, Any]:
    """The source's own words for the date belong to the period."""
    from dataclasses import replace

    words = values.pop("when_text", None)
    if words and "when" in values:
        values["when"] = replace(values["when"], text=words)
    return values


def _note_change(plan: Plan, row: Row, current: Noun) -> None:
    values = {name: value for name, value in _timed(dict(row.values)).items() if name != "id"}
    if isinstance(current, Actor) and not isinstance(current, Person):
        values.pop("unnamed", None)
    record = current.changed(**values)
    fields = tuple(name for name in values if getattr(record, name) != getattr(current, name))
    if fields:
        plan.changed.append(Planned(row.number, record, fields))
    else:
        plan.same += 1
