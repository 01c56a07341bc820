"""The API of the line: what it means, saving what was corrected, many lines in one unit of work. Pages use the same.

    POST /api/v1/captures/proposal    {"text", "today"}                      the proposal, the words for it, what holds back
    POST /api/v1/captures             {"text", "today", "proposal"}          201 {"interaction", "created", "transaction", …}
    POST /api/v1/captures/proposals   {"lines": [...], "today"}              one answer a line, "error" for one that cannot be read
    POST /api/v1/captures/batch       {"items": [{"text", "proposal"}]}      201, all of them or none

Saving takes an Idempotency-Key: the same key and body save once, however often they are sent. With another body it is
refused, and a single line is told what its key saved: "saved". Line-Author says whose line it is.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crm.access import require
from crm.capture.model import Proposal
from crm.errors import InvalidData, Problem, from_validation
from crm.messages import words
from web.api.answers import read_body
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.capture.authors import AUTHOR, refusal_of_another
from web.capture.keeping import Said, kept_key, save_one, save_together, saved_before
from web.capture.many import MOST, told_together
from web.capture.reading import LONGEST, answer_of, read_line
from web.errors import explain, render_trouble
from web.i18n import language

Text = Annotated[str, Field(max_length=LONGEST)]


class Line(BaseModel):
    """One line, and the day it was written on (today when it is left out)."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    today: date | None = None


class Lines(BaseModel):
    """Several lines of one day."""

    model_config = ConfigDict(extra="forbid")

    lines: Annotated[list[Text], Field(max_length=MOST)]
    today: date | None = None


class Capture(BaseModel):
    """What is to be saved: a proposal as somebody corrected it, or just the line. `retitle` words its title anew."""

    model_config = ConfigDict(extra="forbid")

    text: Text = ""
    today: date | None = None
    proposal: dict[str, Any] | None = None
    retitle: bool = False


class Captures(BaseModel):
    """What is saved together."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[Capture], Field(min_length=1, max_length=MOST)]


def _body(model: type[Any]) -> Any:
    try:
        return model.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error


@blueprint.post("/captures/proposal")
def capture_proposal() -> Response:
    """What a line means."""
    line = _body(Line)
    return jsonify(answer_of(read_line(line.text, line.today), line.today))


@blueprint.post("/captures/proposals")
def capture_proposals() -> Response:
    """What each of several lines means; a line that cannot be read says why in its place."""
    given = _body(Lines)
    return jsonify({"items": [_answer(text, given.today) for text in given.lines]})


def _answer(text: str, today: date | None) -> dict[str, Any]:
    try:
        return {"text": text, **answer_of(read_line(text, today), today)}
    except InvalidData as error:
        return {"text": text, "error": " ".join(said for _field, said in words(error, language()))}


@blueprint.post("/captures")
def capture_save() -> Response:
    """Saves one, once for each key."""
    require(the_viewer(), "edit")
    if refusal := refusal_of_another():
        return refusal
    try:
        saved = save_one(_said(_body(Capture)), _key())
    except InvalidData as error:
        return _refused(error)
    response = jsonify(saved.shown())
    response.status_code = 201
    response.headers["Location"] = url_for("api.one", path="interactions", id=saved.interactions[0])
    return response


def _refused(error: InvalidData) -> Response:
    """What cannot be saved; of a key that saved something else, what that was."""
    if not any(problem.key == "key_used" for problem in error.problems):
        raise error
    trouble, before = explain(error), saved_before(_key())
    trouble.extra = {"saved": before.shown()} if before else {}
    return render_trouble(trouble)


@blueprint.post("/captures/batch")
def capture_batch() -> Response:
    """Saves all of them in one unit of work, or none."""
    require(the_viewer(), "edit")
    if refusal := refusal_of_another():
        return refusal
    given = _body(Captures)
    saved = save_together([_read(item, index) for index, item in enumerate(given.items)], _key())
    if "Authorization" not in request.headers:
        told_together(len(given.items), saved.transaction)
    response = jsonify({**saved.together(), "url": url_for("interacciones.lista")})
    response.status_code = 201
    return response


def _read(item: Capture, index: int) -> Said:
    """Raises InvalidData with the item in the fields."""
    try:
        return _said(item)
    except InvalidData as error:
        where = f"items[{index}]."
        raise InvalidData(
            Problem(where + one.field, one.key, one.params) for one in error.problems
        ) from error


def _said(item: Capture) -> Said:
    proposal = Proposal.of(item.proposal) if item.proposal is not None else read_line(item.text, item.today)
    return Said(proposal, item.text, item.retitle)


def _key() -> str:
    return kept_key(request.headers.get("Idempotency-Key", ""))


_KEY: Parameter = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key and body save once, however often sent; another body is refused.",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}
PATHS: tuple[Path, ...] = (
    Path("/captures/proposal", "post", "read-capture", "captures", "What a line of Spanish means", [], Line),
    Path("/captures/proposals", "post", "read-captures", "captures", "What several lines mean", [], Lines),
    Path(
        "/captures",
        "post",
        "save-capture",
        "captures",
        "Save a line or its corrected proposal",
        [_KEY, AUTHOR],
        Capture,
    ),
    Path(
        "/captures/batch",
        "post",
        "save-captures",
        "captures",
        "Save several together",
        [_KEY, AUTHOR],
        Captures,
    ),
)
