"""The way back right after saving: one button takes a whole transaction back."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from crm.history import history_of, undo
from crm.units import unit_of
from crm.unmaking import is_large
from graph.store import Store
from web.auth import the_viewer
from web.bringing.running import start
from web.frame import tell
from web.security import safe_next
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _

blueprint = Blueprint("deshacer", __name__)


def last_transaction(store: Store, id: str) -> int | None:
    """The transaction that saved a record last, for `tell(_("Guardado."), undo=…)`."""
    entries = history_of(store, id, limit=1)
    return entries[0].transaction if entries else None


def tell_saved(text: str, id: str) -> None:
    """Says that a record was saved, with the button that undoes it."""
    tell(text, last_transaction(current_store(), id))


@blueprint.post("/deshacer/<int:transaction>")
def cambio(transaction: int) -> Response:
    """Takes a transaction back, a large one beside the server. Raises EditConflict when something was changed since."""
    if is_large(whole_store(), transaction):
        unit_of(current_store(), transaction)  # who sees nothing of it does not even begin
        return redirect(url_for("trabajos.ver", id=start("undo", transaction=transaction)), 303)
    touched = [one.record.id for one in unit_of(current_store(), transaction).records]
    undo(whole_store(), the_viewer(), transaction)
    tell(_("Deshecho."))
    gone = set(touched) - set(current_store().get(touched))
    return redirect(_short_of(gone, safe_next(request.form.get("next"), url_for("hoy.inicio"))))


def _short_of(gone: Collection[str], target: str) -> str:
    """A path of this site, cut before what is gone: from the page of a meeting just taken back to all meetings."""
    parts = urlsplit(target)
    steps = list(takewhile(lambda step: step not in gone, parts.path.split("/")))
    if len(steps) < len(parts.path.split("/")):
        return "/".join(steps) or "/"
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if value not in gone])
    return f"{parts.path}?{query}" if query else parts.path
