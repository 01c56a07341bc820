"""Where the maps of projects lie: one small file a project, beside the analyst's other results.

data/derived/maps/agua-segura.json          the map, as made last
data/derived/maps/agua-segura.scores.json   the score and its parts of everybody with one, for "why not this one"
data/derived/maps/agua-segura.slate.json    of whom its coalition is chosen, whatever is wished for
data/derived/maps/agua-segura.asked         somebody waits for it: it goes first

A project's id is made of letters, digits and hyphens alone (`crm.identity`), so that it is a file's name.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from crm.coalitions.slate import Slate, read_slate, write_slate
from crm.maps.model import StakeholderMap, read_map, write_map

_ID = re.compile(r"[a-z0-9-]{1,80}")
_MAP, _SCORES, _SLATE, _ASKED = ".json", ".scores.json", ".slate.json", ".asked"
_IN_USE = 300.0
_OURS = (_SCORES, _SLATE, _ASKED, _MAP)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor stands on a map on which it is not shown: its place among `of` with a score, and the parts."""

    place: int
    of: int
    score: float
    parts: dict[str, float]


def folder_of(derived: Path) -> Path:
    """Where the maps lie beside the other results."""
    return derived / "maps"


@dataclass(frozen=True, slots=True)
class Files:
    """What is kept of a project: its map, everybody's scores, and of whom its coalition is chosen."""

    map: StakeholderMap
    scores: dict[str, Any]
    slate: Slate


def keep_files(derived: Path, project: str, made: Files) -> None:
    """Keeps the map of a project in place of the one before; a reader sees the one or the other, never half of it."""
    folder = folder_of(derived)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{project}{_SCORES}", json.dumps(made.scores))
    _write(folder / f"{project}{_SLATE}", write_slate(made.slate))
    _write(folder / f"{project}{_MAP}", write_map(made.map))


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{secrets.token_hex(6)}.new")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read_made(derived: Path, project: str) -> StakeholderMap | None:
    """The map of the project as made last; None when there is none of this version. The same object until it changes."""
    path = folder_of(derived) / f"{project}{_MAP}"
    mark = _mark(path) if _ID.fullmatch(project) else None
    return _read(path, mark) if mark else None


def read_made_slate(derived: Path, project: str) -> Slate | None:
    """Of whom the project's coalition is chosen; None when there is none of this version. The same object until it changes."""
    path = folder_of(derived) / f"{project}{_SLATE}"
    mark = _mark(path) if _ID.fullmatch(project) else None
    return _read_slate(path, mark) if mark else None


@lru_cache(maxsize=64)
def _read_slate(path: Path, mark: tuple[int, int, int]) -> Slate | None:  # noqa: ARG001 - what is remembered goes by it
    try:
        return read_slate(path.read_bytes())
    except (OSError, ValueError):  # gone meanwhile, or damaged: as good as not there
        return None


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(path)  # noqa: PTH116 - a Path.stat costs twice as much, and this is on every page of a map
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


@lru_cache(maxsize=64)
def _read(path: Path, mark: tuple[int, int, int]) -> StakeholderMap | None:  # noqa: ARG001 - what is remembered goes by it
    try:
        return read_map(path.read_bytes())
    except (OSError, ValueError):  # gone meanwhile, or damaged: as good as not there
        return None


def made_on(derived: Path, project: str) -> float:
    """When the project's map was made last, in seconds since 1970; now for one that was never made."""
    mark = _mark(folder_of(derived) / f"{project}{_MAP}")
    return mark[0] / 1e9 if mark else time.time()


def standing_of(derived: Path, project: str, actor: str) -> Standing | None:
    """Where an actor stands; None for one without any score (or one below the first thousands)."""
    path = folder_of(derived) / f"{project}{_SCORES}"
    try:
        said = json.loads(path.read_text(encoding="utf-8")) if _ID.fullmatch(project) else None
    except (OSError, ValueError):
        return None
    if not said or actor not in said["actors"]:
        return None
    at = said["actors"].index(actor)
    parts = {name: values[at] for name, values in said["parts"].items()}
    return Standing(at + 1, said["scored"], sum(parts.values()), parts)


def ask_for(derived: Path, project: str) -> None:
    """Notes that somebody waits for the project's map. Where nothing can be written, nothing is noted."""
    folder = folder_of(derived)
    if _ID.fullmatch(project) and folder.is_dir():
        with suppress(OSError):
            (folder / f"{project}{_ASKED}").touch()


def asked_for(derived: Path) -> set[str]:
    """The projects whose map somebody waits for."""
    return {path.name.removesuffix(_ASKED) for path in folder_of(derived).glob(f"*{_ASKED}")}


def answered(derived: Path, project: str) -> None:
    """Takes the note away."""
    (folder_of(derived) / f"{project}{_ASKED}").unlink(missing_ok=True)


def forget_in_files(derived: Path, ids: Collection[str]) -> None:
    """Takes away every project's map that speaks of one of these records, which were erased; it is made anew."""
    for path in folder_of(derived).glob("*.json"):
        with suppress(OSError):  # made or tidied away meanwhile
            text = path.read_text(encoding="utf-8")
            if any(f'"{id}"' in text for id in ids):
                path.unlink()


def tidy_maps(derived: Path, kept: Collection[str]) -> None:
    """Takes away the maps of all other projects, and what a crash left behind, once they are five minutes old."""
    for path in folder_of(derived).iterdir() if folder_of(derived).is_dir() else ():
        ending = next((one for one in _OURS if path.name.endswith(one)), "")
        mark = _mark(path)
        if mark and path.name.removesuffix(ending) not in kept and time.time() - mark[0] / 1e9 > _IN_USE:
            path.unlink(missing_ok=True)
