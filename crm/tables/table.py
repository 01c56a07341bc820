"""A table as it was read: headers and rows of plain texts.

Row numbers are those a spreadsheet shows: the header is row 1, or lower when titles stand above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from crm.errors import InvalidData, Problem
from crm.tables.heads import LOOKED_AT, distinct, head_of
from crm.tables.marks import Cleaner
from crm.tables.synonyms import names_a_field

MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_CELL = 100_000
FIRST_ROW = 2
_STEP = 1_000


@dataclass(frozen=True)
class Table:
    """Rows of texts, each as long as the headers unless the file is ragged. `remarks` say how the file was read.

    `first` is the number of the first row; `titles` is what stands above the headers; `fields` says what the
    columns are, where the file itself does; `watch` is told now and then how many rows were gone through.
    """

    headers: list[str]
    rows: list[list[str]]
    remarks: list[Problem] = field(default_factory=list)
    first: int = FIRST_ROW
    titles: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[int], None] | None = None

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every row that is not empty."""
        for number, row in enumerate(self.rows, self.first):
            if self.watch is not None and number % _STEP == 0:
                self.watch(number - self.first)
            if any(row):
                yield number, row


def table_of(lines: Iterator[list[str]], remarks: list[Problem]) -> Table:
    """The table that begins at its headers; lines come with their cells stripped. Raises InvalidData."""
    cleaner = Cleaner()
    clean = cleaner.lines(lines)
    ahead = list(islice(clean, LOOKED_AT))
    place = head_of(ahead, names_a_field)
    while place < 0 and (ahead := list(islice(clean, LOOKED_AT))):
        place = head_of(ahead, names_a_field)
    if place < 0:
        raise InvalidData.of("file", "table_empty")
    headers = ahead[place][: _width(ahead[place])]
    if len(headers) > MAX_COLUMNS:
        raise InvalidData.of("file", "table_too_wide", limit=MAX_COLUMNS)
    rows = _rows(chain(ahead[place + 1 :], clean), headers)
    titles = " ".join(filter(None, chain.from_iterable(ahead[:place])))[:200]
    return Table(distinct(headers), rows, [*remarks, *cleaner.remarks], place + FIRST_ROW, titles)


def _rows(lines: Iterator[list[str]], headers: list[str]) -> list[list[str]]:
    """The rows below the headers; headers that stand there again, as on each printed page, are an empty row."""
    rows: list[list[str]] = []
    width = len(headers)
    for line in lines:
        row = line if len(line) <= width else _trimmed(line, width)
        rows.append([] if row == headers else row)
        if len(rows) > MAX_ROWS:
            raise InvalidData.of("file", "table_too_long", limit=MAX_ROWS)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _trimmed(line: list[str], width: int) -> list[str]:
    """Without the empty cells beyond the headers; what has content there stays, to be refused by name."""
    return line[: max(_width(line), width)]


def _width(cells: list[str]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if cell), default=0)
