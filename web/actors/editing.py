"""Making an actor and changing its card. Who may already be there is shown before a second copy is made."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actor_model import PERSON
from crm.actors import Actor, Person, create_actor, get_actor, update_actor
from crm.errors import EditConflict
from crm.lookalikes import Lookalike, find_lookalikes
from web.auth import the_viewer
from web.conflicts import choose, conflict_page, given_version
from web.forms import FormState
from web.making import create_asked, made_once_with
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

Page = str | Response | tuple[str, int]
CARD = (
    "name", "type", "is_group", "aliases", "parent", "sector", "sector_alt", "country", "city", "website", "email",
    "phone", "address", "relation_status", "notes", "cadence_days",
)  # fmt: skip
PERSON_CARD = (
    "name",
    "unnamed",
    "aliases",
    "sector",
    "country",
    "city",
    "website",
    "email",
    "phone",
    "address",
    "notes",
    "cadence_days",
)
LINES = ("aliases",)
ALIKE = 5


def fields_of(actor: Actor) -> tuple[str, ...]:
    """What the form of this actor asks for; a person's posts have a page of their own."""
    return PERSON_CARD if isinstance(actor, Person) else CARD


def nuevo() -> Page:
    """A new actor; `?name=`, `?type=` and `?parent=` fill the form in advance."""
    require(the_viewer(), "edit")
    if request.method == "GET":
        asked = {name: request.args.get(name, "") for name in ("name", "type", "parent")}
        return _new_page(FormState.of(Actor, CARD, None, LINES).fill(**asked), [])
    state = FormState.posted(Actor, CARD, request.form, LINES).resolve(current_store())
    if create_asked(state):
        return _new_page(state, [])
    alike = [] if request.form.get("sure") else likely_same(state)
    if alike:
        state.status = 409
        return _new_page(state, alike)
    saved = state.attempt(_make)
    if saved is None:
        return _new_page(state, [])
    tell_saved(_("Actor creado."), saved)
    return redirect(url_for("actores.detalle", id=saved))


def _make(actor: Actor) -> str:
    return made_once_with("actor", lambda store: create_actor(store, the_viewer(), actor).id)


def likely_same(state: FormState[Any]) -> list[Lookalike]:
    """Actors that may be the one in the form."""
    name, type = state.value("name")[:200], state.value("type") or None
    return [one for one in find_lookalikes(current_store(), name, type, ALIKE) if one.likely]


def _new_page(state: FormState[Actor], alike: list[Lookalike]) -> Page:
    return render_template("actores/nuevo.html", form=state, alike=alike), state.status


def editar(id: str) -> Page:
    """The card of an actor."""
    require(the_viewer(), "edit")
    store = current_store()
    actor = get_actor(store, id)
    fields = fields_of(actor)
    if request.method == "GET":
        return _edit_page(FormState.of(type(actor), fields, actor, LINES), actor)
    state = FormState.posted(type(actor), fields, request.form, LINES).resolve(store)
    if create_asked(state):
        return _edit_page(state, actor)
    choose(state, actor)
    try:
        saved = state.attempt(_save, actor, version=given_version(state))
    except EditConflict:
        return conflict_page(state, get_actor(store, id), url_for("actores.detalle", id=id))
    if saved is None:
        return _edit_page(state, actor)
    tell_saved(_("Guardado."), id)
    return redirect(url_for("actores.detalle", id=id))


def _save(actor: Actor) -> Actor:
    return update_actor(current_store(), the_viewer(), actor)


def _edit_page(state: FormState[Any], actor: Actor) -> Page:
    page = render_template(
        "actores/editar.html", form=state, actor=actor, is_person=isinstance(actor, Person), person=PERSON
    )
    return page, state.status
