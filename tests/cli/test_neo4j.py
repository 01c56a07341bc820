"""The office's data on a Neo4j server: migrated, exported, backed up and verified by the same commands."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server_url(neo4j_url, neo4j_server, monkeypatch) -> str:
    """An empty database, its user and password in the environment for every command."""
    for prefix in ("FROM_", "TO_", "STORE_"):
        monkeypatch.setenv(f"ALIADOS_{prefix}USER", neo4j_server.user)
        monkeypatch.setenv(f"ALIADOS_{prefix}PASSWORD", neo4j_server.password)
    return str(neo4j_url)


def sorted_lines(folder: Path) -> dict[str, list[bytes]]:
    return {file.name: sorted(file.read_bytes().splitlines()) for file in folder.iterdir()}


def test_the_export_of_a_migrated_neo4j_is_that_of_sqlite_byte_for_byte(
    run, run_json, office, server_url, tmp_path
):
    moved = run_json("Migrate", "migrate", "sqlite:///red.db", server_url)
    assert moved["already"] is False
    run("export", "here.json")
    run("export", "here.csv")
    run("--store", server_url, "export", "there.json")
    run("--store", server_url, "export", "there.csv")
    assert (tmp_path / "here.json").read_bytes() == (tmp_path / "there.json").read_bytes()
    assert sorted_lines(tmp_path / "here.csv") == sorted_lines(tmp_path / "there.csv")
    assert run_json("Verify", "--store", server_url, "verify")["sound"] is True
    assert run_json("Migrate", "migrate", "sqlite:///red.db", server_url)["already"] is True


def test_what_neo4j_holds_comes_back_to_sqlite_with_its_history(run, run_json, office, server_url):
    run("migrate", "sqlite:///red.db", server_url)
    run("migrate", server_url, "sqlite:///back.db")
    assert run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///back.db")["already"] is True
    assert run_json("Backup", "--store", server_url, "backup", "copia.zip")["engine"] == "neo4j"
    run("--store", "sqlite:///restored.db", "restore", "copia.zip")
    assert run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///restored.db")["already"] is True


def test_a_wrong_password_is_out_of_reach(run, office, server_url, monkeypatch):
    monkeypatch.setenv("ALIADOS_TO_PASSWORD", "wrong")
    result = run("migrate", "sqlite:///red.db", server_url, code=3)
    assert "Traceback" not in result.stderr
