"""Attached files in commands about whole stores: copied with the records, proved, cleared of what a crash left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from web.cli.failures import REFUSED, Refusal
from web.cli.invocation import Invocation
from web.cli.texts import say

if TYPE_CHECKING:
    from crm.files.vault import Vault
    from graph.store import Store

SHOWN = 20


def vault_at(folder: Path) -> Vault:
    """The files in a folder."""
    from crm.files.vault import Vault

    return Vault(folder)


def swept(app: Invocation, store: Store) -> Path:
    """The folder of files, without what no record speaks of."""
    from crm.files.checking import sweep

    sweep(store, vault_at(app.files))
    return app.files


def carry(store: Store, source: Path, target: Path) -> dict[str, int]:
    """Brings the store's files from one folder to the other where they differ, and proves that all are there.

    Raises Refusal naming what is missing or damaged.
    """
    from crm.files.checking import copy_files, count_files

    if source.resolve() != target.resolve():
        copy_files(store, vault_at(source), vault_at(target))
    prove(store, target)
    return {"files": count_files(store)[0]}


def prove(store: Store, folder: Path) -> None:
    """Every file of the store is in the folder, byte for byte. Raises Refusal."""
    from crm.files.checking import check_files

    flaws = check_files(store, vault_at(folder))
    if flaws:
        said = [say(f"flaw.{flaw.reason}", id=flaw.id, detail=flaw.detail) for flaw in flaws[:SHOWN]]
        raise Refusal("files.differ", REFUSED, folder=str(folder), differences="\n  ".join(said))
