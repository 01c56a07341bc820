"""From a line to what its page shows: the proposal, the words for it, the actors it names, what holds saving back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from crm.actors import Actor, get_actors
from crm.capture.model import Proposal, When
from crm.errors import InvalidData
from crm.messages import say
from crm.periods import say_period
from graph.fold import fold
from web.auth import the_viewer
from web.i18n import ago, current_day, day, language, term
from web.marks import type_mark
from web.store import current_store

LONGEST = 2000
NEAR = 14
_DAY = {"es": "EEEE d 'de' MMMM", "en": "EEEE d MMMM"}


def read_line(text: str, today: date | None = None) -> Proposal:
    """The proposal of a line as of a day, of today when none is said. Raises InvalidData for nothing or too much."""
    said = " ".join(text.split())
    if not said:
        raise InvalidData.of("text", "required")
    if len(said) > LONGEST:
        raise InvalidData.of("text", "too_long", limit=LONGEST)
    from crm.capture.doors import known_names, propose  # the reader is heavy, and only wanted here

    return propose(known_names(current_store(), the_viewer()), said, today or current_day())


def answer_of(proposal: Proposal, today: date | None = None) -> dict[str, Any]:
    """What the scripts draw chips from; `blocking` are the participants that must be settled before saving."""
    return {
        "proposal": proposal.shown(language()),
        "words": {
            "when": when_words(proposal.when),
            "commitments": [when_words(one.due) for one in proposal.commitments],
            "themes": {id: term(id, "themes") for id in proposal.themes},
            "plannedPast": say("capture.planned_past", language()),
        },
        "actors": _actors(proposal),
        "blocking": list(blocking(proposal)),
        "today": (today or current_day()).isoformat(),
    }


def when_words(when: When | None) -> str:
    """Days as people say them: "domingo, 22 de noviembre de 2026"; near ones "ayer, domingo 22 de noviembre"."""
    if when is None:
        return ""
    if when.precision != "day":
        return say_period(when.period, language())
    if abs((when.start - current_day()).days) >= NEAR:
        return day(when.start, "full")
    return f"{ago(when.start)}, {day(when.start, _DAY[language()])}"


def blocking(proposal: Proposal) -> Iterator[str]:
    """Which participants hold saving back: new ones without a type, names that several known actors bear."""
    from crm.capture.doors import known_names

    names = known_names(current_store(), the_viewer())
    for index, party in enumerate(proposal.participants):
        several = len(party.candidates) > 1 and len(names.exactly(fold(party.text))) > 1
        if party.actor is None and (party.type is None or several):
            yield f"participants[{index}]"


def _actors(proposal: Proposal) -> dict[str, Any]:
    named = {party.actor for party in proposal.participants} | {one.owner for one in proposal.commitments}
    named |= {id for party in proposal.participants for id in party.candidates}
    named |= {id for doubt in proposal.warnings for id in doubt.options}
    found = get_actors(current_store(), [id for id in named if id and " " not in id])
    return {id: _shown(actor) for id, actor in found.items()}


def _shown(actor: Actor) -> dict[str, str]:
    mark = type_mark(actor.type)
    return {"name": actor.name, "type": actor.type, "type_label": mark.label, "icon": mark.icon}
