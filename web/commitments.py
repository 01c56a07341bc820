"""Commitments: what is due, ours and theirs, in the order of the days; ticking, changing, archiving."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.commitments import (
    Commitment,
    archive_commitment,
    get_commitment,
    restore_commitment,
    tick_commitment,
    untick_commitment,
    update_commitment,
)
from crm.errors import EditConflict
from crm.office import today
from web.auth import the_viewer
from web.commitment_filters import gather_commitments
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.saying import record_names
from web.security import safe_next
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

FIELDS = ("text", "owner", "beneficiary", "due", "status", "result", "done_on")
blueprint = Blueprint("compromisos", __name__)


@blueprint.get("/compromisos")
def lista() -> str:
    """What is due, in groups of days, narrowed by the address."""
    shown = gather_commitments(current_store(), the_viewer(), today())
    found = [one for group in shown.groups for one in group.listing.items]
    actor_names(id for one in found for id in (one.owner, one.beneficiary) if id)
    record_names(one.interaction for one in found if one.interaction)
    return render_template("compromisos/lista.html", shown=shown)


@blueprint.get("/compromisos/<id>")
def ficha(id: str) -> str:
    """One commitment, to read and to change."""
    one = get_commitment(current_store(), id)
    return _page(FormState.of(Commitment, FIELDS, one), one)


@blueprint.post("/compromisos/<id>")
def cambiar(id: str) -> str | tuple[str, int] | Response:
    """Saves what was changed; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    before = get_commitment(current_store(), id)
    form = FormState.posted(Commitment, FIELDS, request.form).resolve(current_store())
    choose(form, before)
    try:
        saved = form.attempt(
            lambda one: update_commitment(current_store(), the_viewer(), one),
            base=before,
            version=given_version(form),
        )
    except EditConflict:
        return conflict_page(form, get_commitment(current_store(), id), url_for("compromisos.ficha", id=id))
    if saved is None:
        return _page(form, before), form.status
    tell_saved(_("Guardado."), id)
    return redirect(url_for("compromisos.ficha", id=id))


def _page(form: FormState[Commitment], one: Commitment) -> str:
    return render_template("compromisos/ficha.html", form=form, one=one)


@blueprint.post("/compromisos/<id>/cumplir")
def cumplir(id: str) -> Response:
    """Ticks it done, with its result in one line; a second press finds it done already."""
    require(the_viewer(), "edit")
    if get_commitment(current_store(), id).status != "done":
        result = request.form.get("result", "").strip() or None
        tick_commitment(current_store(), the_viewer(), id, _version(), result)
        tell_saved(_("Cumplido."), id)
    return _back(id)


@blueprint.post("/compromisos/<id>/reabrir")
def reabrir(id: str) -> Response:
    """Takes the tick back."""
    require(the_viewer(), "edit")
    untick_commitment(current_store(), the_viewer(), id, _version())
    tell_saved(_("Otra vez pendiente."), id)
    return _back(id)


@blueprint.post("/compromisos/<id>/archivar")
def archivar(id: str) -> Response:
    """Takes it out of the lists."""
    require(the_viewer(), "edit")
    archive_commitment(current_store(), the_viewer(), id, _version())
    tell_saved(_("Archivado."), id)
    return _back(id)


@blueprint.post("/compromisos/<id>/restaurar")
def restaurar(id: str) -> Response:
    """Brings it back."""
    require(the_viewer(), "edit")
    restore_commitment(current_store(), the_viewer(), id, _version())
    tell_saved(_("Restaurado."), id)
    return _back(id)


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() else 0


def _back(id: str) -> Response:
    return redirect(safe_next(request.form.get("next"), url_for("compromisos.ficha", id=id)))
