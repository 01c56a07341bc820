"""The API of what the network's measures mean: sentences about an actor, methods, the network's health by period."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request

from crm.actors import get_actor
from crm.derived.results import Derived
from crm.errors import InvalidData
from crm.health.reading import PeriodHealth, period_before
from crm.health.spans import UNITS
from crm.health.telling import health_statements
from crm.meaning.methods import methods
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import needed_results
from web.i18n import language
from web.network_health.lists import periods_seen
from web.store import current_store
from web.words.sentences import as_json, said_of, say_all

USUAL = "year"


@blueprint.get("/actors/<id>/standing")
def standing(id: str) -> Response:
    """What an actor's place in the network means, in sentences with their facts; none for who is no partner."""
    actor = get_actor(current_store(), id)
    needed_results()
    return jsonify({"items": [as_json(one) for one in said_of(actor.id)]})


@blueprint.get("/methods")
def every_method() -> Response:
    """How each measure is worked out, how exact it is, what not to use it for."""
    return jsonify({"items": [asdict(one) for one in methods(language())]})


@blueprint.get("/network-health")
def network_health() -> Response:
    """The network by `unit` (year, semester, quarter); with `period` (EDTF) also that period in sentences."""
    unit = request.args.get("unit", USUAL)
    if unit not in UNITS:
        raise InvalidData.of("unit", "unknown_choice", value=unit[:80])
    derived = needed_results()
    periods = periods_seen(derived, unit)
    answer: dict[str, Any] = {"unit": unit, "items": [_shown(one) for one in periods]}
    if edtf := request.args.get("period"):
        answer["sentences"] = _sentences(derived, periods, edtf)
    return jsonify(answer)


def _sentences(derived: Derived, periods: list[PeriodHealth], edtf: str) -> list[dict[str, Any]]:
    try:
        now, before = period_before(periods, edtf)
    except KeyError as error:
        raise InvalidData.of("period", "unknown_choice", value=edtf[:80]) from error
    return [as_json(one) for one in say_all(health_statements(derived, now, before))]


def _shown(one: PeriodHealth) -> dict[str, Any]:
    ei = {sector: {**asdict(sides), "ei": sides.ei} for sector, sides in one.ei.items()}
    brokers = (
        None if one.brokers is None else {sector: asdict(found) for sector, found in one.brokers.items()}
    )
    return {
        "period": one.edtf,
        "running": one.running,
        "interactions": one.interactions,
        "unplaced": one.unplaced,
        "ties": one.ties,
        **one.counts,
        "concentration": asdict(one.concentration) if one.concentration else None,
        "ei": ei,
        "brokers": brokers,
        "people": asdict(one.people),
    }


def _query(name: str, values: tuple[str, ...] = ()) -> Parameter:
    schema: dict[str, Any] = {"type": "string", "enum": list(values)} if values else {"type": "string"}
    return {"name": name, "in": "query", "schema": schema}


ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
PATHS: tuple[Path, ...] = (
    Path("/actors/{id}/standing", "get", "standing", "network", "What its place in the network means", [ID]),
    Path("/methods", "get", "methods", "network", "How each measure is worked out", []),
    Path(
        "/network-health",
        "get",
        "networkHealth",
        "network",
        "The network period by period",
        [_query("unit", UNITS), _query("period")],
    ),
)
