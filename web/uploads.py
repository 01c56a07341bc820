"""Files sent to be imported, kept between the preview and the confirmation: by content hash and by who sent them.

data/uploads/<user>/<sha256>.csv       a day at most; nobody else can name another's file
"""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path
from uuid import uuid4

from flask import current_app
from werkzeug.datastructures import FileStorage

from crm.errors import InvalidData
from web.auth import the_viewer

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".vcf")
DAY = 24 * 3600
_KEY = re.compile(r"[0-9a-f]{64}\.(csv|tsv|txt|xlsx|ods|vcf)$")


def upload_folder() -> Path:
    """Where the files of whom is asking are kept."""
    folder: Path = current_app.config["ALIADOS"].data_dir / "uploads" / the_viewer().id
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep_upload(sent: FileStorage | None) -> str:
    """Keeps a file and gives the key to find it by. Raises InvalidData (field "file")."""
    if sent is None or not sent.filename:
        raise InvalidData.of("file", "required")
    ending = Path(sent.filename).suffix.lower()
    if ending not in ENDINGS:
        raise InvalidData.of("file", "table_unknown_kind", ending=ending or "?")
    folder = upload_folder()
    _forget_old(folder)
    part = folder / f"{uuid4().hex}.part"
    sent.save(part)
    key = f"{_digest(part)}{ending}"
    part.replace(folder / key)
    return key


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_upload(key: str, name: str) -> Path:
    """The file of a key; people know it by its name. Raises InvalidData when it is not there any more, or never was."""
    path = upload_folder() / key
    if not _KEY.match(key) or not path.is_file():
        raise InvalidData.of("file", "table_missing", file=name)
    return path


def forget_upload(key: str) -> None:
    """Deletes the file of a key."""
    if _KEY.match(key):
        (upload_folder() / key).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    now = time.time()
    for path in folder.iterdir():
        if now - path.stat().st_mtime > DAY:
            path.unlink(missing_ok=True)
