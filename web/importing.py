"""Tables in: what a file would do is shown first and saved only when somebody says so, exactly as it was shown.

A small file is read within the request; a large one by a worker beside the server, whose page is web.bringing.pages.
Tables out, at /exportar/KIND, are web.exporting's.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import InvalidData, Unavailable
from crm.messages import words
from crm.tables.applying import Applied, apply_plan
from crm.tables.choices import Choices
from crm.tables.remembered import list_readings, remember_reading
from crm.together import together
from web.auth import the_viewer
from web.bringing.forms import chosen_anew, posted_choices
from web.bringing.review import SHOWN, plan_digest
from web.bringing.running import is_big, start
from web.bringing.showing import review_page
from web.bringing.states import is_work
from web.exporting import archivo
from web.i18n import language
from web.import_preview import NOUNS, Preview, plan_of, reason, why_alike
from web.making import made_once
from web.opendoor import takes_files
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.uploads import forget_upload, keep_upload, kept_upload

TRIES = 3
blueprint = Blueprint("importar", __name__)
blueprint.add_url_rule("/exportar/<any(csv, xlsx, json, graphml, gexf, vcf, ics):kind>", "exportar", archivo)
Page = str | tuple[str, int] | Response


class ChangedMeanwhileError(Exception):
    """The data is not as it was when the plan was shown."""


@blueprint.get("/importar")
def inicio() -> Page:
    """The page to choose a file, and to take everything away as one."""
    asked = request.args.get("que", "")
    return _start(Preview(asked if asked in NOUNS else ""))


def _start(preview: Preview) -> Page:
    limit: int = (request.max_content_length or 0) // 1_000_000
    may_edit = the_viewer().may("edit")
    readings = list_readings(current_store()) if may_edit else []
    page = render_template("importar/inicio.html", preview=preview, limit=limit, readings=readings)
    return page, 422 if preview.problems else 200


@blueprint.post("/importar")
@takes_files
def revisar() -> Page:
    """Shows what the file would add, change and refuse. Nothing is saved."""
    require(the_viewer(), "edit")
    return _reviewed(_posted())


def _reviewed(preview: Preview) -> Page:
    try:
        if not preview.key:
            preview.key = keep_upload(request.files.get("file"))
        file = kept_upload(preview.key, preview.name)
        if is_big(file):
            how = {"name": preview.name, "noun": preview.noun, "choices": preview.choices}
            return redirect(url_for("trabajos.ver", id=start("plan", file=file, **how)), 303)
        plan_of(current_store(), preview)
    except InvalidData as error:
        return _refused(preview, error)
    return review_page(preview)


def _posted() -> Preview:
    """The file that is sent, or the one that was sent before under its key."""
    sent, form = request.files.get("file"), request.form
    name = sent.filename if sent and sent.filename else form.get("name", "")
    key = "" if sent and sent.filename else form.get("file_key", "")[:80]
    noun = form.get("noun", "") if form.get("noun") in NOUNS else ""
    return Preview(noun, key, (name or "")[:200], posted_choices(form, noun))


def _refused(preview: Preview, error: InvalidData) -> Page:
    preview.problems = [text for _field, text in words(error, language())][:SHOWN]
    return _start(preview)


@blueprint.post("/importar/confirmar")
def confirmar() -> Page:
    """Saves what was shown, all in one piece, once; when the data changed since, it is shown again instead."""
    require(the_viewer(), "edit")
    preview = _posted()
    if chosen_anew(request.form, preview.choices):
        preview.chosen_anew = True
        return _reviewed(preview)
    try:
        made = made_once("import", lambda: _save(preview))
    except InvalidData as error:
        return _refused(preview, error)
    except ChangedMeanwhileError:
        preview.changed_meanwhile = True
        return review_page(preview)
    if is_work(made):
        return redirect(url_for("trabajos.ver", id=made), 303)
    forget_upload(preview.key)
    if made:
        tell_saved(_("Tabla importada."), made)
    return redirect(url_for("actores.lista" if preview.noun == "actors" else "interacciones.lista"))


def _start_saving(preview: Preview) -> str:
    form, file = request.form, kept_upload(preview.key, preview.name)
    if preview.choices is not None and form.get("remember", "").strip():
        _remember(preview, [form[key] for key in form if key.startswith("head-")], preview.choices)
    how = {"name": preview.name, "noun": preview.noun, "choices": preview.choices}
    return start(
        "apply", file=file, digest=form.get("shown", "")[:80], skip_bad=bool(form.get("skip_bad")), **how
    )


def _remember(preview: Preview, headers: list[str], choices: Choices) -> None:
    name, noun = request.form.get("remember", "").strip(), preview.noun
    if name:
        remember_reading(current_store(), the_viewer(), name, headers, (noun, choices))


blueprint.add_app_template_filter(reason, "import_reason")
blueprint.add_app_template_filter(why_alike, "why")


def _save(preview: Preview) -> str:
    """Applies the plan that was shown; gives the id of a record it saved, "" for none, or of the work it began."""
    if is_big(kept_upload(preview.key, preview.name)):
        return _start_saving(preview)
    applied = _apply(preview)
    if preview.review is not None:
        _remember(preview, [column.header for column in preview.review.columns], preview.review.choices)
    return next(iter([*applied.added, *applied.changed, *applied.beside]), "")


def _apply(preview: Preview) -> Applied:
    store, skip_bad = current_store(), bool(request.form.get("skip_bad"))
    for _try in range(TRIES):
        revision = store.revision()
        plan = plan_of(store, preview)
        if plan_digest(plan) != request.form.get("shown"):
            raise ChangedMeanwhileError
        with together(store, the_viewer()) as one:
            # From here on nobody else writes: what was planned is still what will happen.
            if one.revision() == revision:
                return apply_plan(one, the_viewer(), plan, skip_bad=skip_bad)
    raise Unavailable("still_saving")
