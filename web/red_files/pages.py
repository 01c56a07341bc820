"""Taking the picture along: the page with the formats, and the files."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.derived import current_results
from web.i18n import day
from web.red.addresses import red_url
from web.red.view import RedView, gather_view
from web.red.wish import read_wish
from web.red.words import description_of
from web.red_files.making import FORMATS, file_name, make_file
from web.red_files.scene import title_of_file
from web.red_files.sheet import PAPERS
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.turns import drawing_turn
from web.views.placing import saved_view

blueprint = Blueprint("llevar", __name__)


@dataclass(frozen=True)
class Way:
    """One format on the page: what it is called, what it is for, and its files as (label, address)."""

    name: str
    words: str
    files: list[tuple[str, str]]


@blueprint.get("/red/llevar")
def formas() -> str | AnyResponse:
    """The formats, each with what it is for."""
    view = _view()
    if view is None:
        return redirect(red_url(read_wish(request.args)))
    return render_template(
        "red/llevar.html",
        title=title_of_file(view, saved_view(current_store(), view.wish.vista)),
        description=description_of(view),
        ways=_ways(view.wish.query()),
        back=red_url(view.wish),
        day=day(view.day),
        empty=not view.nodes,
    )


@blueprint.get("/red/llevar/archivo")
def archivo() -> AnyResponse:
    """One file. Raises InvalidData for a format or paper that there is not."""
    view = _view()
    if view is None:
        return redirect(red_url(read_wish(request.args)))
    return file_of(view, request.args.get("formato", ""), request.args.get("papel", "a4"))


def _view() -> RedView | None:
    derived = current_results()
    return None if derived is None else gather_view(current_store(), derived, read_wish(request.args))


def file_of(view: RedView, format: str, paper: str) -> Response:
    """The answer that is kept as a file. Raises InvalidData, and Busy when as many are being set as may at once."""
    heavy = format in FORMATS and FORMATS[format].is_set
    with drawing_turn(whole_store()) if heavy else nullcontext():
        made = make_file(current_store(), view, format, paper)
    response = Response(made, mimetype=FORMATS[format].media)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(view, format, paper)}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _ways(query: str) -> list[Way]:
    words = {
        "pdf": (_("PDF para imprimir"), _("Una hoja o un afiche con leyenda y fuente.")),
        "png": (_("Imagen (PNG)"), _("Para pegar en un documento o enviar por mensaje.")),
        "svg": (_("Dibujo (SVG)"), _("Para retocar o ampliar sin perder calidad.")),
        "diapositivas": (
            _("Imágenes para una presentación"),
            _("El dibujo, los más conectados y sus grupos, del tamaño de una diapositiva."),
        ),
        "html": (
            _("Página que se abre sola"),
            _("Un archivo interactivo que abre en cualquier navegador, sin internet."),
        ),
        "gexf": (_("Red para Gephi (GEXF)"), _("Con las mismas posiciones, tamaños y colores.")),
        "graphml": (
            _("Red para Cytoscape o yEd (GraphML)"),
            _("Con posiciones, tamaños y colores como atributos."),
        ),
    }
    return [Way(*words[name], _files(query, name)) for name in words]


def _files(query: str, format: str) -> list[tuple[str, str]]:
    papers = PAPERS if FORMATS[format].sheets else [""]
    return [(paper.upper() or _("Descargar"), _address(query, format, paper)) for paper in papers]


def _address(query: str, format: str, paper: str) -> str:
    said = {"formato": format, **({"papel": paper} if paper else {})}
    return f"{url_for('llevar.archivo')}?{'&'.join(filter(None, (query, urlencode(said))))}"
