"""A paragraph cut into sentences: at full stops that end one, at semicolons, before the letters of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crm.capture.line import listed, plain

LONGEST = 1500
_SHORT = listed("no num art arts sr sra dr dra ing p pp pag cap inc ltda etc ej")
_ENDS = re.compile(
    r"(?<=[.!?…])[\"»”)]?\s+(?=[\"«“(¿¡]?[A-ZÁÉÍÓÚÑ0-9¿¡«“])|;\s+|(?<=:)\s+(?=(?:\(?[a-z1-9]\)|[-•])\s)"
)


def cut(text: str) -> Iterator[str]:
    """The sentences of a paragraph, none longer than 1,500 characters."""
    begin = 0
    for hit in _ENDS.finditer(text):
        if _is_short(text, hit.start()):
            continue
        yield from _pieces(text[begin : hit.start()])
        begin = hit.end()
    yield from _pieces(text[begin:])


def _is_short(text: str, end: int) -> bool:
    """Whether the full stop belongs to a short form: "No. 12", "J. Pérez", "S.A."."""
    word = text[max(0, end - 12) : end].rsplit(" ", 1)[-1]
    if not word.endswith("."):
        return False
    bare = plain(word).strip(".(")
    return bare in _SHORT or (len(bare) == 1 and bare.isalpha())


def _pieces(text: str) -> Iterator[str]:
    """The text, at most so long at a time, cut between words."""
    text = " ".join(text.split())
    while len(text) > LONGEST:
        cut = text.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].strip()
    if text:
        yield text
