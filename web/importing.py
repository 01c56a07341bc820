"""Tables in: what a file would do is shown first and saved only when somebody says so, exactly as it was shown.

Tables out, at /exportar/KIND, are web.exporting's.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import InvalidData, Unavailable
from crm.messages import words
from crm.tables.applying import Applied, apply_plan
from crm.together import together
from web.auth import the_viewer
from web.exporting import archivo
from web.i18n import language
from web.import_preview import MOST_ROWS, NOUNS, SHOWN, Preview, changes_of, plan_of, reason
from web.making import made_once
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.uploads import forget_upload, keep_upload

TRIES = 3
blueprint = Blueprint("importar", __name__)
blueprint.add_url_rule("/exportar/<any(csv, xlsx, json, graphml, gexf):kind>", "exportar", archivo)
Page = str | tuple[str, int] | Response


class ChangedMeanwhileError(Exception):
    """The data is not as it was when the plan was shown."""


@blueprint.get("/importar")
def inicio() -> Page:
    """The page to choose a file, and to take everything away as one."""
    asked = request.args.get("que", "")
    return _start(Preview(asked if asked in NOUNS else NOUNS[0]))


def _start(preview: Preview) -> Page:
    page = render_template("importar/inicio.html", preview=preview, most_rows=MOST_ROWS)
    return page, 422 if preview.problems else 200


@blueprint.post("/importar")
def revisar() -> Page:
    """Shows what the file would add, change and refuse. Nothing is saved."""
    require(the_viewer(), "edit")
    sent = request.files.get("file")
    preview = Preview(_noun(), name=(sent.filename or "")[:200] if sent else "")
    try:
        preview.key = keep_upload(sent)
        preview.plan = plan_of(current_store(), preview)
    except InvalidData as error:
        return _refused(preview, error)
    return _review(preview)


def _noun() -> str:
    asked = request.form.get("noun", "")
    return asked if asked in NOUNS else NOUNS[0]


def _refused(preview: Preview, error: InvalidData) -> Page:
    preview.problems = [text for _field, text in words(error, language())][:SHOWN]
    return _start(preview)


def _review(preview: Preview) -> Page:
    assert preview.plan is not None
    changes = changes_of(current_store(), preview.plan)
    page = render_template(
        "importar/revision.html", preview=preview, plan=preview.plan, changes=changes, shown=SHOWN
    )
    return page, 409 if preview.changed_meanwhile else 200


@blueprint.post("/importar/confirmar")
def confirmar() -> Page:
    """Saves what was shown, all in one piece, once; when the data changed since, it is shown again instead."""
    require(the_viewer(), "edit")
    preview = Preview(_noun(), request.form.get("file_key", "")[:80], request.form.get("name", "")[:200])
    try:
        first = made_once("import", lambda: _save(preview))
    except InvalidData as error:
        return _refused(preview, error)
    except ChangedMeanwhileError:
        preview.changed_meanwhile = True
        return _review(preview)
    forget_upload(preview.key)
    if first:
        tell_saved(_("Tabla importada."), first)
    return redirect(url_for("actores.lista" if preview.noun == "actors" else "interacciones.lista"))


blueprint.add_app_template_filter(reason, "import_reason")


def _save(preview: Preview) -> str:
    """Applies the plan that was shown; gives the id of a record it saved, "" when there was nothing to save."""
    applied = _apply(preview)
    return next(iter([*applied.added, *applied.changed]), "")


def _apply(preview: Preview) -> Applied:
    store, skip_bad = current_store(), bool(request.form.get("skip_bad"))
    for _try in range(TRIES):
        revision = store.revision()
        preview.plan = plan_of(store, preview)
        if preview.digest != request.form.get("shown"):
            raise ChangedMeanwhileError
        with together(store, the_viewer()) as one:
            # From here on nobody else writes: what was planned is still what will happen.
            if one.revision() == revision:
                return apply_plan(one, the_viewer(), preview.plan, skip_bad=skip_bad)
    raise Unavailable("still_saving")
