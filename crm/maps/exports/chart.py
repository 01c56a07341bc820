"""The grid of power and interest as a sheet with a table and a native scatter chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm.assessments.grids import of_five
from crm.maps.exports.rows import column, label
from crm.messages import say
from crm.papers.paper import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm.assessments.grids import Grid, Placed

MOST = 60
_HEADERS = (
    "number", "actor", "interest_perceived", "power_perceived", "interest_structural", "power_structural", "strategy",
)  # fmt: skip
_SERIES = (("perceived", 2, 3, "circle", "#0B5A5E"), ("structural", 4, 5, "diamond", "#B4531F"))


def add_grid(book: Any, grid: Grid, lang: str) -> None:
    """Adds the sheet. The labels of the points are cells, so that no name is read as anything but a text."""
    name = say("map_sheet.grid", lang)
    page = book.add_worksheet(name)
    placed = grid.first(MOST).placed
    columns = [{"header": column(one, lang)} for one in _HEADERS]
    page.add_table(0, 0, max(len(placed), 1), len(columns) - 1, {"name": "t_grid", "columns": columns})
    page.set_column(0, 0, 6)
    page.set_column(1, 1, 38)
    page.set_column(2, 6, 16)
    share = book.add_format({"num_format": "General"})
    for number, one in enumerate(placed, 1):
        _write(page, number, one, (lang, share))
    page.insert_chart(1, len(_HEADERS) + 1, _chart(book, name, placed, lang), _place(lang))


def _place(lang: str) -> dict[str, Any]:
    return {"x_scale": 1.6, "y_scale": 1.9, "description": say("map_say.chart_about", lang)}


def _write(page: Any, row: int, one: Placed, said: tuple[str, Any]) -> None:
    lang, share = said
    page.write_number(row, 0, row)
    page.write_string(row, 1, plain(one.name)[:32_767])
    values = (one.interest.perceived, one.power.perceived, one.interest.structural, one.power.structural)
    for at, value in enumerate(values, 2):
        if value is not None:
            page.write_number(row, at, round(of_five(value), 1), share)
    page.write_string(row, 6, label(one.strategy, "grid_strategies", lang))


def _chart(book: Any, sheet: str, placed: Sequence[Placed], lang: str) -> Any:
    chart = book.add_chart({"type": "scatter"})
    last = max(len(placed), 1)
    labels = [{"value": f"='{sheet}'!$A${row + 1}"} for row in range(1, last + 1)]
    for key, x, y, shape, colour in _SERIES:
        chart.add_series(
            {
                "name": say(f"map_say.{key}", lang),
                "categories": [sheet, 1, x, last, x],
                "values": [sheet, 1, y, last, y],
                "marker": {
                    "type": shape,
                    "size": 8,
                    "fill": {"color": colour},
                    "border": {"color": "#1D2528"},
                },
                "data_labels": {"custom": labels, "position": "above"},
            }
        )
    chart.set_title({"name": say("map_say.chart", lang)})
    chart.set_x_axis({"name": column("interest", lang), "min": 1, "max": 5, "crossing": 1})
    chart.set_y_axis({"name": column("power", lang), "min": 1, "max": 5, "crossing": 1})
    chart.set_legend({"position": "bottom"})
    return chart
