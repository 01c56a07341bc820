"""A post passes to another person: what would be lost, the change in one step, and the paper that hands over."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.errors import EditConflict
from crm.files.kinds import KINDS
from crm.files.vault import clean_name
from crm.lookalikes import Lookalike, find_lookalikes
from crm.papers.paper import Paper
from crm.people import held_of
from crm.periods import say_period, whole
from crm.rotation.changing import Succession, change_holder
from crm.rotation.handover import handover_of
from crm.rotation.losing import losses_of
from crm.rotation.paper import Lang, paper_of
from web.auth import the_viewer
from web.forms import FormState
from web.frame import tell
from web.i18n import current_day, language
from web.making import made_once
from web.near_days import named, put_days
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

FIELDS = ("last", "successor", "name", "email", "phone", "first", "passing", "note")
PERSON, SHOWN = "person_role", 3
_DATES = named(r"last|first")
blueprint = Blueprint("rotacion", __name__)
Page = str | tuple[str, int] | AnyResponse


@blueprint.get("/actores/<id>/perdida")
def perdida(id: str) -> str:
    """What the office loses when the person goes. Raises NotFound."""
    losses = losses_of(current_store(), id)
    _name(losses)
    return render_template("rotacion/perdida.html", losses=losses, person=losses.person)


def _name(losses: Any) -> None:
    actor_names({id for one in losses.commitments for id in (one.owner, one.beneficiary) if id})
    actor_names([held.organisation for held in losses.person.posts])


@blueprint.route("/actores/<id>/cargos/<cargo>/cambio", methods=["GET", "POST"])
def cambio(id: str, cargo: str) -> Page:
    """«Cambió la persona»: who leaves when, who comes, which promises pass."""
    require(the_viewer(), "edit")
    state = _typed() if request.method == "POST" else _begun()
    alike = _likely(state) if request.method == "POST" else []
    if request.method == "POST" and not alike:
        try:
            came = state.attempt(_change, None, person=id, holding=cargo, version=_version(state))
        except EditConflict:
            tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
            return redirect(url_for("rotacion.cambio", id=id, cargo=cargo))
        if came is not None:
            tell_saved(_("Cambio de persona guardado."), id)
            return redirect(url_for("actores.detalle", id=came))
    losses = losses_of(current_store(), id)
    held = held_of(losses.person, cargo)
    _name(losses)
    shown = {"form": state, "losses": losses, "person": losses.person, "held": held, "alike": alike}
    return render_template("rotacion/cambio.html", **shown), state.status


def _likely(state: FormState[Succession]) -> list[Lookalike]:
    """Who may be the new person under a name like that, unless one is sure."""
    name = state.value("name").strip()
    if not name or request.form.get("sure"):
        return []
    found = find_lookalikes(current_store(), name[:200], PERSON, SHOWN)
    alike = [one for one in found if one.likely]
    state.status = 409 if alike else state.status
    return alike


def _begun() -> FormState[Succession]:
    today = say_period(whole(current_day(), "day"), language())
    return FormState.of(Succession, FIELDS).fill(last=today)


def _typed() -> FormState[Succession]:
    state = FormState.posted(Succession, FIELDS, request.form)
    put_days(state.values, _DATES)
    words = state.value("successor-text").strip()
    if words and not state.value("successor") and not state.value("name").strip():
        state.resolve(current_store())
        if "successor" in state.unknown:  # nobody is called so: it is the name of who is new
            state.unknown.clear()
            state.values.setlist("successor", [""])
            state.values.setlist("name", [words])
    return state


def _version(state: FormState[Succession]) -> int:
    text = state.value("version")
    return int(text) if text.isdigit() else 0


def _change(change: Succession) -> str:
    def make() -> str:
        done = change_holder(current_store(), the_viewer(), change)
        return done.successor.id if done.successor else done.left.id

    return made_once("succession", make)


@blueprint.get("/actores/<id>/cargos/<cargo>/empalme.<ending>")
def empalme(id: str, cargo: str, ending: str) -> Response:
    """The handover of a post as DOCX or PDF, in the language of `?lang=` or the page's. Raises NotFound."""
    asked = request.args.get("lang", language())
    lang: Lang = "en" if asked == "en" else "es"
    handover = handover_of(current_store(), id, cargo)
    paper = paper_of(handover, lang, issuer())
    return paper_response(paper, ending)


def issuer() -> tuple[str, ...]:
    """The letterhead: the city and the office."""
    from crm.office import office_id

    config = current_app.config["ALIADOS"]
    office = actor_names([office_id()]).get(office_id(), "")
    return tuple(line for line in (config.city, office) if line)


def paper_bytes(paper: Paper, ending: str) -> bytes:
    """The paper as DOCX or PDF. Raises NotFound (a page's) for other endings."""
    if ending == "docx":
        from crm.papers.docx import to_docx

        return to_docx(paper)
    if ending == "pdf":
        from crm.papers.pdf import to_pdf

        return to_pdf(paper)
    raise NoPage


def paper_response(paper: Paper, ending: str) -> Response:
    """The paper as a download named after its title."""
    data = paper_bytes(paper, ending)
    name = clean_name(f"{paper.title} {paper.subtitle}".strip())[:120]
    response = send_file(
        BytesIO(data), mimetype=KINDS[ending].media, as_attachment=True, download_name=f"{name}.{ending}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response
