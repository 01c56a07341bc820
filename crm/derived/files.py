"""Where computed results lie: one folder a state of the data, and a small file that names the current one.

data/derived/current             the name of the folder in use, replaced in one step
data/derived/state-42-18f3…/     *.npy arrays (memory-mapped by readers), *.json documents

Writers make a whole folder under another name first, so that a reader never sees half of it, also after a crash. A file
that was damaged later (the disk, a copy that ended early) makes its folder count as missing, so that it is made anew.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.folder import CURRENT, SIZES, DamagedResults, Folder

__all__ = [
    "CURRENT",
    "DamagedResults",
    "Folder",
    "current_name",
    "open_current",
    "tidy",
    "write_folder",
]

STATE = "state-"
IN_USE = 120.0
_NEW = ".new-"
_HALF = ".half-"


def write_folder(
    base: Path, name: str, arrays: Mapping[str, NDArray[Any]], documents: Mapping[str, Any]
) -> Folder:
    """Keeps a state under `base` and makes it the current one; the one before stays a while (`tidy`)."""
    base.mkdir(parents=True, exist_ok=True)
    half = base / f"{_HALF}{secrets.token_hex(4)}"
    half.mkdir()
    try:
        for key, values in arrays.items():
            np.save(half / f"{key}.npy", values, allow_pickle=False)
        for key, document in documents.items():
            (half / f"{key}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        sizes = {file.name: file.stat().st_size for file in half.iterdir()}
        (half / SIZES).write_text(json.dumps(sizes), encoding="utf-8")
        whole = base / f"{STATE}{name}-{secrets.token_hex(4)}"
        half.rename(whole)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    _point_to(base, whole.name)
    tidy(base)
    return Folder(whole)


def _point_to(base: Path, name: str) -> None:
    new = base / f"{_NEW}{secrets.token_hex(4)}"
    new.write_text(name, encoding="utf-8")
    new.replace(base / CURRENT)


def tidy(base: Path) -> None:
    """Takes away all states but the current one, and what a crash left behind.

    A page that began with the state before has two minutes to end. After that nothing is left of it: it may hold the
    name of somebody who was erased since.
    """
    keep = current_name(base)
    since = _changed(base / CURRENT)
    for entry in base.iterdir() if base.is_dir() else ():
        ours = entry.name.startswith((STATE, _HALF, _NEW))
        if not ours or entry.name == keep or time.time() - max(_changed(entry), since) <= IN_USE:
            continue
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _changed(entry: Path) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:
        return 0.0


def current_name(base: Path) -> str | None:
    """The name of the current folder; None when there is none."""
    try:
        name = (base / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return name if name and (base / name).is_dir() else None


_OPEN: dict[Path, tuple[tuple[int, int, int], Folder]] = {}
_OPENING = Lock()


def open_current(base: Path) -> Folder | None:
    """The current state, or None. The same object as before while the pointer has not changed: one `stat` a call."""
    base = base.absolute()
    try:
        stat = os.stat(base / CURRENT)  # noqa: PTH116 - a Path.stat costs twice as much, and this is on every page
    except OSError:
        return None
    mark = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
    known = _OPEN.get(base)
    if known and known[0] == mark:
        return known[1]
    with _OPENING:
        name = current_name(base)
        if name is None:
            return None
        _OPEN[base] = (mark, Folder(base / name))
        return _OPEN[base][1]
