"""Gathers the calendar of contact of a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for

from crm.derived.results import Derived
from crm.faces.calendar import Calendar, busiest, lay_out, usual_unit
from crm.faces.meetings import Meetings, find_meetings
from crm.faces.units import UNITS, Unit, column_span
from web.faces.choosing import choices_of
from web.faces.flow_words import interactions_words
from web.faces.frame import Download, Note, Page, Said, frame_of, with_query
from web.faces.heat import LETTERS, draw
from web.faces.heat_sheet import Sheet
from web.faces.labels import short_labels
from web.faces.parts import lapse_of, span_words
from web.faces.svg import Figure
from web.frame import place_url
from web.i18n import number
from web.red.names import brief
from web.red.view import RedView
from web.texts import gettext as _

MOST = 60


@dataclass(frozen=True)
class YearRow:
    """An actor's number, its interactions in all with their address, by year (count, address), and of longer periods."""

    actor: int
    total: int
    url: str
    cells: Sequence[tuple[int, str]]
    longer: int


@dataclass(frozen=True)
class YearTable:
    """The calendar as a table of years; `has_longer` when something is known only by a period of several."""

    years: Sequence[int]
    rows: Sequence[YearRow]
    has_longer: bool


def heat_page(derived: Derived, view: RedView) -> Page:
    """The page of the calendar."""
    meetings, calendar = _calendar(derived, view)
    own = [("paso", request.args["paso"])] if request.args.get("paso") in UNITS else []
    figure_url = with_query(url_for("caras.figura", face="calor"), view.wish.query(), own)
    return render_template(
        "red/calor.html",
        frame=frame_of(
            view,
            derived,
            _said(derived, meetings, calendar),
            own,
            [Download(_("Descargar el dibujo"), figure_url)],
        ),
        figure=_drawn(derived, view, (meetings, calendar), live=True).inline() if calendar.rows else "",
        narrow=_narrow(derived, view, meetings) if calendar.rows else "",
        looks=choices_of(view.wish, "paso", _units(), calendar.unit),
        actors=derived.actors,
        years=_by_year(derived, view, meetings),
    )


def heat_figure(derived: Derived, view: RedView) -> Figure | None:
    """The picture for a file; None without interactions."""
    meetings, calendar = _calendar(derived, view)
    return _drawn(derived, view, (meetings, calendar), live=False) if calendar.rows else None


def _units() -> Mapping[str, str]:
    return {"month": _("Meses"), "quarter": _("Trimestres"), "year": _("Años")}


def _calendar(derived: Derived, view: RedView) -> tuple[Meetings, Calendar]:
    meetings = find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes])
    asked = request.args.get("paso", "")
    unit: Unit = asked if asked in UNITS else usual_unit(meetings)
    return meetings, lay_out(meetings, unit, MOST)


def _drawn(
    derived: Derived, view: RedView, found: tuple[Meetings, Calendar], *, live: bool, narrow: bool = False
) -> Figure:
    meetings, calendar = found
    said = _said(derived, meetings, calendar)
    rows, actors = [row.actor for row in calendar.rows], derived.actors
    sheet = Sheet(
        calendar=calendar,
        names={actor: actors["name"][actor] for actor in rows},
        types={actor: (actors["type"][actor], actors["family"][actor]) for actor in rows},
        ids={actor: derived.ids[actor] for actor in rows},
        title=said.title,
        description=said.description,
        live=live,
        record=place_url("actores/"),
        meetings=_meetings(view),
        short=_short(derived, view, rows),
        narrow=narrow,
    )
    return draw(sheet)


def _short(derived: Derived, view: RedView, rows: Sequence[int]) -> dict[int, str]:
    """A short name for each row, by its number."""
    by_number = {derived.number[node.id]: node for node in view.nodes}
    return dict(zip(rows, short_labels([by_number[row] for row in rows], LETTERS), strict=True))


def _narrow(derived: Derived, view: RedView, meetings: Meetings) -> str:
    """For a phone: in years, whatever the columns are elsewhere."""
    return _drawn(derived, view, (meetings, lay_out(meetings, "year", MOST)), live=True, narrow=True).inline()


def _meetings(view: RedView) -> str:
    page = with_query(url_for("caras.linea"), view.wish.query())
    return page + ("&" if "?" in page else "?")


def _said(derived: Derived, meetings: Meetings, calendar: Calendar) -> Said:
    if not calendar.rows:
        return Said(
            _("No hay contacto en lo elegido"),
            _("Nadie de la selección tiene interacciones en ese periodo o esa línea."),
        )
    best = calendar.rows[0]
    title = _(
        "Con quien más contacto hay: %(name)s, %(words)s",
        name=brief(str(derived.actors["name"][best.actor])),
        words=interactions_words(best.total),
    )
    return Said(title, " ".join(_sentences(meetings, calendar)), _notes(calendar))


def _sentences(meetings: Meetings, calendar: Calendar) -> list[str]:
    said = []
    top = busiest(meetings, calendar.unit)
    if top:
        days = column_span(top[0], calendar.unit, 0)
        said.append(
            _(
                "El periodo con más: %(when)s, con %(words)s.",
                when=span_words(days),
                words=interactions_words(top[1]),
            )
        )
    if calendar.wide:
        said.append(
            _(
                "De %(wide)s de %(total)s solo se sabe un periodo más largo que una columna: van rayadas sobre todo ese periodo.",
                wide=number(calendar.wide),
                total=interactions_words(calendar.total),
            )
        )
    return said


def _notes(calendar: Calendar) -> list[Note]:
    if not calendar.others:
        return []
    return [
        Note(
            _(
                "Se muestran los %(shown)s con más contacto, de %(total)s.",
                shown=number(len(calendar.rows)),
                total=number(len(calendar.rows) + calendar.others),
            )
        )
    ]


def _by_year(derived: Derived, view: RedView, meetings: Meetings) -> YearTable:
    """The same in years: what lies in one, and what only a longer period is known of."""
    calendar = lay_out(meetings, "year", MOST)
    years = [calendar.start.year + column for column in range(calendar.columns)]
    page = _meetings(view)
    rows = []
    for row in calendar.rows:
        own = f"{page}juntos={derived.ids[row.actor]}"
        exact = {mark.first: mark for mark in row.marks if not mark.is_wide}
        cells = [
            (exact[column].count, f"{own}&lapso={lapse_of('year', calendar.span(exact[column]))}")
            if column in exact
            else (0, "")
            for column in range(calendar.columns)
        ]
        rows.append(
            YearRow(row.actor, row.total, own, cells, sum(mark.count for mark in row.marks if mark.is_wide))
        )
    return YearTable(years, rows, any(row.longer for row in rows))
