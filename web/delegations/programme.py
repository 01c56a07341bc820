"""The programme of a visit: its days with what is pointed out, one session's form, moving by keys, drag or buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.delegations.checking import Remark, remarks_on
from crm.delegations.programme import (
    archive_session,
    create_session,
    get_session,
    move_session,
    nudged,
    programme_of,
    restore_session,
    update_session,
)
from crm.delegations.programme_model import Session
from crm.errors import EditConflict, InvalidData, NotFound
from crm.messages import words
from web.acting import act
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.delegations.remarks import remark_text
from web.delegations.session_forms import (
    FIELDS,
    next_free,
    posted_session,
    session_page,
    somebody_unknown,
)
from web.delegations.visit import gather_visit
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.making import made_once_with
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

STEPS = {
    "antes": {"later": -15},
    "despues": {"later": 15},
    "corta": {"longer": -15},
    "larga": {"longer": 15},
    "ayer": {"days": -1},
    "manana": {"days": 1},
}
blueprint = Blueprint("programa", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/interacciones/<id>/programa")
def programa(id: str) -> str:
    """The programme day by day."""
    visit = gather_visit(id)
    sessions = programme_of(current_store(), id)
    actor_names(who for one in sessions for who in (*one.hosts, *one.people))
    remarks = remarks_on(sessions, visit.days)
    return render_template(
        "delegaciones/programa.html", visit=visit, days=_by_day(sessions), remarks=_said(remarks, sessions)
    )


def _by_day(sessions: Sequence[Session]) -> dict[date, list[Session]]:
    days: dict[date, list[Session]] = {}
    for one in sessions:
        days.setdefault(one.day, []).append(one)
    return days


def _said(remarks: Sequence[Remark], sessions: Sequence[Session]) -> dict[date, list[tuple[Remark, str]]]:
    titles = {one.id: one.title for one in sessions}
    said: dict[date, list[tuple[Remark, str]]] = {}
    for remark in remarks:
        said.setdefault(remark.day, []).append((remark, remark_text(remark, titles)))
    return said


@blueprint.get("/interacciones/<id>/programa/nueva")
def nueva(id: str) -> Page:
    """An empty session after the last one, or on the day the address asks for."""
    require(the_viewer(), "edit")
    visit = gather_visit(id)
    form = FormState.of(Session, FIELDS)
    day, begins = next_free(programme_of(current_store(), id), visit)
    asked = request.args.get("dia", "")[:10]
    return session_page(form.fill(day=asked or day, begins=begins, minutes="60", buffer="15"), visit)


@blueprint.post("/interacciones/<id>/programa/nueva")
def crear(id: str) -> Page:
    """Puts it on the programme once, however often the button was pressed."""
    require(the_viewer(), "edit")
    form = posted_session()
    make = partial(made_once_with, "session")
    saved = None
    if not somebody_unknown(form):
        saved = form.attempt(
            lambda one: make(lambda store: create_session(store, the_viewer(), one).id), interaction=id
        )
    if saved is None:
        return session_page(form, gather_visit(id))
    tell_saved(_("Está en el programa."), saved)
    return redirect(_at(id, saved))


@blueprint.get("/interacciones/<id>/programa/<sesion>")
def editar(id: str, sesion: str) -> Page:
    """The form of a session that is there."""
    require(the_viewer(), "edit")
    session = _session(id, sesion)
    return session_page(FormState.of(Session, FIELDS, session), gather_visit(id), session)


def _session(id: str, sesion: str) -> Session:
    session = get_session(current_store(), sesion)
    if session.interaction != id:
        raise NotFound("session", sesion)
    return session


@blueprint.post("/interacciones/<id>/programa/<sesion>")
def cambiar(id: str, sesion: str) -> Page:
    """Saves the changes; when someone else was first, both versions are shown."""
    require(the_viewer(), "edit")
    form, before = posted_session(), _session(id, sesion)
    if somebody_unknown(form):
        return session_page(form, gather_visit(id), before)
    choose(form, before)
    try:
        saved = form.attempt(_update, base=before, version=given_version(form))
    except EditConflict:
        return conflict_page(form, _session(id, sesion), url_for("programa.programa", id=id))
    if saved is None:
        return session_page(form, gather_visit(id), before)
    tell_saved(_("Guardado."), sesion)
    return redirect(_at(id, sesion))


def _update(session: Session) -> Session:
    return update_session(current_store(), the_viewer(), session)


def _at(id: str, sesion: str) -> str:
    return url_for("programa.programa", id=id, _anchor=f"mover-{sesion}")


@blueprint.post("/interacciones/<id>/programa/<sesion>/mover")
def mover(id: str, sesion: str) -> Response:
    """Moves it: one step by a button (`move`), or to the day, hour and minutes that were dragged to."""
    session = _session(id, sesion)
    try:
        to = _target(session)
        do = lambda version: move_session(current_store(), the_viewer(), (sesion, version), to)  # noqa: E731 - a name for what `act` does
        return act(sesion, do, _("Movida."), _at(id, sesion))
    except InvalidData as error:
        tell(" ".join(text for _field, text in words(error, language())))
        return redirect(_at(id, sesion))


def _target(session: Session) -> tuple[date, str, int]:
    step = STEPS.get(request.form.get("move", ""))
    if step is not None:
        return nudged(session, **step)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
        minutes = int(request.form.get("minutes", ""))
    except ValueError as error:
        raise InvalidData.of("day", "not_a_date", value="") from error
    return day, request.form.get("begins", ""), minutes


@blueprint.post("/interacciones/<id>/programa/<sesion>/<any(quitar, traer):what>")
def quitar(id: str, sesion: str, what: str) -> Response:
    """Takes it off the programme, or brings it back."""
    _session(id, sesion)
    do = archive_session if what == "quitar" else restore_session
    said = _("Ya no está en el programa.") if what == "quitar" else _("Está de nuevo en el programa.")
    return act(
        sesion, partial(do, current_store(), the_viewer(), sesion), said, url_for("programa.programa", id=id)
    )
