"""Recording what happened: the form for a meeting, a delegation or anything else with many parties, and its changes."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from crm.idempotency import once
from crm.interactions import Interaction, create_interaction, get_interaction, update_interaction
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.interaction_forms import (
    audience_of,
    complete,
    edit_form,
    new_form,
    posted_form,
    themes_line,
    understood,
)
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

blueprint = Blueprint("registrar", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/registrar")
def nuevo() -> str:
    """An empty form, or one begun by the address."""
    require(the_viewer(), "edit")
    return _page(new_form())


@blueprint.post("/registrar")
def guardar() -> Page:
    """Saves once, however often the button was pressed."""
    require(the_viewer(), "edit")
    form = posted_form()
    if form.change_rows():
        return _page(form)
    saved = complete(form).attempt(lambda one: _create(one, form.value("key")), audience=audience_of(form))
    if saved is None:
        return _page(form), form.status
    tell_saved(_("Guardado."), saved)
    return redirect(url_for("interacciones.ficha", id=saved))


def _create(interaction: Interaction, key: str) -> str:
    def save() -> str:
        return create_interaction(current_store(), the_viewer(), interaction).id

    return once(current_store(), the_viewer(), key, save) if key else save()


@blueprint.get("/interacciones/<id>/editar")
def editar(id: str) -> str:
    """The form of an interaction that is there."""
    require(the_viewer(), "edit")
    interaction = get_interaction(current_store(), id)
    return _page(edit_form(interaction), interaction)


@blueprint.post("/interacciones/<id>/editar")
def cambiar(id: str) -> Page:
    """Saves the changes; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form, before = posted_form(), get_interaction(current_store(), id)
    if form.change_rows():
        return _page(form, before)
    choose(form, before)
    try:
        saved = complete(form).attempt(
            lambda one: update_interaction(current_store(), the_viewer(), one),
            base=before,
            version=given_version(form),
            audience=audience_of(form, before.audience),
        )
    except EditConflict:
        current = get_interaction(current_store(), id)
        return conflict_page(form, current, url_for("interacciones.ficha", id=id))
    if saved is None:
        return _page(form, before), form.status
    tell_saved(_("Guardado."), id)
    return redirect(url_for("interacciones.ficha", id=id))


def _page(form: FormState[Interaction], interaction: Interaction | None = None) -> str:
    return render_template("registrar/formulario.html", form=form, interaction=interaction)


blueprint.add_app_template_global(themes_line)


@blueprint.get("/registrar/cuando")
def cuando() -> dict[str, str]:
    """`{"text"}`: how a date or period was understood, while one types."""
    text = request.args.get("q", "")[:100]
    return {"text": understood(text)}
