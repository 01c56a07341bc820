"""Saved views: their list, one by itself with its name and where it is pinned, taking out and bringing back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from crm.projects import ProjectFilter, list_projects
from crm.views.model import HOME, SavedView
from crm.views.reading import ViewFilter, list_views, view_of
from crm.views.saving import archive_view, restore_view, update_view
from web.acting import act
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.views.asking import address_of
from web.views.cards import card_of, pinned_cards
from web.views.gathering import actors_in
from web.views.opening import open_view, script_texts

FIELDS = ("name", "notes", "audience", "pins")
MOST_PROJECTS = 100
blueprint = Blueprint("vistas", __name__)
Form = FormState[SavedView]
Page = str | tuple[str, int] | Response


@blueprint.get("/vistas")
def lista() -> str:
    """The views: the office's and one's own; `?de=mias` one's own alone."""
    mine = request.args.get("de") == "mias"
    filter = ViewFilter(
        mine=the_viewer().id if mine else None,
        archived=request.args.get("archivadas") == "1",
        limit=20,
        after=request.args.get("after") or None,
    )
    listing = list_views(current_store(), filter)
    return render_template("vistas/lista.html", listing=listing, filter=filter, mine=mine)


@blueprint.get("/vistas/<id>")
def ficha(id: str) -> Page:
    """One view: what it shows, what changed since, who sees it, where it is pinned. Raises NotFound."""
    view = view_of(current_store(), id)
    return _page(FormState.of(SavedView, FIELDS, view), view)


@blueprint.post("/vistas/<id>")
def cambiar(id: str) -> Page:
    """Saves name, note, who sees it and where it is pinned; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    before = view_of(current_store(), id)
    form = FormState.posted(SavedView, FIELDS, request.form)
    choose(form, before)
    try:
        saved = form.attempt(
            lambda view: update_view(current_store(), the_viewer(), view),
            base=before,
            version=given_version(form),
        )
    except EditConflict:
        return conflict_page(form, view_of(current_store(), id), url_for("vistas.ficha", id=id))
    if saved is None:
        return _page(form, before)
    tell_saved(_("Vista guardada."), id)
    return redirect(url_for("vistas.ficha", id=id))


def _page(form: Form, view: SavedView) -> Page:
    page = render_template(
        "vistas/ficha.html",
        view=view,
        form=form,
        card=card_of(view),
        projects=list_projects(current_store(), ProjectFilter(limit=MOST_PROJECTS)).items,
        actors=actors_in(view),
        pinned=record_names([pin for pin in view.pins if pin != HOME]),
    )
    return page, form.status


@blueprint.post("/vistas/<id>/archivar")
def archivar(id: str) -> Response:
    """Takes the view out of lists; undone from here or from the history."""
    return act(
        id,
        lambda version: archive_view(current_store(), the_viewer(), id, version),
        _("Vista archivada."),
        url_for("vistas.lista"),
    )


@blueprint.post("/vistas/<id>/restaurar")
def restaurar(id: str) -> Response:
    """Brings it back."""
    return act(
        id,
        lambda version: restore_view(current_store(), the_viewer(), id, version),
        _("Vista restaurada."),
        url_for("vistas.ficha", id=id),
    )


blueprint.add_app_template_global(address_of, "view_address")
blueprint.add_app_template_global(pinned_cards)
blueprint.add_app_template_global(open_view)
blueprint.add_app_template_global(script_texts, "view_texts")
