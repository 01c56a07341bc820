"""Which type a file is, by what is in it; its name decides nothing but which kind of text it is.

A type that is not in the table is refused: programs, pages, pictures that carry scripts (SVG), documents with macros.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType

from crm.errors import InvalidData
from crm.files.images import is_whole_image

HEAD = 8192
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|svg|script|iframe|!--)", re.IGNORECASE)
_MAIL_LINE = re.compile(r"[!-9;-~]{1,60}:[ \t]?.*")
_MAIL_HEADS = re.compile(
    r"^(?:From|Date|Received|Message-ID|Subject|Return-Path):", re.IGNORECASE | re.MULTILINE
)
_MOST_MEMBERS = 20_000


@dataclass(frozen=True)
class FileKind:
    """A type of file: its id is its usual ending; `shown` are pictures that a page may show in place."""

    id: str
    media: str
    shown: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            FileKind("pdf", "application/pdf"),
            FileKind("docx", _OFFICE + "wordprocessingml.document"),
            FileKind("xlsx", _OFFICE + "spreadsheetml.sheet"),
            FileKind("pptx", _OFFICE + "presentationml.presentation"),
            FileKind("odt", "application/vnd.oasis.opendocument.text"),
            FileKind("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            FileKind("png", "image/png", shown=True),
            FileKind("jpg", "image/jpeg", shown=True),
            FileKind("webp", "image/webp", shown=True),
            FileKind("eml", "message/rfc822"),
            FileKind("ics", "text/calendar"),
            FileKind("csv", "text/csv"),
            FileKind("txt", "text/plain"),
        )
    }
)
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}


def recognise(path: Path, name: str) -> FileKind:
    """The type of the file at `path`, which people call `name`. Raises InvalidData (field "file")."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise InvalidData.of("file", "file_empty", name=name)
    kind = _image(head) or _document(head) or _packed(path, head, name) or _text(path, head, name)
    if kind is None:
        raise InvalidData.of("file", "file_unknown_kind", name=name, kinds=", ".join(KINDS))
    if KINDS[kind].shown and not is_whole_image(path, kind):
        raise InvalidData.of("file", "file_broken", name=name, kind=kind)
    return KINDS[kind]


def _image(head: bytes) -> str | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _document(head: bytes) -> str | None:
    return "pdf" if re.match(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d", head) else None


def _packed(path: Path, head: bytes, name: str) -> str | None:
    """A document that is a zip file: told by the parts that its format asks for."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            media = archive.read("mimetype") if _is_small(archive, members) else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise InvalidData.of("file", "file_broken", name=name, kind="zip") from error
    if len(members) > _MOST_MEMBERS:
        return None
    kind = _open_document(media) or _office(members)
    if kind and any(PurePath(member).name.lower() == "vbaproject.bin" for member in members):
        raise InvalidData.of("file", "file_has_macros", name=name)
    return kind


def _is_small(archive: zipfile.ZipFile, members: set[str]) -> bool:
    return "mimetype" in members and archive.getinfo("mimetype").file_size < 200


def _open_document(media: bytes) -> str | None:
    said = media.decode("ascii", "replace").strip()
    return next(
        (kind.id for kind in KINDS.values() if kind.id in {"odt", "ods"} and kind.media == said), None
    )


def _office(members: set[str]) -> str | None:
    if "[Content_Types].xml" not in members:
        return None
    return next((kind for part, kind in _PARTS.items() if part in members), None)


def _text(path: Path, head: bytes, name: str) -> str | None:
    text = _decoded(path, head)
    if text is None or _MARKUP.match(text):
        return None
    if re.match(r"\s*BEGIN:VCALENDAR", text, re.IGNORECASE):
        return "ics"
    ending = PurePath(name).suffix.lower()
    if _MAIL_LINE.match(text) and ending != ".csv" and len(_MAIL_HEADS.findall(text)) >= 2:
        return "eml"
    return (
        "csv"
        if ending in {".csv", ".tsv"}
        else "txt"
        if ending in {".txt", ".text", ".md", ".log", ""}
        else None
    )


def _decoded(path: Path, head: bytes) -> str | None:
    """The beginning as text; None for what has signs that no text has."""
    marked = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1252")
    whole = path.read_bytes()
    for encoding in encodings:
        try:
            text = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = any(sign < " " and sign not in "\t\n\r\f\x1b" for sign in text)
        return None if strange else text[:HEAD]
    return None
