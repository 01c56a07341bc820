"""CSV files of a data set as rows of texts, and the values in them; every refusal names file, row and column.

actors.csv: row 2 is the first after the header, as a spreadsheet counts
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from crm.errors import InvalidData, Problem
from crm.periods import Period, parse_period
from crm.tables.cells import flag, split


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


@dataclass(frozen=True)
class Row:
    """One row of a file. Its values are texts; `value` and its sisters read them as what they are."""

    file: str
    number: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts[column]

    def value(self, column: str, read: Callable[[str], Any]) -> Any:
        """The cell as `read` sees it; None when it is empty."""
        text = self.texts[column]
        with self.blamed(column):
            return read(text) if text else None

    def whole(self, column: str) -> int | None:
        """A whole number, or None."""
        found: int | None = self.number_in(column, int)
        return found

    def number_in(self, column: str, read: Callable[[str], Any] = _number) -> Any:
        """A number, or None."""
        text = self.texts[column]
        try:
            return read(text) if text else None
        except ValueError as error:
            raise self.refusal(column, "not_a_number") from error

    def flag(self, column: str) -> bool:
        """Yes or no; an empty cell is no."""
        return bool(self.value(column, flag))

    def list(self, column: str) -> list[str]:
        """A list in one cell, parted by `|`."""
        return split(self.texts[column])

    def period(self, column: str) -> Period | None:
        """A period in EDTF."""
        found: Period | None = self.value(column, parse_period)
        return found

    def refusal(self, column: str, key: str, **params: object) -> InvalidData:
        """The error about one cell; its field is "actors.csv:12:type"."""
        return InvalidData([Problem(self.place(column), key, params)])

    def place(self, column: str) -> str:
        """Where a cell is: file, row, column; without the column, the row."""
        return f"{self.file}:{self.number}:{column}".rstrip(":")

    @contextmanager
    def blamed(self, column: str = "") -> Iterator[None]:
        """Puts this row, and the column or the field a problem names, to whatever is refused inside the block."""
        try:
            yield
        except InvalidData as error:
            raise InvalidData(
                [Problem(self.place(column or p.field), p.key, p.params) for p in error.problems]
            ) from error


def rows_of(folder: Traversable, file: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a file that must have exactly these columns. Raises InvalidData naming file, row and column."""
    try:
        text = folder.joinpath(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidData([Problem(file, "table_missing", {"file": file})]) from error
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    headers = tuple(next(lines, ()))
    for column in columns:
        if column not in headers:
            raise InvalidData([Problem(f"{file}:1:{column}", "table_column_missing", {"column": column})])
    for header in headers:
        if header not in columns:
            raise InvalidData([Problem(f"{file}:1:{header}", "unknown_field")])
    return [_row(file, number, headers, cells) for number, cells in enumerate(lines, 2)]


def _row(file: str, number: int, headers: tuple[str, ...], cells: list[str]) -> Row:
    if len(cells) != len(headers):
        key = "table_row_long" if len(cells) > len(headers) else "table_row_short"
        raise InvalidData([Problem(f"{file}:{number}", key, {"count": len(cells), "limit": len(headers)})])
    return Row(file, number, dict(zip(headers, cells, strict=True)))


def grouped(rows: list[Row], column: str) -> defaultdict[str, list[Row]]:
    """Rows by the value of a column, in the order of the file."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def check_owners(rows: list[Row], column: str, known: set[str]) -> None:
    """Raises InvalidData for the first row that belongs to a record which is not there."""
    for row in rows:
        if row[column] not in known:
            raise row.refusal(column, "unknown_record", value=row[column])
