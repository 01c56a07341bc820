"""Taking apart what was two actors in one record."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Actor, Person, get_actor, get_actors
from crm.commitments import Commitment, CommitmentFilter, list_commitments
from crm.errors import InvalidData
from crm.merging.split import SplitOrder, split_actor
from crm.messages import words
from crm.people import Holder, people_of
from crm.ties import Tie, ties_of
from crm.timeline import TimelineEntry, timeline_of
from web.actors.view import tie_words
from web.auth import the_viewer
from web.forms import FormState
from web.i18n import language
from web.making import made_once
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

SHOWN = 200
FIELDS = ("name", "type", "parent")
_PARTS = ("interactions", "commitments", "people", "ties", "aliases")
Page = str | Response | tuple[str, int]


@dataclass(frozen=True)
class TieChoice:
    """A tie as a sentence: "es aliado de Embajada de Francia"."""

    tie: Tie
    words: str
    other: Actor


@dataclass(frozen=True)
class Belongings:
    """What one may choose from; of each only the latest 200."""

    meetings: list[TimelineEntry]
    promises: list[Commitment]
    people: list[Holder]
    ties: list[TieChoice]
    more: bool


def separar(id: str) -> Page:
    """Which of all that is here belongs to another actor; then moves it."""
    require(the_viewer(), "edit")
    store = current_store()
    actor = get_actor(store, id)
    if request.method == "GET":
        form = FormState.of(Actor, FIELDS).fill(type=actor.type)
        return _page(actor, form, [])
    form = FormState.posted(Actor, FIELDS, request.form).resolve(store)
    try:
        made = made_once("split", lambda: split_actor(store, the_viewer(), _order(actor, form))[1].id)
    except InvalidData as error:
        form.status = 422
        return _page(actor, form, [text for _field, text in words(error, language())])
    tell_saved(_("Separado en dos registros."), made)
    return redirect(url_for("actores.detalle", id=made))


def _order(actor: Actor, form: FormState[Actor]) -> SplitOrder:
    parts = {name: request.form.getlist(name) for name in _PARTS}
    there = form.value("parent")
    target: str | Actor = there
    if not there or "parent" in form.unknown:
        model = Person if isinstance(actor, Person) else Actor
        target = model.of({"name": form.value("name"), "type": form.value("type")})
    return SplitOrder(actor.id, request.form.get("version", 0, int), target, **parts)


def _page(actor: Actor, form: FormState[Actor], problems: list[str]) -> Page:
    page = render_template(
        "duplicados/separar.html",
        actor=actor,
        form=form,
        problems=problems,
        own=_belongings(actor),
        chosen={name: set(request.form.getlist(name)) for name in _PARTS},
    )
    return page, form.status


def _belongings(actor: Actor) -> Belongings:
    store = current_store()
    entries = timeline_of(store, actor.id, SHOWN)
    own = [entry for entry in entries.items if not entry.via]
    promises = {
        one.id: one
        for side in ({"owner": (actor.id,)}, {"beneficiary": (actor.id,)})
        for one in list_commitments(store, CommitmentFilter(limit=SHOWN, **side)).items  # type: ignore[arg-type] # one side
    }
    ties = [tie for tie in ties_of(store, actor.id) if tie.type != "PART_OF" or tie.end_actor == actor.id][
        :SHOWN
    ]
    ends = {tie.id: tie.end_actor if tie.start_actor == actor.id else tie.start_actor for tie in ties}
    others = get_actors(store, set(ends.values()))
    choices = [
        TieChoice(tie, tie_words(tie.type, tie.start_actor == actor.id), others[ends[tie.id]])
        for tie in ties
        if ends[tie.id] in others
    ]
    return Belongings(own, list(promises.values()), people_of(store, actor.id), choices, entries.more)
