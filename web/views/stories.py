"""The story of a view: read, changed step by step, taken along as PDF or as a page that needs nothing else."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.errors import EditConflict, InvalidData
from crm.messages import words
from crm.views.model import SavedView, Step
from crm.views.reading import view_of
from crm.views.saving import keep_story
from web.acting import posted_version
from web.auth import the_viewer
from web.conflicts import BASIS
from web.i18n import language
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.turns import drawing_turn
from web.undoing import tell_saved
from web.views.gathering import actors_in
from web.views.story_conflict import choose_story, compare_stories, story_conflict_page
from web.views.story_rows import CHANGES, Rows, basis_of, posted_rows, read_basis, rows_of
from web.views.telling import proposed_story, told

blueprint = Blueprint("relatos", __name__)
Page = str | tuple[str, int] | AnyResponse


@blueprint.get("/vistas/<id>/relato")
def ver(id: str) -> Page:
    """The steps; those that would be proposed while none are kept."""
    view = view_of(current_store(), id)
    return _page(view, rows_of(view.steps or proposed_story(current_store(), view)), fresh=True)


def _page(view: SavedView, rows: Rows, problems: tuple[str, ...] = (), *, fresh: bool = False) -> Page:
    """The editor; unless it is `fresh`, with rows that were sent and are not saved yet."""
    page = render_template(
        "vistas/relato.html",
        view=view,
        rows=rows,
        told=told([Step.trusted(row) for row in rows]),
        there=actors_in(view),
        kept=bool(view.steps),
        fresh=fresh,
        version=posted_version() or view.version,
        basis=request.form.get(BASIS) or basis_of(rows_of(view.steps)),
        problems=problems,
    )
    return page, 422 if problems else 200


@blueprint.post("/vistas/<id>/relato")
def guardar(id: str) -> Page:
    """Keeps the story as it was written, or does what a button asked of the rows: nothing written is lost."""
    require(the_viewer(), "edit")
    view, rows = view_of(current_store(), id), posted_rows(request.form)
    what, _dash, place = request.form.get("do", "save").partition("-")
    if what in CHANGES:
        CHANGES[what](rows, int(place) if place.isdecimal() and len(place) < 10 else len(rows))
        return _page(view, rows)
    if what == "propose":
        return _page(view, rows_of(proposed_story(current_store(), view)))
    try:
        return _saved(view, choose_story(rows, rows_of(view.steps), request.form))
    except InvalidData as error:
        return _page(view, rows, tuple(text for _field, text in words(error, language())))


def _saved(view: SavedView, rows: Rows) -> Page:
    """Keeps the rows; when somebody saved another story first, one chooses. Raises InvalidData."""
    steps = [Step.of(row) for row in rows if str(row["text"]).strip()]
    try:
        keep_story(current_store(), the_viewer(), (view.id, posted_version()), steps)
    except EditConflict:
        now = view_of(current_store(), view.id)
        given, before = rows_of(steps), read_basis(request.form.get(BASIS, ""))
        conflict = compare_stories(before, rows_of(now.steps), given)
        if conflict.clashes or conflict.theirs:
            return story_conflict_page(now, conflict, url_for("relatos.ver", id=view.id))
        # What was saved meanwhile is of the view and not of its story.
        keep_story(current_store(), the_viewer(), (view.id, now.version), steps)
    tell_saved(_("Relato guardado."), view.id)
    return redirect(url_for("relatos.ver", id=view.id))


@blueprint.get("/vistas/<id>/relato.pdf")
def papel(id: str) -> AnyResponse:
    """The story as a PDF: each step with the part of the picture that it speaks of. Raises Busy."""
    from web.views.story_paper import story_pdf

    view = view_of(current_store(), id)
    steps = view.steps or proposed_story(current_store(), view)
    with drawing_turn(whole_store()):
        return _file(story_pdf(view, steps), f"{view.id}.pdf", "application/pdf")


@blueprint.get("/vistas/<id>/relato.html")
def archivo(id: str) -> AnyResponse:
    """The story as one page that needs nothing else. Without an analysis there is nothing to draw yet."""
    from web.views.story_page import story_page

    view = view_of(current_store(), id)
    steps = view.steps or proposed_story(current_store(), view)
    page = story_page(view, steps)
    if page is None:
        return redirect(url_for("relatos.ver", id=id))
    return _file(page.encode(), f"{view.id}.html", "text/html")


def _file(content: bytes, name: str, type: str) -> Response:
    response = Response(content, mimetype=type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
