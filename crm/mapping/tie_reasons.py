"""Reasons from the office's own tie with an actor: what was done together, and what it promised and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.mapping.ranking import WEIGHTS
from crm.mapping.reasons import Reason
from crm.mapping.strength import outcomes
from crm.periods import period_from

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm.mapping.ranking import Ranking
    from graph.records import Node

FACTS = 5


def newest(ranking: Ranking, actor: int) -> list[int]:
    """The number of the last interaction the actor took part in by the day, if there is any."""
    events = ranking.events_of(actor)
    ends = ranking.derived.array("interaction_end")[events]
    return [int(events[ends.argmax()])] if len(events) else []


def tie_reasons(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    """How strong and fresh the tie is, by the last contact, and how the actor kept what it promised."""
    matter = float(ranking.matter[actor])
    yield from _last(ranking, actor, nodes, matter * float(ranking.strength[actor]))
    yield from _promises(ranking, actor, matter * float(ranking.reliability[actor]))


def _last(ranking: Ranking, actor: int, nodes: Mapping[str, Node], share: float) -> Iterator[Reason]:
    ids = ranking.derived.interaction_ids(newest(ranking, actor))
    if not ids:
        yield Reason("reason.no_contact", {}, (ranking.derived.ids[actor],), 0.0, "strength")
    for id in ids:
        when = period_from(nodes[id].properties) if id in nodes else None
        if when is not None:
            count = len(ranking.events_of(actor))
            key = "reason.last_contact" if count == 1 else "reason.contacts"
            said = {"when": when.edtf} | ({"count": count} if count > 1 else {})
            yield Reason(key, said, (id,), WEIGHTS["strength"] * share, "strength")


def _promises(ranking: Ranking, actor: int, share: float) -> Iterator[Reason]:
    own = np.flatnonzero(ranking.derived.array("promise_actor") == actor)
    if not len(own):
        return
    kept, late = outcomes(ranking.derived, ranking.known)
    good, bad = own[kept[own]], own[late[own] & ~kept[own]]
    if len(good):
        said = {"kept": len(good), "of": len(good) + len(bad)}
        points = WEIGHTS["reliability"] * share
        yield Reason("reason.promises_kept", said, _ids(ranking, good), points, "reliability")
    elif len(bad):
        said = {"late": len(bad)}
        yield Reason("reason.promises_late", said, _ids(ranking, bad), 0.0, "reliability")
    unknown = own[ranking.derived.array("promise_unknown")[own]]
    if (
        len(unknown) and ranking.known.now
    ):  # they have no day, so that nothing says whether an earlier day knew of them
        said = {"count": len(unknown)}
        yield Reason("reason.promises_unknown", said, _ids(ranking, unknown), 0.0, "reliability")


def _ids(ranking: Ranking, promises: NDArray[Any]) -> tuple[str, ...]:
    return tuple(id.decode() for id in ranking.derived.array("promise_id")[promises[:FACTS]].tolist())
