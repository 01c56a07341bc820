"""The faces of a selection as JSON; the selection is asked for as the pages ask for it.

GET /api/v1/red/table           its actors with what is counted of each, its ties
GET /api/v1/red/matrix          ?orden=group|family|name
GET /api/v1/red/rings           ?actor=ID
GET /api/v1/red/flows
GET /api/v1/red/calendar        ?paso=month|quarter|year
GET /api/v1/red/interactions    the latest first, with par, juntos, enlinea, defamilia, quedo, lapso a part of them
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Response, jsonify, request

from crm.errors import InvalidData
from crm.faces.calendar import Mark, lay_out, usual_unit
from crm.faces.flows import count_flows
from crm.faces.matrix import ORDERS
from crm.faces.meetings import Meetings, find_meetings, narrowed
from crm.faces.outcomes import OUTCOMES
from crm.faces.table import rows_of
from crm.faces.units import UNITS, Unit
from web.api.answers import plain
from web.api.root import blueprint
from web.faces.api_paths import PATHS
from web.faces.api_shapes import actor_shape, period_shape, tie_shapes
from web.faces.flows_page import MOST_LINES, MOST_PARTNERS
from web.faces.heat_page import MOST
from web.faces.line_page import latest
from web.faces.matrix_page import matrix_of
from web.faces.parts import read_part
from web.faces.rings_page import rings_of
from web.faces.selected import selected

MOST_INTERACTIONS = 500


@blueprint.get("/red/table")
def red_table() -> Response:
    """The actors of the selection and their ties."""
    derived, view = selected()
    meetings = find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes])
    rows = rows_of(meetings, view.nodes, view.contacts)
    return jsonify(
        {"total": view.total, "actors": [actor_shape(row) for row in rows], "ties": tie_shapes(view)}
    )


@blueprint.get("/red/matrix")
def red_matrix() -> Response:
    """Who meets whom, by places in the order of `actors`."""
    matrix = matrix_of(selected()[1], _word("orden", ORDERS))
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "together": cell.count,
            "last_year": cell.last.year if cell.last else None,
        }
        for cell in matrix.cells
    ]
    actors = [node.id for node in matrix.actors]
    blocks = plain(list(matrix.blocks))
    return jsonify(
        {
            "order": matrix.order,
            "actors": actors,
            "blocks": blocks,
            "cells": cells,
            "left_out": matrix.left_out,
        }
    )


@blueprint.get("/red/rings")
def red_rings() -> Response:
    """Who is one and two ties away from the first `actor`, by sector. Raises InvalidData without one."""
    derived, view = selected()
    rings = rings_of(derived, view) if view.wish.actor else None
    if rings is None:
        raise InvalidData.of("actor", "required")
    wedges = [
        {
            "sector": wedge.sector or None,
            "near": [
                one.actor.id for one in rings.spots if wedge.begin < one.angle < wedge.end and one.ring == 1
            ],
            "far": [
                one.actor.id for one in rings.spots if wedge.begin < one.angle < wedge.end and one.ring == 2
            ],
        }
        for wedge in rings.wedges
    ]
    return jsonify({"centre": rings.centre.id, "sectors": wedges})


@blueprint.get("/red/flows")
def red_flows() -> Response:
    """From lines of work to partners to outcomes."""
    flows = count_flows(_meetings(), MOST_LINES, MOST_PARTNERS)
    bands = [
        {"from": band.source, "to": band.target, "step": band.column, "interactions": band.value}
        for band in flows.bands
    ]
    return jsonify(
        {
            "total": flows.total,
            "lines": flows.lines,
            "partners": flows.partners,
            "others": {family: list(ids) for family, ids in flows.others.items()},
            "families": flows.families,
            "outcomes": flows.outcomes,
            "bands": bands,
        }
    )


@blueprint.get("/red/calendar")
def red_calendar() -> Response:
    """Contact of each partner by period."""
    meetings = _meetings()
    unit: Unit = _word("paso", UNITS) if request.args.get("paso") else usual_unit(meetings)
    found = lay_out(meetings, unit, MOST)

    def mark(one: Mark) -> dict[str, Any]:
        return {**period_shape(found.span(one)), "interactions": one.count}

    rows = [
        {
            "actor": meetings.derived.ids[row.actor],
            "total": row.total,
            "periods": [mark(one) for one in row.marks],
        }
        for row in found.rows
    ]
    return jsonify(
        {"unit": unit, "rows": rows, "total": found.total, "vaguer": found.wide, "left_out": found.others}
    )


@blueprint.get("/red/interactions")
def red_interactions() -> Response:
    """The interactions of the selection, or of a part of it."""
    meetings = narrowed(_meetings(), read_part())
    order, ids, outcomes = (
        latest(meetings)[:MOST_INTERACTIONS],
        meetings.ids,
        meetings.values("outcome").tolist(),
    )
    days = [
        (date.fromordinal(int(a)), date.fromordinal(int(b)))
        for a, b in zip(meetings.start, meetings.end, strict=True)
    ]
    items = [{"id": ids[n], **period_shape(days[n]), "outcome": OUTCOMES[outcomes[n]]} for n in order]
    return jsonify({"total": len(ids), "items": items})


def _meetings() -> Meetings:
    derived, view = selected()
    return find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes])


def _word(name: str, known: Sequence[Any]) -> Any:
    """The word of the address, the first when there is none. Raises InvalidData for an unknown one."""
    asked = request.args.get(name)
    if asked is not None and asked not in known:
        raise InvalidData.of(name, "unknown_choice", value=asked[:80])
    return asked or known[0]


__all__ = ["PATHS"]
