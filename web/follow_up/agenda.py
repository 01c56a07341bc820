"""The agenda by month and week: a grid on wide screens, a list on phones.

/agenda?dia=2026-11-23&vista=semana&mios=1
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template, request

from crm.accounts.persons import person_of
from crm.calendar.agenda import Agenda, agenda_of, month_around, week_around
from web.auth import the_viewer
from web.frame import same_page
from web.i18n import current_day, language
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
IN_A_CELL = 4
blueprint = Blueprint("agenda", __name__)


@dataclass(frozen=True)
class Leaf:
    """One page of the agenda; `mine` is None for who is tied to no person of the network."""

    day: date
    view: str
    agenda: Agenda
    title: str
    back: str
    ahead: str
    mine: bool | None

    def inside(self, day: date) -> bool:
        """Whether a day belongs to the month, and not to the weeks at its ends."""
        return self.view == "semana" or day.month == self.day.month


@blueprint.get("/agenda")
def ver() -> str:
    """A month, or a week with `?vista=semana`."""
    day, view = _wanted(), "semana" if request.args.get("vista") == "semana" else "mes"
    person = person_of(whole_store(), the_viewer())
    mine = person is not None and request.args.get("mios") == "1"
    first, last = week_around(day) if view == "semana" else month_around(day)
    agenda = agenda_of(current_store(), first, last, language(), person if mine else None)
    back, ahead = (_beside(day, view, step) for step in (-1, 1))
    shown = Leaf(day, view, agenda, _title(day, view), _url(back), _url(ahead), mine if person else None)
    return render_template("seguimiento/agenda.html", leaf=shown, in_a_cell=IN_A_CELL)


def _wanted() -> date:
    with suppress(ValueError):
        asked = date.fromisoformat(request.args.get("dia", "")[:10])
        return min(max(asked, EARLIEST), LATEST)
    return current_day()


def _beside(day: date, view: str, step: int) -> date:
    if view == "semana":
        return day + timedelta(days=7 * step)
    first = day.replace(day=1)
    return (
        (first + timedelta(days=32)).replace(day=1)
        if step > 0
        else (first - timedelta(days=1)).replace(day=1)
    )


def _url(day: date) -> str:
    return same_page(dia=day.isoformat())


@blueprint.app_template_filter("weekday")
def weekday(day: date) -> str:
    """The name of a day of the week."""
    from babel.dates import format_date

    return format_date(day, "EEEE", locale=language())


def _title(day: date, view: str) -> str:
    from babel.dates import format_date

    if view == "semana":
        monday, sunday = week_around(day)
        start, end = (format_date(one, "d MMM", locale=language()) for one in (monday, sunday))
        return _("Semana del %(start)s al %(end)s de %(year)s", start=start, end=end, year=sunday.year)
    return format_date(day, "LLLL y", locale=language()).capitalize()
