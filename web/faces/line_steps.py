"""Ways from the years of a line of time to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from crm.faces.meetings import Meetings
from web.faces.frame import with_query
from web.red.wish import Wish
from web.texts import gettext as _


@dataclass(frozen=True)
class Step:
    """A way to look at other years: earlier, later, closer, at all of them."""

    label: str
    url: str
    key: str


def steps(wish: Wish, own: Sequence[tuple[str, str]], meetings: Meetings) -> Iterator[Step]:
    """Earlier, later, all: the years that are shown, moved."""
    if not len(meetings.events):
        return
    years = [date.fromordinal(int(day)).year for day in (meetings.start.min(), meetings.end.max())]
    first, last = wish.desde or years[0], wish.hasta or years[1]
    span = last - first + 1
    page = url_for("caras.linea")

    def url(since: int | None, until: int | None) -> str:
        return with_query(page, wish.query(desde=since, hasta=until, todo=wish.todo or wish.is_start), own)

    if wish.desde or wish.hasta:
        yield Step(_("Antes"), url(first - span, first - 1), "-")
        yield Step(_("Después"), url(last + 1, last + span), "+")
        yield Step(_("Todos los años"), with_query(page, wish.query(desde=None, hasta=None), own), "0")
    elif span > 1:
        yield Step(_("Solo %(year)s", year=last), url(last, last), "+")
