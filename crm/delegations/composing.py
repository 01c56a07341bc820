"""Whom to ask to receive or accompany a visit, each with reasons that name facts.

points = what the map of actors says for the visit's purpose                     (crm.stakeholder_map, 0 to 1)
       + 0.15 for the first of a side (public, private, academic, social) that nobody stands for yet
       + 0.05 for who was not invited for a year, or never, and + 0.05 for who owes something or is owed something
       - 0.20 for who is taken on those days
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm.delegations.composing_facts import Facts, gather_facts
from crm.delegations.delegations import get_delegation
from crm.delegations.invitations import invitations_to
from crm.delegations.model import Delegation
from crm.delegations.precedence import Side, precedence, side_of
from crm.delegations.records import days_of
from crm.interactions import Interaction, get_interaction
from crm.mapping.reasons import Reason
from crm.office import office_id, today
from crm.projects import Project
from graph.records import Node
from graph.store import Store

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.stakeholder_map import RankedActor

HERE = "CO"
_RANKED = 24
_FIRST_OF_SIDE, _NOT_LATELY, _PROMISE, _TAKEN = 0.15, 0.05, 0.05, -0.20
_LATELY = timedelta(days=365)
_NUMBERS = re.compile(r"\b\d+\b")  # a year says nothing of what a visit is about
_OF_THEIR_COUNTRY = frozenset({"embassy", "consulate", "binational_chamber"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody to ask; `score` is the sum of the reasons' points, `rank` the place of its type in protocol."""

    actor: str
    name: str
    type: str
    side: Side
    rank: int
    score: float
    reasons: list[Reason]


def compose(store: Store, derived: Derived, interaction: str, limit: int = 8) -> list[Proposal]:
    """Who should receive or accompany the visit, the best first, those who are invited or coming left out.

    Raises NotFound. Reads what the analyst worked out; its cost does not grow with the graph but for the ranking.
    """
    from crm.stakeholder_map import rank_for

    visit = get_interaction(store, interaction)
    delegation = get_delegation(store, interaction)
    invited = [one.actor for one in invitations_to(store, interaction)]
    visitors = _visitors(visit, delegation)
    there = {*visitors, *invited, *(host.actor for host in delegation.hosts), office_id()}
    ranked = rank_for(store, derived, _brief(visit, delegation, sorted(visitors)), limit=_RANKED + len(there))
    cards = store.get({*(one.actor for one in ranked), *there})
    countries = {str(cards[id].get("country")) for id in visitors if id in cards}
    able = [one for one in ranked if one.actor not in there and _may_host(visit, cards[one.actor], countries)]
    facts = gather_facts(store, [one.actor for one in able], visitors, _span(visit, delegation))
    sides = [side_of(str(cards[id].get("type"))) for id in invited if id in cards]
    return _balanced([_proposal(one, facts) for one in able], sides, limit)


def _visitors(visit: Interaction, delegation: Delegation) -> set[str]:
    """Those who come: the counterparts, and on whose behalf the members travel."""
    members = {id for one in delegation.members for id in (one.person, one.organisation) if id}
    return members | {one.actor for one in visit.participants if one.role == "counterpart"}


def _span(visit: Interaction, delegation: Delegation) -> tuple[str, date | None, date | None]:
    return (visit.id, *days_of(visit, delegation))


def _brief(visit: Interaction, delegation: Delegation, visitors: Sequence[str]) -> Project:
    """What the visit is about, as a project that its visitors must be part of."""
    said = [delegation.purpose, visit.summary, delegation.raise_topics]
    summary = _NUMBERS.sub("", "\n".join(text for text in said if text)).strip() or visit.title
    return Project(
        title=visit.title, summary=summary[:20_000], themes=visit.themes, must_include=list(visitors)
    )


def _may_host(visit: Interaction, card: Node, countries: Collection[str]) -> bool:
    """Here only who is from here receives, and who represents the guests' country here."""
    country = card.get("country")
    if visit.kind == "delegation_sent" or country in (None, HERE):
        return True
    return card.get("type") in _OF_THEIR_COUNTRY and country in countries


def _proposal(one: RankedActor, facts: Facts) -> Proposal:
    reasons = [*one.reasons, *_since(one.actor, facts)]
    owes = [
        Reason("visit.owes", {"text": text}, (id,), _PROMISE) for id, text in facts.owes.get(one.actor, ())
    ]
    owed = [
        Reason("visit.owed", {"text": text}, (id,), _PROMISE) for id, text in facts.owed.get(one.actor, ())
    ]
    busy = [
        Reason("visit.taken", {"title": title}, (id,), _TAKEN if at == 0 else 0.0)
        for at, (id, title) in enumerate(facts.taken.get(one.actor, ()))
    ]
    reasons += [*owes[:1], *owed[:1], *busy]
    score = sum(reason.points for reason in reasons)
    return Proposal(one.actor, one.name, one.type, side_of(one.type), precedence(one.type), score, reasons)


def _since(actor: str, facts: Facts) -> list[Reason]:
    """Whether it was invited lately; nothing while nobody ever was, as it would set nobody apart."""
    last = facts.invited.get(actor)
    if last is None:
        return [Reason("visit.never", {}, (actor,), _NOT_LATELY)] if facts.invited else []
    day, visit = last
    late = today() - day > _LATELY
    return [
        Reason(
            "visit.not_lately" if late else "visit.lately",
            {"when": day.isoformat()},
            (visit,),
            _NOT_LATELY * late,
        )
    ]


def _balanced(proposals: Sequence[Proposal], there: Sequence[Side], limit: int) -> list[Proposal]:
    """Picks the best one by one; the first of a side that nobody stands for yet is worth more."""
    left, seen = list(proposals), {*there, "abroad"}
    picked: list[Proposal] = []
    while left and len(picked) < limit:
        worth = {one.actor: one.score + _FIRST_OF_SIDE * (one.side not in seen) for one in left}
        best = max(left, key=lambda one: (worth[one.actor], -one.rank, one.actor))
        left.remove(best)
        picked.append(_first_of(best) if best.side not in seen else best)
        seen.add(best.side)
    return picked


def _first_of(one: Proposal) -> Proposal:
    reason = Reason("visit.first_of_side", {"visit_side": one.side}, (one.actor,), _FIRST_OF_SIDE)
    score = one.score + _FIRST_OF_SIDE
    return Proposal(one.actor, one.name, one.type, one.side, one.rank, score, [*one.reasons, reason])
