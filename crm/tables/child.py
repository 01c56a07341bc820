"""Run as a program: reads one sheet of a workbook and writes its rows as JSON lines, under limits of memory and time.

    python -I table_child.py FILE MEGABYTES SECONDS MAX_ROWS MAX_CELL NAME,NAME

A hostile workbook can take the whole process down; so it takes down only this one. It imports nothing of the project.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

MOST_MERGED = 20_000


def limit(megabytes: int, seconds: int) -> None:
    """Sets the limits (output: half the memory) where the system knows them; elsewhere only the parent's clock is one."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (megabytes * 2**19, megabytes * 2**19))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: Any) -> str:
    """A cell as text: dates as ISO, whole numbers without their point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value) if value is not None else ""


def chosen(names: list[str], wanted: list[str]) -> list[str]:
    """The sheets in the order they are to be tried: those with a wanted name first."""
    folded = {name: name.strip().lower() for name in names}
    return sorted(names, key=lambda name: folded[name] not in wanted)


def merged_down(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """By its first row: (column, last row) of each cell that is merged with those below it. A hostile number is none."""
    ranges = sheet.merged_cell_ranges or []
    found: dict[int, list[tuple[int, int]]] = {}
    if len(ranges) <= MOST_MERGED:
        left = sheet.start[1] if sheet.start else 0
        for (top, column), (bottom, last) in ranges:
            if column == last and bottom > top and column >= left:
                found.setdefault(top, []).append((column - left, bottom))
    return found


def filled(rows: Iterable[list[Any]], merged: dict[int, list[tuple[int, int]]]) -> Iterator[list[Any]]:
    """The rows, where a merged cell counts for every row it reaches over."""
    reaching: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        for column, (bottom, value) in list(reaching.items()):
            if number > bottom:
                del reaching[column]
            elif column < len(row) and row[column] in ("", None):
                row[column] = value
        for column, bottom in merged.get(number, ()):
            if column < len(row):
                reaching[column] = bottom, row[column]
        yield row


def main(file: str, max_rows: int, max_cell: int, wanted: list[str]) -> None:
    """Writes the rows of the first sheet, of those tried in order, that has any."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(file)
    for name in chosen(book.sheet_names, wanted):
        sheet = book.get_sheet_by_name(name)
        if sheet.height == 0 or sheet.width == 0:
            continue
        sys.stdout.write(json.dumps({"sheet": name, "width": sheet.width}) + "\n")
        for number, row in enumerate(filled(sheet.iter_rows(), merged_down(sheet))):
            if number > max_rows + 1:
                break
            sys.stdout.write(json.dumps([plain(cell)[: max_cell + 1] for cell in row]) + "\n")
        return


if __name__ == "__main__":
    given = sys.argv[1:]
    limit(int(given[1]), int(given[2]))
    main(given[0], int(given[3]), int(given[4]), [name for name in given[5].split(",") if name])
