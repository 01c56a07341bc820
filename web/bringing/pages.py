"""The page of a long piece of work: how far it is, its review, what it saved with the way back, or why it ended."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.messages import say
from crm.tables.remembered import forget_reading
from web.auth import the_viewer
from web.bringing.running import cancel, look, review_of_work, task_of
from web.bringing.showing import review_page, told
from web.bringing.states import State
from web.frame import tell
from web.i18n import language
from web.import_preview import Preview
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("trabajos", __name__)
Page = str | tuple[str, int] | AnyResponse


@blueprint.get("/importar/trabajos/<id>")
def ver(id: str) -> Page:
    """How far it is; without scripts the page asks again by itself. Raises NotFound."""
    require(the_viewer(), "edit")
    state = look(id)
    if state.status == "ready":
        task = task_of(id)
        preview = Preview(f"{state.result['noun']}s", task.get("key", ""), task.get("name", ""))
        preview.review = review_of_work(id)
        preview.choices = preview.review.choices
        return review_page(preview)
    page = render_template(
        "importar/trabajo.html", state=state, id=id, task=task_of(id), problems=_problems(state)
    )
    return page, 422 if state.status == "failed" else 200


def _problems(state: State) -> list[str]:
    return [say(key, language(), **params) for key, params in state.problems]


@blueprint.get("/importar/trabajos/<id>/estado")
def estado(id: str) -> Response:
    """The same for a script. Raises NotFound."""
    require(the_viewer(), "edit")
    answer = jsonify(told(look(id)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/importar/trabajos/<id>/cancelar")
def cancelar(id: str) -> Page:
    """Asks it to stop. Raises NotFound."""
    require(the_viewer(), "edit")
    cancel(id)
    return redirect(url_for("trabajos.ver", id=id), 303)


@blueprint.post("/importar/lecturas/<id>/olvidar")
def olvidar(id: str) -> Page:
    """Forgets a remembered way of reading tables."""
    forget_reading(current_store(), the_viewer(), id)
    tell(_("Olvidada."))
    return redirect(url_for("importar.inicio", que=request.form.get("que", "")))
