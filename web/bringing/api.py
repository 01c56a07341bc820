"""The API of bringing in: a file is sent, reviewed, saved as it was reviewed, cancelled; an e-mail becomes a proposal.

POST   /api/v1/imports              the file as multipart/form-data      202 {"id", "status", …}
GET    /api/v1/imports/ID           how far it is; "review" when it is ready, counts and "transaction" when it is done
POST   /api/v1/imports/ID/review    {"choices"}                          202, another review of the same file
POST   /api/v1/imports/ID/apply     {"digest", "skip_bad"}               202, saves what was reviewed; Idempotency-Key
DELETE /api/v1/imports/ID           stops it; what has not ended leaves nothing behind
POST   /api/v1/mails/proposal       {"text"}                             the proposal of an e-mail or an invitation
"""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crm.access import require
from crm.calendar.reading import read_invitations
from crm.errors import InvalidData, from_validation
from crm.idempotency import once
from crm.mail.proposing import propose_invitation, propose_mail
from crm.mail.reading import read_mail
from crm.messages import say
from crm.tables.choices import Choices
from web.api.answers import read_body
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.bringing.mail import address_book
from web.bringing.running import cancel, look, review_of_work, start, task_of
from web.bringing.showing import told
from web.bringing.states import State
from web.bringing.telling import told_review
from web.i18n import current_day, language
from web.opendoor import takes_files
from web.store import current_store
from web.uploads import keep_upload, kept_upload

MOST_TEXT = 400_000


class Again(BaseModel):
    """What was decided: columns (header to field), names (name to id, "+type" or "!"), defaults (field to value)."""

    model_config = ConfigDict(extra="forbid")

    choices: dict[str, Any]


class Apply(BaseModel):
    """The digest of the review that shall be saved; without `skip_bad` it is refused while a row is pending."""

    model_config = ConfigDict(extra="forbid")

    digest: Annotated[str, Field(min_length=64, max_length=64)]
    skip_bad: bool = False


class Pasted(BaseModel):
    """An e-mail as it was copied or as a file holds it, or an invitation."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=MOST_TEXT)]


def _body(model: type[BaseModel]) -> Any:
    try:
        return model.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error


@blueprint.post("/imports")
@takes_files
def send_import() -> Response:
    """Takes a table or cards in and begins to review them."""
    require(the_viewer(), "edit")
    noun = request.form.get("noun", "")
    if noun not in {"", "actors", "interactions"}:
        raise InvalidData.of("noun", "table_unknown_noun", value=noun[:80])
    sent = request.files.get("file")
    file = kept_upload(keep_upload(sent), sent.filename or "" if sent else "")
    return _accepted(start("plan", file=file, name=(sent.filename or "")[:200] if sent else "", noun=noun))


def _accepted(id: str) -> Response:
    answer = jsonify({"id": id, **told(look(id))})
    answer.status_code = 202
    answer.headers["Location"] = url_for("api.see_import", id=id)
    return answer


@blueprint.get("/imports/<id>")
def see_import(id: str) -> Response:
    """How far it is, and what came of it."""
    require(the_viewer(), "edit")
    state = look(id)
    review = told_review(review_of_work(id)) if state.status == "ready" else None
    answer = jsonify(
        {"id": id, **told(state), "review": review, "result": state.result, "errors": _errors(state)}
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _errors(state: State) -> list[dict[str, str]]:
    return [{"key": key, "detail": say(key, language(), **params)} for key, params in state.problems]


@blueprint.post("/imports/<id>/review")
def review_import(id: str) -> Response:
    """Reviews the same file with other choices."""
    require(the_viewer(), "edit")
    choices = Choices.read(_body(Again).choices)
    task = task_of(id)
    file = kept_upload(task["key"], task["name"])
    noun = review_of_work(id).noun
    return _accepted(start("plan", file=file, name=task["name"], noun=f"{noun}s", choices=choices))


@blueprint.post("/imports/<id>/apply")
def apply_import(id: str) -> Response:
    """Saves what was reviewed, in one unit of work."""
    require(the_viewer(), "edit")
    said: Apply = _body(Apply)
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        raise InvalidData.of("", "too_long", limit=LONGEST_KEY)
    if not key:
        return _accepted(_start_saving(id, said))
    mark = said.model_dump_json()
    return _accepted(
        once(current_store(), the_viewer(), f"import {id} {key}", lambda: _start_saving(id, said), mark)
    )


def _start_saving(id: str, said: Apply) -> str:
    task, review = task_of(id), review_of_work(id)
    file = kept_upload(task["key"], task["name"])
    how = {
        "noun": f"{review.noun}s",
        "choices": review.choices,
        "digest": said.digest,
        "skip_bad": said.skip_bad,
    }
    return start("apply", file=file, name=task["name"], **how)


@blueprint.delete("/imports/<id>")
def stop_import(id: str) -> Response:
    """Asks it to stop."""
    require(the_viewer(), "edit")
    cancel(id)
    return _accepted(id)


@blueprint.post("/mails/proposal")
def propose_pasted() -> Response:
    """What an e-mail or an invitation says, as the proposal that /captures saves."""
    require(the_viewer(), "edit")
    text = _body(Pasted).text
    store, book, today = current_store(), address_book(), current_day()
    if "BEGIN:VCALENDAR" in text[:200_000].upper():
        invitation = read_invitations(text)[0]
        proposal, body = propose_invitation(store, book, invitation, today), invitation.description
        files: list[dict[str, Any]] = []
    else:
        mail = read_mail(text)
        proposal, body = propose_mail(store, book, mail, today), mail.body
        files = [{"name": one.name, "size": one.size} for one in mail.attachments]
    return jsonify({"proposal": proposal.shown(language()), "summary": body, "attachments": files})


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_KEY: Parameter = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
PATHS: tuple[Path, ...] = (
    Path("/imports", "post", "sendImport", "imports", "Send a table or cards to be reviewed", []),
    Path("/imports/{id}", "get", "seeImport", "imports", "How far it is, and what came of it", [_ID]),
    Path("/imports/{id}", "delete", "stopImport", "imports", "Stop it; nothing is left behind", [_ID]),
    Path(
        "/imports/{id}/review",
        "post",
        "reviewImport",
        "imports",
        "Review again with other choices",
        [_ID],
        Again,
    ),
    Path(
        "/imports/{id}/apply", "post", "applyImport", "imports", "Save what was reviewed", [_ID, _KEY], Apply
    ),
    Path(
        "/mails/proposal", "post", "proposeMail", "imports", "What an e-mail or invitation says", [], Pasted
    ),
)
