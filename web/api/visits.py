"""The API of delegations and visits, beside the interaction that each extends: what they say, needs, papers.

GET  /api/v1/delegations/ID               what extends the interaction; version 0 and the default checklist at first
PUT  /api/v1/delegations/ID               with If-Match, "0" at first
Guests are in web.api.invitations; the sessions of a programme are a noun like others: /api/v1/programme?interaction=ID
"""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from crm.delegations.checking import remarks_on
from crm.delegations.delegations import get_delegation, get_delegations, save_delegation
from crm.delegations.model import KINDS, Delegation, Needs
from crm.delegations.needs import get_needs, save_needs
from crm.delegations.papers import ENDINGS, PAPERS
from crm.delegations.programme import programme_of
from crm.delegations.records import days_of
from crm.errors import InvalidData, NotFound
from crm.interactions import InteractionFilter, get_interaction, list_interactions
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.delegations.papers import paper_response
from web.i18n import language
from web.store import current_store


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


@blueprint.get("/delegations/<id>/papers/<kind>.<ending>")
def paper(id: str, kind: str, ending: str) -> Response:
    """One paper as a file, in the language of `?lang=`."""
    if ending not in ENDINGS:
        raise NotFound("record", ending)
    return paper_response(id, kind, ending, language())


ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
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
TAG = "delegations"
ONE = "/delegations/{id}"
PATHS: tuple[Path, ...] = (
    Path("/delegations", "get", "delegations", TAG, "Delegations and visits, newest first", [_AFTER]),
    Path(ONE, "get", "delegation", TAG, "What extends an interaction", [ID]),
    Path(ONE, "put", "put-delegation", TAG, "Replace it", [ID, VERSION], Delegation),
    Path(f"{ONE}/needs", "get", "needs", TAG, "What guests need, while it is of use", [ID]),
    Path(f"{ONE}/needs", "put", "put-needs", TAG, "Replace it; not logged", [ID, VERSION], Needs),
    Path(f"{ONE}/remarks", "get", "remarks", TAG, "What its programme gets wrong", [ID]),
    Path(
        f"{ONE}/papers/{{kind}}.{{ending}}",
        "get",
        "paper",
        TAG,
        "A paper as a file",
        [ID, _KIND, _ENDING, _LANG],
    ),
)
