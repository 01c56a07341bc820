"""The API of delegations and visits, beside the interaction that each extends: what they say, guests, papers.

GET  /api/v1/delegations/ID               what extends the interaction; version 0 and the default checklist at first
PUT  /api/v1/delegations/ID               with If-Match, "0" at first
The sessions of a programme are a noun like others: /api/v1/programme?interaction=ID
"""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.delegations.checking import remarks_on
from crm.delegations.composing import compose
from crm.delegations.delegations import get_delegation, get_delegations, save_delegation
from crm.delegations.invitation_records import Invitation
from crm.delegations.invitations import (
    get_invitation,
    invitations_to,
    invite,
    update_invitation,
    withdraw_invitation,
)
from crm.delegations.model import KINDS, Delegation, Needs
from crm.delegations.needs import get_needs, save_needs
from crm.delegations.papers import ENDINGS, PAPERS
from crm.delegations.programme import programme_of
from crm.delegations.records import days_of
from crm.errors import InvalidData, NotFound, Unavailable, from_validation
from crm.fields import Ids
from crm.interactions import InteractionFilter, get_interaction, list_interactions
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.delegations.papers import paper_response
from web.derived import current_results
from web.i18n import language
from web.store import current_store


class Invited(BaseModel):
    """Whom to invite."""

    model_config = ConfigDict(extra="forbid")

    actors: Annotated[Ids, Field(min_length=1)]


@blueprint.get("/delegations")
def delegations() -> Response:
    """The visits, newest first, each with what extends it; `after` is the `next` of the page before."""
    filter = InteractionFilter(kind=KINDS, descending=True, after=request.args.get("after") or None)
    listing = list_interactions(current_store(), filter)
    known = get_delegations(current_store(), [one.id for one in listing.items])
    items = [{"interaction": plain(one), "delegation": plain(known.get(one.id))} for one in listing.items]
    total = None if listing.total < 0 else listing.total
    return jsonify({"items": items, "total": total, "more": listing.more, "next": listing.next})


@blueprint.get("/delegations/<id>")
def delegation(id: str) -> Response:
    """What extends an interaction."""
    return shown(get_delegation(current_store(), id, language()))


@blueprint.put("/delegations/<id>")
def put_delegation(id: str) -> AnyResponse:
    """Replaces it, if it is still the version of If-Match."""
    version = expected_version()
    if version is None:
        return without_condition()
    given = Delegation.of({**_own(read_body(), id), "version": version})
    return shown(save_delegation(current_store(), the_viewer(), given))


def _own(body: dict[str, Any], id: str) -> dict[str, Any]:
    if body.get("interaction", id) != id:
        raise InvalidData.of("interaction", "unknown_choice", value=str(body["interaction"])[:80])
    return {**body, "interaction": id}


@blueprint.get("/delegations/<id>/needs")
def needs(id: str) -> Response:
    """What guests need, while it is of use; for editors."""
    return shown(get_needs(current_store(), the_viewer(), id))


@blueprint.put("/delegations/<id>/needs")
def put_needs(id: str) -> AnyResponse:
    """Replaces it; nothing of it is logged."""
    version = expected_version()
    if version is None:
        return without_condition()
    given = Needs.of({**_own(read_body(), id), "version": version})
    return shown(save_needs(current_store(), the_viewer(), given))


@blueprint.get("/delegations/<id>/remarks")
def remarks(id: str) -> Response:
    """What its programme gets wrong or forgets."""
    store = current_store()
    days = days_of(get_interaction(store, id), get_delegation(store, id))
    return jsonify({"items": plain(remarks_on(programme_of(store, id), days))})


@blueprint.get("/delegations/<id>/proposals")
def proposals(id: str) -> Response:
    """Who should receive or accompany it, with reasons. 503 while the analysis is not there yet."""
    require(the_viewer(), "edit")
    known = current_results()
    if known is None:
        raise Unavailable("the analysis is not there yet")
    return jsonify({"items": plain(compose(current_store(), known, id))})


@blueprint.get("/delegations/<id>/invitations")
def invitations(id: str) -> Response:
    """Who is invited, and what became of it."""
    return jsonify({"items": plain(invitations_to(current_store(), id))})


@blueprint.post("/delegations/<id>/invitations")
def post_invitations(id: str) -> Response:
    """Invites actors; who is invited already stays as they are, so that a repeat is harmless."""
    try:
        asked = Invited.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error
    invite(current_store(), the_viewer(), id, asked.actors)
    return jsonify({"items": plain(invitations_to(current_store(), id))})


@blueprint.get("/invitations/<id>")
def invitation(id: str) -> Response:
    """One invitation."""
    return shown(get_invitation(current_store(), id))


@blueprint.put("/invitations/<id>")
def put_invitation(id: str) -> AnyResponse:
    """Says what became of it; who attended becomes a participant."""
    version = expected_version()
    if version is None:
        return without_condition()
    given = Invitation.of({**read_body(), "id": id, "version": version})
    return shown(update_invitation(current_store(), the_viewer(), given))


@blueprint.delete("/invitations/<id>")
def delete_invitation(id: str) -> AnyResponse:
    """Takes it back."""
    version = expected_version()
    if version is None:
        return without_condition()
    return shown(withdraw_invitation(current_store(), the_viewer(), id, version))


@blueprint.get("/delegations/<id>/papers/<kind>.<ending>")
def paper(id: str, kind: str, ending: str) -> Response:
    """One paper as a file, in the language of `?lang=`."""
    if ending not in ENDINGS:
        raise NotFound("record", ending)
    return paper_response(id, kind, ending, language())


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_AFTER: Parameter = {"name": "after", "in": "query", "schema": {"type": "string"}}
_LANG: Parameter = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["es", "en"]}}
_KIND: Parameter = {
    "name": "kind",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": list(PAPERS)},
}
_ENDING: Parameter = {
    "name": "ending",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": list(ENDINGS)},
}
_TAG = "delegations"
_ONE = "/delegations/{id}"
PATHS: tuple[Path, ...] = (
    Path("/delegations", "get", "delegations", _TAG, "Delegations and visits, newest first", [_AFTER]),
    Path(_ONE, "get", "delegation", _TAG, "What extends an interaction", [_ID]),
    Path(_ONE, "put", "put-delegation", _TAG, "Replace it", [_ID, _VERSION], Delegation),
    Path(f"{_ONE}/needs", "get", "needs", _TAG, "What guests need, while it is of use", [_ID]),
    Path(f"{_ONE}/needs", "put", "put-needs", _TAG, "Replace it; not logged", [_ID, _VERSION], Needs),
    Path(f"{_ONE}/remarks", "get", "remarks", _TAG, "What its programme gets wrong", [_ID]),
    Path(f"{_ONE}/proposals", "get", "proposals", _TAG, "Whom to invite, with reasons", [_ID]),
    Path(f"{_ONE}/invitations", "get", "invitations", _TAG, "Who is invited", [_ID]),
    Path(f"{_ONE}/invitations", "post", "post-invitations", _TAG, "Invite actors", [_ID], Invited),
    Path("/invitations/{id}", "get", "invitation", _TAG, "One invitation", [_ID]),
    Path(
        "/invitations/{id}", "put", "put-invitation", _TAG, "What became of it", [_ID, _VERSION], Invitation
    ),
    Path("/invitations/{id}", "delete", "delete-invitation", _TAG, "Take it back", [_ID, _VERSION]),
    Path(
        f"{_ONE}/papers/{{kind}}.{{ending}}",
        "get",
        "paper",
        _TAG,
        "A paper as a file",
        [_ID, _KIND, _ENDING, _LANG],
    ),
)
