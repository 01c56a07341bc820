"""The API of a project's map: the document, one actor on it, the maps kept with the project, two compared, the files.

GET  /api/v1/projects/ID/map                        503 with Retry-After while it is being made
POST /api/v1/projects/ID/maps                       keeps it as it is; Idempotency-Key makes a repeat harmless
GET  /api/v1/projects/ID/map-changes?from=&to=      ids of kept maps, or "today"
"""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request, url_for

from crm.access import require
from crm.errors import InvalidData, NotFound
from crm.idempotency import once_with
from crm.maps.absent import why_absent
from crm.maps.comparing import compare_maps
from crm.maps.exports.making import TYPES
from crm.maps.kept import KeptHead, keep_map, kept_map, kept_maps
from crm.maps.model import StakeholderMap
from crm.maps.saying import actor_document, comparison_document, document_of
from crm.maps.wording import absent_text
from crm.projects import get_project
from graph.store import Store
from web.api.parts import Parameter, Path
from web.api.root import LONGEST_KEY, blueprint
from web.auth import the_viewer
from web.derived import current_results
from web.i18n import language
from web.mapping.current import derived_folder, made_or_not_ready
from web.mapping.files import file_response, map_with_grid
from web.mapping.kept import kept_as_seen
from web.store import current_store

TODAY = "today"


@blueprint.get("/projects/<id>/map")
def project_map(id: str) -> Response:
    """The map as it was made last; its tag changes when it does."""
    project = get_project(current_store(), id)
    made, _grid = map_with_grid(project)
    response = jsonify(document_of(made, language()))
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]  # Flask's own class is what comes back


@blueprint.get("/projects/<id>/map/actors/<actor>")
def map_actor(id: str, actor: str) -> Response:
    """One actor with its score, parts and reasons; one that is not listed with why not."""
    project = get_project(current_store(), id)
    made = map_with_grid(project)[0]
    if actor in made.by_actor:
        return jsonify({"listed": True, **actor_document(made.by_actor[actor], language())})
    node = current_store().get([actor]).get(actor)
    if node is None or node.root != "Actor":
        raise NotFound("actor", actor)
    told = why_absent(derived_folder(), current_results(), made, project, node)
    known = told.standing
    standing = (
        {"place": known.place, "of": known.of, "score": known.score, "parts": known.parts} if known else {}
    )
    said = {"actor": told.actor, "name": told.name, "type": told.type, "key": told.why}
    return jsonify(
        {"listed": False, **said, "text": absent_text(told, language()), "standing": standing or None}
    )


def _head(kept: KeptHead) -> dict[str, Any]:
    return {
        "id": kept.id,
        "project": kept.project,
        "as_of": kept.as_of.isoformat(),
        "made_at": kept.made_at.isoformat(),
        "made_by": kept.made_by,
        "revision": kept.revision,
        "count": kept.count,
    }


@blueprint.get("/projects/<id>/maps")
def project_maps(id: str) -> Response:
    """The maps kept with the project, the latest first."""
    get_project(current_store(), id)
    return jsonify({"items": [_head(one) for one in kept_maps(current_store(), id)]})


@blueprint.post("/projects/<id>/maps")
def post_map(id: str) -> Response:
    """Keeps the map as it is now."""
    require(the_viewer(), "edit")
    made = map_with_grid(get_project(current_store(), id))[0]
    key = request.headers.get("Idempotency-Key", "").strip()[:LONGEST_KEY]

    def keep(store: Store) -> str:
        return keep_map(store, the_viewer(), id, made).id

    store = current_store()
    saved = once_with(store, the_viewer(), f"map {id} {key}", keep) if key else keep(store)
    response = jsonify(_head(kept_map(store, id, saved)))
    response.status_code = 201
    response.headers["Location"] = url_for("api.one_kept_map", id=id, kept=saved)
    return response


@blueprint.get("/projects/<id>/maps/<kept>")
def one_kept_map(id: str, kept: str) -> Response:
    """A kept map as it was."""
    get_project(current_store(), id)
    found = kept_map(current_store(), id, kept)
    return jsonify({**_head(found), "map": document_of(kept_as_seen(found), language())})


@blueprint.get("/projects/<id>/map-changes")
def map_changes(id: str) -> Response:
    """Who came, went, rose and fell between two maps, and why."""
    sides = request.args.get("from", ""), request.args.get("to", TODAY)
    if not sides[0]:
        raise InvalidData.of("from", "required")
    before, after = (_side(id, side) for side in sides)
    return jsonify(comparison_document(compare_maps(before, after), language()))


def _side(id: str, side: str) -> StakeholderMap:
    project = get_project(current_store(), id)
    return made_or_not_ready(project) if side == TODAY else kept_as_seen(kept_map(current_store(), id, side))


@blueprint.get("/projects/<id>/map-files/<ending>")
def map_file(id: str, ending: str) -> Response:
    """The map as a file."""
    return file_response(id, ending, language())


_ID: Parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_ACTOR: Parameter = {**_ID, "name": "actor"}
_MAP: Parameter = {**_ID, "name": "kept"}
_ENDING: Parameter = {**_ID, "name": "ending", "schema": {"type": "string", "enum": list(TYPES)}}
_FROM: Parameter = {"name": "from", "in": "query", "required": True, "schema": {"type": "string"}}
_TO: Parameter = {"name": "to", "in": "query", "schema": {"type": "string", "default": TODAY}}
PATHS: tuple[Path, ...] = (
    Path("/projects/{id}/map", "get", "projectMap", "projects", "The map of its actors", [_ID]),
    Path("/projects/{id}/map/actors/{actor}", "get", "mapActor", "projects", "One actor on it, or why not", [_ID, _ACTOR]),
    Path("/projects/{id}/maps", "get", "keptMaps", "projects", "The maps kept with it", [_ID]),
    Path("/projects/{id}/maps", "post", "keepMap", "projects", "Keep the map as it is", [_ID]),
    Path("/projects/{id}/maps/{kept}", "get", "keptMap", "projects", "A kept map", [_ID, _MAP]),
    Path("/projects/{id}/map-changes", "get", "mapChanges", "projects", "Two maps compared", [_ID, _FROM, _TO]),
    Path("/projects/{id}/map-files/{ending}", "get", "mapFile", "projects", "The map as a file", [_ID, _ENDING]),
)  # fmt: skip
