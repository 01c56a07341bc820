"""`migrate`, `backup`, `restore` and `verify`: whole stores, and whether they are sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.attached import carry, prove, swept, vault_at
from web.cli.failures import REFUSED, Refusal
from web.cli.invocation import Invocation
from web.cli.opening import opened
from web.cli.output import emit, progress_bar
from web.cli.parts import argument, command, option, pass_invocation
from web.cli.texts import catalogue, say

if TYPE_CHECKING:
    from graph.archives import Manifest
    from graph.copying import Difference
    from graph.integrity import Flaw
    from graph.store import Store

SHOWN = 20
a_path = click.Path(path_type=Path)


@command("migrate")
@argument("source", metavar="metavar.from", help="argument.from")
@argument("target", metavar="metavar.to", help="argument.to")
@option("--files-from", type=a_path, metavar="metavar.folder")
@option("--files-to", type=a_path, metavar="metavar.folder")
@pass_invocation
def migrate(
    app: Invocation, source: str, target: str, files_from: Path | None, files_to: Path | None
) -> None:
    if source == target:
        raise Refusal("migrate.same", REFUSED, url=source)
    folder = files_from or app.files
    with opened(source, "FROM") as one, opened(target, "TO", create=True) as other:
        document = {"from": source, "to": target, **_migrate(one, other)}
        document |= carry(other, folder, files_to or folder)
    emit(app, document, [say("migrate.already" if document["already"] else "migrate.done", **document)])


def _migrate(one: Store, other: Store) -> dict[str, object]:
    """Copies and proves. Migrating once more what was migrated finds it equal and does nothing."""
    from graph.copying import compare, copy, is_empty

    already = not is_empty(other)
    with progress_bar() as progress:
        copied = None if already else copy(one, other, progress)
        differences = compare(one, other, progress, limit=SHOWN)
    if differences:
        key = "migrate.has_data" if already else "migrate.differs"
        raise Refusal(key, REFUSED, differences="\n  ".join(_said(found) for found in differences))
    nodes, edges = (copied.nodes, copied.edges) if copied else _count(other)
    return {"already": already, "nodes": nodes, "edges": edges, "changes": other.revision()}


def _count(store: Store) -> tuple[int, int]:
    from graph.records import Node

    nodes = edges = 0
    for batch in store.scan():
        found = sum(isinstance(record, Node) for record in batch)
        nodes, edges = nodes + found, edges + len(batch) - found
    return nodes, edges


def _said(found: Difference) -> str:
    return say(f"difference.{found.why}", kind=say(f"record.{found.kind}"), id=found.id)


@command("backup")
@argument("file", type=a_path, metavar="metavar.file", help="argument.backup")
@option("--replace", is_flag=True)
@pass_invocation
def backup(app: Invocation, file: Path, replace: bool) -> None:
    from crm.delegations.needs_records import NOT_COPIED
    from graph.archives import is_backup
    from graph.copying import backup as make_backup

    if not replace and is_backup(file):
        raise Refusal("backup.there", REFUSED, file=file)
    with app.store() as store, progress_bar() as progress:
        made = make_backup(store, file, swept(app, store), progress, NOT_COPIED)
    document = {"file": file, "bytes": file.stat().st_size, **_held(made)}
    emit(app, document, [say("backup.done", **document)])


def _held(made: Manifest) -> dict[str, object]:
    names = ("made_at", "engine", "revision", "nodes", "edges", "changes", "files")
    return {name: getattr(made, name) for name in names}


@command("restore")
@argument("file", type=a_path, metavar="metavar.file", help="argument.restore")
@option("--check", is_flag=True)
@pass_invocation
def restore(app: Invocation, file: Path, check: bool) -> None:
    from graph.copying import check_backup
    from graph.copying import restore as bring_back

    made = check_backup(file)  # before the store is opened, which would make an empty one
    if not check:
        with app.store(create=True) as store, progress_bar() as progress:
            bring_back(file, store, app.files, progress)
            prove(store, app.files)
    document = {"file": file, "store": None if check else app.config.store, **_held(made)}
    emit(app, document, [say("restore.sound" if check else "restore.done", **document)])


@command("verify")
@pass_invocation
def verify(app: Invocation) -> None:
    from crm.files.checking import check_files
    from crm.verification import check_kept
    from graph.copying import check_integrity

    with app.store() as store, progress_bar() as progress:
        report = check_integrity(store, progress)
        flaws = [*report.flaws, *check_kept(store), *check_files(store, vault_at(swept(app, store)))]
    counted = {name: getattr(report, name) for name in ("revision", "nodes", "edges", "changes", "searched")}
    problems = [{"reason": flaw.reason, "id": flaw.id, "message": _sentence(flaw)} for flaw in flaws]
    document = {"store": app.config.store, "sound": not flaws, **counted, "problems": problems}
    emit(app, document, _report(document))
    if flaws:
        raise Refusal("verify.unsound", REFUSED, count=len(flaws))


def _report(document: dict[str, object]) -> list[str]:
    problems = document["problems"]
    assert isinstance(problems, list)
    return [str(problem["message"]) for problem in problems] or [say("verify.sound", **document)]


def _sentence(flaw: Flaw) -> str:
    key = f"flaw.{flaw.reason}"
    return say(
        key if key in catalogue() else "flaw.other", id=flaw.id, detail=flaw.detail, reason=flaw.reason
    )
