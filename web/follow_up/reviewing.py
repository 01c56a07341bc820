"""The old commitments, one at a time: kept, still open, called off, nobody knows. A key or a tap each, with an undo."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict, InvalidData
from crm.follow_up.reviewing import Answer, Verdict, review, whose_turn
from crm.messages import words
from crm.periods import Period, parse_period
from web.acting import posted_version
from web.auth import the_viewer
from web.frame import tell
from web.i18n import language
from web.near_days import as_day
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

LONGEST = 2_000
blueprint = Blueprint("revisar", __name__)
_ANSWERS: tuple[Answer, ...] = ("done", "open", "cancelled", "unknown")


@blueprint.get("/compromisos/revisar")
def turno() -> str:
    """Whose turn it is; `?despues=` skips."""
    require(the_viewer(), "edit")
    return _page()


def _page(wrong: str = "", typed: str = "") -> str:
    turn = whose_turn(current_store(), request.values.get("despues") or None)
    one = turn.commitment
    if one is not None:
        actor_names([id for id in (one.owner, one.beneficiary) if id])
        record_names([one.interaction] if one.interaction else [])
    return render_template("seguimiento/revisar.html", turn=turn, wrong=wrong, typed=typed)


@blueprint.post("/compromisos/<id>/revisar")
def responder(id: str) -> str | tuple[str, int] | Response:
    """Says what became of one, and goes on to the next."""
    require(the_viewer(), "edit")
    answer = next((one for one in _ANSWERS if one == request.form.get("answer")), None)
    if answer is None:
        return redirect(url_for("revisar.turno"))
    try:
        review(
            current_store(),
            the_viewer(),
            id,
            posted_version(),
            Verdict(answer, _due(answer), None, _result()),
        )
    except InvalidData as error:
        return _page(
            " ".join(text for _field, text in words(error, language())), request.form.get("due", "")
        ), 422
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(url_for("compromisos.ficha", id=id))
    tell_saved(_said(answer), id)
    return redirect(url_for("revisar.turno", despues=request.form.get("despues") or None))


def _due(answer: Answer) -> Period | None:
    text = request.form.get("due", "").strip()[:100]
    return parse_period(as_day(text, promised=True)) if text and answer == "open" else None


def _result() -> str | None:
    return request.form.get("result", "").strip()[:LONGEST] or None


def _said(answer: Answer) -> str:
    return {
        "done": _("Cumplido."),
        "open": _("Sigue pendiente, con fecha nueva."),
        "cancelled": _("Cancelado."),
        "unknown": _("Queda como «no se sabe»."),
    }[answer]
