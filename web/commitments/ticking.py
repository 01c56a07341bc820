"""Ticking a commitment done with one tap, and saying right after, if one likes, what came of it.

[○] -> done, back on the same page with ?cumplido=ID -> a line that asks for the result, and the undo
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import redirect, request
from werkzeug.wrappers import Response

from crm.commitments import Commitment, get_commitment
from crm.errors import Erased, NotFound
from crm.office import today
from web.security import safe_next
from web.store import current_store

TICKED = "cumplido"


def just_ticked() -> Commitment | None:
    """The commitment that was ticked on this page a moment ago and has no result yet."""
    id = request.args.get(TICKED, "")
    if not id:
        return None
    try:
        one = get_commitment(current_store(), id)
    except (NotFound, Erased):
        return None
    return one if one.status == "done" and one.done_on == today() and not one.result else None


def back_with(ticked: str, record: str) -> Response:
    """To the page that the tick was on, which asks for the result of `ticked`; "" asks for none."""
    parts = urlsplit(safe_next(request.form.get("next"), record))
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != TICKED]
    if ticked:
        query.append((TICKED, ticked))
    return redirect(urlunsplit(("", "", parts.path, urlencode(query), "")))
