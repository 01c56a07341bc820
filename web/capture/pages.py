"""Recording in one line: the page that greets, the full form one step away, what the scripts ask."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import names_of
from crm.capture.model import Proposal
from crm.errors import InvalidData
from web.auth import the_viewer
from web.capture.dates import read_date
from web.capture.keeping import kept_key, saved_before
from web.capture.prefilled import form_page
from web.capture.reading import read_line
from web.capture.words import example
from web.frame import tell
from web.interactions import recording
from web.store import current_store
from web.texts import gettext as _

Page = str | tuple[str, int] | Response
blueprint = Blueprint("captura", __name__)


@blueprint.get("/registrar")
def linea() -> Page:
    """The line, begun with whom (`?actor=uis`); an address that says what it was (`?kind=…`) goes on to the form."""
    require(the_viewer(), "edit")
    if "kind" in request.args:
        return recording.nuevo()
    with_whom = request.args.get("actor", "")
    return _line_page(_begun_with(with_whom), actor=with_whom)


def _begun_with(id: str) -> str:
    """The first words of a line, which is Spanish whatever the page speaks."""
    name = names_of(current_store(), [id]).get(id) if id else None
    return f"hoy reunión con {name} sobre " if name else ""


def _line_page(text: str, problem: str = "", actor: str = "") -> Page:
    page = render_template("captura/linea.html", text=text, problem=problem, actor=actor)
    return page, 422 if problem else 200


@blueprint.post("/registrar/linea")
def leer() -> Page:
    """The full form with what a line says, or with what somebody corrected of it.

    A line that was sent before, and whose answer got lost, is not recorded again: its record is opened instead.
    """
    require(the_viewer(), "edit")
    if before := _saved_before():
        tell(_("Esa línea ya estaba guardada. Complétela aquí."), draft=f"{the_viewer().id}:{request.path}")
        return redirect(url_for("registrar.editar", id=before), 303)
    text = request.form.get("text", "")
    try:
        return form_page(_corrected() or read_line(text, said_day(request.form.get("today", ""))))
    except InvalidData:
        return _line_page(text, _("Escriba qué pasó, con quién y cuándo."))


def _saved_before() -> str | None:
    """What the line made when it was sent under its key."""
    key = kept_key(request.form.get("key", ""))
    saved = saved_before(key) if key else None
    return saved.interactions[0] if saved else None


def _corrected() -> Proposal | None:
    try:
        given = json.loads(request.form.get("proposal", ""))
        return Proposal.of(given["proposal"])
    except (ValueError, TypeError, KeyError, InvalidData):
        return None


def said_day(text: str) -> date | None:
    """A day as 2026-11-19; None for nothing and nonsense."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@blueprint.get("/registrar/fecha")
def fecha() -> dict[str, Any]:
    """`{"text", "when"}`: how words for a day or period are understood, `when` null when they are not."""
    asked = request.args
    ahead = "1" in (asked.get("promesa"), asked.get("planeada"))
    return read_date(asked.get("q", ""), said_day(asked.get("hoy", "")), ahead)


@blueprint.get("/registrar/sesion")
def sesion() -> Response:
    """Who is logged in and the form token to write with; 401 when nobody is."""
    viewer = the_viewer()
    require(viewer, "edit")
    answer = jsonify({"user": {"id": viewer.id, "name": viewer.name}, "token": generate_csrf()})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/registrar/linea")
def volver() -> Response:
    """Who comes here by an address of the past begins anew."""
    return redirect(url_for("captura.linea"))


blueprint.add_app_template_global(example, "capture_example")
