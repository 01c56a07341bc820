"""People at an organisation and the posts they hold: who held what when, a new person, a post that begins or ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Person, PostHeld, create_actor, get_actor
from crm.errors import InvalidData
from crm.people import add_post, end_post, get_person, people_of, remove_post
from crm.periods import parse_period
from crm.publishing.people import posts_shown
from web.actors.editing import likely_same
from web.auth import the_viewer
from web.forms import FormState
from web.i18n import current_day
from web.making import create_asked, made_once_with
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

Page = str | Response | tuple[str, int]
PERSON = ("name", "unnamed", "email", "phone", "posts")
POST = ("organisation", "title", "period", "note")


class Ending(BaseModel):
    """The form that ends a post."""

    model_config = ConfigDict(str_strip_whitespace=True)

    day: date


def personas(id: str) -> Page:
    """Who held which post there; with `?el=` who held it on that day."""
    store = current_store()
    actor = get_actor(store, id)
    asked, day, wrong = _day_asked()
    holders = people_of(store, id, day)
    page = render_template(
        "actores/personas.html",
        actor=actor,
        holders=holders,
        asked=asked,
        day=day,
        wrong=wrong,
        shown_posts=posts_shown(store, {holder.person.id for holder in holders}),
    )
    return page, 422 if wrong else 200


def _day_asked() -> tuple[str, date | None, bool]:
    """The text of `?el=`, the day it means (the last of a month or year), and whether it could not be read."""
    asked = request.args.get("el", "").strip()[:60]
    if not asked:
        return "", None, False
    try:
        return asked, parse_period(asked).sort_day, False
    except InvalidData:
        return asked, None, True


def persona_nueva(id: str) -> Page:
    """A person with a post at this organisation."""
    require(the_viewer(), "edit")
    organisation = get_actor(current_store(), id)
    if request.method == "GET":
        return _person_page(FormState.of(Person, PERSON), organisation)
    state = FormState.posted(Person, PERSON, request.form)
    state.values.setlist("posts-0-organisation", [id])
    alike = [] if request.form.get("sure") or state.value("unnamed") else likely_same(state)
    if alike:
        state.status = 409
        return _person_page(state, organisation, alike)
    made = state.attempt(_make_person, parent=id, type="person_role")
    if made is None:
        return _person_page(state, organisation)
    tell_saved(_("Persona agregada."), made)
    return redirect(url_for("actores.detalle", id=id))


def _make_person(person: Person) -> str:
    return made_once_with("person", lambda store: create_actor(store, the_viewer(), person).id)


def _person_page(state: FormState[Person], organisation: Any, alike: Any = ()) -> Page:
    page = render_template("actores/persona_nueva.html", form=state, actor=organisation, alike=alike)
    return page, state.status


def cargo_nuevo(id: str) -> Page:
    """Another post for a person."""
    require(the_viewer(), "edit")
    store = current_store()
    person = get_person(store, id)
    state = FormState.of(PostHeld, POST)
    if request.method == "POST":
        state = FormState.posted(PostHeld, POST, request.form).resolve(store)
        saved = None if create_asked(state) else state.attempt(lambda held: _add(id, held))
        if saved is not None:
            tell_saved(_("Cargo agregado."), id)
            return redirect(url_for("actores.detalle", id=id))
    return render_template("actores/cargo_nuevo.html", form=state, person=person), state.status


def _add(person: str, held: PostHeld) -> Person:
    return add_post(current_store(), the_viewer(), person, held)


def cargo_terminar(id: str, cargo: str) -> Page:
    """The day a person left a post."""
    require(the_viewer(), "edit")
    person = get_person(current_store(), id)
    held = next((one for one in person.posts if one.id == cargo), None)
    if request.method == "GET":
        state = FormState.of(Ending, ("day",)).fill(day=current_day().isoformat())
    else:
        state = FormState.posted(Ending, ("day",), request.form)
        if state.attempt(lambda ending: end_post(current_store(), the_viewer(), id, cargo, ending.day)):
            tell_saved(_("Cargo terminado."), id)
            return redirect(url_for("actores.detalle", id=id))
    return render_template("actores/cargo_terminar.html", form=state, person=person, held=held), state.status


def cargo_quitar(id: str, cargo: str) -> Response:
    """Takes away a post that was recorded by mistake."""
    remove_post(current_store(), the_viewer(), id, cargo)
    tell_saved(_("Cargo quitado."), id)
    return redirect(url_for("actores.detalle", id=id))
