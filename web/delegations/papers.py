"""The papers of a visit: a page of them, and each as a file in Spanish or English."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, render_template, request, send_file

from crm.delegations.papers import PAPERS, file_of, may_have, paper_of
from web.auth import the_viewer
from web.delegations.visit import gather_visit
from web.i18n import language
from web.store import current_store
from web.texts import gettext as _

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
blueprint = Blueprint("papeles", __name__)


@blueprint.get("/interacciones/<id>/papeles")
def papeles(id: str) -> str:
    """The papers that the viewer is given, each in two languages and two formats."""
    told = {
        "programa": (_("Programa"), _("Día por día, con horas, lugares y quién recibe. Para los visitantes y los anfitriones.")),
        "fichas": (_("Ficha de los visitantes"), _("Cargos, historia con nosotros, compromisos abiertos, temas por tratar y por evitar. Uso interno.")),
        "asistencia": (_("Lista de asistencia"), _("Para firmar, con renglones libres.")),
        "protocolo": (_("Orden de protocolo"), _("Quién va en qué puesto.")),
        "informe": (_("Informe"), _("Qué se hizo, quiénes estuvieron, qué se acordó y qué queda pendiente.")),
    }  # fmt: skip
    given = [(kind, *told[kind]) for kind in PAPERS if may_have(the_viewer(), kind)]
    return render_template("delegaciones/papeles.html", visit=gather_visit(id), papers=given)


@blueprint.get("/interacciones/<id>/papeles/<kind>.<any(pdf, docx):ending>")
def papel(id: str, kind: str, ending: str) -> Response:
    """One paper as a file; `?idioma=en` in English whatever the page speaks."""
    wanted = request.args.get("idioma") or language()
    return paper_response(id, kind, ending, wanted)


def paper_response(id: str, kind: str, ending: str, wanted: str) -> Response:
    """The file to download. Raises NotFound, NotAllowed."""
    paper = paper_of(current_store(), the_viewer(), id, kind, wanted)
    name, data = file_of(paper, "pdf" if ending == "pdf" else "docx")
    response = send_file(BytesIO(data), TYPES[ending], as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
