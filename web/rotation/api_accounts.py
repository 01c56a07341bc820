"""The API of accounts that leave and of records that are erased for good."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crm.access import require
from crm.erasing.erasing import consequences_of, erase_record
from crm.errors import from_validation
from crm.fields import SomeId
from crm.maps.files import forget_in_files
from crm.rotation.leaving import Leaving, belongings_of, hand_over
from web.api.answers import plain, read_body
from web.api.parts import Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.files.choosing import current_vault
from web.mapping.current import derived_folder
from web.rotation.accounts import paper_kept
from web.rotation.api import parameter
from web.store import current_store
from web.store_keeping import whole_store


class HandOver(BaseModel):
    """Who takes over; `person` is the leaver in the network, whose own promises pass to `successor`."""

    model_config = ConfigDict(extra="forbid")

    to: str
    person: SomeId = None
    successor: SomeId = None


class Erasure(BaseModel):
    """The record's name, typed out, so that nothing is erased by a slip."""

    model_config = ConfigDict(extra="forbid")

    confirm: str = Field(min_length=1, max_length=300)


def _read(model: type[BaseModel]) -> Any:
    try:
        return model.model_validate(read_body())
    except ValidationError as error:
        raise from_validation(error) from error


@blueprint.get("/users/<id>/belongings")
def belongings(id: str) -> Response:
    """What would pass when the account leaves, by id."""
    have = belongings_of(whole_store(), the_viewer(), id)
    named = {
        name: [one.id for one in getattr(have, name)]
        for name in ("commitments", "planned", "to_review", "projects")
    }
    return jsonify({**named, "private": have.private})


@blueprint.post("/users/<id>/hand-over")
def hand_account_over(id: str) -> Response:
    """The account leaves: what it follows passes, its doors close."""
    said: HandOver = _read(HandOver)
    have = belongings_of(whole_store(), the_viewer(), id, said.person)
    paper = paper_kept(have, said.to)
    passed = hand_over(whole_store(), the_viewer(), Leaving(id, said.to, said.person, said.successor), paper)
    return jsonify({"passed": passed, "paper": paper.sha256})


@blueprint.get("/erasures/<id>")
def erasure(id: str) -> Response:
    """What erasing the record would take away and leave."""
    require(the_viewer(), "administer")
    return jsonify(plain(consequences_of(current_store(), id)))


@blueprint.post("/erasures/<id>")
def erase(id: str) -> Response:
    """Erases an actor, an interaction or a file for good."""
    said: Erasure = _read(Erasure)
    done = erase_record(current_store(), the_viewer(), id, said.confirm, current_vault())
    forget_in_files(derived_folder(), done.erased)
    return jsonify(plain(done))


_ID = parameter("id", "path", required=True)
PATHS: tuple[Path, ...] = (
    Path(
        "/users/{id}/belongings",
        "get",
        "get-belongings",
        "users",
        "What passes when an account leaves",
        [_ID],
    ),
    Path("/users/{id}/hand-over", "post", "hand-over-account", "users", "An account leaves", [_ID], HandOver),
    Path("/erasures/{id}", "get", "get-erasure", "erasures", "What erasing would do", [_ID]),
    Path("/erasures/{id}", "post", "erase", "erasures", "Erase for good", [_ID], Erasure),
)
"""Every path here, for the OpenAPI document."""
