"""What the transactions of all stores share: steps until the end, and none after one that failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

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
