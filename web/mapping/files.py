"""What one takes along of a project's map: a page of files, and each in Spanish or English."""

from __future__ import annotations

from flask import Blueprint, render_template

from crm.projects import get_project
from web.mapping.current import current_map
from web.store import current_store

blueprint = Blueprint("papeles_del_mapa", __name__)


@blueprint.get("/proyectos/<id>/papeles")
def lista(id: str) -> str:
    """The files, each in two languages."""
    project = get_project(current_store(), id)
    return render_template("proyectos/papeles.html", project=project, current=current_map(project))
