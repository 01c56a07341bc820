"""What the reading was unsure of, as warnings with their alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from crm.capture.kinds import Happened
from crm.capture.model import Doubt
from crm.capture.owners import Owner
from crm.capture.parties import Present
from crm.capture.promises import Pledge, due_of
from crm.capture.timing import Timing
from crm.vocabulary import vocabulary


def doubts_of(
    said: tuple[Happened, Timing],
    parties: Sequence[Present],
    promises: Sequence[tuple[Pledge, Owner]],
    today: date,
) -> list[Doubt]:
    """The warnings in the order of the chips; the office stands before the parties in the list of participants."""
    return [*_of_kind(said[0]), *_of_time(said[1]), *_of_parties(parties), *_of_promises(promises, today)]


def _of_kind(happened: Happened) -> Iterator[Doubt]:
    if happened.span is None:
        yield Doubt.of_key("kind", "no_kind", list(vocabulary("interaction_kinds").ids))


def _of_time(timing: Timing) -> Iterator[Doubt]:
    if timing.doubt:
        yield Doubt.of_key("when", timing.doubt, list(timing.options))


def _of_parties(parties: Sequence[Present]) -> Iterator[Doubt]:
    for index, party in enumerate(parties, start=1):
        if party.doubt:
            options = list(party.candidates)
            if party.doubt == "no_type":
                options = list(vocabulary("actor_types").ids)
            yield Doubt.of_key(f"participants[{index}]", party.doubt, options, name=party.text)


def _of_promises(promises: Sequence[tuple[Pledge, Owner]], today: date) -> Iterator[Doubt]:
    for index, (pledge, owner) in enumerate(promises):
        about = f"commitments[{index}]"
        if owner.doubt:
            yield Doubt.of_key(about, owner.doubt, list(owner.options), name=owner.who or "")
        elif pledge.due is not None and pledge.due.clashes(due_of(pledge, today)):
            yield Doubt.of_key(about, "weekday_differs")
        elif pledge.due is not None and due_of(pledge, today) is None:
            yield Doubt.of_key(about, "unreadable_date")
