"""The words of an HTML body: no script, no style, nothing loaded, quotations of mail programs left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

_SILENT = frozenset(
    {"script", "style", "head", "title", "template", "svg", "object", "iframe", "noscript", "blockquote"}
)
_VOID = frozenset(
    {
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "wbr",
        "col",
        "area",
        "base",
        "embed",
        "source",
        "track",
        "param",
    }
)
_BREAKS = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "pre"}
)
_QUOTES = re.compile(
    r"gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|OutlookMessageHeader|divRplyFwdMsg|gmail_signature"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")
_MOST_DEPTH = 2_000
_LONGEST_TAG = 100_000  # a picture may be written out in one


def text_of_html(html: str, *, quotes: bool = False) -> str:
    """The text, a line for each paragraph. With `quotes` what was quoted or forwarded stays."""
    reader = _Reader(quotes)
    reader.feed("".join(_tags_only(html)))
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.pieces).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _tags_only(html: str) -> Iterator[str]:
    """The text with whole tags alone: no comments, no declarations, and a "<" that begins no tag as a character.

    The parser would look for the end of each unclosed one through all that follows.
    """
    first, *commented = html.split("<!--")
    beginning, *pieces = "".join([first, *(piece.partition("-->")[2] for piece in commented)]).split("<")
    yield beginning
    for piece in pieces:
        if piece[:1] in ("!", "?"):
            yield piece.partition(">")[2]
        else:
            yield ("<" if 0 < piece.find(">") <= _LONGEST_TAG else "&lt;") + piece


class _Reader(HTMLParser):
    """Gathers text; elements within a silent one are silent."""

    def __init__(self, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._quotes = quotes
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")
        if tag not in _VOID and len(self._open) < _MOST_DEPTH:
            self._open.append((tag, self._silent or self._silences(tag, dict(attrs))))
            self._names[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        closed = "" if self._names[tag] else tag
        while closed != tag:
            closed, _silent = self._open.pop()
            self._names[closed] -= 1
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _silences(self, tag: str, attributes: dict[str, str | None]) -> bool:
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        quoted = tag == "blockquote" or bool(_QUOTES.search(marks))
        hidden = bool(_HIDDEN.search(attributes.get("style") or "")) or "hidden" in attributes
        return hidden or (quoted and not self._quotes) or (tag in _SILENT and tag != "blockquote")
