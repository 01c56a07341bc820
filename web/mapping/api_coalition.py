"""The API of a project's coalition and doors: what the two pages show, as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request

from crm.coalitions.choosing import MOST_ACTORS
from crm.coalitions.model import Alternative, Chosen, MissingPart, Rule, Wishes, missing_text, rule_text
from crm.derived.results import Derived
from crm.doors.reaching import Reached, Why, reach, whom_to_reach
from crm.errors import InvalidData, NotReady, Problem
from crm.mapping.reasons import Reason, is_checked, reason_text
from crm.projects import Project, get_project
from web.api.answers import plain
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import current_results
from web.i18n import language
from web.mapping.current import made_or_not_ready
from web.mapping.proposing import proposal_for
from web.mapping.wishing import MOST_NAMED, check_named
from web.store import current_store


@blueprint.get("/projects/<id>/coalition")
def coalition(id: str) -> Response:
    """The smallest, strongest set for a project under some wishes, with reasons, gaps, conflict and alternatives."""
    project, derived = _project(id)
    found = proposal_for(derived, project, _wishes())
    one = found.coalition
    body = {
        "project": id,
        "as_of": derived.day.isoformat(),
        "revision": derived.revision,
        "coalition": [_chosen(chosen) for chosen in one.chosen],
        "optimal": one.optimal,
        "gap": one.gap,
        "cost": one.objective,
        "cost_parts": dict(one.parts),
        "candidates": one.considered,
        "gaps": [_gap(part) for part in one.gaps],
        "conflict": [_rule(rule) for rule in one.conflict],
        "conflict_smallest": one.smallest,
        "alternatives": [_alternative(other) for other in found.alternatives],
    }
    return jsonify(body)


@blueprint.get("/projects/<id>/doors")
def doors(id: str) -> Response:
    """The ways to the actors of a project who are unknown or cold, or to those asked for (`actor`, several times)."""
    project, derived = _project(id)
    asked = request.args.getlist("actor")
    if asked:
        check_named({f"actor[{place}]": one for place, one in enumerate(asked)})
        wanted: dict[str, Why] = dict.fromkeys(asked, "asked")
    else:
        best = [one.actor for one in made_or_not_ready(project).actors]
        wanted = whom_to_reach(proposal_for(derived, project, Wishes()).coalition, best)
    found = reach(current_store(), derived, wanted, derived.day, everybody=bool(asked))
    return jsonify(
        {"project": id, "as_of": derived.day.isoformat(), "items": [_reached(one) for one in found]}
    )


def _project(id: str) -> tuple[Project, Derived]:
    """Raises NotFound, and NotReady before the analyst's first time."""
    project, derived = get_project(current_store(), id), current_results()
    if derived is None:
        raise NotReady("map", id)
    return project, derived


def _wishes() -> Wishes:
    must, without = (tuple(dict.fromkeys(request.args.getlist(name))) for name in ("with", "without"))
    wanted = {f"with[{place}]": id for place, id in enumerate(must)}
    check_named(wanted | {f"without[{place}]": id for place, id in enumerate(without)})
    text = request.args.get("at_most", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_ACTORS):
        raise InvalidData([Problem("at_most", "coalition.unknown_at_most", {"limit": MOST_ACTORS})])
    return Wishes(int(text) if text else None, without, must)


def _chosen(one: Chosen) -> dict[str, Any]:
    return {**plain(one), "reasons": [_told(reason) for reason in one.reasons]}


def _told(reason: Reason) -> dict[str, Any]:
    said = {"text": reason_text(reason, language()), "facts": list(reason.facts)}
    return {**said, "checked": is_checked(reason)}


def _gap(part: MissingPart) -> dict[str, Any]:
    return {**plain(part), "message": missing_text(part, language())}


def _rule(rule: Rule) -> dict[str, Any]:
    return {**asdict(rule), "message": rule_text(rule, language())}


def _alternative(other: Alternative) -> dict[str, Any]:
    said = asdict(other)
    return {**said, "added": [id for id, _ in other.added], "removed": [id for id, _ in other.removed]}


def _reached(one: Reached) -> dict[str, Any]:
    asked = {id: [plain(said) for said in some] for id, some in one.asked.items()}
    doors = [plain(door) for door in one.doors]
    return {
        "actor": one.actor,
        "name": one.name,
        "type": one.type,
        "standing": one.standing,
        "why": one.why,
        "last_contact": one.last_contact.isoformat() if one.last_contact else None,
        "reference": one.reference,
        "doors": doors,
        "asked_this_month": asked,
    }


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _several(name: str, about: str) -> Parameter:
    schema = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_NAMED}
    return {"name": name, "in": "query", "description": about, "schema": schema, "explode": True}


_AT_MOST: Parameter = {
    "name": "at_most",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST_ACTORS},
}
PATHS: tuple[Path, ...] = (
    Path(
        "/projects/{id}/coalition",
        "get",
        "coalition",
        "projects",
        "The set of actors that covers a project",
        [_ID, _AT_MOST, _several("with", "who must be in"), _several("without", "who must not")],
    ),
    Path(
        "/projects/{id}/doors",
        "get",
        "doors",
        "projects",
        "Who can introduce the office to whom",
        [_ID, _several("actor", "to whom; without any, to the unknown and the cold of the project")],
    ),
)
