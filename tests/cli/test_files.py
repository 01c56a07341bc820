"""Attached files go where the records go: into backups, back out of them, to another store, and are looked at."""

import io
import os
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.files.attaching import attach_files, files_of
from crm.files.checking import check_files
from crm.files.vault import Vault
from crm.interactions import InteractionFilter, list_interactions
from crm.schema import SCHEMA
from graph.opening import open_store

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def attached(office, tmp_path: Path) -> Path:
    """A file of the office's first meeting; gives where its bytes are."""
    store, vault = open_store("sqlite:///red.db", SCHEMA), Vault(tmp_path / "data" / "files")
    meeting = list_interactions(store, InteractionFilter(limit=1)).items[0].id
    kept = vault.keep(io.BytesIO(PDF), "acta.pdf")
    attach_files(store, SYSTEM, meeting, [kept])
    assert files_of(store, meeting)
    store.close()
    return vault.path_of(kept.sha256)


def test_a_backup_holds_them_and_brings_them_back(run, run_json, attached: Path) -> None:
    assert run_json("Backup", "backup", "copia.zip")["files"] == 1
    attached.unlink()
    problems = run_json("Verify", "verify", code=1)["problems"]
    assert [problem["reason"] for problem in problems] == ["file_missing"]
    assert "acta.pdf" in problems[0]["message"]
    run("--store", "sqlite:///otra.db", "restore", "copia.zip")
    assert attached.read_bytes() == PDF
    run("--store", "sqlite:///otra.db", "verify")


def test_a_migration_takes_them_along_and_proves_them(run, run_json, attached: Path, tmp_path: Path) -> None:
    there = tmp_path / "servidor" / "files"
    document = run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///otra.db", "--files-to", there)
    assert document["files"] == 1
    other = open_store("sqlite:///otra.db", SCHEMA)
    assert check_files(other, Vault(there)) == []
    other.close()
    assert run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///otra.db")["already"] is True
    attached.unlink()
    said = run("migrate", "sqlite:///red.db", "sqlite:///otra.db", code=1).stderr
    assert "acta.pdf" in said


def test_what_a_crash_left_is_in_no_backup(run_json, attached: Path) -> None:
    loose = Vault(attached.parents[1]).keep(io.BytesIO(b"nunca se guardo"), "nota.txt")
    path = Vault(attached.parents[1]).path_of(loose.sha256)
    os.utime(path, (0, 0))
    assert run_json("Backup", "backup", "copia.zip")["files"] == 1
    assert not path.exists()
    assert attached.exists()


def test_erase_asks_for_the_name_and_says_what_stays(run, run_json, office) -> None:
    asked = run("erase", "myriam-savard", typed="Otra\n", code=1).stderr
    assert "Se borra «Myriam Savard»" in asked
    assert "copias de seguridad" in asked
    document = run_json("Erased", "erase", "myriam-savard", "--confirm", "Myriam Savard")
    assert document["id"] == "myriam-savard"
    run("show", "myriam-savard", code=1)
    run("erase", "myriam-savard", "--confirm", "Myriam Savard", code=1)
    run("verify")
