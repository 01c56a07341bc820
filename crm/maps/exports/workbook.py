"""The map as an Excel workbook: native tables, formulas one can read, a chart of power and interest.

A score of 0 to 100 is `=peso_relevance*[@[Lo que es y hace]]+…`, each part 0 to 100 as well; the weights have names of their own on the last sheet: who changes a
weight sees the scores change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crm.maps.exports.chart import add_grid
from crm.maps.exports.cross import sectors_by_type
from crm.maps.exports.rows import Cell, Sheet, share, tables_of, weighted
from crm.maps.wording import part_about, part_name
from crm.messages import say
from crm.papers.paper import plain

if TYPE_CHECKING:
    from crm.assessments.grids import Grid
    from crm.maps.model import StakeholderMap

LONGEST_CELL = 32_767  # Excel's limit; a longer text is cut, and says so by its last character
_WIDE = {"actor": 38, "reason": 70, "why": 60, "facts": 40, "covers": 32, "path": 44, "need": 44, "gap": 48}
_WIDE |= {"could": 48, "actors": 70, "covered_by": 38, "type": 26, "sector": 30, "about": 70, "part": 26}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(made: StakeholderMap, grid: Grid | None, lang: str) -> bytes:
    """The workbook's bytes; without a grid it has no chart."""
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        title = clean(str(made.project.get("title", "")))[:255]
        book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        looks = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "number": book.add_format({"num_format": "General"}),
            "points": book.add_format({"num_format": "0"}),
            "percent": book.add_format({"num_format": "0 %"}),
        }
        looks |= {
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True}),
        }
        for sheet in tables_of(made, lang):
            _write_sheet(book, made, sheet, looks)
        if (cross := sectors_by_type(made, lang)) is not None:
            _write_sheet(book, made, cross, looks)
        if grid is not None and grid.placed:
            add_grid(book, grid, lang)
        _write_weights(book, made, lang, looks)
    return file.getvalue()


def clean(value: str) -> str:
    """A text as a cell can hold it."""
    text = plain(value)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _write_sheet(book: Any, made: StakeholderMap, sheet: Sheet, looks: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 2 if sheet.id == "actors" else 1)
    headers = list(sheet.headers.values())
    rows = [list(row) for row in sheet.rows] or [[None] * len(headers)]
    page.add_table(0, 0, len(rows), len(headers) - 1, _table(sheet))
    for at, name in enumerate(sheet.headers):
        page.set_column(at, at, _WIDE.get(name, 14))
        for number, row in enumerate(rows, 1):
            write_cell(page, (number, at), row[at], looks, "points" if name.startswith("part:") else "number")
    if sheet.id == "actors":
        _write_scores(page, made, sheet, looks)


def _table(sheet: Sheet) -> dict[str, Any]:
    columns = [{"header": header} for header in sheet.headers.values()]
    return {"name": f"t_{sheet.id}", "columns": columns, "style": "Table Style Light 9"}


def write_cell(
    page: Any, where: tuple[int, int], value: Cell, looks: dict[str, Any], shown: str = "number"
) -> None:
    """A cell by what it holds; a text is always a text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(*where, datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001 - a sheet knows no zones
    elif isinstance(value, int):
        page.write_number(*where, value)
    elif isinstance(value, float):
        page.write_number(*where, value, looks[shown])
    else:
        page.write_string(*where, clean(value), looks["wrap"])


def _write_scores(page: Any, made: StakeholderMap, sheet: Sheet, looks: dict[str, Any]) -> None:
    """The scores as formulas over the parts beside them and the named weights."""
    at = list(sheet.headers).index("score")
    names = weighted(made)
    terms = [f"{weight_name(name)}*t_actors[[#This Row],[{sheet.headers[f'part:{name}']}]]" for name in names]
    for number, one in enumerate(made.actors, 1):
        value = sum(made.weights[name] * round(100 * share(made, one, name), 4) for name in names)
        page.write_formula(number, at, f"={'+'.join(terms)}", looks["points"], value)


def weight_name(part: str) -> str:
    """The name that formulas know a weight by."""
    return f"peso_{part}"


def _write_weights(book: Any, made: StakeholderMap, lang: str, looks: dict[str, Any]) -> None:
    name = say("map_sheet.weights", lang)
    page = book.add_worksheet(name)
    headers = [say(f"map_column.{one}", lang) for one in ("part", "weight", "about")]
    parts = weighted(made)
    page.add_table(
        0, 0, max(len(parts), 1), 2, {"name": "t_weights", "columns": [{"header": one} for one in headers]}
    )
    page.set_column(0, 0, 30)
    page.set_column(2, 2, 70)
    for number, part in enumerate(parts, 1):
        page.write_string(number, 0, part_name(part, lang))
        page.write_number(number, 1, made.weights[part], looks["percent"])
        page.write_string(number, 2, part_about(part, lang))
        book.define_name(weight_name(part), f"='{name}'!$B${number + 1}")
