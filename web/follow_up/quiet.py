"""Who is going quiet, the most important and latest first; one key or tap to record a contact or to schedule one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import Field
from werkzeug.wrappers import Response

from crm.access import require
from crm.accounts.persons import person_of
from crm.actors import Actor, get_actor
from crm.commitments import Commitment, create_commitment
from crm.errors import InvalidData
from crm.fields import Noun
from crm.follow_up.going_cold import QuietFilter, QuietTie, count_cold, first_to_turn, going_cold, soon_cold
from crm.in_use import in_use_since
from crm.interactions import Interaction, Participant, create_interaction
from crm.maps.model import MapActor
from crm.office import office_id, today
from crm.periods import Period
from graph.store import EdgeQuery, Store
from web.actors.filters import known
from web.auth import the_viewer
from web.facets import chosen
from web.forms import FormState
from web.i18n import ago, choices
from web.i18n import day as day_words
from web.making import made_once_with
from web.near_days import as_day
from web.remembered import remembered
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.undoing import tell_saved

SHOWN, SOON = 40, 30
_LONG_AGO = 365
blueprint = Blueprint("enfrian", __name__)
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class QuietView:
    """The page. `planned` is the next day on which something with the actor stands in the calendar."""

    cold: Sequence[QuietTie]
    total: int
    more: bool
    soon: Sequence[QuietTie]
    first: QuietTie | None
    since: date | None
    planned: dict[str, date]
    types: Sequence[tuple[str, str]]


@blueprint.get("/enfrian")
def lista() -> str:
    """The list; `?tipo=` narrows it to types of actors."""
    store = current_store()
    filter = QuietFilter(type=tuple(known(chosen("tipo"), "actor_types")))
    cold, total = most_urgent(store, SHOWN, filter), count_cold(store, filter)
    soon = soon_cold(store, filter, SOON)
    first = first_to_turn(store) if not cold and not soon else None
    planned = planned_with(store, [one.actor for one in (*cold, *soon)])
    view = QuietView(
        cold, total.total, total.more, soon, first, in_use_since(store), planned, choices("actor_types")
    )
    return render_template("seguimiento/enfrian.html", view=view, chosen=next(iter(filter.type), ""))


def most_urgent(store: Store, limit: int, filter: QuietFilter | None = None) -> list[QuietTie]:
    """The first of those who went quiet, found once for each state of the data."""
    wanted = filter or QuietFilter()
    return remembered("quiet", (wanted, limit, today()), lambda: going_cold(store, wanted, limit))


def planned_with(store: Store, actors: Sequence[Actor]) -> dict[str, date]:
    """The next planned contact or due commitment of each, in one read."""
    day, ids = today(), tuple(actor.id for actor in actors)
    found = {actor.id: actor.next_due for actor in actors if actor.next_due and actor.next_due >= day}
    if not ids:
        return found
    for edge in store.edges(EdgeQuery(ids, ("TOOK_PART",), "out", since=day, limit=500)):
        on = edge.get("on")
        if isinstance(on, date) and on > day:
            found[edge.start] = min(on, found.get(edge.start, on))
    return found


@blueprint.app_template_global("last_words")
def last_words(actor: Actor | MapActor) -> str:
    """When one last heard from somebody; of long ago only the year, as most of it is known no better."""
    last = actor.last_contact
    if last is None:
        return _("sin contacto registrado")
    if (today() - last).days > _LONG_AGO:
        return _("sin contacto registrado desde %(year)s", year=last.year)
    return _("último contacto %(when)s", when=ago(last))


@blueprint.app_template_global("cooling_words")
def cooling_words(one: MapActor, as_of: date) -> str:
    """When the tie turns or turned cold. Of a contact of long ago its year: what is cold by then does not cool on a day to
    come, although the office's own count begins with the day on which it began to use the system.
    """
    if one.turns_cold is not None and one.turns_cold <= as_of:
        return _("se enfrió el %(day)s", day=day_words(one.turns_cold))
    if one.turns_cold is None or one.last_contact is None or (as_of - one.last_contact).days > _LONG_AGO:
        return last_words(one)
    return _("se enfría el %(day)s", day=day_words(one.turns_cold))


class Plan(Noun):
    """What one plans with somebody: a promise to get in touch, or a meeting."""

    kind: Literal["commitment", "meeting"] = "commitment"
    text: Annotated[str, Field(min_length=1, max_length=200)]
    when: Period


FIELDS = ("kind", "text", "when")


@blueprint.route("/enfrian/<id>/programar", methods=["GET", "POST"])
def programar(id: str) -> Page:
    """Plans a contact with one partner."""
    require(the_viewer(), "edit")
    actor = get_actor(current_store(), id)
    if request.method == "GET":
        form = FormState.of(Plan, FIELDS).fill(
            text=_("Retomar el contacto con %(name)s", name=actor.name)[:200]
        )
        return _plan_page(form, actor)
    form = FormState.posted(Plan, FIELDS, request.form)
    form.values.setlist("when", [as_day(form.value("when"), promised=True)])
    saved = form.attempt(lambda plan: made_once_with("plan", lambda store: _make(store, plan, actor)))
    if saved is None:
        return _plan_page(form, actor)
    tell_saved(_("Programado con %(name)s.", name=actor.name), saved)
    return redirect(url_for("enfrian.lista"))


def _plan_page(form: FormState[Plan], actor: Actor) -> Page:
    return render_template("seguimiento/programar.html", form=form, actor=actor), form.status


def _make(store: Store, plan: Plan, actor: Actor) -> str:
    if plan.when.end is not None and plan.when.end < today():
        raise InvalidData.of("when", "day_past")
    viewer = the_viewer()
    if plan.kind == "meeting":
        parties = [Participant(actor=office_id(), role="host"), Participant(actor=actor.id)]
        meeting = Interaction(
            kind="meeting",
            title=plan.text,
            when=plan.when,
            status="planned",
            participants=parties,
            audience=actor.audience,
        )
        return create_interaction(store, viewer, meeting).id
    owner = person_of(whole_store(), viewer) or office_id()
    promise = Commitment(
        text=plan.text, owner=owner, beneficiary=actor.id, due=plan.when, audience=actor.audience
    )
    return create_commitment(store, viewer, promise).id
