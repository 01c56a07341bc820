"""A sound store has no flaw; each way of spoiling one is found and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.copying import copy
from graph.integrity import check_integrity
from graph.sqlite.store import SqliteStore
from tests.graph.copied import fill, fill_much, open_sqlite


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(tmp_path / "red.db")
    fill(store)
    yield store
    store.close()


def test_a_store_with_a_past_is_sound(store):
    report = check_integrity(store)
    assert report.flaws == []
    assert (report.nodes, report.edges, report.changes) == (5, 2, store.revision())
    assert report.searched >= 3


def test_a_large_store_is_sound(store):
    fill_much(store, 3000)
    assert check_integrity(store).flaws == []


def test_a_copy_is_sound(store, tmp_path):
    target = open_sqlite(tmp_path / "copy.db")
    copy(store, target)
    assert check_integrity(target).flaws == []
    target.close()


SPOILED = [
    ("UPDATE edge SET start_ = 999 WHERE id = 'e1'", "lost", "e1"),
    ("UPDATE node SET properties = '{\"name\":\"x\"}' WHERE id = 'b'", "not_as_logged", "b"),
    ("UPDATE node SET version = 9 WHERE id = 'a'", "not_as_logged", "a"),
    ("DELETE FROM change WHERE revision = 4", "log_gap", "4"),
    ("UPDATE change SET unit = 2 WHERE revision = 5", "bad_transaction", "5"),
    ("UPDATE change SET after = replace(after, '\"be\"', '\"bi\"') WHERE id = 'b'", "not_as_logged", "b"),
    ("UPDATE change SET before = replace(before, '\"b\"', '\"z\"') WHERE id = 'b'", "broken_history", "b"),
    ("DELETE FROM edge WHERE id = 'e2'", "lost", "e2"),
    ("UPDATE node SET id = 'ñ' WHERE id = 'c'", "bad_record", "ñ"),
    ("DELETE FROM change WHERE id = 'c'", "unlogged", "c"),
    ("DELETE FROM text_Thing WHERE rowid = (SELECT key FROM node WHERE id = 'a')", "not_searchable", "a"),
    ("DELETE FROM node_Thing WHERE _id = 'c'", "wrong_count", "Thing"),
]


@pytest.mark.parametrize(
    ("damage", "reason", "id"), SPOILED, ids=[case[1] + "-" + case[2] for case in SPOILED]
)
def test_each_way_of_spoiling_a_store_is_found_and_named(store, tmp_path, damage, reason, id):
    store.close()
    with sqlite3.connect(tmp_path / "red.db") as connection:
        connection.execute("PRAGMA foreign_keys = off")
        assert connection.execute(damage).rowcount > 0
    connection.close()
    spoiled = open_sqlite(tmp_path / "red.db")
    assert (reason, id) in {(flaw.reason, flaw.id) for flaw in check_integrity(spoiled).flaws}
    spoiled.close()


def test_two_nodes_with_one_key_are_found(store, tmp_path):
    with store.transaction("ana") as tx:
        tx.put_nodes([tx.get(["b"])["b"].with_properties(key="k-2")])
    store.close()
    with sqlite3.connect(tmp_path / "red.db") as connection:
        connection.execute("UPDATE node SET properties = replace(properties, 'k-2', 'k-1')")
    connection.close()
    spoiled = open_sqlite(tmp_path / "red.db")
    assert ("duplicate_key", "b") in {(flaw.reason, flaw.id) for flaw in check_integrity(spoiled).flaws}
    spoiled.close()
