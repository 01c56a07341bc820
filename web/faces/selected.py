"""The selection that an address asks for, for what answers without a page around it: files and the API."""

from __future__ import annotations

from flask import request

from crm.derived.results import Derived
from crm.errors import Unavailable
from web.derived import current_results
from web.faces.frame import gather_face
from web.red.view import RedView
from web.red.wish import read_wish
from web.store import current_store
from web.texts import gettext as _


def selected() -> tuple[Derived, RedView]:
    """The results and the picture of the selection. Raises Unavailable before the first analysis."""
    derived = current_results()
    if derived is None:
        raise Unavailable(_("La red se está calculando."))
    return derived, gather_face(current_store(), derived, read_wish(request.args))
