"""The record of an actor, and what one does with all of it: archive, restore, say that a quick card is complete."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import archive_actor, get_actor, restore_actor, update_actor
from crm.commitments import CommitmentFilter, list_commitments
from crm.people import people_of
from crm.ties import ties_of
from web.actors.view import gather_actor
from web.auth import the_viewer
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

OPEN = ("to_review", "pending", "waiting")


def detalle(id: str) -> str:
    """One actor with its timeline and relations."""
    return render_template("actores/detalle.html", view=gather_actor(current_store(), id))


def archivar(id: str) -> str | Response:
    """What archiving changes, in numbers, then does it."""
    require(the_viewer(), "edit")
    store = current_store()
    if request.method == "POST":
        archive_actor(store, the_viewer(), id, request.form.get("version", 0, int))
        tell_saved(_("Archivado."), id)
        return redirect(url_for("actores.detalle", id=id))
    promises = CommitmentFilter(owner=(id,), status=OPEN, limit=1)
    parts = [tie for tie in ties_of(store, id, ("PART_OF",)) if tie.end_actor == id]
    return render_template(
        "actores/archivar.html",
        actor=get_actor(store, id),
        promises=list_commitments(store, promises).total,
        parts=len(parts),
        people=len(people_of(store, id)),
    )


def restaurar(id: str) -> Response:
    """Brings an archived actor back."""
    restore_actor(current_store(), the_viewer(), id, request.form.get("version", 0, int))
    tell_saved(_("Restaurado."), id)
    return redirect(url_for("actores.detalle", id=id))


def revisado(id: str) -> Response:
    """Says that a card made in passing is complete."""
    store, version = current_store(), request.form.get("version", 0, int)
    actor = get_actor(store, id)
    update_actor(store, the_viewer(), actor.having(to_review=False, version=version))
    tell_saved(_("Quedó como revisado."), id)
    return redirect(url_for("actores.detalle", id=id))
