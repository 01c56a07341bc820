"""A view whose actors were joined with others since: it speaks of them by the ids they have now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

from crm.views.model import SavedView
from crm.views.query import renamed


def with_current_ids(view: SavedView, now: Mapping[str, str]) -> SavedView:
    """The view by the ids of `now`; the same view when nobody in it was joined."""
    if all(id == there for id, there in now.items()):
        return view
    steps = [
        one.having(actors=_renamed(one.actors, now), facts=_renamed(one.facts, now)) for one in view.steps
    ]
    pairs = [(name, renamed(name, value, now)) for name, value in parse_qsl(view.query)]
    return view.having(
        query=urlencode(list(dict.fromkeys(pairs))),
        positions={now.get(id, id): place for id, place in view.positions.items()},
        hidden=_renamed(view.hidden, now),
        pins=_renamed(view.pins, now),
        held=view.held.having(actors=_renamed(view.held.actors, now)),
        annotations=[
            one.having(actor=now.get(one.actor, one.actor)) if one.actor else one for one in view.annotations
        ],
        steps=steps,
    )


def _renamed(ids: Sequence[str], now: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(now.get(id, id) for id in ids))
