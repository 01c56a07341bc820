"""The API of the agenda and of calendars, and which person of the network one is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Response, jsonify, request
from pydantic import Field

from crm.accounts.persons import link_person, person_of
from crm.calendar.agenda import agenda_of
from crm.calendar.events import has_days
from crm.calendar.feed import one_event
from crm.calendar.keys import PARTS, Choice, Part, key_of, make_key, revoke_key
from crm.calendar.text import calendar_text
from crm.errors import InvalidData, NotAllowed
from crm.fields import Noun, SomeId
from crm.interactions import get_interaction
from crm.messages import say
from crm.periods import say_period
from web.api.answers import plain
from web.api.parts import Path
from web.api.root import blueprint
from web.auth import current_user, the_viewer
from web.follow_up.api_shapes import ID, query, read_model
from web.follow_up.feeds import KIND, site_address
from web.i18n import language
from web.store import current_store
from web.store_keeping import whole_store

LONGEST_AGENDA = 62


class CalendarWish(Noun):
    """What one's calendar holds."""

    parts: list[Part] = Field(default_factory=lambda: list(PARTS))
    mine: bool = False


class Myself(Noun):
    """Which person of the network one is."""

    person: SomeId = None


@blueprint.get("/agenda")
def agenda() -> Response:
    """The days from `first` to `last`, at most two months, with what has no day apart."""
    first, last = _day("first"), _day("last")
    if not 0 <= (last - first).days < LONGEST_AGENDA:
        raise InvalidData.of("last", "too_big", limit=LONGEST_AGENDA)
    person = person_of(whole_store(), the_viewer()) if request.args.get("mine") == "1" else None
    found = agenda_of(current_store(), first, last, language(), person)
    days = [
        {"day": one.day.isoformat(), "holiday": one.holiday, "entries": plain(one.entries)}
        for one in found.days
    ]
    return jsonify({"days": days, "bands": plain(found.bands), "cut": found.cut})


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        raise InvalidData.of(name, "not_a_date") from None


@blueprint.get("/interactions/<id>/calendar")
def calendar(id: str) -> Response:
    """One interaction as iCalendar; 422 when its days are not known."""
    one = get_interaction(current_store(), id)
    event = one_event(current_store(), one, language(), site_address()) if has_days(one.when) else None
    if event is None:
        raise InvalidData.of("when", "calendar_no_day", when=say_period(one.when, language()))
    return Response(calendar_text([event], say("calendar_name", language())), content_type=KIND)


@blueprint.get("/me/calendar")
def my_calendar() -> Response:
    """What one's calendar holds; its address was shown once."""
    key = key_of(whole_store(), the_viewer().id)
    shown = (
        {"parts": list(key.choice.parts), "mine": key.choice.mine, "made": key.made.isoformat()}
        if key
        else None
    )
    return jsonify({"calendar": shown})


@blueprint.post("/me/calendar")
def make_calendar() -> Response:
    """Makes the secret address, in place of the one before."""
    wish = read_model(CalendarWish)
    _key, secret = make_key(
        whole_store(), the_viewer(), Choice(tuple(wish.parts), wish.mine), datetime.now(UTC)
    )
    response = jsonify({"address": f"{site_address()}/calendario/{secret}.ics"})
    response.status_code = 201
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.delete("/me/calendar")
def end_calendar() -> Response:
    """Ends the address at once."""
    revoke_key(whole_store(), the_viewer())
    return jsonify({"calendar": None})


@blueprint.put("/me/person")
def my_person() -> Response:
    """Says which person of the network one is; null for none."""
    if current_user() is None:
        raise NotAllowed("edit", the_viewer().role)
    saved = link_person(whole_store(), the_viewer(), the_viewer().id, read_model(Myself).person)
    return jsonify({"person": saved.person})


_DAYS = [query("first", "a day"), query("last", "a day"), query("mine", "1: only one's own")]
PATHS: tuple[Path, ...] = (
    Path("/agenda", "get", "agenda", "more", "Days with what is on them", _DAYS),
    Path("/interactions/{id}/calendar", "get", "calendar", "interactions", "As iCalendar", [ID]),
    Path("/me/calendar", "get", "my-calendar", "more", "One's own calendar", []),
    Path("/me/calendar", "post", "make-calendar", "more", "Make its secret address", [], CalendarWish),
    Path("/me/calendar", "delete", "end-calendar", "more", "End its address", []),
    Path("/me/person", "put", "my-person", "more", "Which person of the network one is", [], Myself),
)
"""Every path here, for the OpenAPI document."""
