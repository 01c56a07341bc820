"""The full form begun by a line: what the line says stands in its fields, nobody's name is lost."""

from __future__ import annotations

from flask import g

from crm.capture.model import Party, Promise, Proposal, When
from crm.interactions import Interaction
from crm.periods import say_period
from web.forms import FormState
from web.i18n import language
from web.interactions import recording
from web.interactions.forms import FIELDS
from web.meant import offer_meant
from web.texts import gettext as _

Form = FormState[Interaction]


def form_page(proposal: Proposal, **more: str) -> recording.Page:
    """The full form with everything of the proposal in it, and `more` fields; what is doubtful is said on top."""
    form = FormState.of(Interaction, FIELDS)
    form.fill(
        kind=proposal.kind, mode=proposal.mode or "", place=proposal.place or "", when=_said(proposal.when)
    )
    form.fill(hour=proposal.hour or "")
    form.values.setlist("status", [proposal.status])
    form.values.setlist("themes", list(proposal.themes))
    form.values.setlist("commitments-__n__-status", ["pending"])
    form.values.setlist("participants-__n__-role", ["counterpart"])
    for number, party in enumerate(proposal.participants):
        _put_party(form, f"participants-{number}", party)
    for number, promise in enumerate(proposal.commitments):
        _put_promise(form, f"commitments-{number}", promise, proposal)
    form.fill(notes="\n".join(_came(party) for party in proposal.participants if party.person))
    form.fill(**more)
    offer_meant(form)
    g.from_line = [doubt.said(language()) for doubt in proposal.warnings]
    return recording.show(form)


def _said(when: When | None) -> str:
    return say_period(when.period, language()) if when else ""


def _put_party(form: Form, row: str, party: Party) -> None:
    form.values.setlist(f"{row}-role", [party.role])
    _put_actor(form, f"{row}-actor", party.actor, party.text)
    if party.actor is None and party.type:
        form.values.setlist(f"{row}-actor-type", [party.type])


def _put_actor(form: Form, name: str, id: str | None, text: str) -> None:
    """A known actor is chosen in its picker; words of a new one stand there, with the button that makes it."""
    form.values.setlist(name, [id or ""])
    if id is None:
        form.values.setlist(f"{name}-text", [text])
        form.unknown[name] = text


def _put_promise(form: Form, row: str, promise: Promise, proposal: Proposal) -> None:
    form.values.setlist(f"{row}-text", [promise.text])
    form.values.setlist(f"{row}-due", [_said(promise.due)])
    if promise.owner:
        new = any(party.actor is None and party.text == promise.owner for party in proposal.participants)
        _put_actor(form, f"{row}-owner", None if new else promise.owner, promise.owner)


def _came(party: Party) -> str:
    """The names of people who are not known yet have no field of their own here."""
    return _("En nombre de %(actor)s: %(person)s", actor=party.text, person=party.person)
