"""Who is invited to a visit, what became of it, and who else should be asked."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import get_actors
from crm.delegations.composing import compose
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
from crm.errors import InvalidData
from crm.messages import say, words
from web.acting import act
from web.auth import the_viewer
from web.delegations.visit import gather_visit
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.project_maps import derived
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

blueprint = Blueprint("invitados", __name__)


@blueprint.get("/interacciones/<id>/invitados")
def invitados(id: str) -> str:
    """The guests with their answers, and the proposal."""
    visit, store = gather_visit(id), current_store()
    guests = invitations_to(store, id)
    cards = get_actors(store, {one.actor for one in guests})
    actor_names([one.person for one in guests if one.person])
    guests.sort(
        key=lambda one: (
            one.rank or 0,
            precedence(cards[one.actor].type) if one.actor in cards else 99,
            one.actor,
        )
    )
    known = derived()
    proposals = compose(store, known, id) if known and visit.editable else []
    record_names(fact for one in proposals for reason in one.reasons for fact in reason.facts)
    sides = {
        side: [one for one in guests if one.actor in cards and side_of(cards[one.actor].type) == side]
        for side in SIDES
    }
    return render_template(
        "delegaciones/invitados.html",
        visit=visit,
        guests=guests,
        cards=cards,
        counts=count_invitations(guests),
        sides=sides,
        statuses=STATUSES,
        proposals=proposals,
        calculated=known is not None,
        form=FormState.of(Invitation, ("actor",)),
    )


@blueprint.post("/interacciones/<id>/invitados")
def invitar(id: str) -> Response:
    """Invites those whose names were ticked, or the one who was typed."""
    require(the_viewer(), "edit")
    form: FormState[Invitation] = FormState.posted(Invitation, ("actor",), request.form).resolve(
        current_store()
    )
    asked = [one for one in [*form.all("who"), form.value("actor")] if one]
    try:
        made = invite(current_store(), the_viewer(), id, asked)
    except InvalidData as error:
        tell(" ".join(text for _field, text in words(error, language())))
        return redirect(url_for("invitados.invitados", id=id))
    if made:
        tell_saved(_("Invitado.") if len(made) == 1 else _("Invitados."), made[0].id)
    return redirect(url_for("invitados.invitados", id=id))


@blueprint.post("/interacciones/<id>/invitados/<invitacion>/<any(estado, orden, quitar):what>")
def cambiar(id: str, invitacion: str, what: str) -> Response:
    """One tap: what became of an invitation, its place in the order of protocol, or taking it back."""
    current = get_invitation(current_store(), invitacion)
    if what == "quitar":
        do = partial(withdraw_invitation, current_store(), the_viewer(), invitacion)
        return act(invitacion, do, _("Invitación quitada."), url_for("invitados.invitados", id=id))
    given = (
        {"status": request.form.get("status", "")}
        if what == "estado"
        else {"rank": request.form.get("rank", "")}
    )
    try:
        changed = current.changed(**given)
    except InvalidData as error:
        tell(" ".join(text for _field, text in words(error, language())))
        return redirect(url_for("invitados.invitados", id=id))

    def save(version: int) -> Invitation:
        return update_invitation(current_store(), the_viewer(), changed.having(version=version))

    said = _("Guardado.") if what == "orden" else status_word(changed.status)
    return act(invitacion, save, said, url_for("invitados.invitados", id=id))


def status_word(status: str) -> str:
    """What became of an invitation: "Confirmado"."""
    return say(f"visit_status.{status}", language())


def side_word(side: str) -> str:
    """On which side of a balanced list: "público"."""
    return say(f"visit_side.{side}", language())


blueprint.add_app_template_filter(status_word, "visit_status")
blueprint.add_app_template_filter(side_word, "visit_side")
