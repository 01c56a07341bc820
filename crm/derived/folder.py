"""One folder of computed results as its readers see it: each file whole, or the folder counts as missing."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.refusals import NotReady

CURRENT, SIZES = "current", "sizes"
# The machine is short of something for a moment: the file itself is whole.
_PASSES = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
log = logging.getLogger(__name__)


class DamagedResults(NotReady):
    """A kept file is missing, cut short or not what it was; its folder counts as missing from now on."""

    def __init__(self) -> None:
        super().__init__("analysis", "analyst")


class Folder:
    """One complete state. Arrays are mapped into memory when first asked for, documents read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._arrays: dict[str, NDArray[Any]] = {}
        self._documents: dict[str, Any] = {}
        self._sizes: dict[str, int] | None = None
        self._lock = Lock()
        self.derived: Any = None  # what the reader of these files made of them

    def array(self, name: str) -> NDArray[Any]:
        """The array, read-only. Raises DamagedResults when it cannot be read."""
        with self._lock:
            if name not in self._arrays:
                self._arrays[name] = self._whole(f"{name}.npy", _mapped)
            return self._arrays[name]

    def document(self, name: str) -> Any:
        """The JSON document. Raises DamagedResults when it cannot be read."""
        with self._lock:
            if name not in self._documents:
                self._documents[name] = self._whole(f"{name}.json", _parsed)
            return self._documents[name]

    def _whole(self, file: str, load: Callable[[Path], Any]) -> Any:
        """What `load` makes of a file that is as long as when it was written."""
        try:
            self._sizes = _sizes(self.path) if self._sizes is None else self._sizes
            if self._sizes and (self.path / file).stat().st_size != self._sizes.get(file):
                raise ValueError(file)
            return load(self.path / file)
        except (OSError, ValueError, EOFError) as error:
            log.warning("cannot read %s: %s", self.path / file, error)
            if getattr(error, "errno", None) not in _PASSES:
                _no_longer_current(self.path)
            raise DamagedResults from error


def _sizes(path: Path) -> dict[str, int]:
    """The length in bytes of each file when it was written; none in a folder that an older version made."""
    try:
        found: dict[str, int] = json.loads((path / SIZES).read_bytes())
    except FileNotFoundError:
        return {}
    if not isinstance(found, dict):
        raise ValueError(SIZES)
    return found


def _parsed(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _mapped(path: Path) -> NDArray[Any]:
    try:
        found: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:  # an empty file cannot be mapped
        found = np.load(path, allow_pickle=False)
    return found


def _no_longer_current(path: Path) -> None:
    """Takes the pointer away from a damaged folder, for every process; results that came since stay current."""
    pointer = path.parent / CURRENT
    with suppress(OSError, ValueError):
        if pointer.read_text(encoding="utf-8").strip() == path.name:
            pointer.unlink(missing_ok=True)
