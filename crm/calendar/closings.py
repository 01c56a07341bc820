"""The days on which the calls close that projects answer, for the agenda and for calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm.calendar.events import Telling, uid
from crm.calendar.text import Event
from crm.listing import find_page
from crm.messages import say
from crm.periods import say_period
from crm.project_model import Project, read_project
from crm.vocabulary import vocabulary
from graph.store import Query, Store, Where

MOST = 200


def closings_between(store: Store, first: date, last: date, lead: str | None = None) -> list[Project]:
    """The projects still going on whose call closes in these days, the first to close first; with `lead` that person's."""
    where = (
        Where("archived", "=", False),
        Where("deadline", ">=", first),
        Where("deadline", "<=", last),
    )
    query = Query("Project", where=where, order=(("deadline", False),), limit=MOST, total=False)
    found = [read_project(node) for node in find_page(store, query).items]
    return [one for one in found if is_open(one) and (lead is None or one.lead == lead)]


def is_open(one: Project) -> bool:
    """Whether the project still goes on, so that its deadline matters."""
    return not one.archived and bool(vocabulary("project_statuses").get(one.status).extra.get("open"))


def event_of_closing(one: Project, telling: Telling) -> Event | None:
    """The last day of the call; None for a project without one."""
    if one.deadline is None or one.deadline.end is None:
        return None
    lang = telling.language
    return Event(
        uid=uid(f"cierre-{one.id}"),
        title=say("calendar_closing", lang, title=one.title),
        first=one.deadline.end,
        last=one.deadline.end,
        modified=telling.when(one.id),
        sequence=one.version,
        description="\n".join(line for line in _about(one, telling) if line),
        url=telling.url(f"proyectos/{one.id}"),
        category=say("calendar_call", lang),
    )


def _about(one: Project, telling: Telling) -> Sequence[str]:
    lang, when = telling.language, one.deadline
    vague = when is not None and when.precision != "day"
    return (
        say("calendar_call_of", lang, call=one.call) if one.call else "",
        say("calendar_at_the_latest", lang, when=say_period(when, lang)) if vague and when else "",
        telling.url(f"proyectos/{one.id}"),
    )
