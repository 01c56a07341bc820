"""The form of a session: begun after the last one, read with those who were named beside the lists, shown again."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from crm.delegations.invitations import invitations_to
from crm.delegations.programme import nudged
from crm.delegations.programme_model import Session
from crm.errors import InvalidData
from crm.messages import words
from web.delegations.visit import Visit, people_of
from web.forms import FormState
from web.i18n import language
from web.meant import offer_meant
from web.store import current_store
from web.wording import actor_names

FIELDS = ("title", "day", "begins", "minutes", "place", "hosts", "people", "transport", "buffer", "notes")
MORE = {"more_host": "hosts", "more_person": "people"}
Form = FormState[Session]


def next_free(sessions: Sequence[Session], visit: Visit) -> tuple[str, str]:
    """The (day, hour) after the last session of the programme, or of the day that the address asks for."""
    asked = request.args.get("dia", "")[:10]
    wanted = [one for one in sessions if not asked or one.day.isoformat() == asked]
    if wanted:
        last = max(wanted, key=lambda one: (one.day, one.end))
        after = nudged(last, later=last.minutes + last.buffer)
        return last.day.isoformat(), after[1]
    return (visit.days[0].isoformat() if visit.days[0] else ""), "08:00"


def posted_session() -> Form:
    """What was sent, with those chosen beside the lists of names added to them."""
    values: MultiDict[str, str] = MultiDict(request.form)
    form = FormState.posted(Session, FIELDS, values).resolve(current_store())
    for name, field in MORE.items():
        chosen = form.value(name)
        if chosen and name not in form.unknown and chosen not in form.all(field):
            form.values.add(field, chosen)
            form.values.poplist(name)
            form.values.poplist(f"{name}-text")
    return form


def somebody_unknown(form: Form) -> bool:
    """Whether somebody was named whom nobody knows; says so beside the field."""
    for name, typed in form.unknown.items():
        form.status = 422
        form.problems[name] = [
            text for _f, text in words(InvalidData.of("", "unknown_record", value=typed), language())
        ]
        form.values.setlist(name, [""])
    return bool(form.unknown)


def session_page(form: Form, visit: Visit, session: Session | None = None) -> tuple[str, int]:
    """The page of the form."""
    if form.problems:
        offer_meant(form)
    chosen = [*form.all("hosts"), *form.all("people")]
    invited = [one.actor for one in invitations_to(current_store(), visit.interaction.id)]
    names = actor_names([*chosen, *invited])
    known = dict(people_of(visit)) | {one: names.get(one, one) for one in [*chosen, *invited] if one}
    people = sorted(known.items(), key=lambda one: one[1])
    page = render_template("delegaciones/sesion.html", form=form, visit=visit, session=session, people=people)
    return page, form.status
