"""`/red/tiempo`: one frame with its slider, or two days side by side (`?dia=…&otro=…`), and all frames as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived
from crm.over_time.comparing import compare
from crm.over_time.frames import frame_on
from web.derived import needed_results
from web.faces.frame import FaceFrame, Own, Said, face_url, frame_of, show_face
from web.over_time.answer import answer_of
from web.over_time.lists import names_of
from web.over_time.picture import HALF, WHOLE, draw_frame
from web.over_time.span import Moment, Span, gather_whole, moment_on, read_span, unit_of
from web.over_time.table import difference_rows, period_rows, period_words
from web.over_time.words import (
    actor_kinds,
    compared_description,
    compared_title,
    description_of,
    finding_of,
    tie_kinds,
    unit_labels,
)
from web.red.answering import json_if_new
from web.red.view import RedView
from web.red.wish import Wish, read_wish
from web.red.words import family_labels
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("tiempo", __name__)


@blueprint.get("/red/tiempo")
def ver() -> str | AnyResponse:
    """The red through time."""
    return show_face(_page, gather_whole)


def _page(derived: Derived, view: RedView) -> str:
    span = read_span(derived, view, unit_of(request.args.get("paso", "")))
    asked = read_wish(request.args)
    day = asked.dia or span.opening
    other = _other_day()
    if other and other != day:
        return _two(derived, span, (min(day, other), max(day, other)))
    return _one(derived, span, day)


def _other_day() -> date | None:
    """The second day to compare with."""
    return read_wish(MultiDict({"dia": request.args.get("otro", "")})).dia


def _one(derived: Derived, span: Span, day: date) -> str:
    moment = moment_on(span, day)
    own = _own(span, {"dia": moment.frame.day.isoformat()} if day < span.last else {})
    said = Said(finding_of(span, moment), description_of(moment))
    frame = _frame(derived, span, (said, own))
    return render_template(
        "red/tiempo.html",
        frame=frame,
        span=span,
        moment=moment,
        place=span.place_of(day),
        picture=draw_frame(span, moment, WHOLE),
        rows=period_rows(span),
        units=unit_labels(),
        kinds={"actors": actor_kinds(), "ties": tie_kinds()},
        families=family_labels(span.view),
        named=names_of(span),
        at=_addresses(frame, span),
        data=_frames_url(frame, span),
        texts=_texts(),
        period_words=period_words,
    )


def _two(derived: Derived, span: Span, days: tuple[date, date]) -> str:
    frames = [frame_on(span.history, day) for day in days]
    found = compare(span.history, frames[0], frames[1])
    steps = [span.steps[span.place_of(day)] for day in days]
    moments = [Moment(step, frame, found.changes) for step, frame in zip(steps, frames, strict=True)]
    own = _own(span, {"dia": days[0].isoformat(), "otro": days[1].isoformat()})
    said = Said(compared_title(found, days), compared_description(found))
    frame = _frame(derived, span, (said, own))
    return render_template(
        "red/tiempo_dos.html",
        frame=frame,
        span=span,
        days=days,
        found=found,
        pictures=[draw_frame(span, moment, HALF) for moment in moments],
        rows=difference_rows(found),
        kinds={"actors": actor_kinds(), "ties": tie_kinds()},
        families=family_labels(span.view),
        named=names_of(span),
        at=_addresses(frame, span),
    )


def _frame(derived: Derived, span: Span, given: tuple[Said, Own]) -> FaceFrame:
    """The frame of the face, as of the selection without the day the slider stands at."""
    asked = read_wish(request.args)
    shown = replace(span.view, wish=_selection(asked))
    return frame_of(shown, derived, given[0], given[1])


def _selection(wish: Wish) -> Wish:
    without = replace(wish, dia=None)
    return replace(without, todo=True) if without.is_start else without


def _own(span: Span, days: dict[str, str]) -> list[tuple[str, str]]:
    unit = unit_of(request.args.get("paso", ""))
    return [*days.items(), *([("paso", span.unit)] if unit else [])]


def _addresses(frame: FaceFrame, span: Span) -> Callable[..., str]:
    """Makes addresses of this page at another day or with other periods."""
    base = face_url(frame.page, frame.wish)
    unit = dict(_own(span, {})).get("paso", "")

    def at(**changes: str) -> str:
        asked = {"paso": unit, **changes}
        own = [(name, asked[name]) for name in ("dia", "otro", "paso") if asked.get(name)]
        return base + ("&" if "?" in base else "?") + urlencode(own) if own else base

    return at


def _frames_url(frame: FaceFrame, span: Span) -> str:
    return face_url(url_for("tiempo.datos"), frame.wish, [("paso", span.unit)])


def _texts() -> dict[str, str]:
    """The words that the script puts in."""
    return {
        "play": _("Reproducir"),
        "pause": _("Detener"),
        "more": _("y %(count)s más", count="%(count)s"),
        "and": _("y"),
        "failed": _("No se pudieron traer los periodos. Los enlaces de la tabla sí funcionan."),
    }


@blueprint.get("/red/tiempo/datos")
def datos() -> Response:
    """All frames as JSON; 304 when the reader has them already. Raises NotReady before the first analysis."""
    return json_if_new(needed_results(), request.query_string, _answer)


def _answer(derived: Derived) -> dict[str, Any]:
    view = gather_whole(current_store(), derived, read_wish(request.args))
    span = read_span(derived, view, unit_of(request.args.get("paso", "")))
    return answer_of(span)
