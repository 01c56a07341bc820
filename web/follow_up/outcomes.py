"""What came of a commitment, what shows it and the step that follows: one line right after ticking, or a page."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import Field
from werkzeug.wrappers import Response

from crm.access import require
from crm.commitments import Commitment, get_commitment
from crm.errors import EditConflict, InvalidData, Problem
from crm.fields import Line, Noun, SomeId, Text, Url
from crm.follow_up.next_steps import NextStep, Outcome, conclude
from crm.periods import Period
from web.acting import posted_version
from web.auth import the_viewer
from web.commitments.ticking import back_with
from web.forms import FormState
from web.frame import tell
from web.making import create_asked
from web.meant import offer_meant
from web.near_days import as_day
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

blueprint = Blueprint("desenlace", __name__)
Page = str | tuple[str, int] | Response


class Said(Noun):
    """The form: what came of it, what shows it, what comes next."""

    result: Text = None
    proof: Line = None
    proof_url: Url = None
    next_text: Annotated[Annotated[str, Field(max_length=500)] | None, Field()] = None
    next_due: Period | None = None
    next_owner: SomeId = None


FIELDS = ("result", "proof", "proof_url", "next_text", "next_due", "next_owner")


@blueprint.get("/compromisos/<id>/resultado")
def ver(id: str) -> Page:
    """The page, for who has more to say than a line."""
    require(the_viewer(), "edit")
    one = get_commitment(current_store(), id)
    return _page(
        FormState.of(Said, FIELDS, Said(result=one.result, proof=one.proof, proof_url=one.proof_url)), one
    )


@blueprint.post("/compromisos/<id>/resultado")
def guardar(id: str) -> Page:
    """Says it; the commitment is kept by that, if it was not before."""
    require(the_viewer(), "edit")
    one = get_commitment(current_store(), id)
    form = FormState.posted(Said, FIELDS, request.form).resolve(current_store())
    form.values.setlist("next_due", [as_day(form.value("next_due"), promised=True)])
    if create_asked(form):
        return _page(form, one)
    if "version" not in form.values:
        _keep_result(form, one)
    if not any(form.value(name).strip() for name in FIELDS) and one.status == "done":
        return back_with("", url_for("compromisos.ficha", id=id))
    return _save(form, one)


def _keep_result(form: FormState[Said], one: Commitment) -> None:
    """The line after a tick, unlike the page, does not show what was said before, so it does not write over it."""
    if one.result and form.value("result").strip():
        form.values.setlist("result", [""])
        tell(_("Ya tenía un resultado, que se conserva. Puede cambiarlo en su página."))


def _save(form: FormState[Said], one: Commitment) -> Page:
    record = url_for("compromisos.ficha", id=one.id)
    version = posted_version() if "version" in form.values else one.version
    try:
        saved = form.attempt(lambda said: _conclude(said, one, version))
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(record)
    if saved is None:
        offer_meant(form)
        return _page(form, one)
    kept, following = saved
    tell_saved(_("Guardado, con el siguiente paso.") if following else _("Resultado guardado."), kept.id)
    return back_with("", url_for("compromisos.ficha", id=following.id) if following else record)


def _conclude(said: Said, one: Commitment, version: int) -> tuple[Commitment, Commitment | None]:
    step = NextStep(said.next_text, said.next_due, said.next_owner) if said.next_text else None
    if step is None and (said.next_due or said.next_owner):
        raise InvalidData.of("next_text", "required")
    outcome = Outcome(said.result, said.proof, said.proof_url, next=step)
    try:
        return conclude(current_store(), the_viewer(), one.id, version, outcome)
    except InvalidData as error:
        named = [Problem(p.field.replace("next.", "next_"), p.key, p.params) for p in error.problems]
        raise InvalidData(named) from error


def _page(form: FormState[Said], one: Commitment) -> Page:
    return render_template("seguimiento/resultado.html", form=form, one=one), form.status
