"""The map as one JSON document in words of a language: what the command line prints and the API gives."""

from __future__ import annotations

from typing import Any

from crm.mapping.reasons import Reason, is_checked, reason_text
from crm.maps.comparing import Change, Comparison
from crm.maps.model import Judgement, MapActor, Missing, StakeholderMap, Way
from crm.maps.wording import change_text, gap_text


def document_of(made: StakeholderMap, lang: str, most: int | None = None) -> dict[str, Any]:
    """The document; of the actors at most the first `most`."""
    shown = made.actors if most is None else made.actors[:most]
    return {
        "project": made.project,
        "as_of": made.as_of.isoformat(),
        "revision": made.revision,
        "made_at": made.made_at,
        "weights": dict(made.weights),
        "actors": [actor_document(one, lang) for one in shown],
        "coalition": [one.actor for one in made.coalition.members],
        "coalition_optimal": made.coalition.optimal,
        "coalition_gap": made.coalition.gap,
        "coalition_members": [
            {
                "actor": one.actor,
                "name": one.name,
                "requirements": list(one.requirements),
                "to_confirm": list(one.maybe),
                "reasons": [_reason(reason, lang) for reason in one.reasons],
            }
            for one in made.coalition.members
        ],
        "gaps": [_gap(gap, lang) for gap in made.gaps],
        "by_sector": _by_sector(shown),
    }


def actor_document(one: MapActor, lang: str) -> dict[str, Any]:
    """One actor of the map."""
    names = ("actor", "name", "type", "place", "score", "salience", "strategy", "attitude", "strength")
    days = {"last_contact": one.last_contact, "turns_cold": one.turns_cold}
    return {
        **{name: getattr(one, name) for name in names},
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "sector": one.sector or None,
        "parts": dict(one.parts),
        "reasons": [_reason(reason, lang) for reason in one.reasons],
        "requirements": list(one.requirements),
        "power": _judgement(one.power),
        "interest": _judgement(one.interest),
        "path": _way(one.ways[0]) if one.ways else [],
        "paths": [{"strength": way.strength, "steps": _way(way)} for way in one.ways],
    }


def _reason(reason: Reason, lang: str) -> dict[str, Any]:
    return {
        "text": reason_text(reason, lang),
        "key": reason.key,
        "part": reason.part,
        "facts": list(reason.facts),
        "points": reason.points,
        "checked": is_checked(reason),
    }


def _judgement(judged: Judgement) -> dict[str, Any]:
    return {
        "perceived": judged.perceived,
        "structural": judged.structural,
        "spread": judged.spread,
        "assessors": judged.assessors,
    }


def _way(way: Way) -> list[dict[str, Any]]:
    return [
        {"actor": step.actor, "name": step.name, "via": list(step.via), "tie": step.tie} for step in way.steps
    ]


def _gap(gap: Missing, lang: str) -> dict[str, Any]:
    names = [{"actor": one.actor, "name": one.name, "reference": one.reference} for one in gap.names]
    said = {"requirement": gap.requirement, "kind": gap.kind, "id": gap.id or None, "type": gap.type}
    count = {"have": gap.have, "count": gap.count, "optional": gap.optional}
    return {**said, **count, "message": gap_text(gap, lang), "names": names}


def _by_sector(actors: tuple[MapActor, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in actors:
        found.setdefault(one.sector or "-", []).append(one.actor)
    return dict(sorted(found.items()))


def comparison_document(found: Comparison, lang: str) -> dict[str, Any]:
    """Two maps beside each other."""
    return {
        "counts": dict(found.counts),
        "changes": [_change(one, lang) for one in found.changes],
        "covered": [one.need for one in found.covered],
        "uncovered": [one.need for one in found.uncovered],
        "joined": list(found.joined),
        "left": list(found.left),
    }


def _change(one: Change, lang: str) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "name": one.name,
        "kind": one.kind,
        "text": change_text(one, lang),
        "place_before": one.places[0],
        "place_after": one.places[1],
        "score_before": one.scores[0],
        "score_after": one.scores[1],
        "parts": dict(one.parts),
        "gained": [_reason(reason, lang) for reason in one.gained],
        "lost": [_reason(reason, lang) for reason in one.lost],
    }
