"""Recording what happened: the form for a meeting, a delegation or anything else with many parties, and its changes."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from crm.interactions import Interaction, create_interaction, get_interaction, update_interaction
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.interactions.forms import (
    audience_of,
    edit_form,
    left_to_us,
    new_form,
    posted_form,
    seen_by,
    take_versions,
)
from web.keeping import keep_unshown
from web.making import create_asked, made_once
from web.meant import offer_meant
from web.near_days import understood
from web.store import current_store
from web.texts import gettext as _
from web.theme_words import themes_line
from web.undoing import tell_saved

LONGEST = 100
blueprint = Blueprint("registrar", __name__)
Form = FormState[Interaction]
Page = str | tuple[str, int] | Response


@blueprint.get("/registrar")
def nuevo() -> Page:
    """An empty form, or one begun by the address."""
    require(the_viewer(), "edit")
    return _page(new_form())


@blueprint.post("/registrar")
def guardar() -> Page:
    """Saves once, however often the button was pressed."""
    require(the_viewer(), "edit")
    form = posted_form()
    if form.change_rows() or create_asked(form):
        return _page(form)
    saved = form.attempt(_create, None, audience=audience_of(form), **left_to_us(form))
    if saved is None:
        return _page(form)
    tell_saved(_("Guardado."), saved)
    return redirect(url_for("interacciones.ficha", id=saved))


def _create(interaction: Interaction) -> str:
    return made_once("interaction", lambda: create_interaction(current_store(), the_viewer(), interaction).id)


@blueprint.get("/interacciones/<id>/editar")
def editar(id: str) -> Page:
    """The form of an interaction that is there."""
    require(the_viewer(), "edit")
    interaction = get_interaction(current_store(), id)
    return _page(edit_form(interaction), interaction)


@blueprint.post("/interacciones/<id>/editar")
def cambiar(id: str) -> Page:
    """Saves the changes; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form, before = posted_form(), get_interaction(current_store(), id)
    if form.change_rows() or create_asked(form):
        return _page(form, before)
    choose(form, before)
    take_versions(form, before)
    try:
        saved = _update(form, before)
    except EditConflict:
        current = get_interaction(current_store(), id)
        return conflict_page(form, current, url_for("interacciones.ficha", id=id))
    if saved is None:
        return _page(form, before)
    tell_saved(_("Guardado."), id)
    return redirect(url_for("interacciones.ficha", id=id))


def _update(form: Form, before: Interaction) -> Interaction | None:
    return form.attempt(
        lambda typed: update_interaction(current_store(), the_viewer(), keep_unshown(typed, before)),
        base=before,
        version=given_version(form),
        audience=audience_of(form, before.audience),
        **left_to_us(form),
    )


def _page(form: Form, interaction: Interaction | None = None) -> Page:
    if form.problems:
        offer_meant(form)
    page = render_template(
        "registrar/formulario.html", form=form, interaction=interaction, seen_by=seen_by(form, interaction)
    )
    return page, form.status


@blueprint.get("/registrar/cuando")
def cuando() -> dict[str, str]:
    """`{"text"}`: how a date or period was understood, while one types; of a promise (`?promesa=1`) the next such day."""
    promised = request.args.get("promesa") == "1"
    return {"text": understood(request.args.get("q", "")[:LONGEST], promised)}


blueprint.add_app_template_global(themes_line)
blueprint.add_app_template_global(understood)
