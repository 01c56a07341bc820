"""Settings of following up: how often one wants to hear from each type of actor, and which person an account is."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.accounts.managing import list_users
from crm.accounts.persons import link_person
from crm.accounts.users import get_user
from crm.errors import EditConflict, InvalidData
from crm.fields import Noun, SomeId
from crm.follow_up.cadences import (
    AT_ONCE,
    LONGEST,
    Cadence,
    list_cadences,
    set_cadences,
    settle_cold_days,
    unsettled,
)
from crm.follow_up.rhythm import cadence_id
from crm.messages import words
from web.auth import the_viewer
from web.forms import FormState
from web.frame import tell
from web.i18n import language, term
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.undoing import tell_saved

blueprint = Blueprint("ritmos", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/ajustes/ritmos")
def ver() -> Page:
    """The rhythm of every type."""
    return _page(list_cadences(current_store()), {})


def _page(cadences: list[Cadence], problems: dict[str, str]) -> Page:
    require(the_viewer(), "administer")
    rows = sorted(cadences, key=lambda one: term(one.type, "actor_types"))
    behind = unsettled(whole_store())
    page = render_template(
        "ajustes/ritmos.html",
        rows=rows,
        problems=problems,
        longest=LONGEST,
        behind=behind,
        typed=request.form,
    )
    return page, 422 if problems else 200


@blueprint.post("/ajustes/ritmos")
def guardar() -> Page:
    """Saves what differs; who turns cold when follows at once, or soon when there are many."""
    require(the_viewer(), "administer")
    now = list_cadences(current_store())
    given, problems = _typed(now)
    if problems:
        return _page(now, problems)
    try:
        changed = set_cadences(current_store(), the_viewer(), given)
    except InvalidData as error:
        return _page(now, dict(words(error, language())))
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(url_for("ritmos.ver"))
    if changed:
        done = settle_cold_days(whole_store(), AT_ONCE)
        said = (
            _("Ritmos guardados.")
            if done
            else _("Ritmos guardados. Las fechas se ponen al día en unos minutos.")
        )
        tell_saved(said, cadence_id(changed[0]))
    return redirect(url_for("ritmos.ver"))


def _typed(now: list[Cadence]) -> tuple[list[Cadence], dict[str, str]]:
    given, problems = [], dict[str, str]()
    for one in now:
        text = request.form.get(f"days-{one.type}", str(one.days)).strip() or "0"
        version = request.form.get(f"version-{one.type}", "")
        if not text.isdecimal() or len(text) > 6:
            problems[one.type] = _("Debe ser un número entero de días, o 0 si no se espera contacto.")
            continue
        read = int(version) if version.isdecimal() and len(version) < 10 else one.version
        given.append(Cadence(one.type, int(text), one.usual, read))
    return given, problems


class Someone(Noun):
    """Which person of the network it is."""

    person: SomeId = None


@blueprint.route("/ajustes/persona", methods=["GET", "POST"])
def persona() -> Page:
    """Says which person of the network one's own account is; of somebody else's with `?cuenta=`, for administrators."""
    viewer, store = the_viewer(), whole_store()
    wanted = request.values.get("cuenta", "")[:80] or viewer.id
    require(viewer, "edit" if wanted == viewer.id else "administer")
    user = get_user(store, wanted)
    if request.method == "GET":
        return _person_page(FormState.of(Someone, ("person",), Someone(person=user.person)), wanted)
    form = FormState.posted(Someone, ("person",), request.form).resolve(current_store())
    saved = form.attempt(lambda typed: link_person(store, viewer, wanted, typed.person))
    if saved is None:
        return _person_page(form, wanted)
    tell(_("Guardado.") if saved.person else _("La cuenta ya no está ligada a una persona."))
    return redirect(url_for("ajustes.inicio" if wanted == viewer.id else "administracion.cuentas"))


def _person_page(form: FormState[Someone], wanted: str) -> Page:
    users = list_users(whole_store()) if the_viewer().may("administer") else []
    user = get_user(whole_store(), wanted)
    page = render_template(
        "ajustes/persona.html", form=form, user=user, users=users, own=wanted == the_viewer().id
    )
    return page, form.status
