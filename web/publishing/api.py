"""The API of publishing, for administrators: what their pages can do.

GET    /api/v1/public-page                 the settings of the public page; PATCH changes some, with If-Match
GET    /api/v1/publications                all of them, the withdrawn too
POST   /api/v1/publications                publishes a view as it is now: {"view", "title", "note"}; Idempotency-Key
GET    /api/v1/publications/SLUG           one; PUT publishes its view anew, DELETE withdraws it, both with If-Match
GET    /api/v1/views/ID/public-preview     what the public would see of a view, who is left out, what could be made public
POST   /api/v1/views/ID/public-opening     makes public: {"actors": [ids], "interactions": [ids], "ties": [ids]}
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Annotated, Any

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.accounts.passwords import digest_of
from crm.errors import from_validation
from crm.fields import RecordId
from crm.idempotency import once
from crm.publishing.model import Publication
from crm.publishing.opening import make_public
from crm.publishing.publishing import plain as as_json
from crm.publishing.publishing import publish, withdraw
from crm.publishing.reading import stored_publication
from crm.publishing.settings import public_settings, save_public_settings
from crm.views.reading import view_of
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.publishing.drafting import draft_of, every_publication, previewed
from web.store import current_store
from web.store_keeping import whole_store

Ids = Annotated[list[RecordId], Field(max_length=5000)]


class Publishing(BaseModel):
    """What is said when a view is published."""

    model_config = ConfigDict(extra="forbid")

    view: RecordId
    title: str
    note: str = ""


class Opening(BaseModel):
    """What shall be public."""

    model_config = ConfigDict(extra="forbid")

    actors: Ids = []
    interactions: Ids = []
    ties: Ids = []


def _read(model: type[BaseModel]) -> Any:
    require(the_viewer(), "administer")
    try:
        return model.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error


def _shown(publication: Publication, status: int = 200) -> Response:
    response = jsonify(as_json(publication))
    response.status_code = status
    response.headers["ETag"] = f'"{publication.version}"'
    return response


@blueprint.get("/public-page")
def public_page() -> Response:
    """What was decided."""
    require(the_viewer(), "administer")
    return shown(public_settings(whole_store()))


@blueprint.patch("/public-page")
def change_public_page() -> AnyResponse:
    """Changes the settings that are sent."""
    require(the_viewer(), "administer")
    version = expected_version()
    if version is None:
        return without_condition()
    changes = {name: value for name, value in read_body().items() if name != "version"}
    return shown(save_public_settings(whole_store(), the_viewer(), changes, version))


@blueprint.get("/publications")
def list_publications() -> Response:
    """All, by title."""
    require(the_viewer(), "administer")
    return jsonify({"items": [as_json(one) for one in every_publication()]})


@blueprint.post("/publications")
def make_publication() -> Response:
    """Publishes a view, once for each Idempotency-Key."""
    wanted: Publishing = _read(Publishing)
    draft = draft_of(current_store(), view_of(current_store(), wanted.view))
    given = replace(draft, title=wanted.title, note=wanted.note)

    def make() -> str:
        return publish(whole_store(), the_viewer(), given).slug

    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]
    said = digest_of(json.dumps(wanted.model_dump(), sort_keys=True))
    slug = once(whole_store(), the_viewer(), f"publications {key}", make, said) if key else make()
    response = _shown(stored_publication(whole_store(), slug), 201)
    response.headers["Location"] = url_for("api.publication", slug=slug)
    return response


@blueprint.get("/publications/<slug>")
def publication(slug: str) -> Response:
    """One, withdrawn or not."""
    require(the_viewer(), "administer")
    return _shown(stored_publication(whole_store(), slug))


@blueprint.put("/publications/<slug>")
def publish_again(slug: str) -> AnyResponse:
    """Publishes a view as it is now at the same address."""
    wanted, version = _read(Publishing), expected_version()
    if version is None:
        return without_condition()
    before = replace(
        stored_publication(whole_store(), slug), title=wanted.title, note=wanted.note, version=version
    )
    draft = draft_of(current_store(), view_of(current_store(), wanted.view), before)
    return _shown(publish(whole_store(), the_viewer(), draft))


@blueprint.delete("/publications/<slug>")
def withdraw_publication(slug: str) -> AnyResponse:
    """Takes it off the public pages."""
    version = expected_version()
    if version is None:
        return without_condition()
    return _shown(withdraw(whole_store(), the_viewer(), slug, version))


@blueprint.get("/views/<id>/public-preview")
def public_preview(id: str) -> Response:
    """What would be seen, who not and why."""
    require(the_viewer(), "administer")
    _draft, found = previewed(current_store(), view_of(current_store(), id))
    left = {reason: [asdict(one) for one in named] for reason, named in found.left_out.items()}
    could = {name: list(getattr(found, name)) for name in ("actors", "interactions", "ties")}
    return jsonify(
        {
            "shown": [one.id for one in found.shown.actors],
            "ties": plain(found.shown.ties),
            "left_out": left,
            "could_open": could,
        }
    )


@blueprint.post("/views/<id>/public-opening")
def public_opening(id: str) -> Response:
    """Makes public what is sent, in one unit of work."""
    wanted: Opening = _read(Opening)
    view_of(current_store(), id)
    opened = make_public(current_store(), the_viewer(), wanted.actors, wanted.interactions, wanted.ties)
    return jsonify(asdict(opened))


_SLUG: Parameter = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_MATCH: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_KEY: Parameter = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
_TAG = "publications"
PATHS: tuple[Path, ...] = (
    Path("/public-page", "get", "publicPage", _TAG, "The settings of the public page", []),
    Path("/public-page", "patch", "changePublicPage", _TAG, "Change some of them", [_MATCH]),
    Path("/publications", "get", "listPublications", _TAG, "All publications", []),
    Path("/publications", "post", "makePublication", _TAG, "Publish a view as it is now", [_KEY], Publishing),
    Path("/publications/{slug}", "get", "publication", _TAG, "One publication", [_SLUG]),
    Path(
        "/publications/{slug}",
        "put",
        "publishAgain",
        _TAG,
        "Publish anew at its address",
        [_SLUG, _MATCH],
        Publishing,
    ),
    Path("/publications/{slug}", "delete", "withdrawPublication", _TAG, "Withdraw it", [_SLUG, _MATCH]),
    Path("/views/{id}/public-preview", "get", "publicPreview", _TAG, "What the public would see", [_ID]),
    Path("/views/{id}/public-opening", "post", "publicOpening", _TAG, "Make records public", [_ID], Opening),
)
