"""Who is invited to a visit, what became of it, and who else should be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Actor, get_actors
from crm.delegations.composing import Proposal, compose
from crm.delegations.invitation_records import STATUSES, Invitation
from crm.delegations.invitations import (
    count_invitations,
    get_invitation,
    invitations_to,
    invite,
    update_invitation,
    withdraw_invitation,
)
from crm.delegations.precedence import SIDES, precedence, side_of
from crm.derived.results import Derived
from crm.errors import EditConflict, InvalidData, NotFound, Problem
from crm.messages import say, words
from web.acting import act
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.delegations.visit import gather_visit
from web.derived import current_results
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.making import create_asked
from web.meant import offer_meant
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

FIELDS = ("status", "person", "rank", "note")
blueprint = Blueprint("invitados", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/interacciones/<id>/invitados")
def invitados(id: str) -> str:
    """The guests with their answers, and the proposal."""
    return _guests_page(id, FormState.of(Invitation, ("actor",)))


def _guests_page(id: str, form: FormState[Invitation]) -> str:
    visit, store = gather_visit(id), current_store()
    guests = invitations_to(store, id)
    cards = get_actors(store, {one.actor for one in guests})
    actor_names([one.person for one in guests if one.person])
    known = current_results()
    return render_template(
        "delegaciones/invitados.html",
        visit=visit,
        guests=sorted(guests, key=lambda one: _place(one, cards)),
        cards=cards,
        counts=count_invitations(guests),
        sides=Counter(side_of(card.type) for card in cards.values()),
        every_side=SIDES,
        statuses=STATUSES,
        proposals=_proposals(known, id) if visit.editable else [],
        calculated=known is not None,
        form=form,
    )


def _place(one: Invitation, cards: Mapping[str, Actor]) -> tuple[int, int, str]:
    """The order of protocol: places given by hand, then types."""
    card = cards.get(one.actor)
    return (one.rank or 1000, precedence(card.type) if card else 99, card.name if card else one.actor)


def _proposals(known: Derived | None, id: str) -> list[Proposal]:
    found = compose(current_store(), known, id) if known else []
    record_names(fact for one in found for reason in one.reasons for fact in reason.facts)
    return found


@blueprint.post("/interacciones/<id>/invitados")
def invitar(id: str) -> Page:
    """Invites those whose names were ticked and the one who was typed; ticks and words stay when it cannot."""
    require(the_viewer(), "edit")
    form: FormState[Invitation] = FormState.posted(Invitation, ("actor",), request.form).resolve(
        current_store()
    )
    if create_asked(form):
        return _guests_page(id, form), form.status
    asked = [one for one in [*form.all("who"), form.value("actor")] if one]
    try:
        made = invite(current_store(), the_viewer(), id, asked)
    except InvalidData as error:
        form.add(_beside_its_field(error, len(form.all("who"))))
        offer_meant(form)
        return _guests_page(id, form), form.status
    if made:
        tell_saved(_("Invitado.") if len(made) == 1 else _("Invitados."), made[0].id)
    return redirect(_all(id))


def _beside_its_field(error: InvalidData, ticked: int) -> InvalidData:
    """The typed name stands after the ticked ones; what is wrong with a tick goes on top."""
    typed = f"actors[{ticked}]"
    shown = [("actor" if one.field == typed else "", one.key, one.params) for one in error.problems]
    return InvalidData([Problem(*one) for one in shown])


@blueprint.post("/interacciones/<id>/invitados/<invitacion>/<any(estado, quitar):what>")
def cambiar(id: str, invitacion: str, what: str) -> Response:
    """One tap: what became of an invitation, or taking it back."""
    current = _invitation(id, invitacion)
    if what == "quitar":
        do = partial(withdraw_invitation, current_store(), the_viewer(), invitacion)
        return act(invitacion, do, _("Invitación quitada."), _all(id))
    try:
        changed = current.changed(status=request.form.get("status", ""))
    except InvalidData as error:
        tell(" ".join(text for _field, text in words(error, language())))
        return redirect(_all(id))

    def save(version: int) -> Invitation:
        return update_invitation(current_store(), the_viewer(), changed.having(version=version))

    return act(invitacion, save, status_word(changed.status), _all(id))


def _all(id: str) -> str:
    return url_for("invitados.invitados", id=id)


def _invitation(id: str, invitacion: str) -> Invitation:
    found = get_invitation(current_store(), invitacion)
    if found.interaction != id:
        raise NotFound("invitation", invitacion)
    return found


@blueprint.get("/interacciones/<id>/invitados/<invitacion>")
def editar(id: str, invitacion: str) -> Page:
    """The form of one invitation: who comes, in which place, what to know."""
    require(the_viewer(), "edit")
    current = _invitation(id, invitacion)
    return _page(FormState.of(Invitation, FIELDS, current), current)


@blueprint.post("/interacciones/<id>/invitados/<invitacion>")
def guardar(id: str, invitacion: str) -> Page:
    """Saves it; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    current = _invitation(id, invitacion)
    form = FormState.posted(Invitation, FIELDS, request.form).resolve(current_store())
    if create_asked(form):
        return _page(form, current)
    choose(form, current)
    try:
        saved = form.attempt(_update, base=current, version=given_version(form))
    except EditConflict:
        return conflict_page(form, _invitation(id, invitacion), _all(id))
    if saved is None:
        return _page(form, current)
    tell_saved(_("Guardado."), invitacion)
    return redirect(_all(id))


def _update(invitation: Invitation) -> Invitation:
    return update_invitation(current_store(), the_viewer(), invitation)


def _page(form: FormState[Invitation], invitation: Invitation) -> Page:
    if form.problems:
        offer_meant(form)
    visit = gather_visit(invitation.interaction)
    statuses = [(status, status_word(status)) for status in STATUSES]
    page = render_template(
        "delegaciones/invitado.html", form=form, invitation=invitation, visit=visit, statuses=statuses
    )
    return page, form.status


def status_word(status: str) -> str:
    """What became of an invitation: "Confirmado"."""
    return say(f"visit_status.{status}", language())


def side_word(side: str) -> str:
    """On which side of a balanced list: "público"."""
    return say(f"visit_side.{side}", language())


blueprint.add_app_template_filter(status_word, "visit_status")
blueprint.add_app_template_filter(side_word, "visit_side")
