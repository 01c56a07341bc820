"""All records as one file, or one folder of CSV files, by the ending of its name. A file is there whole or not at all.

red.csv (a folder)    red.json    red.xlsx    red.graphml    red.gexf
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from crm.errors import InvalidData
from crm.exports.records import NOUNS, records
from crm.exports.tables import COLUMNS, Cell, Flat, tables
from crm.tables.separated import guarded
from graph.store import Store

FORMAT = 1
_LONGEST_CELL = 32_767  # Excel's limit; a longer text is cut, and says so by its last character


def export(store: Store, path: Path | str) -> Path:
    """Writes what the store (or a view of it) shows. Raises InvalidData (field "file") for a name it cannot use.

    Equal data gives equal files, byte for byte, whatever store it is in.
    """
    target = Path(path)
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise InvalidData.of("file", "table_unknown_export", ending=target.suffix or "?")
    _check_free(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        write(store, partial)
        if target.is_dir():
            shutil.rmtree(target)
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        partial.unlink(missing_ok=True)
    return target


def _check_free(target: Path) -> None:
    """A folder is only replaced when everything in it came from an export."""
    if not target.exists():
        return
    folder = target.suffix.lower() == ".csv"
    own = {f"{name}.csv" for name in COLUMNS}
    if target.is_dir() != folder or (folder and {entry.name for entry in target.iterdir()} - own):
        raise InvalidData.of("file", "table_folder_in_use", file=target.name)


def _write_csv(store: Store, folder: Path) -> None:
    folder.mkdir(parents=True)
    for table in tables(store):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(table.headers)
            writer.writerows([_guarded(cell) for cell in row] for row in table.rows)


def _guarded(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell


def _write_json(store: Store, file: Path) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{\n"format": {FORMAT}')
        for noun in NOUNS:
            stream.write(f',\n"{noun}": [')
            for number, record in enumerate(records(store, noun)):
                stream.write(",\n" if number else "\n")
                stream.write(encode(record))
            stream.write("\n]")
        stream.write("\n}\n")


def _write_xlsx(store: Store, file: Path) -> None:
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(file), options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the day must not change the file
        head = book.add_format({"bold": True})
        for table in tables(store):
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.headers) - 1, 18)
            _fill(sheet, table, head)


def _fill(sheet: object, table: Flat, head: object) -> None:
    write_text, write_number = sheet.write_string, sheet.write_number  # type: ignore[attr-defined]  # no type hints
    for column, header in enumerate(table.headers):
        write_text(0, column, header, head)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                write_number(number, column, cell)
            elif cell:
                write_text(
                    number, column, cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
                )


def _write_graphml(store: Store, file: Path) -> None:
    from crm.exports.graph import write_graphml

    write_graphml(store, file)


def _write_gexf(store: Store, file: Path) -> None:
    from crm.exports.graph import write_gexf

    write_gexf(store, file)


def _write_ics(store: Store, file: Path) -> None:
    """What has a day, as a calendar. It says when each was saved last, as calendars must know which edition is newer."""
    from crm.calendar.feed import every_event
    from crm.calendar.text import calendar_lines
    from crm.messages import say

    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(calendar_lines(every_event(store, "es"), say("calendar_name", "es")))


def _write_vcf(store: Store, file: Path) -> None:
    from crm.cards.exporting import write_cards  # it reads actors, which tables know nothing of

    write_cards(store, file)


_WRITERS: Mapping[str, Callable[[Store, Path], None]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".xlsx": _write_xlsx,
    ".graphml": _write_graphml,
    ".gexf": _write_gexf,
    ".ics": _write_ics,
    ".vcf": _write_vcf,
}
