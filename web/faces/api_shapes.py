"""Actors and ties of a selection as the API shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from crm.faces.table import ActorRow
from web.red.view import RedView


def actor_shape(row: ActorRow) -> dict[str, Any]:
    """An actor of the table."""
    return {
        "id": row.actor.id,
        "name": row.actor.name,
        "type": row.actor.type,
        "sector": row.actor.sector,
        "country": row.country,
        "contacts": row.contacts,
        "interactions": row.interactions,
        "last": period_shape(row.last) if row.last else None,
        "strongest": [{"actor": id, "together": count} for id, count in row.strongest],
        "exceeds": row.shares,
    }


def period_shape(days: tuple[date, date]) -> dict[str, str]:
    """The first and the last day of what is known."""
    return {"start": days[0].isoformat(), "end": days[1].isoformat()}


def tie_shapes(view: RedView) -> list[dict[str, Any]]:
    """The ties: `type` of those that hold without meeting; of meetings how many, and the year of the last."""
    met = [
        {
            "source": one.source,
            "target": one.target,
            "type": None,
            "together": one.count,
            "last_year": one.last.year,
        }
        for one in view.edges
    ]
    standing = [
        {"source": one.source, "target": one.target, "type": one.type, "together": 0, "last_year": None}
        for one in view.standing
    ]
    return met + standing
