"""The API of following up: outcomes and reviews of commitments, who goes quiet, rhythms, ledgers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request

from crm.commitments import Commitment
from crm.errors import InvalidData
from crm.follow_up.cadences import AT_ONCE, Cadence, list_cadences, set_cadences, settle_cold_days
from crm.follow_up.going_cold import QuietFilter, QuietTie, going_cold, soon_cold
from crm.follow_up.next_steps import NextStep, Outcome, conclude
from crm.follow_up.reciprocity import Side, reciprocity_of
from crm.follow_up.reviewing import Verdict, review, whose_turn
from web.api.answers import expected_version, plain, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.follow_up.api_shapes import ID, Conclusion, ReviewAnswer, RhythmsGiven, query, read_model
from web.store import current_store
from web.store_keeping import whole_store

MOST = 100


def _limit(usual: int) -> int:
    text = request.args.get("limit", str(usual))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST:
        raise InvalidData.of("limit", "too_big", limit=MOST)
    return int(text)


def _changed(commitment: Commitment, **more: object) -> Response:
    response = jsonify({"commitment": plain(commitment), **more})
    response.headers["ETag"] = f'"{commitment.version}"'
    return response


@blueprint.post("/commitments/<id>/conclude")
def conclude_one(id: str) -> Response:
    """Says what came of a commitment, and opens the next step when one is given."""
    version, said = expected_version(), read_model(Conclusion)
    if version is None:
        return without_condition()
    step = NextStep(said.next.text, said.next.due, said.next.owner) if said.next else None
    outcome = Outcome(said.result, said.proof, said.proof_url, said.done_on, step)
    kept, following = conclude(current_store(), the_viewer(), id, version, outcome)
    return _changed(kept, next=plain(following) if following else None)


@blueprint.get("/commitments/to-review")
def to_review() -> Response:
    """The old commitment whose turn it is."""
    turn = whose_turn(current_store(), request.args.get("after"))
    one = plain(turn.commitment) if turn.commitment else None
    return jsonify({"commitment": one, "left": turn.left, "next": turn.next})


@blueprint.post("/commitments/<id>/review")
def review_one(id: str) -> Response:
    """Says what became of an old commitment."""
    version, said = expected_version(), read_model(ReviewAnswer)
    if version is None:
        return without_condition()
    verdict = Verdict(said.answer, said.due, said.done_on, said.result)
    return _changed(review(current_store(), the_viewer(), id, version, verdict))


@blueprint.get("/quiet")
def quiet() -> Response:
    """Who has gone quiet, the most urgent first; with `soon=1` who turns quiet in the next weeks, by the day."""
    chosen = {name: tuple(request.args.getlist(name)) for name in ("type", "sector", "country")}
    find = soon_cold if request.args.get("soon") == "1" else going_cold
    return jsonify(
        {"items": [_quiet(one) for one in find(current_store(), QuietFilter(**chosen), _limit(50))]}
    )


def _quiet(one: QuietTie) -> dict[str, Any]:
    return {
        "actor": plain(one.actor),
        "cold_on": one.cold_on.isoformat(),
        "days_late": one.days_late,
        "importance": one.importance,
        "urgency": one.urgency,
        "rhythm_days": one.rhythm,
        "because": asdict(one.weight),
    }


@blueprint.get("/actors/<id>/reciprocity")
def reciprocity(id: str) -> Response:
    """What was promised and kept, by us and by them."""
    ledger = reciprocity_of(current_store(), id)
    return jsonify({"actor": id, "ours": _side(ledger.ours), "theirs": _side(ledger.theirs)})


def _side(side: Side) -> dict[str, Any]:
    groups = ("kept", "open", "late", "to_review", "cancelled", "unknown")
    ids = {name: [one.id for one in getattr(side, name)] for name in groups}
    return {
        "total": side.total,
        "cut": side.cut,
        "median_delay_days": side.median_delay,
        "in_time": side.in_time,
        **ids,
    }


@blueprint.get("/rhythms")
def rhythms() -> Response:
    """How often one wants to hear from each type."""
    return jsonify({"items": [asdict(one) for one in list_cadences(current_store())]})


@blueprint.put("/rhythms")
def set_rhythms() -> Response:
    """Sets some of them; `settled` says whether who turns cold when follows them already."""
    given = [Cadence(one.type, one.days, 0, one.version) for one in read_model(RhythmsGiven).items]
    changed = set_cadences(current_store(), the_viewer(), given)
    return jsonify({"changed": changed, "settled": settle_cold_days(whole_store(), AT_ONCE)})


_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_LIMIT: Parameter = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
}
_QUIET = [
    query("type"),
    query("sector"),
    query("country"),
    query("soon", "1: those who turn quiet soon"),
    _LIMIT,
]
_CONCLUDE = "Say what came of it and what follows"
PATHS: tuple[Path, ...] = (
    Path(
        "/commitments/{id}/conclude", "post", "conclude", "commitments", _CONCLUDE, [ID, _VERSION], Conclusion
    ),
    Path(
        "/commitments/to-review",
        "get",
        "to-review",
        "commitments",
        "The old one whose turn it is",
        [query("after")],
    ),
    Path(
        "/commitments/{id}/review",
        "post",
        "review",
        "commitments",
        "What became of an old one",
        [ID, _VERSION],
        ReviewAnswer,
    ),
    Path("/quiet", "get", "quiet", "actors", "Who is going quiet", _QUIET),
    Path("/actors/{id}/reciprocity", "get", "reciprocity", "actors", "What was promised and kept", [ID]),
    Path("/rhythms", "get", "rhythms", "actors", "How often one wants to hear from each type", []),
    Path("/rhythms", "put", "set-rhythms", "actors", "Set some of them", [], RhythmsGiven),
)
"""Every path here, for the OpenAPI document."""
