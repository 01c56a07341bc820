"""`/simulador`: what would change if somebody leaves, two are joined, two meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.derived.measure_table import About, about_measures
from crm.derived.results import Derived, Freshness, freshness
from crm.errors import InvalidData, NotFound
from crm.meaning.methods import methods
from crm.simulation.changes import Change
from crm.simulation.measuring import MEASURES
from crm.simulation.running import statements_in
from web.auth import the_viewer
from web.derived import current_results
from web.forms import FormState
from web.i18n import language
from web.simulation.asking import asked_change, look_as_seen, start
from web.simulation.jobs import Job, look
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names
from web.words.sentences import Said, say_all

FIELDS = ("kind", "actor", "other")
blueprint = Blueprint("simulador", __name__)
Page = str | tuple[str, int] | AnyResponse


class Wanted(BaseModel):
    """The change as the form and the API take it."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    actor: str
    other: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What the page tells of a trial that is done."""

    title: str
    said: list[Said]
    result: dict[str, Any]
    about: list[About]
    names: dict[str, str]
    fresh: Freshness


def kinds() -> list[tuple[str, str]]:
    """The changes one can try, in words."""
    return [
        ("leaves", _("Se va un actor o una persona")),
        ("merge", _("Dos actores se vuelven uno")),
        ("tie", _("Dos actores se encuentran")),
    ]


@blueprint.get("/simulador")
def inicio() -> Page:
    """The form, and what came of the change that the address names."""
    wanted = [request.args.get(name, "")[:80] for name in ("cambio", "actor", "otro")]
    state = FormState.of(Wanted, FIELDS).fill(kind=wanted[0] or "leaves", actor=wanted[1], other=wanted[2])
    derived = current_results()
    if derived is None or not (wanted[0] and wanted[1]):
        return _page(state, derived)
    try:
        change = asked_change(derived, *wanted)
    except InvalidData as error:
        state.add(error)
        return _page(state, derived), state.status
    return _page(state, derived, change)


@blueprint.post("/simulador")
def probar() -> Page:
    """Starts the trial and goes to where its result will be."""
    require(the_viewer(), "read")
    state = FormState.posted(Wanted, FIELDS, request.form).resolve(current_store())
    derived = current_results()
    if derived is None:
        return redirect(url_for("simulador.inicio"), 303)
    if state.value("kind") == "leaves":
        state.values.setlist("other", [""])

    def begin(wanted: Wanted) -> Change:
        change = asked_change(derived, wanted.kind, wanted.actor, wanted.other or "")
        start(derived, change)
        return change

    change = state.attempt(begin)
    if change is None:
        return _page(state, derived), state.status
    return redirect(address_of(change), 303)


def address_of(change: Change) -> str:
    """The page of a change; "" for nobody is left out."""
    return url_for("simulador.inicio", cambio=change.kind, actor=change.actor, otro=change.other or None)


@blueprint.get("/simulador/<id>/estado")
def estado(id: str) -> Response:
    """How far a trial is, for a script. Raises NotFound."""
    derived = current_results()
    if derived is None:
        raise NotFound("simulation", id[:80])
    job = look(derived, id)
    answer = jsonify({"running": job.running, "status": job.status, "share": 0.5})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(state: FormState[Wanted], derived: Derived | None, change: Change | None = None) -> str:
    job = _job(derived, change) if derived and change else None
    outcome = _outcome(derived, change, job) if derived and change and job and job.status == "done" else None
    return render_template(
        "simulador/inicio.html",
        form=state,
        kinds=kinds(),
        derived=derived,
        change=change,
        job=job,
        outcome=outcome,
        changed=change is not None and job is None,
    )


def _job(derived: Derived, change: Change) -> Job | None:
    try:
        return look_as_seen(derived, change.id)
    except NotFound:
        return None


def _outcome(derived: Derived, change: Change, job: Job) -> Outcome:
    found = {one.name: one for one in about_measures(language())}
    brokerage = next(one for one in methods(language()) if one.name == "brokerage")
    found["brokerage"] = About(
        "brokerage", brokerage.heading, brokerage.meaning, brokerage.reading, brokerage.source, 0
    )
    lines = job.result["actors"]
    return Outcome(
        title=title_of(change),
        said=say_all(statements_in(job.result)),
        result=job.result,
        about=[found[name] for name in MEASURES],
        names=actor_names(line["actor"] for line in lines),
        fresh=freshness(derived, current_store()),
    )


def title_of(change: Change) -> str:
    """The change in words: "Si se va la Cámara…"."""
    names = actor_names((change.actor, change.other))
    name, other = names[change.actor], names.get(change.other, "")
    if change.kind == "leaves":
        return _("Si se va: %(name)s", name=name)
    if change.kind == "merge":
        return _("Si se vuelven uno: %(name)s y %(other)s", name=name, other=other)
    return _("Si se encuentran: %(name)s y %(other)s", name=name, other=other)
