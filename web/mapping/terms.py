"""A project from the text of a call."""

from __future__ import annotations

from flask import Blueprint, render_template

from crm.access import require
from web.auth import the_viewer

blueprint = Blueprint("terminos", __name__)


@blueprint.get("/proyectos/desde-texto")
def pegar() -> str:
    """Where the text of a call is pasted or sent as a file."""
    require(the_viewer(), "edit")
    return render_template("proyectos/desde-texto.html")
