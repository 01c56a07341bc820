"""The text of a file that holds a call: plain text in its usual encodings, and Word documents (.docx)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from crm.errors import InvalidData

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST_INSIDE = 60_000_000
_MOST_ROWS = 5000
_PLAIN = (".txt", ".md", ".text")
ENDINGS = (*_PLAIN, ".docx")


def text_of_file(data: bytes, name: str) -> str:
    """What the file says. Raises InvalidData (field "file") when it is of another kind, damaged or locked."""
    lower = name.lower()
    if data[:4] == b"PK\x03\x04" and not lower.endswith(_PLAIN):
        return _text_of_word(data, name)
    if lower.endswith(".docx"):
        raise InvalidData.of("file", "terms_unreadable", file=name[:80])
    if data[:4] in (b"%PDF", b"\xd0\xcf\x11\xe0", b"PK\x03\x04") or (
        b"\0" in data[:2000] and not _is_wide(data)
    ):
        raise InvalidData.of("file", "terms_not_text", file=name[:80])
    return _decoded(data)


def _is_wide(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _decoded(data: bytes) -> str:
    if _is_wide(data):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text_of_word(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            inside = {part.filename: part.file_size for part in parts.infolist()}
        if "word/document.xml" not in inside:
            raise InvalidData.of("file", "terms_not_text", file=name[:80])
        if sum(inside.values()) > _LARGEST_INSIDE:
            raise InvalidData.of("file", "terms_unreadable", file=name[:80])
        import docx

        return "\n".join(_lines(docx.Document(BytesIO(data))))
    except InvalidData:
        raise
    except Exception as error:  # a damaged document fails in any part of its reader, each in its own way
        raise InvalidData.of("file", "terms_unreadable", file=name[:80]) from error


def _lines(document: Document) -> Iterator[str]:
    """Paragraphs with the marks of headings and lists; a table's row as one line."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield _line(block)


def _line(paragraph: Any) -> str:
    text = paragraph.text.strip()
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style.startswith(("heading", "título", "titulo", "title")):
        return f"\n# {text}" if text else ""
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return f"- {text}" if text and (numbered or style.startswith("list")) else f"{text}\n"


def _rows(table: Any) -> Iterator[str]:
    """Each row as one line. The cells' own elements are read: `row.cells` gives a cell as often as it is wide, which the
    file may say is a thousand million times, and looks for the top of one that goes on from above in every row anew.
    """
    from docx.table import _Cell

    for row in islice(table._tbl.tr_lst, _MOST_ROWS):
        begun = (cell for cell in row.tc_lst if cell.vMerge != "continue")
        cells = dict.fromkeys(" ".join(_Cell(cell, table).text.split()) for cell in begun)
        yield ": ".join(cell for cell in cells if cell) + "\n"
