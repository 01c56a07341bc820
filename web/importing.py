"""Tables in and out: what a file would do is shown first and saved only when somebody says so; everything as a file."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.errors import InvalidData
from crm.export_files import export
from crm.messages import words
from crm.table_plan import Plan
from crm.tables import apply_plan, plan_import, read_table
from web.auth import the_viewer
from web.i18n import language
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.uploads import forget_upload, keep_upload, kept_upload

NOUNS = ("actors", "interactions")
SHOWN = 100
blueprint = Blueprint("importar", __name__)


@dataclass
class Preview:
    """What a file would do, or why it cannot be read."""

    noun: str
    key: str = ""
    name: str = ""
    plan: Plan | None = None
    problems: list[str] = field(default_factory=list)


@blueprint.get("/importar")
def inicio() -> str:
    """The page to choose a file, and to take everything away as one."""
    asked = request.args.get("que", "")
    return render_template("importar/inicio.html", preview=Preview(asked if asked in NOUNS else NOUNS[0]))


@blueprint.post("/importar")
def revisar() -> str | tuple[str, int]:
    """Shows what the file would add, change and refuse. Nothing is saved."""
    require(the_viewer(), "edit")
    preview = Preview(_noun())
    try:
        sent = request.files.get("file")
        preview.key, preview.name = keep_upload(sent), (sent.filename or "") if sent else ""
        preview.plan = _plan(preview)
    except InvalidData as error:
        preview.problems = [text for _field, text in words(error, language())]
        return render_template("importar/inicio.html", preview=preview), 422
    return render_template(
        "importar/revision.html", preview=preview, plan=preview.plan, shown=SHOWN, language=language()
    )


def _noun() -> str:
    asked = request.form.get("noun", "")
    return asked if asked in NOUNS else NOUNS[0]


def _plan(preview: Preview) -> Plan:
    return plan_import(current_store(), read_table(kept_upload(preview.key), preview.noun), preview.noun)


@blueprint.post("/importar/confirmar")
def confirmar() -> AnyResponse | tuple[str, int]:
    """Saves what was shown, all in one piece; rows that were refused stay out only when that was said."""
    require(the_viewer(), "edit")
    preview = Preview(_noun(), request.form.get("key", ""), request.form.get("name", ""))
    try:
        plan = _plan(preview)
        applied = apply_plan(current_store(), the_viewer(), plan, skip_bad=bool(request.form.get("skip_bad")))
    except InvalidData as error:
        preview.problems = [text for _field, text in words(error, language())][:SHOWN]
        return render_template("importar/inicio.html", preview=preview), 422
    forget_upload(preview.key)
    done = [*applied.added, *applied.changed]
    text = _(
        "Importado: %(added)s nuevos, %(changed)s cambiados.",
        added=len(applied.added),
        changed=len(applied.changed),
    )
    if done:
        tell_saved(text, done[0])
    return redirect(url_for("actores.lista" if preview.noun == "actors" else "interacciones.lista"))


@blueprint.get("/exportar/<any(csv, xlsx, json, graphml, gexf):kind>")
def exportar(kind: str) -> Response:
    """Everything one may see as one file; the CSV files come zipped."""
    folder = Path(tempfile.mkdtemp(prefix="exportar-"))
    try:
        file = export(current_store(), folder / f"red-de-aliados.{kind}")
        if file.is_dir():
            file = Path(shutil.make_archive(str(folder / "red-de-aliados"), "zip", file))
        content = file.open("rb")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return send_file(content, as_attachment=True, download_name=file.name)
