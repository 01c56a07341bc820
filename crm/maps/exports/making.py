"""The files of a map by their ending: bytes, the type a browser knows them by, and a name for the disk.

make_file(made, grid, "xlsx", "es") -> MapFile
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crm.errors import InvalidData
from crm.identity import slug
from crm.maps.exports.extras import Extras

if TYPE_CHECKING:
    from crm.assessments.grids import Grid
    from crm.maps.model import StakeholderMap

Language = Literal["es", "en"]
NOTHING = Extras()
TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class MapFile:
    """A file ready to be sent or written."""

    name: str
    type: str
    data: bytes


def make_file(
    made: StakeholderMap, grid: Grid, ending: str, lang: Language, extras: Extras = NOTHING
) -> MapFile:
    """The file of this ending. Raises InvalidData (field "file") for an ending it does not know."""
    if ending not in TYPES:
        raise InvalidData.of("file", "map_unknown_file", ending=ending, known=", ".join(TYPES))
    name = slug(str(made.project.get("title", "")), "mapa")[:60].strip("-")
    kind = "poder-interes" if ending in {"svg", "png"} else "actores"
    makers = _makers(made, grid, lang, extras)
    return MapFile(f"{kind}-{name}-{lang}.{ending}", TYPES[ending], makers[ending]())


def _makers(
    made: StakeholderMap, grid: Grid, lang: Language, extras: Extras
) -> dict[str, Callable[[], bytes]]:
    from crm.maps.exports import network, picture, report, table, workbook
    from crm.papers.docx import to_docx
    from crm.papers.pdf import to_pdf

    return {
        "xlsx": lambda: workbook.to_xlsx(made, grid, lang),
        "docx": lambda: to_docx(report.report_of(made, grid, lang, extras)),
        "pdf": lambda: to_pdf(report.report_of(made, grid, lang, extras)),
        "csv": lambda: table.to_csv(made, lang),
        "graphml": lambda: network.to_graphml(made, lang),
        "gexf": lambda: network.to_gexf(made, lang),
        "svg": lambda: picture.grid_picture(grid, lang).encode(),
        "png": lambda: picture.grid_png(grid, lang),
    }
