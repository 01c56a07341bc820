"""The sessions of visits and delegations as they stand in the agenda and in calendars, without those of visits called off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.calendar.events import CALLED_OFF, Telling, shortened, uid
from crm.calendar.text import Event
from crm.delegations.programme import read_sessions
from crm.delegations.programme_model import DAY_MINUTES, Session
from crm.listing import find_page
from crm.messages import say
from graph.records import Node
from graph.store import Linked, Query, Store, Where

MOST = 500
_OPEN = frozenset({"pending", "postponed"})


@dataclass(frozen=True)
class OnProgramme:
    """A session and the visit it belongs to, as a node."""

    session: Session
    visit: Node


def sessions_between(store: Store, first: date, last: date, person: str | None = None) -> list[OnProgramme]:
    """The sessions of some days by day and hour, at most `MOST`; with `person` those that person receives or attends."""
    where = (Where("archived", "=", False), Where("day", ">=", first), Where("day", "<=", last))
    linked = Linked(person, ("ON_PROGRAMME",), "out") if person else None
    order = (("day", False), ("begins", False))
    query = Query("ProgrammeSession", where=where, linked=linked, order=order, limit=MOST, total=False)
    return with_visits(store, find_page(store, query).items)


def with_visits(store: Store, nodes: Sequence[Node]) -> list[OnProgramme]:
    """The sessions of the nodes that still take place, each with its visit; two reads for any number of them."""
    visits = store.get({str(node.get("interaction")) for node in nodes})
    held = [node for node in nodes if _held(visits.get(str(node.get("interaction"))))]
    return [OnProgramme(one, visits[one.interaction]) for one in read_sessions(store, held)]


def _held(visit: Node | None) -> bool:
    return visit is not None and not visit.get("archived") and visit.get("status") not in CALLED_OFF


def on_them(found: Iterable[OnProgramme]) -> Iterator[str]:
    """Everybody who receives or attends, whose names the events say."""
    for one in found:
        yield from one.session.hosts


def event_of_session(one: OnProgramme, telling: Telling) -> Event:
    """The event of a session, which takes up the time of who has it unless the visit is not sure."""
    session, sure = one.session, one.visit.get("status") not in _OPEN
    place = telling.url(f"interacciones/{session.interaction}/programa")
    return Event(
        uid=uid(session.id),
        title=session.title,
        first=session.day,
        last=session.day,
        modified=telling.when(session.id),
        sequence=session.version,
        hour=session.begins,
        minutes=min(session.minutes, DAY_MINUTES - session.start),
        place=session.place or "",
        description="\n".join(line for line in (*_about(one, telling), place) if line),
        url=place,
        status="CONFIRMED" if sure else "TENTATIVE",
        category=say("calendar_session", telling.language),
        busy=sure,
    )


def _about(one: OnProgramme, telling: Telling) -> Iterator[str]:
    session, lang = one.session, telling.language
    yield say("calendar_session_of", lang, visit=str(one.visit.get("title")))
    hosts = [telling.names[id] for id in session.hosts if id in telling.names]
    if hosts:
        yield say("calendar_received_by", lang, names=shortened(hosts))
    if session.transport:
        yield say("calendar_transport", lang, how=session.transport)
    if session.notes:
        yield session.notes
