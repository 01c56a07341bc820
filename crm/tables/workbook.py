"""XLSX and ODS from strangers: a look at the zip's own figures first, then reading in a limited process of its own.

zip directory --refuses bombs--> child process (memory, time) --JSON lines, capped--> Table
"""

from __future__ import annotations

import json
import subprocess  # nosec B404
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from crm.errors import InvalidData
from crm.messages import LANGUAGES, say
from crm.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Table, table_of

MEMORY_MB = 1024
SECONDS = 60
_MAX_UNPACKED = 512 * 2**20
_MAX_ENTRIES = 2_000
_MAX_RATIO = 200
_SMALL = 2**20
_CHILD = Path(__file__).with_name("child.py")


def read_workbook(file: Path, noun: str) -> Table:
    """The sheet called as the noun, else the first one with content. Raises InvalidData, whatever the file does."""
    inspect(file)
    return table_of(_lines(file, noun), [])


def inspect(file: Path) -> None:
    """Refuses what is no zip, is encrypted, unpacks to too much, or whose entries lie upon each other."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InvalidData.of("file", "table_damaged_book") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise InvalidData.of("file", "table_encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > _MAX_ENTRIES
        or unpacked > _MAX_UNPACKED
        or any(map(_swells, entries))
        or _overlap(entries)
    ):
        raise InvalidData.of("file", "table_bomb")


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    return any(start < end for (_, end), (start, _) in pairwise(spans))


def _lines(file: Path, noun: str) -> Iterator[list[str]]:
    names = ",".join(say(f"sheet.{noun}", lang) for lang in LANGUAGES) if noun else ""
    limits = [str(MEMORY_MB), str(SECONDS), str(MAX_ROWS), str(MAX_CELL)]
    with TemporaryFile() as output:
        _run([sys.executable, "-I", str(_CHILD), str(file), *limits, names], output)
        output.seek(0)
        head = json.loads(output.readline() or b"{}")
        if head.get("width", 0) > MAX_COLUMNS:
            raise InvalidData.of("file", "table_too_wide", limit=MAX_COLUMNS)
        for row in output:
            yield [_clean(cell) for cell in json.loads(row)]


def _run(command: list[str], output: IO[bytes]) -> None:
    try:
        # It is this very interpreter and a file of ours; the user's file is only an argument to it.
        done = subprocess.run(  # nosec B603
            command, stdout=output, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InvalidData.of("file", "table_too_slow", seconds=SECONDS) from error
    if done.returncode != 0:
        raise InvalidData.of("file", "table_unreadable_book")


def _clean(cell: str) -> str:
    """Without outer spaces; `_x0000_` in a workbook comes out as a NUL, which no store keeps."""
    return cell.replace("\0", "").strip()
