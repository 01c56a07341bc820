"""`import` and `export`: tables in, everything out."""

from __future__ import annotations

import json
import tomllib
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
    from crm.tables.choices import Choices
    from crm.tables.doubts import Doubt

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
        kind = noun or f"{guess_noun(table)}s"
        plan = plan_import(store, table, kind, choices=choices_for(table, kind, mapping))
        saved = not dry_run and (skip_bad or not plan.refused)
        ids = apply_plan(store, SYSTEM, plan, skip_bad=skip_bad) if saved else None
    document = _document(plan, saved, ids.added if ids else None)
    emit(app, document, _lines(document))
    if plan.refused and not skip_bad:
        raise Refusal("import.refused", REFUSED, count=len(plan.refused))


def guess_noun(table: Table) -> str:
    """What the table's headers speak of. Raises Refusal when they fit both or neither."""
    from crm.tables.guessing import guess_noun as guess

    guessed = guess(table)
    if not guessed:
        raise Refusal("import.which")
    return guessed


def choices_for(table: Table, noun: str, path: Path | None) -> Choices:
    """What the mapping file decides; columns it does not speak of are guessed."""
    from dataclasses import replace

    from crm.tables.guessing import guess_columns

    said = read_mapping(path)
    taken = set(said.columns.values())
    guessed = guess_columns(table, noun.removesuffix("s"))
    rest = {header: field for header, field in guessed.items() if field not in taken}
    told = {fold_header(header) for header in said.columns}
    columns = {header: field for header, field in rest.items() if fold_header(header) not in told}
    if table.fields:  # cards: the organisations that people name come with them
        said = replace(said, make=True, defaults={"type": "company", **said.defaults})
    return replace(said, columns={**columns, **said.columns})


def fold_header(header: str) -> str:
    """A header as the mapping is compared with it."""
    from graph.fold import fold

    return fold(header)


def read_mapping(path: Path | None) -> Choices:
    """Headers and their fields, from a TOML or JSON file with one table of texts; or tables columns, names, defaults."""
    from crm.errors import InvalidData
    from crm.tables.choices import Choices

    if path is None:
        return Choices()
    text = path.read_text(encoding="utf-8-sig")
    try:
        return Choices.read(json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text))
    except InvalidData as error:
        raise Refusal("import.bad_mapping", file=path, why=say("import.mapping_form")) from error
    except ValueError as error:
        raise Refusal("import.bad_mapping", file=path, why=error) from error


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
        "doubtful": [_doubtful(doubt) for doubt in plan.doubts.by_name.values()],
        "ignored_columns": plan.ignored,
        "remarks": [say_rule(remark.key, language(), **remark.params) for remark in plan.remarks],
    }


def _doubtful(doubt: Doubt) -> dict[str, Any]:
    options = [{"id": one.id, "name": one.name, "score": one.score} for one in doubt.options]
    return {"name": doubt.name, "rows": doubt.rows, "options": options}


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
        *(
            say("import.doubtful", name=one["name"], ids=", ".join(option["id"] for option in one["options"]))
            for one in document["doubtful"][:SHOWN]
            if one["options"]
        ),
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
