"""Who is the best in a part of the score and rose in it: everybody else's part is measured against the best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crm.maps.reasons import beyond

if TYPE_CHECKING:
    from crm.maps.model import MapActor, StakeholderMap

# Parts that are divided by the best of all, or that count by how much such a part is worth.
_MEASURED = ("relevance", "strength", "reach", "reliability")
_GREW = 0.005


def risen_best(before: StakeholderMap, after: StakeholderMap) -> Mapping[str, MapActor]:
    """The best actor of each measured part, where it has more points in it than before, or new facts for them."""
    found = {}
    for part in _MEASURED:
        best = max(after.actors, key=lambda one: one.parts.get(part, 0.0), default=None)
        if best is not None and _rose(best, before.by_actor.get(best.actor), part):
            found[part] = best
    return found


def _rose(now: MapActor, was: MapActor | None, part: str) -> bool:
    if was is None or now.parts.get(part, 0.0) - was.parts.get(part, 0.0) >= _GREW:
        return True
    return any(one.part == part for one in beyond(now.reasons, was.reasons))
