"""Who matters for a project, ranked with reasons: ranked = rank_for(store, derived, project, as_of)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.ranking import rank
from crm.mapping.ranking_reasons import nameable, reasons_for
from crm.mapping.reasons import Reason
from crm.maps.parts import points_by_part

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.ranking import Ranking
    from crm.projects import Project
    from graph.records import Node
    from graph.store import Store


# A point of a hundred: less is a chance likeness; and the share of the best score that knowing the others may bring.
LEAST, BESIDE = 0.01, 0.1


@dataclass(frozen=True, slots=True)
class RankedActor:
    """An actor on a map. `score` (0 to 1) is the sum of the reasons' points; `parts` splits it by name
    (`crm.mapping.ranking.WEIGHTS`).
    """

    actor: str
    name: str
    type: str
    score: float
    parts: dict[str, float]
    reasons: list[Reason]


def rank_for(
    store: Store, derived: Derived, brief: Project, as_of: date | None = None, limit: int = 50
) -> list[RankedActor]:
    """The actors that matter for the brief, the best first, from what had happened by the day (None: the derived one).

    Relevance is BM25 over what they are and did, and how they fit requirements and sectors; the network part is
    personalised PageRank from those who must be in and the most relevant (`crm.mapping.ranking` has the formula). Whom the
    store does not show, or shows as archived, is left out. No actor is there without a reason that names facts.
    """
    return ranked_by(store, rank(derived, brief, as_of or derived.day), limit)


def ranked_by(
    store: Store, ranking: Ranking, limit: int = 50, also: Collection[str] = ()
) -> list[RankedActor]:
    """The same from a ranking that is there already; those of `also` take the last places if they come later."""
    derived, brief = ranking.derived, ranking.brief
    scores = ranking.scores()
    asked = [derived.number[id] for id in (*brief.must_include, *also) if id in derived.number]
    # Some of the best may be archived or not to be seen, and a part without a fact does not count in the end.
    best = np.argsort(-scores, kind="stable")[: limit + max(25, limit // 4)]
    chosen = list(dict.fromkeys([*asked, *best[scores[best] > 0].tolist()]))
    cards = store.get({derived.ids[number] for number in chosen}) if chosen else {}
    shown = [number for number in chosen if _is_there(cards.get(derived.ids[number]))]
    wanted = set().union(*(nameable(ranking, number) for number in shown)) if shown else set()
    nodes = {id: node for id, node in store.get(wanted).items() if not node.get("archived")} if wanted else {}
    ranked = [_ranked(ranking, number, cards, nodes) for number in shown]
    least = BESIDE * max((one.score for one in ranked), default=0.0)
    asked_for = {*brief.must_include, *also}
    kept = [one for one in ranked if one.score > least or _is_tied(one) or one.actor in asked_for]
    ordered = sorted(kept, key=lambda one: (-one.score, one.name, one.actor))
    later = [one for one in ordered[limit:] if one.actor in also]
    first = ordered[: max(limit - len(later), 1)]
    there = {one.actor for one in first} | {one.actor for one in later}
    wanted_too = [one for one in ordered if one.actor in brief.must_include and one.actor not in there]
    return [*first, *sorted([*later, *wanted_too], key=ordered.index)]


def _is_tied(one: RankedActor) -> bool:
    """Whether it has to do with the project itself: to know those who have is no reason alone."""
    return one.parts.get("relevance", 0.0) + one.parts.get("fit", 0.0) >= LEAST


def _is_there(card: Node | None) -> bool:
    return card is not None and not card.get("archived")


def _ranked(ranking: Ranking, number: int, cards: dict[str, Node], nodes: dict[str, Node]) -> RankedActor:
    id = ranking.derived.ids[number]
    reasons = reasons_for(ranking, number, nodes)
    return RankedActor(
        actor=id,
        name=str(cards[id].get("name")),
        type=str(cards[id].get("type")),
        score=sum(reason.points for reason in reasons),
        parts=points_by_part(reasons),
        reasons=reasons,
    )
