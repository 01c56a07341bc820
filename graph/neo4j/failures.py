"""What the failures of a Neo4j server and its driver mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graph.errors import StoreUnavailable

# How a server says that a transaction took longer than it was given.
_GIVEN_UP: Final = (
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "LockClientStopped",
    "Terminated",
)


class Taken(Exception):
    """A value that has to be unique is there already."""


class Occupied(Exception):
    """Another transaction held the lock for the whole time that was given."""


@contextmanager
def failures_named() -> Iterator[None]:
    """Turns what the driver or the server fails at into StoreUnavailable or Taken; wrong Cypher stays a mistake."""
    try:
        yield
    except ConstraintError as error:
        raise Taken(error.message) from error
    except Neo4jError as error:
        if (error.code or "").startswith("Neo.ClientError.Statement."):
            raise
        raise StoreUnavailable(f"{error.code}: {error.message}") from error
    except (DriverError, OSError) as error:
        raise StoreUnavailable(str(error)) from error


@contextmanager
def refusals_named() -> Iterator[None]:
    """Turns everything that the server refuses into StoreUnavailable: for what somebody else's procedures are asked."""
    try:
        with failures_named():
            yield
    except Neo4jError as error:
        raise StoreUnavailable(f"{error.code}: {error.message}") from error


def gave_up(error: Exception) -> bool:
    """Whether the server ended a transaction that took longer than it was given."""
    return isinstance(error, Neo4jError) and (error.code or "").endswith(_GIVEN_UP)
