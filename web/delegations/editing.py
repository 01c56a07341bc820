"""The form of what a delegation says: who travels, what for, who receives, what it costs."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.delegations.delegations import save_delegation
from crm.delegations.model import Delegation
from crm.errors import EditConflict
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.delegations.visit import Visit, gather_visit
from web.forms import FormState
from web.making import create_asked
from web.meant import offer_meant
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

FIELDS = (
    "purpose", "first_day", "last_day", "members", "places", "languages", "lodging", "raise_topics", "avoid_topics",
    "hosts", "budget", "documents", "press",
)  # fmt: skip
LINES = ("places", "languages")
blueprint = Blueprint("delegacion", __name__)
Form = FormState[Delegation]
Page = str | tuple[str, int] | Response


@blueprint.get("/interacciones/<id>/delegacion/editar")
def editar(id: str) -> Page:
    """The form of what is known, or an empty one."""
    require(the_viewer(), "edit")
    visit = gather_visit(id)
    return _page(FormState.of(Delegation, FIELDS, visit.delegation, LINES), visit)


@blueprint.post("/interacciones/<id>/delegacion/editar")
def guardar(id: str) -> Page:
    """Saves it; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form = FormState.posted(Delegation, FIELDS, request.form, LINES).resolve(current_store())
    visit = gather_visit(id)
    if form.change_rows() or create_asked(form):
        return _page(form, visit)
    choose(form, visit.delegation)
    try:
        saved = form.attempt(_save, base=visit.delegation, version=given_version(form))
    except EditConflict:
        back = url_for("delegaciones.ficha", id=id)
        return conflict_page(form, gather_visit(id).delegation, back)
    if saved is None:
        return _page(form, visit)
    tell_saved(_("Guardado."), saved.id)
    return redirect(url_for("delegaciones.ficha", id=id))


def _save(delegation: Delegation) -> Delegation:
    return save_delegation(current_store(), the_viewer(), delegation)


def _page(form: Form, visit: Visit) -> Page:
    if form.problems:
        offer_meant(form)
    return render_template("delegaciones/editar.html", form=form, visit=visit), form.status
