"""The API of attached files.

POST /api/v1/interactions/ID/files     multipart, field "files"; all or none; the same content is there once
GET  /api/v1/files/ID/content          the bytes, to who may see the interaction
"""

from __future__ import annotations

from flask import Response, jsonify, request

from crm.access import require
from crm.errors import InvalidData
from crm.files.attaching import archive_file, attach_files, files_of, get_file, restore_file
from crm.files.records import Attachment
from crm.interactions import get_interaction
from web.api.answers import expected_version, plain, shown, without_condition
from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.auth import the_viewer
from web.files.choosing import read_chosen
from web.files.pages import file_response
from web.opendoor import takes_files
from web.store import current_store


@blueprint.get("/interactions/<id>/files")
def interaction_files(id: str) -> Response:
    """An interaction's files; with `?archived=1` those taken away too."""
    store = current_store()
    get_interaction(store, id)
    return _listed(files_of(store, id, archived=request.args.get("archived") == "1"))


def _listed(files: list[Attachment]) -> Response:
    return jsonify({"items": plain(files)})


@blueprint.post("/interactions/<id>/files")
@takes_files
def attach(id: str) -> Response:
    """Attaches what was sent, all or none."""
    require(the_viewer(), "edit")
    get_interaction(current_store(), id)
    chosen = read_chosen()
    if chosen.no_room is not None:
        raise chosen.no_room
    if chosen.problems or not chosen.kept:
        raise InvalidData(chosen.problems or InvalidData.of("files", "required").problems)
    response = _listed(attach_files(current_store(), the_viewer(), id, chosen.kept))
    response.status_code = 201
    return response


@blueprint.get("/files/<id>")
def file_record(id: str) -> Response:
    """What is known of a file."""
    return shown(get_file(current_store(), id))


@blueprint.get("/files/<id>/content")
def file_content(id: str) -> Response:
    """The bytes."""
    return file_response(get_file(current_store(), id))


@blueprint.delete("/files/<id>")
def take_file_away(id: str) -> Response:
    """Takes a file away from its interaction; it can be restored."""
    version = expected_version()
    if version is None:
        return without_condition()
    return shown(archive_file(current_store(), the_viewer(), id, version))


@blueprint.post("/files/<id>/restore")
def bring_file_back(id: str) -> Response:
    """Brings a file back."""
    version = expected_version()
    if version is None:
        return without_condition()
    return shown(restore_file(current_store(), the_viewer(), id, version))


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_VERSION: Parameter = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
_ARCHIVED: Parameter = {"name": "archived", "in": "query", "schema": {"type": "string", "enum": ["1"]}}
PATHS: tuple[Path, ...] = (
    Path("/interactions/{id}/files", "get", "list-files", "files", "Files of an interaction", [_ID, _ARCHIVED]),
    Path(
        "/interactions/{id}/files", "post", "attach-files", "files",
        "Attach files: multipart/form-data, one or more parts called files", [_ID],
    ),
    Path("/files/{id}", "get", "get-file", "files", "What is known of a file", [_ID]),
    Path("/files/{id}/content", "get", "get-file-content", "files", "The file itself", [_ID]),
    Path("/files/{id}", "delete", "archive-file", "files", "Take a file away", [_ID, _VERSION]),
    Path("/files/{id}/restore", "post", "restore-file", "files", "Bring a file back", [_ID, _VERSION]),
)  # fmt: skip
"""Every path here, for the OpenAPI document."""
