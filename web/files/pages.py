"""Attached files: sent to a meeting, shown or downloaded by who may see it, taken away and brought back."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.access import require
from crm.errors import InvalidData
from crm.files.attaching import archive_file, attach_files, files_of, get_file
from crm.files.images import is_whole_image
from crm.files.records import Attachment
from crm.interactions import get_interaction
from web.acting import act
from web.auth import the_viewer
from web.files.choosing import current_vault, read_chosen
from web.forms import FormState
from web.opendoor import takes_files
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

# Nothing in a file may do anything: no script, no form, no frame, no other origin.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
blueprint = Blueprint("archivos", __name__)


@blueprint.get("/archivos/<id>")
def abrir(id: str) -> Response:
    """The file itself; pictures may be shown in place (`?ver=1`), everything else is downloaded. Raises NotFound."""
    return file_response(get_file(current_store(), id), inline=request.args.get("ver") == "1")


def file_response(file: Attachment, *, inline: bool = False) -> Response:
    """The bytes with headers that let no browser take them for a page. Raises InvalidData when they are gone."""
    path = current_vault().path_of(file.sha256)
    if not path.is_file():
        raise InvalidData.of("", "file_missing", name=file.name)
    response = send_file(
        path.resolve(),
        mimetype=file.media,
        as_attachment=not (inline and _may_be_shown(file, path)),
        download_name=file.name,
        etag=file.sha256,
        conditional=True,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _may_be_shown(file: Attachment, path: Path) -> bool:
    now = path.stat()
    return file.type.shown and _looked_at(path, file.kind, (now.st_size, now.st_mtime_ns))


@lru_cache(maxsize=4096)
def _looked_at(path: Path, kind: str, _as_it_was: tuple[int, int]) -> bool:
    """Whether it is the picture it was when it was kept; looked at once, and again when the file is another."""
    return is_whole_image(path, kind)


@blueprint.post("/interacciones/<id>/archivos")
@takes_files
def adjuntar(id: str) -> str | tuple[str, int] | AnyResponse:
    """Attaches what was chosen, all or none."""
    require(the_viewer(), "edit")
    store = current_store()
    interaction = get_interaction(store, id)
    chosen = read_chosen()
    state: FormState[Attachment] = FormState.posted(Attachment, ("files",), request.form)
    if not chosen.kept and not chosen.problems and chosen.no_room is None:
        chosen.problems += InvalidData.of("files", "required").problems
    if not chosen.tell(state):
        attach_files(store, the_viewer(), id, chosen.kept)
        tell_saved(_("Archivos adjuntados."), id)
        return redirect(url_for("interacciones.ficha", id=id, _anchor="archivos"))
    page = render_template("archivos/adjuntar.html", form=state, interaction=interaction)
    return page, state.status


@blueprint.post("/archivos/<id>/quitar")
def quitar(id: str) -> AnyResponse:
    """Takes a file away from its meeting; it can be undone at once."""
    file = get_file(current_store(), id)
    do = partial(archive_file, current_store(), the_viewer(), id)
    return act(id, do, _("Archivo quitado."), url_for("interacciones.ficha", id=file.record))


def shown_files(record: str) -> list[Attachment]:
    """A record's files, for its page."""
    return files_of(current_store(), record)


def size_words(size: int) -> str:
    """A size people can compare: "230 kB", "1,4 MB"."""
    from web.i18n import number

    if size < 1000:
        return _("%(size)s bytes", size=number(size))
    return f"{number(size / 1000)} kB" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} MB"


blueprint.add_app_template_global(shown_files)
blueprint.add_app_template_filter(size_words)
