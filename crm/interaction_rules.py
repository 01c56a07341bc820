"""What the store must know before an interaction may be saved, and how it gets its id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from crm.errors import Problem
from crm.evidence import unknown_documents, unknown_in
from crm.fields import THE_OFFICE
from crm.identity import day_slug, slug
from crm.interaction_model import Commitment, Interaction
from crm.office import office_id
from crm.vocabulary import vocabulary
from graph.records import OFFICE, PUBLIC, Node
from graph.store import Transaction

_OPEN = frozenset({OFFICE, PUBLIC})


def id_base(interaction: Interaction) -> str:
    """Day, kind and first counterpart: 2026-11-19-reunion-embajada-francia. Room is left for `-c12`."""
    kind = vocabulary("interaction_kinds").label(interaction.kind, "es")
    others = [p.actor for p in interaction.participants if p.actor != office_id()]
    who = others[0] if others else interaction.title
    return slug(f"{day_slug(interaction.when)} {kind} {who}", limit=68)


def named_actors(interaction: Interaction) -> Iterator[tuple[str, str]]:
    """Every field that names an actor, with the id it names."""
    for index, participant in enumerate(interaction.participants):
        yield f"participants[{index}].actor", participant.actor
        if participant.person is not None:
            yield f"participants[{index}].person", participant.person
    for index, commitment in enumerate(interaction.commitments):
        yield from named_by_commitment(commitment, f"commitments[{index}].")


def named_to_check(interaction: Interaction, before: Interaction | None) -> Iterator[tuple[str, str]]:
    """Every field that names an actor who was not named so before."""
    old = {one.id: one for one in before.commitments} if before else {}
    for field, id in named_actors(interaction):
        index = field.removeprefix("commitments[").partition("]")[0]
        promise = interaction.commitments[int(index)] if field.startswith("commitments[") else None
        known = old.get(promise.id) if promise else None
        if known is None or id not in {known.owner, known.beneficiary}:
            yield field, id


def named_by_commitment(commitment: Commitment, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The same for a commitment on its own."""
    if commitment.owner is not None:
        yield f"{prefix}owner", commitment.owner
    if commitment.beneficiary is not None:
        yield f"{prefix}beneficiary", commitment.beneficiary


def narrowed(commitment: Commitment, audience: Collection[str], prefix: str = "") -> Iterator[Problem]:
    """A problem when a commitment asks for another audience than it will have: nothing private is shown unsaid."""
    if set(commitment.audience) not in (set(THE_OFFICE), set(audience)):
        yield Problem(f"{prefix}audience", "audience_of_interaction")


def problems_of_interaction(
    tx: Transaction, interaction: Interaction, before: Interaction | None = None
) -> list[Problem]:
    """Unknown participants, people who are none, unknown owners, documents and related interactions.

    Who owes or is owed a commitment already, as `before` says, may be hidden by now and stays.
    """
    named = dict(named_to_check(interaction, before))
    known = tx.get({*named.values(), *interaction.related})
    problems = [*actor_problems(named, known), *private_parties(interaction, known)]
    problems += unknown_documents(tx, interaction.sources)
    for index, other in enumerate(interaction.related):
        if other not in known or known[other].root != "Interaction":
            problems.append(Problem(f"related[{index}]", "unknown_record", {"value": other}))
    stated = {
        f"participants[{index}].source": one.source for index, one in enumerate(interaction.participants)
    }
    return problems + unknown_in(tx, stated)


def private_parties(interaction: Interaction, known: Mapping[str, Node]) -> Iterator[Problem]:
    """A problem for each actor that some of those who see the interaction do not: they could not keep its records."""
    yield from private_among(named_actors(interaction), interaction.audience, known)


def private_among(
    named: Iterable[tuple[str, str]], audience: Collection[str], known: Mapping[str, Node]
) -> Iterator[Problem]:
    """The same for fields of a record that this audience sees."""
    for field, id in named:
        allowed = set(known[id].audience) if id in known else set(_OPEN)
        if not allowed & _OPEN and not set(audience) <= allowed:
            yield Problem(field, "private_party", {"value": id})


def actor_problems(named: Mapping[str, str], known: Mapping[str, Node]) -> Iterator[Problem]:
    """One problem for each field whose id is no actor, or no person where one is asked for."""
    for field, id in named.items():
        if id not in known or known[id].root != "Actor":
            yield Problem(field, "unknown_record", {"value": id})
        elif field.endswith(".person") and "Person" not in known[id].labels:
            yield Problem(field, "not_a_person", {"value": id})
