"""Calendars to subscribe to and to send: a person's secret address, and one meeting as a file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from crm.access import principals_of
from crm.accounts.persons import person_of
from crm.calendar.events import has_days
from crm.calendar.feed import Reader, edition, feed_text, one_event
from crm.calendar.keys import PARTS, Choice, Part, key_of, make_key, revoke_key, who_reads
from crm.calendar.text import calendar_text
from crm.errors import InvalidData
from crm.fields import Noun
from crm.interactions import get_interaction
from crm.messages import say
from crm.office import today
from crm.periods import say_period
from web.auth import the_viewer
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.opendoor import public
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _

KIND = "text/calendar; charset=utf-8"
blueprint = Blueprint("calendario", __name__)
blueprint.add_app_template_filter(has_days, "has_days")


def site_address() -> str:
    """Where people reach the application, as it is configured or else as it was asked."""
    configured: str = current_app.config["ALIADOS"].server.public_url
    return f"{configured or request.host_url.rstrip('/')}{request.script_root}"


def only_here() -> str:
    """The host of the site's address when no other computer can reach it ("127.0.0.1"); "" when others can."""
    host = urlsplit(site_address()).hostname or ""
    with suppress(ValueError):
        return host if ip_address(host).is_loopback else ""
    return host if host == "localhost" or host.endswith(".localhost") else ""


@blueprint.get("/calendario/<secret>.ics")
@public
def leer(secret: str) -> Response:
    """A person's calendar, for whoever has its address; 304 while it is as it was."""
    store = whole_store()
    found = who_reads(store, secret)
    if found is None:
        abort(404)
    user, key = replace(found[0], person=person_of(store, found[0].viewer)), found[1]
    reader, view, day = (
        Reader(user, key.choice, site_address()),
        store.as_seen_by(principals_of(user.id)),
        today(),
    )
    tag, since = edition(view, reader, day)
    response = Response(content_type=KIND)
    response.set_etag(tag)
    response.last_modified = since
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="red-de-aliados.ics"'
    response.make_conditional(request)
    if response.status_code != 304:
        response.set_data(feed_text(view, reader, day))
    return response


@blueprint.get("/interacciones/<id>.ics")
def enviar(id: str) -> Response:
    """One meeting as a file that any calendar takes. 422 when its days are not known."""
    one = get_interaction(current_store(), id)
    if not has_days(one.when):
        raise InvalidData.of("when", "calendar_no_day", when=say_period(one.when, language()))
    event = one_event(current_store(), one, language(), site_address())
    assert event is not None
    text = calendar_text([event], say("calendar_name", language()))
    headers = {
        "Content-Disposition": f'attachment; filename="{id}.ics"',
        "Cache-Control": "private, no-cache",
    }
    return Response(text, content_type=KIND, headers=headers)


class Wish(Noun):
    """What the calendar shall hold."""

    parts: Annotated[list[Part], Field(min_length=1)]
    mine: bool = False


WISH = ("parts", "mine")


@blueprint.get("/ajustes/calendario")
def ajustes() -> Response:
    """One's own calendar: what it holds, when it was made."""
    key = key_of(whole_store(), the_viewer().id)
    choice = key.choice if key else Choice()
    return _page(
        FormState.of(Wish, WISH, Wish(parts=[one for one in PARTS if one in choice.parts], mine=choice.mine))
    )


def _page(form: FormState[Wish], address: str = "") -> Response:
    labels = {
        "interactions": _("Reuniones y delegaciones"),
        "commitments": _("Compromisos que vencen"),
        "cold": _("Aliados que se enfrían"),
    }
    key = key_of(whole_store(), the_viewer().id)
    page = render_template(
        "ajustes/calendario.html",
        form=form,
        key=key,
        address=address,
        only_here=only_here(),
        parts=[(one, labels[one]) for one in PARTS],
    )
    response = Response(page, status=form.status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/ajustes/calendario")
def crear() -> Response:
    """Makes the address, or a new one in place of the old; it is shown this once."""
    form = FormState.posted(Wish, WISH, request.form)
    made = form.attempt(
        lambda wish: make_key(
            whole_store(), the_viewer(), Choice(tuple(wish.parts), wish.mine), datetime.now(UTC)
        )
    )
    if made is None:
        return _page(form)
    path = url_for("calendario.leer", secret=made[1])
    return _page(form, site_address() + path.removeprefix(request.script_root))


@blueprint.post("/ajustes/calendario/retirar")
def retirar() -> AnyResponse:
    """Ends the address at once."""
    revoke_key(whole_store(), the_viewer())
    tell(_("La dirección del calendario ya no sirve."))
    return redirect(url_for("calendario.ajustes"))
