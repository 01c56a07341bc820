"""The steps of a story as the editor's form carries them: read from the form, changed by its buttons, one row a step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from crm.views.model import Step

MOST_ROWS = 40
Row = dict[str, Any]
Rows = list[Row]
Pairs = list[tuple[str, str]]


def rows_of(steps: Sequence[Step]) -> Rows:
    """The rows of steps that are kept or proposed."""
    return [one.model_dump() for one in steps]


def posted_rows(form: MultiDict[str, str]) -> Rows:
    """The rows as they were sent, in their order; empty ones too."""
    said = form.get("rows", "")
    count = min(int(said), MOST_ROWS) if said.isdecimal() and len(said) < 10 else 0
    return [_row(form, f"steps-{number}") for number in range(count)]


def _row(form: MultiDict[str, str], name: str) -> Row:
    ids = {part: [id for id in form.getlist(f"{name}-{part}") if id] for part in ("actors", "facts")}
    return {"text": form.get(f"{name}-text", ""), **ids}


def pairs_of(rows: Sequence[Row]) -> Pairs:
    """What a form sends to say these rows."""
    pairs = [("rows", str(len(rows)))]
    for number, row in enumerate(rows):
        pairs.append((f"steps-{number}-text", str(row["text"])))
        pairs += [(f"steps-{number}-{part}", id) for part in ("actors", "facts") for id in row[part]]
    return pairs


def basis_of(rows: Sequence[Row]) -> str:
    """The rows as one text for a hidden input: what the form showed when it was first opened."""
    return json.dumps(list(rows), ensure_ascii=False)


def read_basis(text: str) -> Rows | None:
    """The rows of such a text; None when it says none."""
    try:
        return [Step.of(row).model_dump() for row in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return None


def _up(rows: Rows, place: int) -> None:
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]


def _down(rows: Rows, place: int) -> None:
    _up(rows, place + 1)


def _remove(rows: Rows, place: int) -> None:
    if place < len(rows):
        del rows[place]


def _add(rows: Rows, _place: int) -> None:
    rows.append({"text": "", "actors": [], "facts": []})


def _show(_rows: Rows, _place: int) -> None:
    """A draft that comes back is shown as it is."""


CHANGES: dict[str, Callable[[Rows, int], None]] = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "add": _add,
    "show": _show,
}
