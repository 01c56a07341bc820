"""The store for production: a property graph on a Neo4j server (5 or later, Community is enough) or a cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from graph.errors import InvalidRecord, StoreError
from graph.neo4j.address import address_of
from graph.neo4j.changes import changes, last_revision, rewrite_log
from graph.neo4j.columns import check_columns, table
from graph.neo4j.conditions import Finder
from graph.neo4j.connections import Runner, Server
from graph.neo4j.counting import count
from graph.neo4j.engine import Engine
from graph.neo4j.finding import find
from graph.neo4j.reading import edges, neighbourhood
from graph.neo4j.records import read_edges, read_nodes, view_of
from graph.neo4j.scanning import scan
from graph.neo4j.schema import prepare
from graph.neo4j.science.library import Library, find_library
from graph.neo4j.transaction import Neo4jTransaction
from graph.neo4j.unit import Unit, unit_of_work
from graph.neo4j.whole import erase, load
from graph.query_checks import check_edge_query, check_facets, check_query, check_types
from graph.records import Change, Edge, Node, Record, Row, Scalar
from graph.store import Around, EdgeQuery, Health, Page, Query, Schema, Subgraph
from graph.validation import Rules
from graph.values import scalar


class Neo4jStore:
    """A `Store` on a server that several machines may share. The server is first spoken to when it is first needed.

    While it cannot be reached everything raises StoreUnavailable after a few seconds, and works again when it is back.
    """

    def __init__(self, url: str, schema: Schema, user: str, password: str) -> None:
        """Raises BadURL when `url` is neither neo4j://host[:port][/database] nor bolt://…, each also with +s, +ssc."""
        self.schema = schema
        self._rules = Rules(schema)
        self._engine = Engine(Server(address_of(url), user, password), self._rules, prepare)
        self._view = view_of(None)
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
        view.__dict__ = {**self.__dict__, "_view": view_of(principals)}
        return view

    def get(self, ids: Collection[str]) -> dict[str, Node]:
        """Nodes by id."""
        return self._engine.read(lambda runner: read_nodes(runner, self._rules, self._view, ids))

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        """Edges by id."""
        return self._engine.read(lambda runner: read_edges(runner, self._rules, self._view, ids))

    def find(self, query: Query) -> Page:
        """One page of nodes."""
        check_query(self._rules, query)
        finder = Finder(self._rules, self._view, query)
        return self._engine.read(lambda runner: find(finder, runner))

    def count(self, query: Query, by: Sequence[str]) -> dict[str, dict[Scalar | None, int]]:
        """Facets."""
        check_facets(self._rules, query, by)
        finder = Finder(self._rules, self._view, query)
        return self._engine.read(lambda runner: count(finder, runner, by))

    def edges(self, query: EdgeQuery) -> list[Edge]:
        """Edges by their ends."""
        check_edge_query(self._rules, query)
        return self._engine.read(lambda runner: edges(runner, self._rules, self._view, query))

    def neighbourhood(self, around: Around) -> Subgraph:
        """An ego network."""
        check_types(self._rules, around.types)
        return self._engine.read(lambda runner: neighbourhood(runner, self._rules, self._view, around))

    @contextmanager
    def transaction(self, author: str) -> Iterator[Neo4jTransaction]:
        """A unit of work. Others that write wait for its end."""
        with self._unit(author) as unit:
            transaction = Neo4jTransaction(unit)
            try:
                yield transaction
            finally:
                transaction.end()
            transaction.raise_failure()

    def changes(self, since: int = 0, of: Collection[str] = (), limit: int = 1000) -> list[Change]:
        """The log."""

        def work(runner: Runner) -> list[Change]:
            return changes(runner, self._rules, self._view, (since, of), limit)

        return self._engine.read(work)

    def revision(self) -> int:
        """The last revision."""
        return self._engine.read(last_revision)

    def scan(self) -> Iterator[list[Record]]:
        """The whole graph as it is now."""
        return scan(self._engine, self._view)

    def table(self, name: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """Chosen columns. Raises BadQuery."""
        check_columns(self._rules, name, columns)
        return table(self._engine, self._view, name, columns)

    def load(self, records: Iterable[Record], changes: Iterable[Change]) -> None:
        """Fills an empty store."""
        with self._alone():
            load(self._engine, records, changes)

    def erase(self, ids: Collection[str], author: str) -> None:
        """Forgets nodes for good, as far as the server lets go of what it has written."""
        with self._unit(author) as unit:
            erase(unit, ids)

    def rewrite_log(self, root: str, rewrite: Callable[[Node], Node]) -> None:
        """Puts other nodes in place of those of a root label that the log holds."""
        with self._unit("rewrite") as unit:
            rewrite_log(unit, root, rewrite)

    def health(self) -> Health:
        """Whether it answers."""
        try:
            return Health(True, "neo4j", self.revision(), self._engine.server.read(_version))
        except StoreError as error:
            return Health(False, "neo4j", 0, str(error))

    def science(self) -> Library | None:
        """The server's Graph Data Science library; None when it has none. Raises StoreUnavailable."""
        return find_library(self._engine.server)

    def close(self) -> None:
        """Closes the connections."""
        self._engine.server.close()

    @contextmanager
    def _unit(self, author: str) -> Iterator[Unit]:
        with self._alone(), unit_of_work(self._engine, self._view, _author(author)) as unit:
            yield unit

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if getattr(self._writing, "now", False):
            raise RuntimeError("a transaction is open in this thread already, and they do not nest")
        self._writing.now = True
        try:
            yield
        finally:
            self._writing.now = False


def _version(runner: Runner) -> str:
    text = "CALL dbms.components() YIELD name, versions, edition RETURN versions[0] + ' ' + edition"
    return str(runner.rows(text)[0][0])


def _author(given: str) -> str:
    try:
        return str(scalar(given))
    except ValueError as problem:
        raise InvalidRecord("", "author", str(problem)) from None
