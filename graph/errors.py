"""What can go wrong in a store, one exception for each situation.

The exceptions carry facts, never sentences for a user: the layer above words them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class StoreError(Exception):
    """The root of everything a store refuses or fails at."""


@dataclass
class InvalidRecord(StoreError):
    """A label, type, property name or value that no store here can keep.

    `record` is the id (or "" when the id itself is bad), `field` the part at fault,
    `reason` a stable key such as "nan", "nul", "mixed_list", "name", "label", "id", "unknown_type".
    """

    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record or '?'}: {self.field}: {self.reason}"


@dataclass
class Conflict(StoreError):
    """The record was changed (or made, or deleted: `actual` 0) by someone else since it was read."""

    record: str
    expected: int
    actual: int

    def __str__(self) -> str:
        return f"{self.record}: expected version {self.expected}, found {self.actual}"


@dataclass
class DuplicateKey(StoreError):
    """Another node of the label already has this value in a unique property."""

    record: str
    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.record}: {self.field}={self.value!r} is taken"


@dataclass
class StillLinked(StoreError):
    """A node cannot be deleted while these edges (ids, at most 100) remain."""

    record: str
    links: Sequence[str]

    def __str__(self) -> str:
        return f"{self.record}: still linked by {', '.join(self.links)}"


@dataclass
class MissingRecord(StoreError):
    """An edge's end, or a record to delete or erase, does not exist."""

    record: str

    def __str__(self) -> str:
        return f"{self.record}: not found"


@dataclass
class BadQuery(StoreError):
    """A query names a property that is not indexed, an unknown label, or a cursor of another query."""

    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


@dataclass
class StoreUnavailable(StoreError):
    """The store's server or disk is out of reach; trying again later may help. Nothing was half written."""

    detail: str

    def __str__(self) -> str:
        return self.detail


class NotEmpty(StoreError):
    """A whole copy can only be loaded into a store without data."""


@dataclass
class BadURL(StoreError):
    """The store's address is not one of sqlite:///path, neo4j://host[:port][/db], bolt://host[:port][/db]."""

    url: str

    def __str__(self) -> str:
        return self.url
