"""Lists as CSV files, sent while they are read: what a person sees, ready for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from flask import Response, stream_with_context

from crm.tables.separated import guarded

BATCH = 200
Cell = str | int | date | None


def csv_response(name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The rows as NAME.csv, in UTF-8 with the mark that spreadsheets go by; no text is taken for a formula."""
    response = Response(stream_with_context(_chunks(headers, rows)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _chunks(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(headers)
    for number, row in enumerate(rows):
        writer.writerow([_cell(cell) for cell in row])
        if number % BATCH == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Cell) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else "" if value is None else value
