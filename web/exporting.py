"""Everything one may see as one file. It is put together on the disk, a record at a time, one file at once."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from flask import Response, redirect, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.exports.files import export
from crm.office import today
from graph.store import Store
from web.frame import tell
from web.store import current_store
from web.texts import gettext as _

_one_at_a_time = threading.Lock()


def archivo(kind: str) -> AnyResponse:
    """The file; the CSV tables come zipped. While another is being made nothing is, so that pages stay quick."""
    if not _one_at_a_time.acquire(blocking=False):
        tell(_("Se está preparando otro archivo. Espere un momento y pídalo de nuevo."))
        return redirect(url_for("importar.inicio"))
    try:
        return _send(current_store(), kind)
    finally:
        _one_at_a_time.release()


def _send(store: Store, kind: str) -> Response:
    """The file is deleted when it was sent, or when the sending broke off."""
    folder = Path(tempfile.mkdtemp(prefix="exportar-"))
    try:
        file = export(store, folder / f"red-de-aliados-{today().isoformat()}.{kind}")
        if file.is_dir():
            file = Path(shutil.make_archive(str(file.with_suffix("")), "zip", file))
        response = send_file(file, as_attachment=True, download_name=file.name, max_age=0)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    response.headers["Cache-Control"] = "no-store"
    response.direct_passthrough = False  # passed through directly, nobody would hear of its end
    response.call_on_close(lambda: shutil.rmtree(folder, ignore_errors=True))
    return response
