"""The red as a picture: search first, somebody's surroundings, filters, a panel, a file to send."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived, freshness
from web.auth import the_viewer
from web.derived import current_results, needed_results
from web.live.fresh import fresh_view
from web.red.answer import answer_of, red_url
from web.red.answering import json_if_new
from web.red.choices import filter_options, look_fields, most_connected, script_texts
from web.red.faces import faces
from web.red.panel import panel_of
from web.red.ready import load_beside_requests
from web.red.rows import list_rows
from web.red.start import beginnings, question_links
from web.red.suggesting import suggestions
from web.red.view import gather_view
from web.red.wish import Wish, read_wish
from web.red_files.alone import page_as_seen
from web.store import current_store
from web.views.opening import view_alone

LONGEST = 200
blueprint = Blueprint("red", __name__)


@blueprint.after_app_request
def get_ready(response: Response) -> Response:
    """After the first answer of the process, whatever page it was: not before, so that the server starts at once."""
    if not current_app.testing:
        load_beside_requests()
    return response


@blueprint.get("/red")
def ver() -> str | AnyResponse:
    """The page. Words that were sent without a script lead to what they mean most likely."""
    derived = current_results()
    words = request.args.get("q", "")[:LONGEST].strip()
    meant = suggestions(current_store(), words) if words else []
    if opened := view_alone():
        return redirect(opened)
    if meant:
        return redirect(f"{url_for('red.ver')}?{meant[0]['id']}")
    if derived is None:
        return render_template("red/sin_datos.html")
    return _page(derived, words)


def _page(derived: Derived, words: str) -> str:
    wish, answer = read_wish(request.args), _answer(derived)
    names = {node["id"]: node["short"] for node in answer["network"]["nodes"]}
    return render_template(
        "red/ver.html",
        answer=answer,
        wish=wish,
        faces=[*faces(wish)],
        words=words,
        options=filter_options(derived),
        rows=list_rows(most_connected(answer), names),
        texts=script_texts(),
        beginnings=beginnings(derived) if wish.is_start else [],
        questions=question_links(derived),
        looks=look_fields(),
    )


def _answer(derived: Derived) -> dict[str, Any]:
    store = current_store()
    view = fresh_view(store, derived, gather_view(store, derived, read_wish(request.args)))
    return answer_of(view, derived, stale=freshness(derived, store) == "stale")


@blueprint.get("/red/datos")
def datos() -> Response:
    """The picture as JSON; 304 when the reader has it already. Raises NotReady before the first analysis."""
    return json_if_new(needed_results(), read_wish(request.args).query(), _answer)


@blueprint.get("/red/buscar")
def buscar() -> Response:
    """`{"items": […]}` for the page's picker: actors, types, themes, sectors and lines that the words may mean."""
    words = request.args.get("q", "")[:LONGEST].strip()
    return jsonify({"items": suggestions(current_store(), words) if words else []})


@blueprint.get("/red/actor/<id>")
def actor(id: str) -> Response:
    """The panel about one actor. Raises NotFound."""
    return jsonify(panel_of(current_store(), the_viewer(), current_results(), id))


def _file_name(wish: Wish) -> str:
    """Says in the folder of downloads which picture it is."""
    years = "-".join(str(year) for year in dict.fromkeys((wish.desde, wish.hasta)) if year)
    return "-".join(part for part in ("red-de-aliados", *wish.actor[:1], years) if part) + ".html"


@blueprint.get("/red/descargar")
def descargar() -> AnyResponse:
    """The picture as one HTML file that needs nothing else."""
    derived = current_results()
    if derived is None:
        return redirect(red_url(read_wish(request.args)))
    view = gather_view(current_store(), derived, read_wish(request.args))
    response = Response(page_as_seen(current_store(), view), mimetype="text/html")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(view.wish)}"'
    response.headers["Cache-Control"] = "no-store"
    return response
