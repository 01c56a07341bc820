"""The embedded store: a property graph in one SQLite file, ready in milliseconds, safe against being killed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self, TypeVar

from graph.errors import InvalidRecord, StoreError, StoreUnavailable
from graph.query_checks import check_edge_query, check_facets, check_query, check_types
from graph.records import Change, Edge, Node, Record, Row, Scalar
from graph.sqlite.around import neighbourhood
from graph.sqlite.changes import changes, last_revision, rewrite_log
from graph.sqlite.columns import check_columns, table
from graph.sqlite.conditions import Finder
from graph.sqlite.connections import VERSION, Connection, Pool
from graph.sqlite.counting import count
from graph.sqlite.finding import find
from graph.sqlite.reading import edges, scan
from graph.sqlite.records import View, read_edges, read_nodes
from graph.sqlite.schema import prepare
from graph.sqlite.tables import label_tables
from graph.sqlite.transaction import SqliteTransaction
from graph.sqlite.unit import Engine, Unit, begin
from graph.sqlite.whole import erase, load, settle
from graph.store import Around, EdgeQuery, Health, Page, Query, Schema, Subgraph
from graph.validation import Rules
from graph.values import scalar

MUCH: Final = 2_000
T = TypeVar("T", Record, Row)


class SqliteStore:
    """A `Store` in one file, for one machine and any number of processes and threads.

    Raises StoreUnavailable when the file cannot be opened, is locked for too long or is full.
    """

    def __init__(self, path: Path, schema: Schema, *, patience: float = 30.0) -> None:
        """Opens the file, made when there is none; a writer waits `patience` seconds for another."""
        self.schema = schema
        rules = Rules(schema)
        pool, tables = Pool(path, patience), label_tables(rules)
        self._engine = Engine(pool, rules, tables, prepare(pool, rules, tables))
        self._view = View()
        self._writing = threading.local()

    @property
    def principals(self) -> tuple[str, ...] | None:
        """Whose eyes this view reads with; None sees everything."""
        return self._view.principals

    @property
    def shared(self) -> object:
        """The engine that a store and all its views use."""
        return self._engine

    def as_seen_by(self, principals: Collection[str] | None) -> Self:
        """The same store with every read limited to what one of the principals may see."""
        view = object.__new__(type(self))
        view.__dict__ = {
            **self.__dict__,
            "_view": View(None if principals is None else tuple(sorted(set(principals)))),
        }
        return view

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes by id."""
        with self._engine.pool.taken() as connection:
            return read_nodes(connection, self._view, ids)

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        """Edges by id."""
        with self._engine.pool.taken() as connection:
            return read_edges(connection, self._view, ids, self._engine.rules.edge_types)

    def find(self, query: Query) -> Page:
        """One page of nodes."""
        check_query(self._engine.rules, query)
        with self._engine.pool.reading() as connection:
            return find(self._engine, connection, self._view, query)

    def count(self, query: Query, by: Sequence[str]) -> dict[str, dict[Scalar | None, int]]:
        """Facets."""
        check_facets(self._engine.rules, query, by)
        with self._engine.pool.reading() as connection:
            return count(Finder(self._engine, self._view, query), connection, by)

    def edges(self, query: EdgeQuery) -> list[Edge]:
        """Edges by their ends."""
        check_edge_query(self._engine.rules, query)
        with self._engine.pool.taken() as connection:
            return edges(self._engine, connection, self._view, query)

    def neighbourhood(self, around: Around) -> Subgraph:
        """An ego network."""
        check_types(self._engine.rules, around.types)
        with self._engine.pool.reading() as connection:
            return neighbourhood(self._engine, connection, self._view, around)

    @contextmanager
    def transaction(self, author: str) -> Iterator[SqliteTransaction]:
        """A unit of work."""
        with self._unit(author) as unit:
            transaction = SqliteTransaction(unit)
            try:
                yield transaction
            finally:
                transaction.end()
            transaction.raise_failure()

    def changes(self, since: int = 0, of: Collection[str] = (), limit: int = 1000) -> list[Change]:
        """The log."""
        with self._engine.pool.taken() as connection:
            return changes(connection, self._view, (since, of), limit)

    def revision(self) -> int:
        """The last revision."""
        with self._engine.pool.taken() as connection:
            return last_revision(connection)

    def scan(self) -> Iterator[list[Record]]:
        """The whole graph as it is now."""
        return self._batches(lambda connection: scan(self._engine, connection, self._view))

    def table(self, name: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """Chosen columns. Raises BadQuery."""
        check_columns(self._engine, name, columns)
        return self._batches(lambda connection: table(self._engine, connection, self._view, (name, columns)))

    def _batches(self, read: Callable[[Connection], Iterator[list[T]]]) -> Iterator[list[T]]:
        batches = self._snapshot(read)
        next(batches)  # now, not when the first batch is asked for
        return batches

    def _snapshot(self, read: Callable[[Connection], Iterator[list[T]]]) -> Iterator[list[T]]:
        with self._engine.pool.reading() as connection:
            last_revision(connection)  # the first read decides which state all others see
            yield []
            yield from read(connection)

    def load(self, records: Iterable[Record], changes: Iterable[Change]) -> None:
        """Fills an empty store."""
        with self._unit("load") as unit:
            load(unit, records, changes)

    def erase(self, ids: Collection[str], author: str) -> None:
        """Forgets nodes for good."""
        with self._unit(author) as unit:
            erase(unit, ids)
        with suppress(StoreUnavailable):
            settle(self._engine, erased=True)

    def rewrite_log(self, root: str, rewrite: Callable[[Node], Node]) -> None:
        """Puts other nodes in place of those of a root label that the log holds."""
        with self._unit("rewrite") as unit:
            rewrite_log(unit, root, rewrite)
        with suppress(StoreUnavailable):
            settle(self._engine, erased=True)

    def health(self) -> Health:
        """Whether it answers."""
        try:
            return Health(True, "sqlite", self.revision(), VERSION)
        except StoreError as error:
            return Health(False, "sqlite", 0, str(error))

    def close(self) -> None:
        """Closes the file."""
        self._engine.pool.close()

    @contextmanager
    def _unit(self, author: str) -> Iterator[Unit]:
        if getattr(self._writing, "now", False):
            raise RuntimeError("a transaction is open in this thread already, and they do not nest")
        self._writing.now = True
        try:
            with self._engine.pool.writing() as connection:
                unit = begin(self._engine, connection, self._view, _author(author))
                yield unit
        finally:
            self._writing.now = False
        if unit.written > MUCH:
            # The data is safe by now; statistics are for speed only.
            with suppress(StoreUnavailable):
                settle(self._engine)


def _author(given: str) -> str:
    try:
        return str(scalar(given))
    except ValueError as problem:
        raise InvalidRecord("", "author", str(problem)) from None
