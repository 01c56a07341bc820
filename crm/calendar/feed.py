"""What stands in a person's calendar: meetings and delegations with their programmes, commitments that fall due,
calls that close, who is about to go quiet.

It reaches three months back and thirteen ahead, and never holds more than some thousand events, the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from crm.accounts.passwords import digest_of
from crm.accounts.users import User
from crm.actors import names_of
from crm.calendar.closings import closings_between, event_of_closing, is_open
from crm.calendar.events import (
    Telling,
    event_of_cold,
    event_of_commitment,
    event_of_interaction,
    last_changes,
    named_in,
    window,
)
from crm.calendar.keys import Choice
from crm.calendar.sessions import OnProgramme, event_of_session, on_them, sessions_between, with_visits
from crm.calendar.text import Event, calendar_lines
from crm.commitment_lists import CommitmentFilter, list_commitments
from crm.commitment_records import read_commitments
from crm.follow_up.going_cold import cold_between
from crm.interaction_lists import InteractionFilter, list_interactions
from crm.interaction_model import OPEN, Commitment, Interaction
from crm.interaction_records import read_interactions
from crm.listing import every
from crm.messages import Language, say
from crm.office import office_zone
from crm.project_model import Project, read_project
from graph.records import Node
from graph.store import Query, Store

AHEAD, BACK, DUE, COLD = 600, 300, 500, 100
COLD_DAYS = 60


@dataclass(frozen=True)
class Reader:
    """For whom a calendar is: the account, what they chose, where the application answers."""

    user: User
    choice: Choice
    address: str = ""


def edition(store: Store, reader: Reader, today: date) -> tuple[str, datetime]:
    """A tag that changes whenever the calendar may have changed, and the moment since when it is as it is."""
    revision = store.revision()
    said = (
        reader.user.id,
        reader.user.language,
        *sorted(reader.choice.parts),
        str(reader.choice.mine),
        reader.address,
    )
    tag = digest_of("\0".join((*said, str(revision), today.isoformat())))[:32]
    began = datetime.combine(today, time(0), ZoneInfo(office_zone())).astimezone(UTC)
    newest = store.changes(revision - 1, (), 1) if revision else []
    return tag, max([began, *(change.at for change in newest)]).replace(microsecond=0)


def feed_text(store: Store, reader: Reader, today: date) -> str:
    """The calendar. `store` is the view of the reader."""
    lang = reader.user.language
    events = feed_events(store, reader, today)
    return "".join(calendar_lines(events, say("calendar_name", lang), say("calendar_note", lang)))


def feed_events(store: Store, reader: Reader, today: date) -> list[Event]:
    """Its events, by their days."""
    parts = reader.choice.parts
    meetings = _meetings(store, reader, today) if "interactions" in parts else []
    promises = _promises(store, reader, today) if "commitments" in parts else []
    sessions = _sessions(store, reader, today) if "interactions" in parts else []
    telling = _telling(store, meetings, promises, reader.user.language, reader.address)
    events = [*_events(meetings, promises, telling), *_session_events(store, sessions, telling)]
    if "commitments" in parts:
        events += _closings(store, reader, today)
    if "cold" in parts:
        turning = cold_between(store, today, today + timedelta(days=COLD_DAYS), COLD)
        events += [event_of_cold(tie, telling) for tie in turning]
    return sorted(events, key=lambda event: (event.first, event.uid))


def _meetings(store: Store, reader: Reader, today: date) -> list[Interaction]:
    first, last = window(today)
    ahead = InteractionFilter(since=today, until=last, descending=False, limit=AHEAD)
    back = InteractionFilter(since=first, until=today - timedelta(days=1), limit=BACK)
    wanted = [own_interactions(one, reader.user) if reader.choice.mine else one for one in (back, ahead)]
    return [meeting for one in wanted for meeting in list_interactions(store, one).items]


def _sessions(store: Store, reader: Reader, today: date) -> list[OnProgramme]:
    """Those of the window; one's own are those one receives or attends, or of the visits one recorded."""
    first, last = window(today)
    user, mine = reader.user, reader.choice.mine
    found = sessions_between(store, first, last, user.person if mine else None)
    if not mine or user.person:
        return found
    return [one for one in found if one.visit.get("recorded_by") == user.id]


def _session_events(store: Store, found: Sequence[OnProgramme], telling: Telling) -> Iterator[Event]:
    ids = [one.session.id for one in found]
    known = replace(
        telling, names=names_of(store, set(on_them(found))), modified=last_changes(store, ids) if ids else {}
    )
    yield from (event_of_session(one, known) for one in found)


def own_interactions(filter: InteractionFilter, user: User) -> InteractionFilter:
    """Only one's own: those one took part in; of who is tied to no person, those one recorded."""
    return replace(filter, actor=user.person) if user.person else replace(filter, mine=user.id)


def _promises(store: Store, reader: Reader, today: date) -> list[Commitment]:
    first, last = window(today)
    filter = CommitmentFilter(status=tuple(sorted(OPEN)), since=first, until=last, limit=DUE)
    return list_commitments(
        store, own_commitments(filter, reader.user) if reader.choice.mine else filter
    ).items


def _closings(store: Store, reader: Reader, today: date) -> Iterator[Event]:
    """The days on which the calls of projects close; one's own are those one leads."""
    lead = reader.user.person or "" if reader.choice.mine else None
    telling = Telling(reader.user.language, {}, {}, reader.address)
    yield from _closing_events(closings_between(store, *window(today), lead), telling, store)


def _closing_events(found: Sequence[Project], telling: Telling, store: Store) -> Iterator[Event]:
    known = replace(telling, modified=last_changes(store, [one.id for one in found]))
    yield from (event for one in found if (event := event_of_closing(one, known)) is not None)


def own_commitments(filter: CommitmentFilter, user: User) -> CommitmentFilter:
    """Only one's own: those one owes; of who is tied to no person, those one recorded."""
    return replace(filter, owner=(user.person,)) if user.person else replace(filter, mine=user.id)


def _telling(
    store: Store,
    interactions: Sequence[Interaction],
    commitments: Sequence[Commitment],
    language: Language,
    address: str,
) -> Telling:
    names = names_of(store, named_in(interactions, commitments))
    ids = [*(one.id for one in interactions), *(one.id for one in commitments)]
    return Telling(language, names, last_changes(store, ids), address)


def _events(
    interactions: Iterable[Interaction], commitments: Iterable[Commitment], telling: Telling
) -> Iterator[Event]:
    for meeting in interactions:
        if (event := event_of_interaction(meeting, telling)) is not None:
            yield event
    for promise in commitments:
        if (event := event_of_commitment(promise, telling)) is not None:
            yield event


def one_event(store: Store, interaction: Interaction, language: Language, address: str = "") -> Event | None:
    """The event of one interaction, to be sent; None when its days are not known."""
    return event_of_interaction(interaction, _telling(store, [interaction], [], language, address))


def every_event(store: Store, language: Language) -> Iterator[Event]:
    """All that the store shows, without end or beginning: interactions with days, sessions, open commitments."""
    for nodes in _batches(store, "Interaction"):
        found = [one for one in read_interactions(store, nodes) if not one.archived and not one.reference]
        yield from _events(found, [], _telling(store, found, [], language, ""))
    for nodes in _batches(store, "Commitment"):
        promised = [one for one in read_commitments(store, nodes) if not one.archived and not one.reference]
        yield from _events([], promised, _telling(store, [], promised, language, ""))
    for nodes in _batches(store, "Project"):
        open_ = [one for one in map(read_project, nodes) if is_open(one)]
        yield from _closing_events(open_, _telling(store, [], [], language, ""), store)
    for nodes in _batches(store, "ProgrammeSession"):
        held = with_visits(store, [node for node in nodes if not node.get("archived")])
        yield from _session_events(store, held, _telling(store, [], [], language, ""))


def _batches(store: Store, root: str) -> Iterator[list[Node]]:
    nodes = every(store, Query(root))
    while batch := list(islice(nodes, 500)):
        yield batch
