"""The API of the picture's files: what `/red/llevar` gives, for programs.

GET /api/v1/red/export?format=svg&paper=a3&actor=uis      the selection said as the page's address says it
"""

from __future__ import annotations

from flask import Response, request

from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import needed_results
from web.red.view import gather_view
from web.red.wish import read_wish
from web.red_files.making import FORMATS
from web.red_files.pages import file_of
from web.red_files.sheet import PAPERS
from web.store import current_store


@blueprint.get("/red/export")
def red_export() -> Response:
    """The picture of a selection as a file. Raises InvalidData, and Unavailable before the first analysis."""
    derived = needed_results()
    view = gather_view(current_store(), derived, read_wish(request.args))
    return file_of(view, request.args.get("format", ""), request.args.get("paper", "a4"))


def _choice(name: str, values: list[str], *, required: bool = False) -> Parameter:
    return {"name": name, "in": "query", "required": required, "schema": {"type": "string", "enum": values}}


_PARAMETERS = [
    _choice("format", [*FORMATS], required=True),
    _choice("paper", [*PAPERS]),
    *(
        {"name": name, "in": "query", "schema": {"type": "string"}}
        for name in (
            "actor",
            "tipo",
            "familia",
            "sector",
            "tema",
            "vista",
            "color",
            "tamano",
            "agrupar",
            "todo",
        )
    ),
]
PATHS = [Path("/red/export", "get", "exportRed", "red", "The picture of a selection as a file", _PARAMETERS)]
