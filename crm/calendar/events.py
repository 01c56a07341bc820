"""What the office records as events of a calendar. What is only known by the month or the year has no day, and gets none.

An interaction with days is an event of those days; a vague one is none. A commitment is an event of the last day on which
it may be kept: one for March 2027 is due on the 31st at the latest, and says that it is for March.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crm.calendar.text import Event
from crm.follow_up.going_cold import QuietTie
from crm.interaction_model import Commitment, Interaction
from crm.messages import Language, say
from crm.office import office_id
from crm.periods import Period, say_period
from crm.vocabulary import vocabulary
from graph.store import Store

CALLED_OFF = frozenset({"cancelled", "rejected"})
_OPEN = frozenset({"pending", "postponed"})
_BEGINNING = date(2000, 1, 1)


@dataclass(frozen=True)
class Telling:
    """In which language events speak, what actors are called, when records changed last, where their pages are."""

    language: Language
    names: Mapping[str, str]
    modified: Mapping[str, datetime]
    address: str = ""

    def when(self, id: str) -> datetime:
        """When a record changed last."""
        return self.modified.get(id, datetime(2000, 1, 1, tzinfo=UTC))

    def url(self, path: str) -> str:
        """The address of a page; "" when nobody knows where the application is."""
        return f"{self.address.rstrip('/')}/{path}" if self.address else ""


def has_days(when: Period) -> bool:
    """Whether a period is known to the day at both ends, so that a calendar may show it."""
    if when.precision == "day":
        return True
    both = when.start is not None and when.end is not None
    return when.precision == "range" and both and when.start_precision == when.end_precision == "day"


def event_of_interaction(one: Interaction, telling: Telling) -> Event | None:
    """The event, None when its days are not known."""
    if not has_days(one.when) or one.when.start is None or one.when.end is None:
        return None
    timed = one.hour is not None and one.when.start == one.when.end
    status = "CANCELLED" if one.status in CALLED_OFF else "TENTATIVE" if one.status in _OPEN else "CONFIRMED"
    return Event(
        uid=uid(one.id),
        title=one.title,
        first=one.when.start,
        last=one.when.end,
        modified=telling.when(one.id),
        sequence=one.version,
        hour=one.hour,
        minutes=one.duration,
        place=one.place or "",
        description=_about(one, telling),
        url=telling.url(f"interacciones/{one.id}"),
        status=status,
        category=vocabulary("interaction_kinds").label(one.kind, telling.language),
        busy=timed and status == "CONFIRMED",
    )


def uid(id: str) -> str:
    """The same record has the same name in every calendar, whatever happens to it."""
    return f"{id}@{office_id()}.red-de-aliados"


def _about(one: Interaction, telling: Telling) -> str:
    lang = telling.language
    lines = [vocabulary("interaction_kinds").label(one.kind, lang)]
    who = [
        telling.names[p.actor]
        for p in one.participants
        if p.actor in telling.names and p.actor != office_id()
    ]
    lines += [say("calendar_with", lang, names=shortened(who))] if who else []
    lines += [one.summary] if one.summary else []
    if one.hour and one.when.start != one.when.end:
        lines.append(say("calendar_begins_at", lang, hour=one.hour))
    lines += [f"• {promise.text}" for promise in one.commitments if promise.open]
    lines.append(telling.url(f"interacciones/{one.id}"))
    return "\n".join(line for line in lines if line)


def shortened(names: Sequence[str]) -> str:
    """The first eight names, and how many more there are."""
    shown = ", ".join(names[:8])
    return f"{shown} +{len(names) - 8}" if len(names) > 8 else shown


def event_of_commitment(one: Commitment, telling: Telling) -> Event | None:
    """The event of an open commitment with a last day; None for the others."""
    if not one.open or one.due is None or one.due.end is None:
        return None
    lang = telling.language
    owner = telling.names.get(one.owner or "", "")
    title = say(
        "calendar_due" if one.direction != "theirs" else "calendar_due_theirs",
        lang,
        text=one.text,
        owner=owner,
    )
    whom = telling.names.get(one.beneficiary or "", "")
    lines = [say("calendar_owner", lang, name=owner)] if owner else []
    lines += [say("calendar_for", lang, name=whom)] if whom else []
    if one.due.precision != "day":
        lines.append(say("calendar_at_the_latest", lang, when=say_period(one.due, lang)))
    lines.append(telling.url(f"compromisos/{one.id}"))
    return Event(
        uid=uid(one.id),
        title=title,
        first=one.due.end,
        last=one.due.end,
        modified=telling.when(one.id),
        sequence=one.version,
        description="\n".join(line for line in lines if line),
        url=telling.url(f"compromisos/{one.id}"),
        category=say("calendar_commitment", lang),
    )


def event_of_cold(tie: QuietTie, telling: Telling) -> Event:
    """The day on which one will have been silent with a partner for too long."""
    actor, lang = tie.actor, telling.language
    last = actor.last_contact or tie.cold_on
    return Event(
        uid=uid(f"frio-{actor.id}"),
        title=say("calendar_cold", lang, name=actor.name),
        first=tie.cold_on,
        last=tie.cold_on,
        modified=datetime.combine(last, time(12), UTC),
        sequence=max(0, (tie.cold_on - _BEGINNING).days),
        description="\n".join(
            filter(
                None,
                [say("calendar_cold_about", lang, day=last.isoformat()), telling.url(f"actores/{actor.id}")],
            )
        ),
        url=telling.url(f"actores/{actor.id}"),
        category=say("calendar_quiet", lang),
    )


def last_changes(store: Store, ids: Iterable[str]) -> dict[str, datetime]:
    """When each record was saved last, by the log."""
    wanted, found = list(ids), dict[str, datetime]()
    for start in range(0, len(wanted), 200):
        since = 0
        while page := store.changes(since, wanted[start : start + 200], 2000):
            found |= {change.id: change.at for change in page}
            since = page[-1].revision
            if len(page) < 2000:
                break
    return found


def named_in(interactions: Iterable[Interaction], commitments: Iterable[Commitment]) -> Collection[str]:
    """The actors whose names the events say."""
    parties = {part.actor for one in interactions for part in one.participants}
    owners = {id for one in commitments for id in (one.owner, one.beneficiary) if id}
    return parties | owners


def window(today: date) -> tuple[date, date]:
    """The days that a feed reaches: three months back, thirteen ahead."""
    return today - timedelta(days=90), today + timedelta(days=400)
