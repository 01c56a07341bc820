"""Delegations: their list, and each one's page with its checklist and what its guests need."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.delegations.delegations import add_step, drop_step, get_delegations, plan_step, tick_step
from crm.delegations.model import KINDS, Delegation, Needs, Step, delegation_id
from crm.delegations.needs import get_needs, save_needs
from crm.delegations.steps import step_due, step_text
from crm.errors import EditConflict, InvalidData
from crm.interactions import InteractionFilter, list_interactions
from web.acting import act, posted_version
from web.auth import the_viewer
from web.delegations.visit import gather_visit, is_visit, people_of, visit_tabs
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names

blueprint = Blueprint("delegaciones", __name__)
Page = str | tuple[str, int] | Response
NEEDS = ("needs",)


@blueprint.get("/delegaciones")
def lista() -> str:
    """Delegations and visits, the newest first."""
    filter = InteractionFilter(kind=KINDS, descending=True, after=request.args.get("after") or None)
    listing = list_interactions(current_store(), filter)
    actor_names(part.actor for one in listing.items for part in one.participants)
    known = get_delegations(current_store(), [one.id for one in listing.items])
    return render_template("delegaciones/lista.html", listing=listing, known=known)


@blueprint.get("/interacciones/<id>/delegacion")
def ficha(id: str) -> str:
    """One delegation: who comes, what for, the checklist."""
    visit = gather_visit(id)
    needs = get_needs(current_store(), the_viewer(), id) if the_viewer().may("edit") else None
    return render_template(
        "delegaciones/ficha.html", visit=visit, needs=needs, people=people_of(visit), step_due=step_due
    )


@blueprint.post("/interacciones/<id>/pasos")
def anadir_paso(id: str) -> Response:
    """Adds a step of one's own."""
    text = request.form.get("text", "").strip()[:300]
    days = _days()
    if not text:
        tell(_("Escriba qué hay que hacer."))
        return redirect(_checklist(id))
    do = partial(_each, lambda which: add_step(current_store(), the_viewer(), which, text, days), id)
    return act(delegation_id(id), do, _("Paso añadido."), _checklist(id))


@blueprint.post("/interacciones/<id>/pasos/<paso>/<any(hecho, pendiente, quitar, planear):what>")
def cambiar_paso(id: str, paso: str, what: str) -> Response:
    """Ticks a step, takes that back, drops it, or says who answers for it and when."""
    store, viewer = current_store(), the_viewer()
    owner = request.form.get("owner") or None
    days = _days()
    does = {
        "hecho": lambda which: tick_step(store, viewer, which, paso, done=True),
        "pendiente": lambda which: tick_step(store, viewer, which, paso, done=False),
        "quitar": lambda which: drop_step(store, viewer, which, paso),
        "planear": lambda which: plan_step(store, viewer, which, paso, (owner, days)),
    }
    said = {
        "hecho": _("Paso hecho."),
        "pendiente": _("El paso vuelve a estar pendiente."),
        "quitar": _("Paso quitado."),
        "planear": _("Guardado."),
    }
    return act(delegation_id(id), partial(_each, does[what], id), said[what], _checklist(id))


def _each(do, id: str, version: int) -> Delegation:  # type: ignore[no-untyped-def]
    """The change of (interaction, version)."""
    changed: Delegation = do((id, version))
    return changed


def _days() -> int:
    text = request.form.get("days_before", "0").strip()
    try:
        return max(-365, min(365, int(text or 0)))
    except ValueError:
        return 0


def _checklist(id: str) -> str:
    return url_for("delegaciones.ficha", id=id, _anchor="pasos")


@blueprint.get("/interacciones/<id>/necesidades")
def necesidades(id: str) -> Page:
    """The form of what guests need."""
    needs = get_needs(current_store(), the_viewer(), id)
    return _needs_page(id, FormState.of(Needs, NEEDS, needs), needs)


@blueprint.post("/interacciones/<id>/necesidades")
def guardar_necesidades(id: str) -> Page:
    """Saves them. There is no undo: nothing of them is kept anywhere else."""
    require(the_viewer(), "edit")
    form = FormState.posted(Needs, NEEDS, request.form)
    before = get_needs(current_store(), the_viewer(), id)
    if form.change_rows():
        return _needs_page(id, form, before)
    try:
        saved = form.attempt(_save_needs, base=before, version=posted_version())
    except EditConflict:
        form.add(InvalidData.of("", "edit_conflict"))
        return _needs_page(id, form, before)
    if saved is None:
        return _needs_page(id, form, before)
    tell(_("Guardado. Se borrará por sí solo."))
    return redirect(url_for("delegaciones.ficha", id=id, _anchor="necesidades"))


def _save_needs(needs: Needs) -> Needs:
    return save_needs(current_store(), the_viewer(), needs)


def _needs_page(id: str, form: FormState[Needs], needs: Needs) -> Page:
    page = render_template("delegaciones/necesidades.html", form=form, needs=needs, visit=gather_visit(id))
    return page, form.status


blueprint.add_app_template_global(visit_tabs)
blueprint.add_app_template_global(is_visit)


@blueprint.app_template_filter("step_text")
def worded_step(step: Step) -> str:
    """A step of the checklist in the reader's language, when it is one of the default list."""
    return step_text(step, language())
