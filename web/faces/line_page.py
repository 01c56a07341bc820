"""Gathers the line of time of a selection, or of a part of it: the picture, and the interactions themselves by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from flask import render_template, request, url_for

from crm.derived.results import Derived
from crm.faces.calendar import busiest
from crm.faces.meetings import Meetings, find_meetings, narrowed
from crm.faces.spells import lay_out
from crm.faces.units import column_span
from crm.interactions import Interaction, get_interactions
from crm.periods import Period, span_of
from web.faces.flow_words import interactions_words
from web.faces.frame import Download, FaceFrame, Note, Page, Said, frame_of, with_query
from web.faces.line import Sheet, draw
from web.faces.line_steps import steps
from web.faces.parts import part_pairs, part_words, read_part, span_words
from web.faces.svg import Figure
from web.i18n import number
from web.red.view import RedView
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names

PAGE, BLOCKS = 60, 200


@dataclass(frozen=True)
class Group:
    """The interactions listed that are known to lie in one quarter, or only in one year, the latest first."""

    words: str
    listed: Sequence[Interaction]


def line_page(derived: Derived, view: RedView) -> Page:
    """The page of the line of time."""
    part, meetings = read_part(), _meetings(derived, view)
    own = part_pairs(part)
    begin = _begin()
    order = latest(meetings)
    listed = _read(meetings, order[begin : begin + PAGE])
    page = with_query(url_for("caras.linea"), view.wish.query(), own)
    return render_template(
        "red/linea.html",
        frame=_frame(derived, view, meetings),
        figure=_drawn(view, meetings, live=True).inline() if len(meetings.events) else "",
        steps=[*steps(view.wish, own, meetings)],
        parts=[
            (title, words, with_query(url_for("caras.linea"), view.wish.query(), rest))
            for title, words, rest in part_words(derived, part)
        ],
        groups=_groups(listed),
        total=len(order),
        begin=begin,
        more=_more(page, begin, len(order)),
    )


def line_figure(derived: Derived, view: RedView) -> Figure | None:
    """The picture for a file; None without interactions."""
    meetings = _meetings(derived, view)
    return _drawn(view, meetings, live=False) if len(meetings.events) else None


def _meetings(derived: Derived, view: RedView) -> Meetings:
    return narrowed(find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes]), read_part())


def _begin() -> int:
    asked = request.args.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 0


def _more(page: str, begin: int, total: int) -> str:
    after = begin + PAGE
    return f"{page}{'&' if '?' in page else '?'}after={after}" if after < total else ""


def latest(meetings: Meetings) -> list[int]:
    """The places of the interactions, the latest first; of one end those that are known best first."""
    order: list[int] = np.lexsort((-meetings.start, -meetings.end)).tolist()
    return order


def _read(meetings: Meetings, places: Sequence[int]) -> list[Interaction]:
    ids = meetings.derived.interaction_ids(meetings.events[np.array(places, dtype=np.int64)])
    found = get_interactions(current_store(), ids)
    listed = [found[id] for id in ids if id in found]
    actor_names(one.actor for interaction in listed for one in interaction.participants)
    return listed


def _groups(listed: Sequence[Interaction]) -> list[Group]:
    """By quarter where it is known, else by year; the latest first, in a year what is known only of it last."""
    found: dict[str, list[Interaction]] = {}
    for one in listed:
        found.setdefault(_group_of(one.when), []).append(one)
    return [Group(words, own) for words, own in found.items()]


def _group_of(when: Period) -> str:
    start, end = when.start or when.sort_day, when.end or when.sort_day
    quarter = span_of(end, "quarter")
    if when.start and when.end and quarter[0] <= start:
        return span_words(quarter)
    return (
        _("%(year)s, sin fecha más exacta", year=end.year)
        if start.year == end.year
        else _("Periodos más largos")
    )


def _frame(derived: Derived, view: RedView, meetings: Meetings) -> FaceFrame:
    own = part_pairs(read_part())
    figure_url = with_query(url_for("caras.figura", face="linea"), view.wish.query(), own)
    files = [Download(_("Descargar el dibujo"), figure_url)] if len(meetings.events) else []
    return frame_of(view, derived, _said(view, meetings), own, files)


def _said(view: RedView, meetings: Meetings) -> Said:
    total = len(meetings.events)
    if not total:
        return Said(
            _("No hay interacciones en lo elegido"),
            _("Nadie de la selección tiene interacciones en ese periodo o esa línea."),
        )
    top = busiest(meetings, "quarter")
    title = _("%(count)s; de ninguna se sabe el trimestre", count=interactions_words(total))
    if top:
        days = column_span(top[0], "quarter", 0)
        title = _(
            "El trimestre con más: %(when)s, %(count)s de %(total)s",
            when=span_words(days),
            count=number(top[1]),
            total=interactions_words(total),
        )
    days = (date.fromordinal(int(meetings.start.min())), date.fromordinal(int(meetings.end.max())))
    years = (days[0].year, days[1].year)
    when = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    said = _(
        "%(when)s. Cada bloque dura lo que dura la fecha que se sabe; más oscuro, más exacta; rayado, en algún momento de ese periodo.",
        when=when,
    )
    whose = (
        [Note(_("Se cuentan las interacciones en que tomaron parte los elegidos."))]
        if view.wish.actor and view.wish.nivel == 1
        else []
    )
    return Said(title, said, whose)


def _drawn(view: RedView, meetings: Meetings, *, live: bool) -> Figure:
    said = _said(view, meetings)
    first, last = (date.fromordinal(int(day)) for day in (meetings.start.min(), meetings.end.max()))
    own = [pair for pair in part_pairs(read_part()) if pair[0] != "lapso"]
    page = url_for("caras.linea")
    sheet = Sheet(
        spells=lay_out(meetings, BLOCKS),
        first=date(first.year, 1, 1),
        last=date(last.year, 12, 31),
        title=said.title,
        description=said.description,
        live=live,
        narrowed=_open(with_query(page, view.wish.query(), own)),
        zoomed=_open(with_query(page, view.wish.query(desde=None, hasta=None, dia=None), own)),
    )
    return draw(sheet)


def _open(url: str) -> str:
    """An address to which more can be added."""
    return url + ("&" if "?" in url else "?")
