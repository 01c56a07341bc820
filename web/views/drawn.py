"""Keeping the picture as somebody has it before them: as a new view, or anew under the name it has."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict, InvalidData
from crm.messages import words
from crm.views.model import SavedView
from crm.views.reading import view_of
from crm.views.saving import renew_view
from web.acting import posted_version
from web.auth import the_viewer
from web.authors import author_name
from web.i18n import language
from web.making import made_once_with
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.views.asking import address_of, posted_picture
from web.views.gathering import as_it_stands, create_here

blueprint = Blueprint("dibujos", __name__)
Page = str | tuple[str, int] | Response


@blueprint.post("/vistas")
def guardar() -> Page:
    """Makes a view of what the picture shows, and opens it."""
    require(the_viewer(), "edit")
    try:
        audience = [f"user:{the_viewer().id}"] if request.form.get("audience") == "mine" else ["office"]
        view = SavedView.of({**_said(), **posted_picture(), "audience": audience})
        id = made_once_with("view", lambda store: create_here(store, the_viewer(), view).id)
    except InvalidData as error:
        return _refused(error)
    tell_saved(_("Vista guardada."), id)
    return redirect(address_of(view_of(current_store(), id)))


def _said() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("name", "notes")}


@blueprint.post("/vistas/<id>/dibujo")
def renovar(id: str) -> Page:
    """Keeps the changed picture in its view; when someone else was first, one chooses."""
    require(the_viewer(), "edit")
    view = view_of(current_store(), id)
    try:
        picture = view.changed(**_with_defaults(posted_picture()))
        saved = renew_view(
            current_store(), the_viewer(), (id, posted_version()), as_it_stands(current_store(), picture)
        )
    except InvalidData as error:
        return _refused(error)
    except EditConflict:
        return _both(view)
    tell_saved(_("Vista guardada."), id)
    return redirect(address_of(saved))


def _with_defaults(said: dict[str, object]) -> dict[str, object]:
    """What the picture does not say any more is gone from the view, too; where no picture was sent, as from another
    face, it stays.
    """
    return (
        said
        if not request.form.get("picture")
        else {"positions": {}, "hidden": [], "annotations": [], "camera": None, **said}
    )


def _both(view: SavedView) -> tuple[str, int]:
    """Somebody saved the view meanwhile; what one has drawn stays in the page until one decides."""
    from crm.history import history_of

    entries = history_of(current_store(), view.id, limit=1)
    who = author_name(entries[0].author) if entries else ""
    page = render_template("vistas/conflicto.html", view=view, who=who, sent=_sent())
    return page, 409


def _refused(error: InvalidData) -> tuple[str, int]:
    """The form by itself with what is wrong and all that was sent."""
    problems = [text for _field, text in words(error, language())]
    return render_template("vistas/repetir.html", problems=problems, sent=_sent()), 422


def _sent() -> dict[str, str]:
    names = ("name", "notes", "query", "face", "picture", "draft", "audience")
    return {name: request.form.get(name, "") for name in names}


@blueprint.get("/vistas/<id>/abrir")
def abrir(id: str) -> Response:
    """The short address of a view. Raises NotFound."""
    view = view_of(current_store(), id)
    return redirect(url_for("vistas.ficha", id=id) if view.archived else address_of(view))
