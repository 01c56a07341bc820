"""Many lines at once: pasted, read one by one, corrected in their rows, saved together and undone together."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.accounts.passwords import digest_of
from crm.capture.model import Proposal
from crm.errors import InvalidData
from crm.messages import words
from web.auth import the_viewer
from web.capture.keeping import Said, save_together
from web.capture.reading import blocking, read_line, when_words
from web.frame import tell
from web.i18n import current_day, language, term
from web.kept import pack, written_fields
from web.making import LONGEST_KEY
from web.texts import gettext as _
from web.texts import ngettext
from web.wording import actor_names

MOST = 100
Page = str | tuple[str, int] | Response
blueprint = Blueprint("varias", __name__)


@dataclass(frozen=True)
class ReadLine:
    """One line and what is understood of it, in words for a page without scripts; `problem` when it cannot be saved."""

    text: str
    proposal: Proposal | None
    understood: str
    problem: str


@blueprint.get("/registrar/varias")
def lineas() -> Page:
    """The box for the lines."""
    require(the_viewer(), "edit")
    return _page([])


@blueprint.post("/registrar/varias")
def leer() -> Page:
    """The lines as rows with what is understood of each, or, when asked, all of them saved."""
    require(the_viewer(), "edit")
    texts = [line.strip() for text in request.form.getlist("lines") for line in text.splitlines()]
    texts = [text for text in texts if text]
    if len(texts) > MOST:
        return _page(
            [],
            "\n".join(texts),
            _("Son %(n)s líneas y el máximo es %(most)s. Péguelas en dos veces.", n=len(texts), most=MOST),
        )
    read = [_read(text) for text in texts]
    if request.form.get("save") and read and not any(line.problem for line in read):
        return _save(read)
    return _page(read)


def _read(text: str) -> ReadLine:
    try:
        proposal = read_line(text, current_day())
    except InvalidData as error:
        return ReadLine(text, None, "", " ".join(said for _field, said in words(error, language())))
    held = [proposal.participants[int(about[13:-1])].text for about in blocking(proposal)]
    problem = (
        _("Escriba más claro quién es «%(name)s», o corríjalo en sus fichas.", name=held[0]) if held else ""
    )
    return ReadLine(text, proposal, _understood(proposal), problem)


def _understood(proposal: Proposal) -> str:
    names = actor_names(party.actor or "" for party in proposal.participants)
    who = ", ".join(names.get(party.actor or "", party.text) for party in proposal.participants)
    promised = "; ".join(promise.text for promise in proposal.commitments)
    parts = (term(proposal.kind, "interaction_kinds"), when_words(proposal.when), who, promised)
    return " · ".join(part for part in parts if part)


def _save(read: list[ReadLine]) -> Response:
    given = [Said(line.proposal, line.text) for line in read if line.proposal]
    saved = save_together(given, _key())
    told_together(len(given), saved.transaction)
    return redirect(url_for("interacciones.lista"))


def _key() -> str:
    """The form's key and its lines: gone back to and sent with other lines it is another form."""
    key = request.form.get("key", "").strip()[:LONGEST_KEY]
    return f"lines {key} {digest_of(pack(written_fields()))}" if key else ""


def told_together(count: int, transaction: int | None) -> None:
    """Says how many were saved, with the one undo for all."""
    tell(ngettext("%(num)s línea guardada.", "%(num)s líneas guardadas.", count), transaction)


def _page(read: list[ReadLine], text: str = "", problem: str = "") -> Page:
    page = render_template("captura/varias.html", read=read, text=text, problem=problem)
    return page, 422 if problem else 200
