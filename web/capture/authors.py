"""Whose line it is: what one wrote is never saved as somebody else's who logged in since in the same browser.

Line-Author: u-ana      sent with a line by the browser that kept it; another's session is refused with 409, the line stays there
"""

from __future__ import annotations

from flask import Response, request

from web.api.parts import Parameter
from web.auth import the_viewer
from web.errors import Trouble, render_trouble
from web.texts import gettext as _

HEADER = "Line-Author"
KIND = "urn:aliados:another-author"
AUTHOR: Parameter = {
    "name": HEADER,
    "in": "header",
    "description": "The id of who wrote it; for anybody else's session it is refused with 409. Left out: whoever sends it.",
    "schema": {"type": "string"},
}


def refusal_of_another() -> Response | None:
    """The refusal when the line is not of who is logged in now; None when it is, or nobody said whose it is."""
    author = request.headers.get(HEADER, "").strip()
    if author in ("", the_viewer().id):
        return None
    return render_trouble(
        Trouble(
            409,
            _("La línea es de otra cuenta"),
            _(
                "En este navegador entró otra persona. La línea espera aquí hasta que entre quien la escribió."
            ),
            kind=KIND,
        )
    )
