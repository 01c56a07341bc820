"""Commitments: what is due, ours and theirs, in the order of the days; ticking, changing, archiving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.commitments import (
    Commitment,
    CommitmentFilter,
    archive_commitment,
    get_commitment,
    list_commitments,
    restore_commitment,
    tick_commitment,
    untick_commitment,
    update_commitment,
)
from crm.engagement.promising import project_promised_for
from crm.errors import EditConflict
from crm.office import today
from web.acting import act, posted_version
from web.auth import the_viewer
from web.commitments.filters import (
    gather_commitments,
    left_to_review,
    read_commitment_filter,
    wanted_groups,
)
from web.commitments.ticking import back_with, just_ticked
from web.conflicts import choose, conflict_page, given_version
from web.downloads import Cell, csv_response
from web.forms import FormState
from web.frame import tell
from web.i18n import term
from web.making import create_asked
from web.meant import offer_meant
from web.near_days import named, put_days
from web.saying import record_name, record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_name, actor_names, period

FIELDS = ("text", "owner", "beneficiary", "due", "status", "result", "proof", "proof_url", "done_on")
LONGEST = 20_000
BATCH = 500
blueprint = Blueprint("compromisos", __name__)
Page = str | tuple[str, int] | AnyResponse
_DATES = named(r"due|done_on")


@blueprint.get("/compromisos")
def lista() -> str:
    """What is due, in groups of days, narrowed by the address."""
    shown = gather_commitments(current_store(), the_viewer(), today())
    read_names([one for group in shown.groups for one in group.listing.items])
    return render_template(
        "compromisos/lista.html", shown=shown, to_review=left_to_review(), ticked=just_ticked()
    )


def read_names(found: list[Commitment]) -> None:
    """Reads at once what the commitments name."""
    actor_names(id for one in found for id in (one.owner, one.beneficiary) if id)
    record_names(one.interaction for one in found if one.interaction)


@blueprint.get("/compromisos/exportar")
def exportar() -> Response:
    """What the list with the same address shows, all of it, as a CSV file."""
    headers = [
        _("Compromiso"), _("Responsable"), _("Para quién"), _("Para cuándo"), _("Estado"), _("Resultado"),
        _("Cumplido el"), _("Quedó de"), _("Identificador"),
    ]  # fmt: skip
    return csv_response("compromisos", headers, map(_row, _every()))


def _every() -> Iterator[Commitment]:
    """Of each group that is shown, all of them."""
    for group in wanted_groups(read_commitment_filter(the_viewer()), today()):
        after: str | None = None
        while True:
            page = list_commitments(current_store(), replace(group.filter, limit=BATCH, after=after))
            read_names(page.items)
            yield from page.items
            after = page.next
            if after is None:
                break


def _row(one: Commitment) -> list[Cell]:
    return [
        one.text,
        actor_name(one.owner),
        actor_name(one.beneficiary),
        period(one.due),
        term(one.status, "commitment_statuses"),
        one.result,
        one.done_on,
        record_name(one.interaction) if one.interaction else "",
        one.id,
    ]


@blueprint.get("/compromisos/<id>")
def ficha(id: str) -> Page:
    """One commitment, to read and to change."""
    one = get_commitment(current_store(), id)
    return _page(FormState.of(Commitment, FIELDS, one), one)


@blueprint.post("/compromisos/<id>")
def cambiar(id: str) -> Page:
    """Saves what was changed; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    before = get_commitment(current_store(), id)
    form = FormState.posted(Commitment, FIELDS, request.form).resolve(current_store())
    put_days(form.values, _DATES)
    if create_asked(form):
        return _page(form, before)
    choose(form, before)
    try:
        saved = form.attempt(_update, before, version=given_version(form))
    except EditConflict:
        return conflict_page(form, get_commitment(current_store(), id), url_for("compromisos.ficha", id=id))
    if saved is None:
        return _page(form, before)
    tell_saved(_("Guardado."), id)
    return redirect(url_for("compromisos.ficha", id=id))


def _update(typed: Commitment) -> Commitment:
    """A day of fulfilment goes with the status: today's when none was said, none when it is open again."""
    done_on = (typed.done_on or today()) if typed.status == "done" else None
    return update_commitment(current_store(), the_viewer(), typed.having(done_on=done_on))


def _page(form: FormState[Commitment], one: Commitment) -> Page:
    if form.problems:
        offer_meant(form)
    steps = list_commitments(current_store(), CommitmentFilter(follows=one.id, limit=20)).items
    record_names([one.follows] if one.follows else [])
    around = {"steps": steps, "project": project_promised_for(current_store(), one.id)}
    page = render_template("compromisos/ficha.html", form=form, one=one, ticked=just_ticked(), **around)
    return page, form.status


@blueprint.post("/compromisos/<id>/cumplir")
def cumplir(id: str) -> AnyResponse:
    """Ticks it done with one press; a second press finds it done already."""
    require(the_viewer(), "edit")
    record = url_for("compromisos.ficha", id=id)
    if get_commitment(current_store(), id).status == "done":
        return back_with(id, record)
    try:
        tick_commitment(current_store(), the_viewer(), id, posted_version(), _result())
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(record)
    tell_saved(_("Cumplido."), id)
    return back_with(id, record)


def _result() -> str | None:
    return request.form.get("result", "").strip()[:LONGEST] or None


def _button(verb: Callable[..., Commitment], id: str, said: str) -> AnyResponse:
    do = partial(verb, current_store(), the_viewer(), id)
    return act(id, do, said, url_for("compromisos.ficha", id=id))


@blueprint.post("/compromisos/<id>/reabrir")
def reabrir(id: str) -> AnyResponse:
    """Takes the tick back."""
    return _button(untick_commitment, id, _("Otra vez pendiente."))


@blueprint.post("/compromisos/<id>/archivar")
def archivar(id: str) -> AnyResponse:
    """Takes it out of the lists."""
    return _button(archive_commitment, id, _("Archivado."))


@blueprint.post("/compromisos/<id>/restaurar")
def restaurar(id: str) -> AnyResponse:
    """Brings it back."""
    return _button(restore_commitment, id, _("Restaurado."))
