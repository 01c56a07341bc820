"""What the transactions of all stores share: steps until the end, and none after one that failed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.records import Edge, Node

U = TypeVar("U")


class Steps(Generic[U]):
    """A unit of work `U` taken step by step. After a step failed nothing of it can be kept, even if it was caught."""

    def __init__(self, unit: U) -> None:
        self._unit: U | None = unit
        self._failure: BaseException | None = None

    def end(self) -> None:
        """Lets nothing more be done with it."""
        self._unit = None

    def raise_failure(self) -> None:
        """Raises what went wrong, if the user of the transaction went on regardless."""
        if self._failure is not None:
            raise self._failure

    @contextmanager
    def _step(self) -> Iterator[U]:
        if self._unit is None:
            raise RuntimeError("the transaction has ended")
        self.raise_failure()
        try:
            yield self._unit
        except BaseException as error:
            self._failure = error
            raise


@dataclass(frozen=True)
class Writers(Generic[U]):
    """How an engine writes within its unit of work."""

    put_nodes: Callable[[U, Iterable[Node]], list[Node]]
    put_edges: Callable[[U, Iterable[Edge]], list[Edge]]
    delete_nodes: Callable[[U, Collection[str]], None]
    delete_edges: Callable[[U, Collection[str]], None]


class WritingSteps(Steps[U]):
    """The steps that write, as every `Transaction` has them; `writers` are the engine's."""

    writers: Writers[U]

    def put_nodes(self, nodes: Iterable[Node]) -> list[Node]:
        """Makes or replaces nodes."""
        with self._step() as unit:
            return self.writers.put_nodes(unit, nodes)

    def put_edges(self, edges: Iterable[Edge]) -> list[Edge]:
        """Makes or replaces edges."""
        with self._step() as unit:
            return self.writers.put_edges(unit, edges)

    def delete_nodes(self, ids: Collection[str]) -> None:
        """Deletes nodes."""
        with self._step() as unit:
            self.writers.delete_nodes(unit, ids)

    def delete_edges(self, ids: Collection[str]) -> None:
        """Deletes edges."""
        with self._step() as unit:
            self.writers.delete_edges(unit, ids)
