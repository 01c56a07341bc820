"""A copy has everything its source has, history included, and a comparison finds whatever it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.copying import Difference, compare, copy
from graph.errors import NotEmpty
from graph.records import Node
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.graph.copied import fill, fill_much, open_sqlite


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(tmp_path / "source.db")
    yield store
    store.close()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(tmp_path / "target.db")
    yield store
    store.close()


def records(store: Store) -> list[object]:
    return [record for batch in store.scan() for record in batch]


def test_a_copy_holds_the_same_records_versions_audiences_and_log(source, target):
    fill(source)
    copied = copy(source, target)
    assert records(target) == records(source)
    assert target.changes() == source.changes()
    assert (copied.nodes, copied.edges) == (5, 2)
    assert copied.changes == copied.revision == source.revision() == target.revision()
    assert compare(source, target) == []


def test_a_copy_is_searched_and_written_to_like_its_source(source, target):
    fill(source)
    copy(source, target)
    with target.transaction("eva") as tx:
        tx.put_nodes([tx.get(["a"])["a"].with_properties(size=1)])
    assert target.get(["a"])["a"].version == source.get(["a"])["a"].version + 1
    assert target.revision() == source.revision() + 1


def test_a_large_store_is_copied_batch_by_batch_and_says_how_far_it_is(source, target):
    fill_much(source, 5000)
    told: list[tuple[str, int, int | None]] = []
    copied = copy(source, target, lambda *how_far: told.append(how_far))
    assert (copied.nodes, copied.edges, copied.changes) == (5000, 5000, 10_000)
    assert ("records", 10_000, 10_000) in told
    assert ("changes", 10_000, 10_000) in told
    assert compare(source, target) == []


def test_a_store_with_data_is_not_copied_over(source, target):
    fill(source)
    fill(target)
    before = records(target)
    with pytest.raises(NotEmpty):
        copy(source, target)
    assert records(target) == before


def test_even_data_that_leaves_no_trace_in_the_log_makes_a_store_not_empty(source, target):
    with target.transaction("ana") as tx:
        tx.put_nodes([Node("note-1", ("Note",))])
    assert target.revision() == 0
    with pytest.raises(NotEmpty):
        copy(fill(source), target)


def test_an_empty_store_can_be_copied(source, target):
    assert copy(source, target).revision == 0
    assert compare(source, target) == []


def test_what_is_written_while_a_copy_runs_is_left_out_of_it(source, target):
    fill_much(source, 3000)
    until = source.revision()

    def write_in_between(phase: str, _done: int, _total: int | None) -> None:
        if phase == "records" and source.revision() == until:
            with source.transaction("eva") as tx:
                tx.put_nodes([Node("late", ("Thing",))])

    assert copy(source, target, write_in_between).revision == until
    assert target.revision() == until
    assert compare(source, target) == [
        Difference("node", "late", "missing"),
        Difference("change", str(until + 1), "missing"),
    ]


def _changed_value(store: Store) -> None:
    with store.transaction("eva") as tx:
        tx.put_nodes([tx.get(["b"])["b"].with_properties(size=4)])


def _one_more(store: Store) -> None:
    with store.transaction("eva") as tx:
        tx.put_nodes([Node("aa", ("Thing",), {"name": "aa"})])


def _one_less(store: Store) -> None:
    with store.transaction("eva") as tx:
        tx.delete_edges(["e2"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_changed_value, Difference("node", "b", "differs")),
        (_one_more, Difference("node", "aa", "extra")),
        (_one_less, Difference("edge", "e2", "missing")),
    ],
)
def test_a_comparison_names_what_differs(
    source, target, change: Callable[[Store], None], expected: Difference
):
    copy(fill(source), target)
    change(target)
    log = Difference("change", str(target.revision()), "extra")
    assert compare(source, target) == [expected, log]


def test_a_comparison_tells_a_whole_number_from_a_number_and_from_a_yes(source, target):
    for store, value in ((source, 1), (target, 1.0)):
        with store.transaction("ana") as tx:
            tx.put_nodes([Node("a", ("Thing",), {"x": value})])
    assert Difference("node", "a", "differs") in compare(source, target)


def test_a_comparison_stops_at_its_limit(source, target):
    fill_much(source, 500)
    assert len(compare(source, target, limit=7)) == 7


@pytest.mark.neo4j
def test_a_store_survives_the_way_to_neo4j_and_back(source, target, neo4j_store_factory):
    from tests.graph.copied import SCHEMA

    fill(source)
    neo4j = neo4j_store_factory(SCHEMA)
    copy(source, neo4j)
    assert compare(source, neo4j) == []
    copy(neo4j, target)
    assert compare(source, target) == []
    assert records(target) == records(source)
    assert target.changes() == source.changes()
