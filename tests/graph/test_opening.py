"""An address names a store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import BadURL, StoreUnavailable
from graph.opening import open_store, sqlite_path
from tests.graph.things import SCHEMA, make_thing, save


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/one/two/red%20uno.db", SCHEMA)
    save(store, make_thing("a"))
    store.close()
    assert (tmp_path / "one" / "two" / "red uno.db").exists()


def test_an_address_with_three_slashes_begins_at_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///data/red.db", SCHEMA).close()
    assert (tmp_path / "data" / "red.db").exists()
    assert sqlite_path("sqlite:////var/lib/red.db") == Path("/var/lib/red.db")


@pytest.mark.parametrize(
    "url",
    [
        "", "red.db", "/tmp/red.db", "sqlite://red.db", "sqlite:///", "sqlite:///folder/", "sqlite:///a%00b", "postgres://host/x",
        "http://host", "neo4j://", "bolt:///red", "neo4j://host:0", "neo4j://host:nan", "neo4j://[::1", "neo4j://host?x=1", "SQLITE:red",
    ],
)  # fmt: skip
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(BadURL):
        open_store(url, SCHEMA)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadURL) as refused:
        open_store("neo4j://ana:palabra@host:7687", SCHEMA)
    assert "palabra" not in str(refused.value)


def test_a_place_that_cannot_hold_a_file_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "text.db").write_text(
        "not a database, whatever it is called, and long enough to be sure of it" * 9
    )
    for place in ("file/red.db", "text.db", "."):
        with pytest.raises(StoreUnavailable):
            open_store(f"sqlite:///{tmp_path}/{place}", SCHEMA)


def test_the_embedded_store_does_without_the_driver_and_heavy_libraries(tmp_path: Path) -> None:
    program = (
        "import sys; from graph.opening import open_store; from tests.graph.things import SCHEMA; "
        f"open_store('sqlite:///{tmp_path}/red.db', SCHEMA).close(); "
        "print(sorted({'neo4j', 'networkx', 'numpy', 'pandas', 'scipy'} & sys.modules.keys()))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
