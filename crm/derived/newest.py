"""What a process keeps beside the newest results of each installation, and lets go of when newer ones come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from crm.derived.results import Derived
from crm.derived.seen import whole_of

Kept = TypeVar("Kept")


class Newest(Generic[Kept]):
    """One thing a folder of results, made from the newest that somebody asked about; safe among threads."""

    def __init__(self, make: Callable[[Derived], Kept]) -> None:
        self._make = make
        self._kept: dict[Path, tuple[Derived, Kept]] = {}
        self._lock = Lock()

    def of(self, derived: Derived) -> Kept:
        """What is kept beside these results; the same object as long as they are the same."""
        whole = whole_of(derived)
        folder = whole.folder.path.parent
        with self._lock:
            found = self._kept.get(folder)
            if found is None or found[0] is not whole:
                found = self._kept[folder] = (whole, self._make(whole))
        return found[1]
