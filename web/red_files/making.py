"""The formats in which a picture can be taken along, and the file of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from crm.errors import InvalidData
from graph.store import Store
from web.i18n import language
from web.red.view import RedView
from web.red_files.alone import page_as_seen
from web.red_files.graph import to_gexf, to_graphml
from web.red_files.scene import Scene, scene_for
from web.red_files.setting import to_pdf, to_png
from web.red_files.sheet import PAPERS, Paper, sheet_svg
from web.red_files.slides import to_slides

PIXELS = {"a4": 3508, "a3": 4961, "a2": 4961, "a1": 4961}


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending and media type; `sheets`: whether it has a size of paper; `is_set`: whether setting it
    takes a processor for seconds, and much memory.
    """

    ending: str
    media: str
    sheets: bool = False
    is_set: bool = False


FORMATS: Mapping[str, Format] = {
    "svg": Format("svg", "image/svg+xml", sheets=True),
    "png": Format("png", "image/png", sheets=True, is_set=True),
    "pdf": Format("pdf", "application/pdf", sheets=True, is_set=True),
    "diapositivas": Format("zip", "application/zip", is_set=True),
    "html": Format("html", "text/html"),
    "gexf": Format("gexf", "application/gexf+xml"),
    "graphml": Format("graphml", "application/graphml+xml"),
}


def make_file(store: Store, view: RedView, format: str, paper: str = "a4") -> bytes:
    """The file's bytes, in the language in force. Raises InvalidData for another format or paper."""
    if format not in FORMATS:
        raise InvalidData.of("format", "unknown_choice", value=format[:80])
    if paper not in PAPERS:
        raise InvalidData.of("paper", "unknown_choice", value=paper[:80])
    if format == "html":
        return page_as_seen(store, view).encode()
    makers: Mapping[str, Callable[[Scene], bytes]] = {
        "svg": lambda scene: sheet_svg(scene, PAPERS[paper]).encode(),
        "png": partial(_png, PAPERS[paper]),
        "pdf": partial(_pdf, PAPERS[paper]),
        "diapositivas": to_slides,
        "gexf": to_gexf,
        "graphml": to_graphml,
    }
    return makers[format](scene_for(store, view))


def _png(paper: Paper, scene: Scene) -> bytes:
    """300 dots an inch on A4 and A3; larger sheets are looked at from further off, and have as many as A3."""
    return to_png(sheet_svg(scene, paper), (paper.width, paper.height), PIXELS[paper.name])


def _pdf(paper: Paper, scene: Scene) -> bytes:
    said = {"title": scene.title, "alt": scene.description, "language": language()}
    return to_pdf(sheet_svg(scene, paper), (paper.width, paper.height), said)


def file_name(view: RedView, format: str, paper: str = "a4") -> str:
    """Says in the folder of downloads which picture it is; letters, digits and strokes alone."""
    wish = view.wish
    years = "-".join(str(year) for year in dict.fromkeys((wish.desde, wish.hasta)) if year)
    sheet = paper if FORMATS[format].sheets and paper != "a4" else ""
    said = "-".join(part for part in ("red-de-aliados", *wish.actor[:1], years, sheet) if part)
    return f"{said}.{FORMATS[format].ending}"
