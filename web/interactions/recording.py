"""Recording what happened: the form for a meeting, a delegation or anything else with many parties, and its changes."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from crm.files.attaching import attach_in
from crm.interactions import Also, Interaction, create_interaction, get_interaction, update_interaction
from crm.mail.origins import note_origin
from graph.records import Node
from graph.store import Store, Transaction
from web.auth import the_viewer
from web.bringing.origins import posted_origin
from web.conflicts import choose, conflict_page, given_version
from web.files.choosing import Chosen, chosen_files, read_chosen
from web.forms import FormState
from web.interactions.audiences import accounts, audience_of, named_in, seen_by
from web.interactions.forms import edit_form, left_to_us, new_form, posted_form, take_versions
from web.interactions.present import staff_choices
from web.keeping import keep_unshown
from web.making import create_asked, made_once_with
from web.meant import offer_meant
from web.near_days import understood
from web.opendoor import takes_files
from web.store import current_store
from web.texts import gettext as _
from web.theme_words import themes_line
from web.undoing import tell_saved

LONGEST = 100
blueprint = Blueprint("registrar", __name__)
Form = FormState[Interaction]
Page = str | tuple[str, int] | Response


@blueprint.get("/registrar/formulario")
def nuevo() -> Page:
    """An empty form, or one begun by the address."""
    require(the_viewer(), "edit")
    return show(new_form())


@blueprint.post("/registrar")
@takes_files
def guardar() -> Page:
    """Saves once, however often the button was pressed; its files with it or not at all."""
    require(the_viewer(), "edit")
    form, chosen = posted_form(), read_chosen()
    if form.change_rows() or create_asked(form) or chosen.tell(form):
        return show(form)
    saved = form.attempt(partial(_create, form, chosen), None, **left_to_us(form))
    if saved is None:
        return show(form)
    tell_saved(_("Guardado."), saved)
    return redirect(url_for("interacciones.ficha", id=saved))


def _create(form: Form, chosen: Chosen, typed: Interaction) -> str:
    meant = typed.having(audience=audience_of(form))
    return made_once_with("interaction", lambda store: _made(store, meant, chosen))


def _made(store: Store, interaction: Interaction, chosen: Chosen) -> str:
    return create_interaction(store, the_viewer(), interaction, _attaching(chosen)).id


def _attaching(chosen: Chosen) -> Also | None:
    """What a save does beside, in the same unit of work."""
    files, author, origin = chosen.kept, the_viewer().id, posted_origin()

    def also(tx: Transaction, node: Node) -> None:
        if files:
            attach_in(tx, node, files, author)
        if origin:
            note_origin(tx, origin, node.id)

    return also if files or origin else None


@blueprint.get("/interacciones/<id>/editar")
def editar(id: str) -> Page:
    """The form of an interaction that is there."""
    require(the_viewer(), "edit")
    interaction = get_interaction(current_store(), id)
    return show(edit_form(interaction), interaction)


@blueprint.post("/interacciones/<id>/editar")
@takes_files
def cambiar(id: str) -> Page:
    """Saves the changes; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form, before, chosen = posted_form(), get_interaction(current_store(), id), read_chosen()
    if form.change_rows() or create_asked(form) or chosen.tell(form):
        return show(form, before)
    choose(form, before)
    take_versions(form, before)
    try:
        saved = _update(form, before, chosen)
    except EditConflict:
        current = get_interaction(current_store(), id)
        return conflict_page(form, current, url_for("interacciones.ficha", id=id))
    if saved is None:
        return show(form, before)
    tell_saved(_("Guardado."), id)
    return redirect(url_for("interacciones.ficha", id=id))


def _update(form: Form, before: Interaction, chosen: Chosen) -> Interaction | None:
    return form.attempt(
        partial(_save, form, before, chosen),
        base=before,
        version=given_version(form),
        **left_to_us(form),
    )


def _save(form: Form, before: Interaction, chosen: Chosen, typed: Interaction) -> Interaction:
    meant = keep_unshown(typed, before).having(audience=audience_of(form, before.audience))
    return update_interaction(current_store(), the_viewer(), meant, _attaching(chosen))


def show(form: Form, interaction: Interaction | None = None) -> Page:
    """The page with the form as it is now."""
    if form.problems:
        offer_meant(form)
    page = render_template("registrar/formulario.html", form=form, interaction=interaction)
    return page, form.status


@blueprint.get("/registrar/cuando")
def cuando() -> dict[str, str]:
    """`{"text"}`: how a date or period was understood, while one types; of a promise (`?promesa=1`) the next such day."""
    promised = request.args.get("promesa") == "1"
    return {"text": understood(request.args.get("q", "")[:LONGEST], promised)}


for helper in (themes_line, seen_by, named_in, accounts, staff_choices, chosen_files):
    blueprint.add_app_template_global(helper)
blueprint.add_app_template_global(understood)
