"""The selection that an address asks for, for what answers without a page around it: files and the API."""

from __future__ import annotations

from flask import request

from crm.derived.results import Derived
from web.derived import needed_results
from web.faces.frame import gather_face
from web.red.view import RedView
from web.red.wish import read_wish
from web.store import current_store


def selected() -> tuple[Derived, RedView]:
    """The results and the picture of the selection. Raises NotReady before the first analysis."""
    derived = needed_results()
    return derived, gather_face(current_store(), derived, read_wish(request.args))
