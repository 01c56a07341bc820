"""The actors of the map as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from crm.maps.exports.rows import Cell, tables_of
from crm.papers.paper import plain
from crm.tables.separated import guarded

if TYPE_CHECKING:
    from crm.maps.model import StakeholderMap


def to_csv(made: StakeholderMap, lang: str) -> bytes:
    """The first table, in UTF-8 with the mark that spreadsheets go by; no text is taken for a formula."""
    sheet = next(tables_of(made, lang))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(sheet.headers.values())
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return ("\ufeff" + buffer.getvalue()).encode()


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 1)
    return guarded(plain(value)) if isinstance(value, str) else value
