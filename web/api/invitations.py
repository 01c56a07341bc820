"""The API of whom a visit invites: who should be, who is, and what became of it."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.delegations.composing import compose
from crm.delegations.invitation_records import Invitation
from crm.delegations.invitations import (
    get_invitation,
    invitations_to,
    invite,
    update_invitation,
    withdraw_invitation,
)
from crm.errors import from_validation
from crm.fields import Ids
from web.api.answers import expected_version, plain, read_body, shown, without_condition
from web.api.parts import Path
from web.api.root import blueprint
from web.api.visits import ID, ONE, TAG, VERSION
from web.auth import the_viewer
from web.derived import needed_results
from web.store import current_store


class Invited(BaseModel):
    """Whom to invite."""

    model_config = ConfigDict(extra="forbid")

    actors: Annotated[Ids, Field(min_length=1)]


@blueprint.get("/delegations/<id>/proposals")
def proposals(id: str) -> Response:
    """Who should receive or accompany it, with reasons. 503 while the analysis is not there yet."""
    require(the_viewer(), "edit")
    return jsonify({"items": plain(compose(current_store(), needed_results(), id))})


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


PATHS: tuple[Path, ...] = (
    Path(f"{ONE}/proposals", "get", "proposals", TAG, "Whom to invite, with reasons", [ID]),
    Path(f"{ONE}/invitations", "get", "invitations", TAG, "Who is invited", [ID]),
    Path(f"{ONE}/invitations", "post", "post-invitations", TAG, "Invite actors", [ID], Invited),
    Path("/invitations/{id}", "get", "invitation", TAG, "One invitation", [ID]),
    Path("/invitations/{id}", "delete", "delete-invitation", TAG, "Take it back", [ID, VERSION]),
    Path("/invitations/{id}", "put", "put-invitation", TAG, "What became of it", [ID, VERSION], Invitation),
)
"""Every path here, for the OpenAPI document."""
