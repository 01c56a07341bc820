"""The actors for a project, ranked with reasons, and the maps kept with it.

ranked = rank_for(store, derived, project, as_of)     gaps_of(project, ranked)     keep_map(…)     kept_maps(…)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.access import Viewer
from crm.identity import edge_id, record_id
from crm.listing import every
from crm.mapping.ranking import rank
from crm.mapping.ranking_reasons import nameable, reasons_for, requirements_met
from crm.mapping.reasons import Reason, reason_text
from crm.moments import stamp
from crm.network import terms_under
from crm.office import today
from crm.saving import node_of, writing
from graph.records import Edge, Node, Value
from graph.store import Query, Store, Where

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.ranking import Ranking
    from crm.projects import Project

__all__ = [
    "Gap",
    "KeptMap",
    "RankedActor",
    "Reason",
    "gaps_of",
    "keep_map",
    "kept_maps",
    "rank_for",
    "reason_text",
]
_NETWORK = frozenset({"reason.tied", "reason.through"})


@dataclass(frozen=True, slots=True)
class RankedActor:
    """An actor on a map. `score` (0 to 1) is the sum of the reasons' points; `parts` splits it in "relevance" and
    "network"; `requirements` are the places in the brief of those whose type it has.
    """

    actor: str
    name: str
    type: str
    score: float
    parts: dict[str, float]
    reasons: list[Reason]
    requirements: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement of the brief (by its place) for which there is nobody."""

    requirement: int
    need: str
    type: str


@dataclass(frozen=True, slots=True)
class KeptMap:
    """A map as it was kept: by whom, when, for which day, over which revision of the data."""

    id: str
    project: str
    as_of: date
    made_at: datetime
    made_by: str
    revision: int
    ranked: list[RankedActor]
    gaps: list[Gap]


def rank_for(
    store: Store, derived: Derived, brief: Project, as_of: date | None = None, limit: int = 50
) -> list[RankedActor]:
    """The actors that matter for the brief, the best first, from what had happened by the day (None: the derived one).

    Relevance is BM25 over what they are and did, and how they fit requirements and sectors; the network part is
    personalised PageRank from those who must be in and the most relevant (`crm.mapping.ranking` has the formula). Whom the
    store does not show, or shows as archived, is left out. No actor is there without a reason that names facts.
    """
    ranking = rank(derived, brief, as_of or derived.day)
    scores = ranking.scores()
    asked = [derived.number[id] for id in brief.must_include if id in derived.number]
    best = np.argsort(-scores, kind="stable")[: 2 * limit]
    chosen = list(dict.fromkeys([*asked, *best[scores[best] > 0].tolist()]))
    cards = store.get({derived.ids[number] for number in chosen}) if chosen else {}
    shown = [number for number in chosen if _is_there(cards.get(derived.ids[number]))]
    wanted = set().union(*(nameable(ranking, number) for number in shown)) if shown else set()
    nodes = {id: node for id, node in store.get(wanted).items() if not node.get("archived")} if wanted else {}
    ranked = [_ranked(ranking, number, cards, nodes) for number in shown]
    kept = [one for one in ranked if one.score > 0 or one.actor in brief.must_include]
    ordered = sorted(kept, key=lambda one: (-one.score, one.name, one.actor))
    return ordered[:limit] + [one for one in ordered[limit:] if one.actor in brief.must_include]


def _is_there(card: Node | None) -> bool:
    return card is not None and not card.get("archived")


def _ranked(ranking: Ranking, number: int, cards: dict[str, Node], nodes: dict[str, Node]) -> RankedActor:
    id = ranking.derived.ids[number]
    reasons = reasons_for(ranking, number, nodes)
    network = sum(reason.points for reason in reasons if reason.key in _NETWORK)
    score = sum(reason.points for reason in reasons)
    return RankedActor(
        actor=id,
        name=str(cards[id].get("name")),
        type=str(cards[id].get("type")),
        score=score,
        parts={"relevance": score - network, "network": network},
        reasons=reasons,
        requirements=requirements_met(ranking, number),
    )


def gaps_of(brief: Project, ranked: Sequence[RankedActor]) -> list[Gap]:
    """The requirements of a type that no ranked actor has."""
    types = {one.type for one in ranked}
    return [
        Gap(place, one.need, one.kind)
        for place, one in enumerate(brief.requirements)
        if one.kind and not types & terms_under("actor_types", [one.kind])
    ]


def keep_map(
    store: Store, viewer: Viewer, project: str, ranked: Sequence[RankedActor], as_of: date | None = None
) -> KeptMap:
    """Keeps the list with the project, dated. Raises NotFound, NotAllowed."""
    from crm.projects import get_project

    gaps = gaps_of(get_project(store, project), ranked)
    properties: dict[str, Value] = {
        "project": project,
        "as_of": as_of or today(),
        "made_at": stamp(datetime.now(UTC)),
        "made_by": viewer.id,
        "revision": store.revision(),
        "ranked": json.dumps([asdict(one) for one in ranked], ensure_ascii=False),
        "gaps": json.dumps([asdict(gap) for gap in gaps], ensure_ascii=False),
    }
    with writing(store, viewer) as tx:
        audience = node_of(tx, "project", "Project", project).audience
        id = record_id("map", project, str(properties["made_at"]), viewer.id)
        (node,) = tx.put_nodes([Node(id, ("StakeholderMap",), properties, audience)])
        on = {"as_of": properties["as_of"]}
        tx.put_edges([Edge(edge_id("MAPS", id, project), "MAPS", id, project, on, audience)])
    return _kept(node)


def kept_maps(store: Store, project: str) -> list[KeptMap]:
    """The maps kept with the project, the latest first."""
    query = Query("StakeholderMap", where=(Where("project", "=", project),), order=(("made_at", True),))
    return [_kept(node) for node in every(store, query)]


def _kept(node: Node) -> KeptMap:
    return KeptMap(
        id=node.id,
        project=node.get("project"),
        as_of=node.get("as_of"),
        made_at=datetime.fromisoformat(node.get("made_at")),
        made_by=node.get("made_by"),
        revision=node.get("revision"),
        ranked=[_read(said) for said in json.loads(node.get("ranked"))],
        gaps=[Gap(**said) for said in json.loads(node.get("gaps"))],
    )


def _read(said: dict[str, Any]) -> RankedActor:
    reasons = [Reason(**{**reason, "facts": tuple(reason["facts"])}) for reason in said["reasons"]]
    return RankedActor(**{**said, "reasons": reasons})
