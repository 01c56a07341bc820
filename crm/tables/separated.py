"""CSV as programs and people write it: any of four separators, UTF-8 (with or without its mark), UTF-16 or Windows'.

A leading apostrophe before = + - @ is taken away: exports put it there so that no spreadsheet takes text for a formula.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from crm.errors import InvalidData, Problem
from crm.tables.heads import LOOKED_AT
from crm.tables.synonyms import names_a_field
from crm.tables.table import MAX_CELL, Table, table_of

_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_GUARDED = re.compile(r"''*[=+\-@\t\r]")
_RISKY = re.compile(r"'*[=+\-@\t\r]")


def read_csv(file: Path) -> Table:
    """The table of a CSV file; a remark says so when it was read as Windows-1252. Raises InvalidData."""
    text, remarks = _decoded(file.read_bytes())
    if "\0" in text:
        raise InvalidData.of("file", "table_damaged", row=text[: text.index("\0")].count("\n") + 1)
    return table_of(_lines(text, _separator(text)), remarks)


def _decoded(data: bytes) -> tuple[str, list[Problem]]:
    encoding = _encoding(data)
    try:
        # Half a letter in UTF-16 is no reason to read the rest as Windows text.
        return data.decode(encoding, "replace" if encoding.startswith("utf-16") else "strict"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), [Problem("file", "table_read_as_windows")]


def _encoding(data: bytes) -> str:
    """UTF-16 by its mark, or by every other byte of the beginning being nothing; else UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:400]
    for name, zeros, letters in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if len(head) > 8 and zeros.count(0) > 0.7 * len(zeros) and letters.count(0) == 0:
            return name
    return "utf-8-sig"


def _separator(text: str) -> str:
    """The one that parts most headers somewhere among the first lines; else the one the first line has most of.

    Marks inside quotes do not count; without any it is a comma.
    """
    head = _QUOTED.sub("", text[:MAX_CELL].lstrip("\r\n ")).splitlines() or [""]
    if head[0].lower().startswith("sep=") and len(head[0]) == len("sep=") + 1:
        return head[0][-1]
    known = {mark: max(_headers(line, mark) for line in head[:LOOKED_AT]) for mark in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda mark: (known[mark], mark == ","))
    if known[best] >= 2:
        return best
    return max(_SEPARATORS, key=lambda mark: (head[0].count(mark), mark == ","))


def _headers(line: str, mark: str) -> int:
    return sum(names_a_field(cell.strip()) for cell in line[:4000].split(mark) if cell.strip())


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader):
            if number == 0 and len(cells) <= 2 and "".join(cells).lower() in {"sep=", f"sep={separator}"}:
                continue
            yield [unguarded(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise InvalidData.of("file", "table_damaged", row=reader.line_num) from error


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before = + - @."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The reverse of `guarded`."""
    return text[1:] if _GUARDED.match(text) else text
