"""Saving what was proposed: the interaction, the actors made on the way, their people, all in one unit of work.

party of a known person and of their house     -> one participant, `person` the known one
party with `person` ("Ana Gil, Luis Paz")      -> a Person with an untitled post there; further ones take part too
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from crm.access import Viewer, require
from crm.capture.known import known_names
from crm.capture.making import Maker
from crm.capture.model import Proposal
from crm.capture.names import NameIndex
from crm.capture.summing import summary_of
from crm.capture.titles import title_of
from crm.errors import InvalidData, Problem
from crm.idempotency import once_with, result_of
from crm.interactions import Interaction, create_interaction
from crm.together import together
from graph.fold import fold
from graph.store import Store


@dataclass(frozen=True)
class Recorded:
    """The interaction that was saved and the actors, people among them, that were made on the way.

    `transaction` saved it, also when this is told again later; None for what was saved before that was kept.
    """

    interaction: str
    created: tuple[str, ...]
    transaction: int | None = None


def save_proposal(store: Store, viewer: Viewer, proposal: Proposal, key: str = "") -> Recorded:
    """Saves the interaction and what it needs, all or nothing; under a key once, however often it is sent.

    With warnings it is marked to be reviewed. Raises NotAllowed, and InvalidData for a new actor without a type
    ("participants[2].type"), for a name that several known actors bear ("participants[2].actor"), for unknown ids.
    """
    try:
        return save_proposals(store, viewer, [proposal], key)[0]
    except InvalidData as error:
        raise InvalidData([_outside(problem) for problem in error.problems]) from error


def _outside(problem: Problem) -> Problem:
    return Problem(problem.field.removeprefix("items[0]").removeprefix("."), problem.key, problem.params)


def save_proposals(
    store: Store, viewer: Viewer, proposals: Sequence[Proposal], key: str = ""
) -> list[Recorded]:
    """Saves many as one unit of work, once for each key. Raises InvalidData with "items[2].…" in its fields."""
    require(viewer, "edit")
    names = known_names(store, viewer)
    refused = list(_problems(proposals, names))
    if refused:
        raise InvalidData(refused)
    if not key:
        with together(store, viewer) as one:
            return _save(one, viewer, proposals, names)
    said = blake2b(json.dumps([one.shown() for one in proposals]).encode(), digest_size=16).hexdigest()
    return _unpacked(
        once_with(store, viewer, key, lambda one: _packed(_save(one, viewer, proposals, names)), said)
    )


def recorded_under(store: Store, viewer: Viewer, key: str) -> list[Recorded]:
    """What the viewer's key saved before; nothing when it saved nothing."""
    kept = result_of(store, viewer, key)
    return _unpacked(kept) if kept else []


def _unpacked(kept: str) -> list[Recorded]:
    return [Recorded(str(id), tuple(made), *unit) for id, made, *unit in json.loads(kept)]


def _packed(recorded: Sequence[Recorded]) -> str:
    return json.dumps([[one.interaction, list(one.created), one.transaction] for one in recorded])


def _problems(proposals: Sequence[Proposal], names: NameIndex) -> Iterator[Problem]:
    for number, proposal in enumerate(proposals):
        for index, party in enumerate(proposal.participants):
            where = f"items[{number}].participants[{index}]"
            if party.actor is not None:
                continue
            if len(party.candidates) > 1 and len(names.exactly(fold(party.text))) > 1:
                yield Problem(f"{where}.actor", "capture_choose", {"name": party.text})
            elif party.type is None:
                yield Problem(f"{where}.type", "capture_needs_type", {"name": party.text})


def _save(one: Store, viewer: Viewer, proposals: Sequence[Proposal], names: NameIndex) -> list[Recorded]:
    recorded: list[Recorded] = []
    maker = Maker(one, viewer, names)
    with one.transaction(viewer.id) as tx:  # the one that all of them are in
        unit = tx.number
    for number, proposal in enumerate(proposals):
        try:
            saved = create_interaction(one, viewer, _interaction(proposal, maker))
        except InvalidData as error:
            raise InvalidData([_inside(number, problem) for problem in error.problems]) from error
        recorded.append(Recorded(saved.id, maker.taken(), unit))
    return recorded


def _inside(number: int, problem: Problem) -> Problem:
    return Problem(f"items[{number}].{problem.field}".rstrip("."), problem.key, problem.params)


def _interaction(proposal: Proposal, maker: Maker) -> Interaction:
    ids = maker.actors_of(proposal)
    values = {
        name: getattr(proposal, name) for name in ("kind", "mode", "status", "place", "title", "themes")
    }
    participants = [one.model_dump() for one in maker.participants_of(proposal, ids)]
    commitments = [
        {"text": promise.text, "owner": maker.owner_of(promise.owner, proposal, ids), "due": due}
        for promise in proposal.commitments
        for due in [promise.due.period if promise.due else None]
    ]
    unsure = bool(proposal.warnings)
    listed = {"participants": participants, "commitments": commitments, "to_review": unsure}
    hour = proposal.hour if proposal.when.precision == "day" else None
    told = summary_of(proposal.text, [promise.text for promise in proposal.commitments])
    return Interaction.of({**values, **listed, "when": proposal.when.period, "hour": hour, "summary": told})


def titled(store: Store, proposal: Proposal) -> Proposal:
    """The proposal called anew after its kind, participants and themes as they are now, corrected or not."""
    names = known_names(store)
    parties = []
    for party in proposal.participants:
        known = names.get(party.actor) if party.actor else None
        said = known is None or party.actor in names.exactly(fold(party.text))
        parties.append(party if said or known is None else party.having(text=known.name))
    return proposal.having(title=title_of(proposal.kind, parties, proposal.themes))
