"""The API of the world and of the red through time: the numbers of both pages, of the same selections."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Response, current_app, jsonify, request

from crm.errors import InvalidData
from crm.over_time.comparing import Size, compare
from crm.over_time.frames import frame_on
from crm.over_time.steps import UNITS
from crm.world.counting import read_world
from crm.world.model import Country
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import needed_results
from web.i18n import term
from web.over_time.answer import KINDS, answer_of
from web.over_time.span import Span, gather_whole, read_span, unit_of
from web.red.wish import TERMS, read_wish
from web.store import current_store
from web.world.pages import filter_of, gather_actors


@blueprint.get("/world")
def world() -> Response:
    """The countries of a selection: who is there, what happened, delegations and twinned cities."""
    derived = needed_results()
    view = gather_actors(current_store(), derived, read_wish(request.args))
    found = read_world(derived, filter_of(view), current_app.config["ALIADOS"].country)
    return jsonify(
        {
            "countries": [_country(one) for one in found.countries],
            "home": _country(found.home),
            "without_country": found.placeless,
            "delegations_without_country": found.unplaced,
            "interactions_abroad": found.abroad,
        }
    )


def _country(one: Country) -> dict[str, Any]:
    last = one.last.isoformat() if one.last else None
    return {**asdict(one), "name": term(one.code, "countries"), "last": last}


@blueprint.get("/network-frames")
def network_frames() -> Response:
    """A selection period by period, by `unit`: what changed in each, and all that any day in between is counted from."""
    return jsonify(answer_of(_span()))


@blueprint.get("/network-comparison")
def network_comparison() -> Response:
    """A selection on two days, `before` and `after`: sizes, density, who holds others, what changed, by actors' ids."""
    span = _span()
    days = _day("before"), _day("after")
    if days[0] > days[1]:
        raise InvalidData.of("after", "end_before_start")
    history = span.history
    found = compare(history, *(frame_on(history, day) for day in days))
    ids = history.actors
    return jsonify(
        {
            "before": _size(found.before),
            "after": _size(found.after),
            "changes": {kind: _ids(span, kind, getattr(found.changes, kind)) for kind in KINDS},
            "new_bridges": [ids[place] for place in found.new_bridges],
            "former_bridges": [ids[place] for place in found.former_bridges],
        }
    )


def _span() -> Span:
    derived = needed_results()
    unit = request.args.get("unit", "")
    if unit and unit_of(unit) is None:
        raise InvalidData.of("unit", "unknown_choice", value=unit[:80])
    view = gather_whole(current_store(), derived, read_wish(request.args))
    return read_span(derived, view, unit_of(unit))


def _day(name: str) -> date:
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidData.of(name, "unknown_choice" if text else "required", value=text[:80]) from error


def _size(size: Size) -> dict[str, Any]:
    return {**asdict(size), "density": size.density}


def _ids(span: Span, kind: str, places: tuple[int, ...]) -> list[Any]:
    """Actors by id, ties as the ids of both."""
    ids = span.history.actors
    if not kind.endswith("_ties"):
        return [ids[place] for place in places]
    return [[ids[one], ids[other]] for one, other in span.history.ties[list(places)].tolist()]


def _query(name: str, **more: Any) -> Parameter:
    return {"name": name, "in": "query", "schema": {"type": "string", **more}}


# The selection is said as in the addresses of the red (web.red.wish).
SELECTION = [_query(name) for name in ("actor", *TERMS, "desde", "hasta", "con", "todo")]
PATHS: tuple[Path, ...] = (
    Path("/world", "get", "world", "network", "The partners of a selection by country", SELECTION),
    Path(
        "/network-frames",
        "get",
        "networkFrames",
        "network",
        "A selection of the network period by period",
        [*SELECTION, _query("unit", enum=list(UNITS))],
    ),
    Path(
        "/network-comparison",
        "get",
        "networkComparison",
        "network",
        "A selection of the network on two days",
        [*SELECTION, _query("before", format="date"), _query("after", format="date")],
    ),
)
