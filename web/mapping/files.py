"""What one takes along of a project's map: a page of files, and each in Spanish or English."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Literal

from flask import Blueprint, Response, render_template, request, send_file

from crm.assessments.grids import Grid
from crm.assessments.influences import pulls_in
from crm.maps.exports.extras import extras_of
from crm.maps.exports.making import MapFile, make_file
from crm.maps.joining import with_grid
from crm.maps.model import StakeholderMap
from crm.projects import Project, get_project
from web.i18n import language
from web.mapping.current import current_map, made_or_not_ready
from web.mapping.grids import with_influences
from web.mapping.members import members_of
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("papeles_del_mapa", __name__)


@blueprint.get("/proyectos/<id>/papeles")
def lista(id: str) -> str:
    """The files, each in two languages."""
    project = get_project(current_store(), id)
    files = (
        (_("Informe"), _("La lista con sus razones, la cuadrícula, la coalición y lo que falta. Para leer, imprimir o enviar."), ("pdf", "docx")),
        (_("Libro de cálculo"), _("Actores, razones, requisitos, coalición, vacíos y sectores en tablas, con las fórmulas del puntaje y un gráfico."), ("xlsx", "csv")),
        (_("Cuadrícula de poder e interés"), _("Para una presentación."), ("png", "svg")),
        (_("Red de los actores"), _("Con puntajes y vínculos, para Gephi, Cytoscape o yEd."), ("graphml", "gexf")),
    )  # fmt: skip
    return render_template(
        "proyectos/papeles.html", project=project, current=current_map(project), files=files
    )


@blueprint.get("/proyectos/<id>/papeles/mapa.<any(xlsx, docx, pdf, csv, graphml, gexf, svg, png):ending>")
def archivo(id: str, ending: str) -> Response:
    """One file; `?idioma=en` in English whatever the page speaks."""
    return file_response(id, ending, request.args.get("idioma") or language())


def file_response(id: str, ending: str, wanted: str) -> Response:
    """The file to download. Raises NotFound, NotReady."""
    lang: Literal["es", "en"] = "en" if wanted == "en" else "es"
    project = get_project(current_store(), id)
    made, grid = map_with_grid(project)
    return _sent(make_file(made, grid, ending, lang, extras_of(current_store(), project)))


def map_with_grid(project: Project) -> tuple[StakeholderMap, Grid]:
    """The map and the grid, with what the reader may see of what people said. Raises NotReady."""
    made = made_or_not_ready(project)
    grid = members_of(project).grid
    if with_influences():
        grid = replace(grid, pulls=pulls_in(current_store(), project.id))
    return with_grid(made, grid), grid


def _sent(file: MapFile) -> Response:
    response = send_file(BytesIO(file.data), file.type, as_attachment=True, download_name=file.name)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
