"""From what was understood to the proposal: the office first, owners found, doubts listed, a title made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crm.capture.doubts import doubts_of
from crm.capture.heads import is_bare, is_head
from crm.capture.kinds import Happened
from crm.capture.line import Line
from crm.capture.mentions import Mention
from crm.capture.model import Party, Promise, Proposal, When
from crm.capture.owners import Owner, owners_of
from crm.capture.parties import Gathering, Present
from crm.capture.promises import Pledge, due_of
from crm.capture.themes import Themed
from crm.capture.timing import Timing
from crm.capture.titles import short_name, title_of
from crm.office import office_id
from graph.fold import fold


@dataclass
class Reading:
    """What was understood of one line."""

    line: Line
    today: date
    gathering: Gathering
    happened: Happened
    timing: Timing
    themes: Themed
    mode: str | None = None
    place: str | None = None
    hour: str | None = None
    pledges: list[Pledge] = field(default_factory=list)


def compose(reading: Reading) -> Proposal:
    """The proposal of the reading; whoever promised takes part, where nobody else does."""
    _with_promisers(reading)
    reading.gathering.settle()
    owned = list(zip(reading.pledges, owners_of(reading.pledges, reading.gathering), strict=True))
    parties = [_office(reading.gathering), *(_party(one) for one in reading.gathering.parties)]
    happened, timing, themes = reading.happened, reading.timing, reading.themes
    said = {"kind": happened.kind, "mode": reading.mode, "status": timing.status, "when": timing.when}
    said["hour"] = reading.hour if timing.when.precision == "day" else None
    listed = {
        "participants": parties,
        "themes": list(themes.texts)[:60],
        "commitments": [_promise(pledge, owner, reading.today) for pledge, owner in owned],
        "warnings": doubts_of((happened, timing), reading.gathering.parties, owned, reading.today),
    }
    title = title_of(happened.kind, parties, themes.texts)
    source = {"text": reading.line.raw, "today": reading.today, "spans": _spans(reading)}
    return Proposal.trusted({**said, **listed, **source, "place": reading.place, "title": title})


def _with_promisers(reading: Reading) -> None:
    alone = not reading.gathering.parties
    for mention in (one for pledge in reading.pledges for one in pledge.mentions):
        if alone or _has_to_be_made(mention, reading.gathering):
            reading.gathering.add(mention, "counterpart")


def _has_to_be_made(mention: Mention, gathering: Gathering) -> bool:
    name = fold(mention.name)
    told = bool(name) and not mention.ids and not is_bare(name) and not is_head(name)
    return told and gathering.is_stranger(mention)


def _spans(reading: Reading) -> dict[str, tuple[int, int]]:
    spans = {f"themes[{index}]": span for index, span in enumerate(reading.themes.spans)}
    return spans | ({"kind": reading.happened.span} if reading.happened.span else {})


def _promise(pledge: Pledge, owner: Owner, today: date) -> Promise:
    days = due_of(pledge, today)
    closed = days is not None and days.start is not None and days.end is not None
    due = When.from_period(days, pledge.due.span) if days and closed and pledge.due else None
    return Promise.trusted({"text": pledge.text, "owner": owner.who, "due": due, "span": pledge.span})


def _office(gathering: Gathering) -> Party:
    text, role = short_name(gathering.index, office_id()), gathering.office_role or "host"
    return Party.trusted({"text": text, "actor": office_id(), "role": role})


def _party(one: Present) -> Party:
    person = ", ".join(one.persons)[:300] or None
    said = {"text": one.text[:200], "actor": one.actor, "role": one.role, "type": one.type}
    return Party.trusted({**said, "person": person, "candidates": list(one.candidates), "span": one.span})
