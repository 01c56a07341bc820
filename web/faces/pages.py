"""The addresses of the faces: each reads the selection and shows it in its own way; their pictures as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response

from crm.derived.results import Derived
from crm.errors import NotFound
from web.faces.files import figure_response
from web.faces.flows_page import flows_figure, flows_page
from web.faces.frame import Page, show_face
from web.faces.heat_page import heat_figure, heat_page
from web.faces.line_page import line_figure, line_page
from web.faces.matrix_page import matrix_figure, matrix_page
from web.faces.rings_page import rings_figure, rings_page
from web.faces.selected import selected
from web.faces.svg import Figure
from web.faces.table_page import table_file, table_page, ties_file
from web.red.view import RedView

blueprint = Blueprint("caras", __name__)
FIGURES: Mapping[str, Callable[[Derived, RedView], Figure | None]] = {
    "matriz": matrix_figure,
    "anillos": rings_figure,
    "flujos": flows_figure,
    "calor": heat_figure,
    "linea": line_figure,
}


@blueprint.get("/red/tabla")
def tabla() -> Page:
    """The actors of the selection and their ties as tables."""
    return show_face(table_page)


@blueprint.get("/red/tabla/<any(actores, vinculos):which>.csv")
def archivo(which: str) -> Response:
    """One of the tables as a file. Raises Unavailable before the first analysis."""
    derived, view = selected()
    return {"actores": table_file, "vinculos": ties_file}[which](derived, view)


@blueprint.get("/red/matriz")
def matriz() -> Page:
    """Who meets whom, as a square of cells."""
    return show_face(matrix_page)


@blueprint.get("/red/anillos")
def anillos() -> Page:
    """Who is one and two steps from an actor."""
    return show_face(rings_page)


@blueprint.get("/red/flujos")
def flujos() -> Page:
    """From lines of work to partners to what became of it."""
    return show_face(flows_page)


@blueprint.get("/red/calor")
def calor() -> Page:
    """Contact per partner and period."""
    return show_face(heat_page)


@blueprint.get("/red/linea")
def linea() -> Page:
    """The interactions on a line of time, one by one below it."""
    return show_face(line_page)


@blueprint.get("/red/<any(matriz, anillos, flujos, calor, linea):face>/figura.svg")
def figura(face: str) -> Response:
    """The picture of a face as a file. Raises NotFound when it shows nothing, Unavailable before the first analysis."""
    derived, view = selected()
    figure = FIGURES[face](derived, view) if view.nodes else None
    if figure is None:
        raise NotFound("record", face)
    return figure_response(figure, derived, face)
