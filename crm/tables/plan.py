"""What importing a table would do, before anything is done: records added, changed, as they were, and rows refused.

An empty cell says nothing: it leaves what is there. A row with an id changes that record, or makes it when there is
none; an actor's row without an id means the actor of exactly that name, an interaction's row the one of the same
title, kind and date, so that importing a file twice does nothing the second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.actor_model import Actor
from crm.errors import InvalidData
from crm.fields import Noun
from crm.interaction_model import Interaction
from crm.tables.choices import OUT, Choices
from crm.tables.columns import Columns, check_complete, columns_of, noun_of
from crm.tables.contacts import changes_of_actor, new_actor
from crm.tables.model import Plan, Planned, Work
from crm.tables.names import ActorNames
from crm.tables.rows import Row, RowProblem, problems_of, read_row, resolve, rows_of
from crm.tables.synonyms import FIELDS
from crm.tables.table import Table
from crm.tables.targets import Targets, targets_of
from crm.together import uncollected
from graph.store import Store


def plan_import(
    store: Store,
    table: Table,
    noun: str,
    mapping: Mapping[str, str] | None = None,
    choices: Choices | None = None,
) -> Plan:
    """Reads the table against the store; nothing is written. `noun`: "actor(s)", "actores", "interaction(s)", ...

    `choices` holds what a person decided; without it `mapping` may say which header is which field. Raises InvalidData
    when the table as a whole cannot be taken: its columns, the mapping, the noun.
    """
    kind, chosen = noun_of(noun), choices or Choices(columns=mapping or {})
    columns = columns_of(table, kind, chosen.columns)
    if "id" not in columns.at:
        check_complete(columns, kind, chosen.defaults)
    plan = Plan(kind, ignored=columns.ignored, remarks=list(table.remarks))
    with uncollected():
        names = ActorNames(store, chosen)
        _place_all(store, _read(table, columns, plan, chosen), Work(columns, names, chosen), plan)
        plan.doubts.note_refused(plan.refused, names)
    plan.fresh = names.fresh
    plan.refused.sort(key=lambda problem: problem.row)
    return plan


def _place_all(store: Store, rows: Sequence[Row], work: Work, plan: Plan) -> None:
    targets = targets_of(store, plan.noun, rows, work.names)
    for row in rows:
        _place(row, work, plan, targets)
    _refuse_orphans(plan, work.columns, work.names)


def _refuse_orphans(plan: Plan, columns: Columns, names: ActorNames) -> None:
    """A row whose parent is a refused row of the same table is refused too, and so on upwards."""
    if plan.noun != "actor":
        return
    while True:
        sure = names.stored | {one.record.id for one in plan.added} | {one.id for one in names.fresh}
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


def _read(table: Table, columns: Columns, plan: Plan, choices: Choices) -> list[Row]:
    rows = []
    defaults = [pair for pair in choices.defaults.items() if pair[0] in FIELDS[plan.noun]]
    numbers = (number for number, _ in table.numbered())
    for number, pairs in zip(numbers, rows_of(table, columns, plan.refused), strict=True):
        if pairs is not None:
            said = {name for name, _ in pairs}
            pairs += [pair for pair in defaults if pair[0] not in said]
            row, problems = read_row(number, pairs, columns)
            row = replace(row, assumed=frozenset(name for name, _ in defaults) - said)
            plan.refused += problems
            if not problems:
                rows.append(row)
    return rows


def _place(row: Row, work: Work, plan: Plan, targets: Targets) -> None:
    if _left_out(row, work.names, plan):
        return
    problems = [*targets.repeated(row, work.columns), *resolve(row, work.columns, work.names)]
    if problems:
        plan.refused += problems
        return
    current = targets.current(row)
    try:
        if current is not None:
            _note_change(plan, row, current)
        elif not _doubtful(row, work, plan):
            plan.added.append(Planned(row.number, _new(plan.noun, row, targets)))
        if not work.names.named(str(row.values.get("contact", ""))) & work.names.stored:
            plan.contacts.note(row, targets.new_id(row))
    except InvalidData as error:
        plan.refused += problems_of(row.number, work.columns, error)


def _left_out(row: Row, names: ActorNames, plan: Plan) -> bool:
    out = plan.noun == "actor" and names.decision(str(row.values.get("name", ""))) == OUT
    plan.left_out += out
    return out


def _doubtful(row: Row, work: Work, plan: Plan) -> bool:
    """Notes that a new actor resembles known ones. It is made all the same, to be reviewed, unless that was refused."""
    name = str(row.values.get("name", ""))
    if plan.noun != "actor" or row.id or not name or work.names.decision(name):
        return False
    options = work.names.alike.find(name)
    if options:
        plan.doubts.note(name, row.number, options, mention=False)
        row.values.setdefault("to_review", True)
    return bool(options) and work.choices.strict


def _new(noun: str, row: Row, targets: Targets) -> Noun:
    values = dict(row.values)
    if noun == "interaction":
        return Interaction.of(_timed(values))
    values["id"] = targets.new_id(row)
    return new_actor(values)


def _timed(values: dict[str, Any]) -> dict[str, Any]:
    """The source's own words for the date belong to the period."""
    words = values.pop("when_text", None)
    if words and "when" in values:
        values["when"] = replace(values["when"], text=words)
    return values


def _note_change(plan: Plan, row: Row, current: Noun) -> None:
    leave = {"id", *row.assumed}
    values = {name: value for name, value in _timed(dict(row.values)).items() if name not in leave}
    if isinstance(current, Actor):
        values = changes_of_actor(current, values | ({"id": row.id} if row.id else {}))
        values.pop("id", None)
    record = current.changed(**values)
    fields = tuple(name for name in values if getattr(record, name) != getattr(current, name))
    if fields:
        plan.changed.append(Planned(row.number, record, fields))
    else:
        plan.same += 1
