"""The command line on a store and settings of its own, run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.cli.shapes import check

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config.toml in the working folder, and no other setting from outside."""
    for name in ("ALIADOS_STORE", "ALIADOS_CONFIG", "ALIADOS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "es")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "config.toml"
    file.write_text('store = "sqlite:///red.db"\ndata_dir = "data"\n')
    return file


@pytest.fixture
def run() -> Run:
    """Runs a command line, word by word, and fails when it ends with another code than `code`."""

    def call(*args: object, code: int = 0, typed: str | None = None) -> Result:
        from web.cli.app import aliados

        result = CliRunner().invoke(aliados, [str(arg) for arg in args], input=typed, catch_exceptions=False)
        assert result.exit_code == code, (args, result.exit_code, result.stdout, result.stderr)
        return result

    return call


@pytest.fixture
def run_json(run: Run) -> Callable[..., Any]:
    """Runs a command with --json, holds its document against the shape, and gives it."""

    def call(shape: str, *args: object, **how: Any) -> Any:
        document = json.loads(run("--json", *args, **how).stdout)
        check(document, shape)
        return document

    return call


@pytest.fixture(scope="session")
def made() -> dict[str, bytes]:
    """What `aliados init` wrote when it was run for the first time in this process."""
    return {}


@pytest.fixture
def office(run: Run, settings: Path, made: dict[str, bytes]) -> None:
    """The office's real data in red.db, as `aliados init` leaves them."""
    folder = settings.parent
    if not made:
        before = set(folder.rglob("*"))
        run("init")
        new = [path for path in folder.rglob("*") if path.is_file() and path not in before]
        made |= {str(path.relative_to(folder)): path.read_bytes() for path in new}
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    """All commands by their names."""
    ctx = click.Context(group)
    found: dict[tuple[str, ...], click.Command] = {path: group}
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= every_command(command, (*path, name))
        else:
            found[(*path, name)] = command
    return found
