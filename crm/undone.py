"""What undoing a unit of work did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Undone:
    """What undoing did: ids of nodes and ties put back as they were, taken away again, or archived in place of that."""

    restored: tuple[str, ...]
    deleted: tuple[str, ...]
    archived: tuple[str, ...]
