"""The story of a view: read, changed step by step, taken along as PDF or as a page that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable

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
from web.i18n import language
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.turns import drawing_turn
from web.undoing import tell_saved
from web.views.telling import proposed_story, told

blueprint = Blueprint("relatos", __name__)
Page = str | tuple[str, int] | AnyResponse
Rows = list[dict[str, object]]


@blueprint.get("/vistas/<id>/relato")
def ver(id: str) -> Page:
    """The steps; those that would be proposed while none are kept."""
    view = view_of(current_store(), id)
    steps = view.steps or proposed_story(current_store(), view)
    return _page(view, [one.model_dump() for one in steps])


def _page(view: SavedView, rows: Rows, problems: tuple[str, ...] = (), status: int = 200) -> Page:
    shown = told([Step.trusted(row) for row in rows])
    page = render_template(
        "vistas/relato.html",
        view=view,
        rows=rows,
        told=shown,
        kept=bool(view.steps),
        version=posted_version() or view.version,
        problems=problems,
    )
    return page, status


@blueprint.post("/vistas/<id>/relato")
def guardar(id: str) -> Page:
    """Keeps the story as it was written, or does what a button asked of the rows: nothing written is lost."""
    require(the_viewer(), "edit")
    view, rows = view_of(current_store(), id), _rows()
    what, _dash, place = request.form.get("do", "save").partition("-")
    if what in _CHANGES:
        _CHANGES[what](rows, int(place) if place.isdecimal() else len(rows))
        return _page(view, rows)
    if what == "propose":
        return _page(view, [one.model_dump() for one in proposed_story(current_store(), view)])
    try:
        steps = [Step.of(row) for row in rows if str(row["text"]).strip()]
        keep_story(current_store(), the_viewer(), (id, posted_version()), steps)
    except InvalidData as error:
        texts = tuple(text for _field, text in words(error, language()))
        return _page(view, rows, texts, 422)
    except EditConflict:
        return _overtaken(id, rows)
    tell_saved(_("Relato guardado."), id)
    return redirect(url_for("relatos.ver", id=id))


def _overtaken(id: str, rows: Rows) -> Page:
    """Somebody saved first: one's own rows stay, the kept ones are shown, and saving again puts one's own in their place."""
    now = view_of(current_store(), id)
    kept = "; ".join(f"{number}. {one.text}" for number, one in enumerate(now.steps, 1)) or _("(vacío)")
    text = _(
        "Alguien guardó esta vista mientras tanto. Lo guardado ahora: %(kept)s. Si guarda otra vez, queda lo suyo.",
        kept=kept,
    )
    page = render_template(
        "vistas/relato.html",
        view=now,
        rows=rows,
        told=told([Step.trusted(row) for row in rows]),
        kept=bool(now.steps),
        version=now.version,
        problems=(text,),
    )
    return page, 409


def _rows() -> Rows:
    count = min(
        int(request.form.get("rows", "0") or 0) if request.form.get("rows", "").isdecimal() else 0, 40
    )
    return [
        {
            "text": request.form.get(f"steps-{number}-text", ""),
            "actors": request.form.getlist(f"steps-{number}-actors"),
            "facts": request.form.getlist(f"steps-{number}-facts"),
        }
        for number in range(count)
    ]


def _up(rows: Rows, place: int) -> None:
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]


def _down(rows: Rows, place: int) -> None:
    _up(rows, place + 1)


def _remove(rows: Rows, place: int) -> None:
    if place < len(rows):
        del rows[place]


def _add(rows: Rows, _place: int) -> None:
    rows.append({"text": "", "actors": [], "facts": []})


_CHANGES: dict[str, Callable[[Rows, int], None]] = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "add": _add,
}


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
