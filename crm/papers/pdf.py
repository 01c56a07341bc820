"""A paper as a tagged PDF (PDF/UA-1, A4), set by typst from a template of our own.

The words travel as JSON data: nothing in them is read as markup. Fonts are those built into typst; only when a
character is in none of them are the machine's own asked. What no font can show is written as its number, "[U+1F600]".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from crm.papers.paper import Block, Paper, Picture, plain

_LONG = re.compile(r"\S{23,}")
_STEP = 11
_MISSING = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)
_TRIES = 40
# Where a long word may break (see `_breakable`), and what joins emoji: nothing to see, so no number either.
_UNSEEN = frozenset("\u200b\u200d\ufe0f")
_PAGE = {"es": "Página", "en": "Page"}
_OF = {"es": "de", "en": "of"}


def to_pdf(paper: Paper) -> bytes:
    """The paper's bytes as PDF/UA-1. Takes about 20 ms, and 1 ms more a page."""
    file: bytes = _set(_data(paper))
    return file


def _set(data: str) -> Any:
    """Tries the built-in fonts, then the machine's, then writes the number of what neither has."""
    import typst

    more: dict[str, Any] = {"format": "pdf", "pdf_standards": "ua-1"}
    own = True
    for _ in range(_TRIES):
        try:
            return typst.compile(_template(), ignore_system_fonts=own, sys_inputs={"paper": data}, **more)
        except typst.TypstError as error:
            missing = _MISSING.search(str(error))
            if missing is None:
                raise
            data = data if own else _numbered(data, missing["text"])
            own = False
    return typst.compile(_template(), ignore_system_fonts=True, sys_inputs={"paper": _latin(data)}, **more)


def _numbered(data: str, text: str) -> str:
    """Writes the numbers of these characters in place of them, in the paper's values (JSON)."""
    seen = {char for char in text if ord(char) > 0x24F} - _UNSEEN
    for char in seen or _UNSEEN.intersection(text):
        data = data.replace(char, f"[U+{ord(char):04X}]" if seen else "")
    return data


def _latin(data: str) -> str:
    kept = (c for c in data if c not in _UNSEEN)
    return "".join(c if ord(c) < 0x250 or c in "–—‘’“”•…€" else f"[U+{ord(c):04X}]" for c in kept)


@cache
def _template() -> bytes:
    return resources.files("crm.papers").joinpath("paper.typ").read_bytes()


def _data(paper: Paper) -> str:
    words = {"page": _PAGE[paper.language], "of": _OF[paper.language]}
    made = paper.made_on.isoformat() if paper.made_on else None
    top = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "issuer": list(paper.issuer),
        "mark": paper.mark,
        "footer": paper.footer,
        "keywords": list(paper.keywords),
        "words": words,
    }
    blocks = [_block(block) for block in paper.blocks]
    fixed = {"language": paper.language, "made_on": made}
    return json.dumps({**_cleaned(top), **fixed, "blocks": blocks}, ensure_ascii=False)


def _block(block: Block) -> Mapping[str, Any]:
    drawing = {"svg": plain(block.svg)} if isinstance(block, Picture) else {}  # no word of it is broken
    return {**_cleaned(asdict(block)), **drawing, "kind": type(block).__name__}


def _cleaned(value: Any) -> Any:
    return _each(value, lambda text: _LONG.sub(_breakable, plain(text)))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each(item, change) for name, item in value.items()}
    return [_each(item, change) for item in value] if isinstance(value, list | tuple) else value


def _breakable(found: re.Match[str]) -> str:
    """A very long word may break (zero-width spaces) where it would leave its column."""
    word = found.group()
    return "\u200b".join(word[start : start + _STEP] for start in range(0, len(word), _STEP))
