"""What a button on a record asks: done once, said with its undo, and refused calmly when someone else was first."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, request
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict
from web.auth import the_viewer
from web.frame import tell
from web.security import safe_next
from web.texts import gettext as _
from web.undoing import tell_saved


def posted_version() -> int:
    """The version of the record that the button's page showed; 0, which never matches, when it is missing."""
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def act(id: str, do: Callable[[int], object], said: str, record: str) -> Response:
    """Does it with the version that was shown and goes back to the page (`next`), or to the record.

    When the record was saved meanwhile nothing is done: one sees it as it is now and may ask again.
    """
    require(the_viewer(), "edit")
    try:
        do(posted_version())
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(record)
    tell_saved(said, id)
    return back(record)


def back(record: str) -> Response:
    """To the page that the button was on, or to the record."""
    return redirect(safe_next(request.form.get("next"), record))
