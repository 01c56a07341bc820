"""The selection that an address asks for, for what answers without a page around it: files and the API."""

from __future__ import annotations

from flask import request

from crm.derived.results import Derived
from web.faces.frame import gather_face
from web.red.answering import drawn_results
from web.red.view import RedView
from web.red.wish import read_wish
from web.store import current_store


def selected() -> tuple[Derived, RedView]:
    """The results and the picture of the selection. Raises Unavailable before the first analysis."""
    derived = drawn_results()
    return derived, gather_face(current_store(), derived, read_wish(request.args))
