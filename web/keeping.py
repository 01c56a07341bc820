"""What a form does not show stays as it was: the source of a participant, the result of a commitment, its own words.

update_interaction(store, viewer, keep_unshown(typed, before))
"""

from __future__ import annotations

from crm.interactions import Commitment, Interaction, Participant
from crm.office import today
from crm.periods import Period, say_period
from web.i18n import language


def keep_unshown(typed: Interaction, before: Interaction) -> Interaction:
    """The interaction as typed, with what only the record knows of its participants and commitments."""
    parties = {part.actor: part for part in before.participants}
    promises = {promise.id: promise for promise in before.commitments}
    return typed.having(
        participants=[_participant(one, parties.get(one.actor)) for one in typed.participants],
        commitments=[_commitment(one, promises.get(one.id)) for one in typed.commitments],
    )


def _participant(typed: Participant, before: Participant | None) -> Participant:
    return typed if before is None else typed.having(note=before.note, source=before.source)


def _commitment(typed: Commitment, before: Commitment | None) -> Commitment:
    if before is None:
        return typed.having(done_on=today()) if typed.status == "done" else typed
    shown = {name: getattr(typed, name) for name in ("text", "owner", "beneficiary", "status", "version")}
    done_on = _done_on(typed.status, before)
    return before.having(**shown, due=_due(typed.due, before.due), done_on=done_on)


def _done_on(status: str, before: Commitment) -> object:
    if status == before.status:
        return before.done_on
    return today() if status == "done" else None


def _due(typed: Period | None, before: Period | None) -> Period | None:
    """The source's own words for the date stay while it reads the same."""
    same = typed and before and say_period(typed, language()) == say_period(before, language())
    return before if same else typed
