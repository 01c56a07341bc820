"""The three pieces of work: planning a table, saving what was planned, taking a saved unit back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crm.errors import InvalidData, Unavailable
from crm.history import history_of, undo
from crm.saving import writing
from crm.tables.applying import Applied, apply_plan
from crm.tables.choices import Choices
from crm.tables.file import read_table
from crm.tables.guessing import guess_columns, guess_noun
from crm.tables.model import Plan
from crm.tables.plan import plan_import
from crm.tables.table import Table
from crm.together import together
from crm.undone import Undone
from crm.unmaking import unmake
from graph.records import Node
from graph.store import Store
from web.bringing.progress import Progress, keep_review
from web.bringing.review import packed, plan_digest, review_of
from web.bringing.tasks import Task

Result = tuple[str, dict[str, Any]]
TRIES = 3
_CORRECTABLE = frozenset({"table_column_missing", "table_column_twice"})


def read_choices(table: Table, noun: str, choices: Choices | None) -> tuple[str, Choices]:
    """The noun, and the choices with every column said: as guessed where nobody said anything.

    Raises InvalidData (field "noun") when it cannot be told what the table speaks of.
    """
    kind = noun.removesuffix("s") or guess_noun(table) or "actor"
    guessed = guess_columns(table, kind)
    if choices is None:
        if table.fields:  # cards: the organisations that people name come with them
            return kind, Choices(columns=guessed, defaults={"type": "company"}, strict=True, make=True)
        needless = kind != "interaction" or "kind" in guessed.values()
        return kind, Choices(columns=guessed, defaults={} if needless else {"kind": "meeting"}, strict=True)
    if not choices.columns:
        return kind, replace(choices, columns=guessed)
    return kind, replace(choices, columns={header: choices.columns.get(header, "") for header in guessed})


def plan_anyway(store: Store, table: Table, noun: str, choices: Choices) -> Plan:
    """The plan; when a column is missing or said twice, an empty one that says so, for a person to correct.

    Raises InvalidData for everything else.
    """
    try:
        return plan_import(store, table, noun, choices=choices)
    except InvalidData as error:
        if {problem.key for problem in error.problems} <= _CORRECTABLE:
            ignored = [header for header, name in choices.columns.items() if not name]
            return Plan(noun, ignored=ignored, remarks=[*error.problems, *table.remarks])
        raise


def plan_table(store: Store, task: Task, progress: Progress) -> Result:
    """Makes the review of a table."""
    table, noun, choices, plan = _plan(store, task, progress)
    keep_review(task.folder, task.id, packed(review_of(plan, table, choices)))
    return "ready", {"noun": noun}


def _plan(store: Store, task: Task, progress: Progress) -> tuple[Table, str, Choices, Plan]:
    progress.enter("reading")
    table = read_table(task.file, task.noun.removesuffix("s"))
    noun, choices = read_choices(table, task.noun, task.choices)
    progress.enter("planning", 2 * len(table.rows))
    view = store.as_seen_by(task.viewer.principals)
    plan = plan_anyway(view, replace(table, watch=progress.tell), noun, choices)
    return table, noun, choices, plan


def apply_table(store: Store, task: Task, progress: Progress) -> Result:
    """Saves what was reviewed, in one transaction with the record that says so."""
    applied = save_reviewed(store, task, lambda: _plan(store, task, progress), progress)
    return "done", {**_counts(applied), "transaction": saved_by(store, _first(applied))}


def saved_by(store: Store, record: str) -> int:
    """The unit of work that saved a record last; 0 when there is none."""
    entries = history_of(store, record, limit=1) if record else []
    return entries[0].transaction if entries else 0


def _counts(applied: Applied) -> dict[str, int]:
    return {name: len(getattr(applied, name)) for name in ("added", "changed", "beside")}


def _first(applied: Applied) -> str:
    return next(iter([*applied.added, *applied.changed, *applied.beside]), "")


def save_reviewed(
    store: Store, task: Task, plan: Callable[[], tuple[Table, str, Choices, Plan]], progress: Progress
) -> Applied:
    """Plans anew and saves when that is what was shown. Raises InvalidData ("import_changed") when it is not."""
    view = store.as_seen_by(task.viewer.principals)
    for _try in range(TRIES):
        revision = store.revision()
        planned = plan()[3]
        if plan_digest(planned) != task.digest:
            raise InvalidData.of("", "import_changed")
        progress.enter("saving", _expected(planned))
        with together(view, task.viewer) as one:
            # From here on nobody else writes: what was planned is still what will happen.
            if one.revision() == revision:
                applied = apply_plan(one, task.viewer, planned, skip_bad=task.skip_bad)
                progress.stop_if_asked()
                _note(one, task, {**_counts(applied), "record": _first(applied)})
                return applied
    raise Unavailable("still_saving")


def _expected(plan: Plan) -> int:
    """About how many records will be written: nodes, and for interactions an edge for each participant."""
    if plan.noun == "actor":
        return max(1, len(plan.added) + len(plan.fresh) + len(plan.changed))
    return max(1, sum(1 + len(one.record.participants) for one in plan.added) + len(plan.changed))


def _note(store: Store, task: Task, result: dict[str, Any]) -> None:
    """Notes with the rest that it is done, so that nobody is told otherwise when the worker dies right after."""
    with writing(store, task.viewer) as tx:
        known = tx.get([task.id]).get(task.id)
        said = {**(known.properties if known else {}), "status": "done", "result": json.dumps(result)}
        tx.put_nodes([Node(task.id, ("Job",), said, version=known.version if known else 0)])


def undo_unit(store: Store, task: Task, progress: Progress) -> Result:
    """Takes a unit of work back, in one transaction with the record that says so."""
    progress.enter("undoing", 2 * _changes_after(store, task.transaction))
    with together(store, task.viewer) as one:
        undone = unmake(one, task.viewer, task.transaction, progress.tell)
        if undone is not None:
            progress.stop_if_asked()
            _note(one, task, _undone(undone))
    if undone is None:  # a unit that also changed records, which is undone with more care and noted after it
        undone = undo(store, task.viewer, task.transaction)
        _note(store, task, _undone(undone))
    return "done", _undone(undone)


def _undone(undone: Undone) -> dict[str, int]:
    return {"undone": len(undone.deleted) + len(undone.restored), "archived": len(undone.archived)}


def _changes_after(store: Store, transaction: int) -> int:
    """At most how many changes a unit has: those up to the last revision."""
    return max(1, store.revision() - transaction + 1)


WORK: Mapping[str, Callable[[Store, Task, Progress], Result]] = {
    "plan": plan_table,
    "apply": apply_table,
    "undo": undo_unit,
}
