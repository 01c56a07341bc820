"""Tables in and out: CSV, XLSX and ODS of actors and interactions become records, and all records become files.

read_table(file) -> plan_import(store, table, noun) -> apply_plan(store, viewer, plan, skip_bad=False)
export(store, "red.json")
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.access import Viewer
from crm.actors import save_many_actors, update_actor
from crm.errors import InvalidData, Problem, Unavailable
from crm.exports.files import export
from crm.interactions import save_many_interactions, update_interaction
from crm.tables.file import read_table
from crm.tables.model import Plan, Planned
from crm.tables.plan import plan_import
from crm.tables.rows import RowProblem
from crm.tables.table import Table
from crm.together import together, uncollected
from graph.store import Store

__all__ = [
    "Applied",
    "Plan",
    "Planned",
    "RowProblem",
    "Table",
    "apply_plan",
    "export",
    "plan_import",
    "read_table",
]

# What a server says that has no memory left for one transaction of this size.
_FULL = "OutOfMemory"


@dataclass(frozen=True)
class Applied:
    """What was saved: the ids of the records made and of those changed, in the order of the file.

    `beside` are the actors made because rows name them: contacts, and names that were decided to be new.
    """

    added: list[str]
    changed: list[str]
    beside: list[str] = field(default_factory=list)


def apply_plan(store: Store, viewer: Viewer, plan: Plan, *, skip_bad: bool = False) -> Applied:
    """Saves what was planned, all in one transaction.

    Raises InvalidData with every refused row, and saves nothing, unless `skip_bad` is said; also when the store has
    changed since the plan was made in a way that does not allow it.
    """
    if plan.refused and not skip_bad:
        raise refusal(plan)
    try:
        with uncollected(), together(store, viewer) as one:
            return _save(one, viewer, plan)
    except Unavailable as error:
        raise worded(error) from error


def worded(error: Unavailable) -> InvalidData | Unavailable:
    """What to say of a store that failed: that the unit was too large for its memory, when it was."""
    return InvalidData.of("file", "import_too_big_for_store") if _FULL in error.detail else error


def _save(store: Store, viewer: Viewer, plan: Plan) -> Applied:
    new = [planned.record for planned in plan.added]
    if plan.noun == "actor":
        people = [*plan.fresh, *plan.contacts.people()]
        made = save_many_actors(store, viewer, [*new, *people]) if new or people else []
        added, beside = made[: len(new)], made[len(new) :]
        changed = [update_actor(store, viewer, planned.record).id for planned in plan.changed]
    else:
        beside = save_many_actors(store, viewer, plan.fresh) if plan.fresh else []
        added = save_many_interactions(store, viewer, new) if new else []
        changed = [update_interaction(store, viewer, planned.record).id for planned in plan.changed]
    return Applied(added, changed, beside)


def refusal(plan: Plan) -> InvalidData:
    """The refused rows as an error; its fields are "rows[7].Fecha"."""
    head = Problem("", "table_rows_refused", {"count": len(plan.refused)})
    rows = (Problem(f"rows[{p.row}].{p.column}".rstrip("."), p.key, p.params) for p in plan.refused)
    return InvalidData([head, *rows])
