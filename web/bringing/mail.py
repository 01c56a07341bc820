"""An e-mail or an invitation, pasted or dropped as a file, becomes the full form with what was understood of it.

/importar/correo      paste, or choose .eml and .ics       nothing is saved here, and nothing is fetched
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, current_app, g, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.calendar.reading import Invitation, read_invitations
from crm.capture.model import Proposal
from crm.errors import InvalidData
from crm.interactions import get_interaction
from crm.mail.addresses import AddressBook
from crm.mail.message import Attached, Mail
from crm.mail.origins import interaction_of, origin_id
from crm.mail.proposing import propose_invitation, propose_mail
from crm.mail.reading import read_mail
from crm.messages import say, words
from crm.periods import say_period
from web.auth import the_viewer
from web.bringing.attached import keep_attached
from web.capture.prefilled import form_page
from web.i18n import current_day, language
from web.interactions import recording
from web.interactions.forms import edit_form
from web.opendoor import takes_files
from web.store import current_store
from web.store_keeping import whole_store

LONGEST_SUMMARY = 19_000
blueprint = Blueprint("correo", __name__)
Page = str | tuple[str, int] | Response


@blueprint.get("/importar/correo")
def pegar() -> Page:
    """Where one pastes or drops it."""
    require(the_viewer(), "edit")
    return _page("", [])


def _page(text: str, problems: list[str]) -> Page:
    page = render_template("importar/correo.html", text=text, problems=problems)
    return page, 422 if problems else 200


@blueprint.post("/importar/correo")
@takes_files
def leer() -> Page:
    """The full form with what it says; the one that is there already, when it came before."""
    require(the_viewer(), "edit")
    sent = request.files.get("file")
    data = sent.read() if sent and sent.filename else request.form.get("text", "").encode("utf-8", "replace")
    try:
        if not data.strip():
            raise InvalidData.of("file", "required")
        return _calendar(data) if b"BEGIN:VCALENDAR" in data[:200_000].upper() else _mail(data)
    except InvalidData as error:
        text = request.form.get("text", "")[:100_000]
        return _page(text, [said for _field, said in words(error, language())])


def address_book() -> AddressBook:
    """Everybody's addresses, kept by this process and brought up to date by the log."""
    book: AddressBook = current_app.extensions.setdefault("aliados_addresses", AddressBook())
    return book.refreshed(whole_store())


def _mail(data: bytes) -> Page:
    mail = read_mail(data)
    origin = origin_id("mail", mail.id)
    proposal = propose_mail(current_store(), address_book(), mail, current_day())
    notes = _attachments(mail.attachments)
    there = interaction_of(current_store(), origin)
    if there:
        notes = [_again(there), *notes]
    return _form(proposal, notes, title=mail.subject or proposal.title, summary=_summary(mail), origin=origin)


def _summary(mail: Mail) -> str:
    return mail.body[:LONGEST_SUMMARY]


def _attachments(attached: Iterable[Attached]) -> list[str]:
    """Kept with the form when that was asked for; else named, so that nobody thinks they were."""
    files = list(attached)
    left = keep_attached(files) if request.form.get("keep") else [one.name for one in files]
    return [say("mail.attached", language(), names=left)] if left else []


def _again(id: str) -> str:
    return say("mail.again", language(), title=get_interaction(current_store(), id).title)


def _form(proposal: Proposal, notes: list[str], **more: str) -> Page:
    g.from_mail, g.extra_notes = True, notes
    return form_page(proposal, **more)


def _calendar(data: bytes) -> Page:
    """The invitation; with several in one file the next one that is not recorded yet."""
    found = read_invitations(data)
    known = {one.uid: interaction_of(current_store(), origin_id("event", one.uid)) for one in found}
    invitation = next((one for one in found if not known[one.uid]), found[0])
    if known[invitation.uid]:
        return _update(known[invitation.uid], invitation)
    proposal = propose_invitation(current_store(), address_book(), invitation, current_day())
    origin = origin_id("event", invitation.uid)
    summary = invitation.description[:LONGEST_SUMMARY]
    return _form(proposal, [], title=invitation.title or proposal.title, summary=summary, origin=origin)


def _update(id: str, invitation: Invitation) -> Page:
    """The form of the interaction that was made of it before, with its new days, place and title."""
    interaction = get_interaction(current_store(), id)
    form = edit_form(interaction)
    form.fill(when=say_period(invitation.when, language()), title=invitation.title)
    if invitation.place and interaction.mode != "virtual":
        form.fill(place=invitation.place[:300])
    if invitation.cancelled:
        form.values.setlist("status", ["cancelled"])
    g.from_mail, g.extra_notes, g.from_line = True, [_again(id)], []
    g.form_action = url_for("registrar.cambiar", id=id)
    return recording.show(form, interaction)
