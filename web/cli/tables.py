"""`import` and `export`: tables in, everything out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.failures import REFUSED, Refusal
from web.cli.invocation import Invocation
from web.cli.output import emit, visible
from web.cli.parts import argument, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.tables.applying import Plan, Planned, Table

NOUNS = ("actors", "interactions")
SHOWN = 50
a_path = click.Path(path_type=Path)


@command("import")
@argument("file", type=a_path, metavar="metavar.file", help="argument.table")
@option("--as", "noun", type=click.Choice(NOUNS))
@option("--dry-run", is_flag=True)
@option("--skip-bad", is_flag=True)
@option("--mapping", type=a_path, metavar="metavar.file")
@pass_invocation
def import_(app: Invocation, /, file: Path, noun: str | None, mapping: Path | None, **how: bool) -> None:
    from crm.access import SYSTEM
    from crm.tables.applying import apply_plan, plan_import, read_table

    dry_run, skip_bad = how["dry_run"], how["skip_bad"]
    with app.store() as store:
        table = read_table(file, (noun or "").removesuffix("s"))
        plan = plan_import(store, table, noun or guess_noun(table), read_mapping(mapping))
        saved = not dry_run and (skip_bad or not plan.refused)
        ids = apply_plan(store, SYSTEM, plan, skip_bad=skip_bad) if saved else None
    document = _document(plan, saved, ids.added if ids else None)
    emit(app, document, _lines(document))
    if plan.refused and not skip_bad:
        raise Refusal("import.refused", REFUSED, count=len(plan.refused))


def guess_noun(table: Table) -> str:
    """What the table's headers speak of. Raises Refusal when they fit both or neither."""
    from crm.errors import InvalidData
    from crm.tables.columns import columns_of

    known = {}
    for noun in ("actor", "interaction"):
        try:
            known[noun] = len(columns_of(table, noun, {}).at)
        except InvalidData:
            known[noun] = 0
    if known["actor"] == known["interaction"]:
        raise Refusal("import.which")
    return max(known, key=lambda noun: known[noun])


def read_mapping(path: Path | None) -> Mapping[str, str]:
    """Headers and their fields, from a TOML or JSON file with one table of texts."""
    if path is None:
        return {}
    text = path.read_text(encoding="utf-8-sig")
    try:
        said = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise Refusal("import.bad_mapping", file=path, why=error) from error
    if not isinstance(said, dict) or not all(isinstance(field, str) for field in said.values()):
        raise Refusal("import.bad_mapping", file=path, why=say("import.mapping_form"))
    return said


def _document(plan: Plan, saved: bool, added: list[str] | None) -> dict[str, Any]:
    from crm.messages import say as say_rule

    ids = added or [planned.record.id for planned in plan.added]
    new = zip(plan.added, ids, strict=True)
    return {
        "noun": plan.noun,
        "saved": saved,
        "added": [{"row": one.row, "id": id, "label": _label(one.record)} for one, id in new],
        "changed": [_changed(one) for one in plan.changed],
        "same": plan.same,
        "refused": [
            {"row": bad.row, "column": bad.column, "reason": bad.key, "message": bad.text(language())}
            for bad in plan.refused
        ],
        "ignored_columns": plan.ignored,
        "remarks": [say_rule(remark.key, language(), **remark.params) for remark in plan.remarks],
    }


def _changed(one: Planned[Any]) -> dict[str, Any]:
    return {"row": one.row, "id": one.record.id, "label": _label(one.record), "fields": list(one.fields)}


def _label(record: Any) -> str:
    return str(getattr(record, "name", None) or getattr(record, "title", ""))


def _lines(document: dict[str, Any]) -> list[str]:
    counts = {name: len(document[name]) for name in ("added", "changed", "refused")}
    key = "import.saved" if document["saved"] else "import.planned"
    ignored = document["ignored_columns"]
    return [
        *document["remarks"],
        *([say("import.ignored", columns=", ".join(ignored))] if ignored else []),
        *(f"+ {row['row']}: {row['label']}" for row in document["added"][:SHOWN]),
        *(
            f"~ {row['row']}: {row['label']} ({', '.join(row['fields'])})"
            for row in document["changed"][:SHOWN]
        ),
        *(bad["message"] for bad in document["refused"]),
        say(key, **counts, same=document["same"]),
    ]


@command("export")
@argument("file", type=a_path, metavar="metavar.file", help="argument.export")
@pass_invocation
def export(app: Invocation, file: Path) -> None:
    from crm.tables.applying import export as export_all

    with app.view() as store:
        export_all(store, file)
    emit(app, {"file": file}, [say("export.done", file=visible(file))])
