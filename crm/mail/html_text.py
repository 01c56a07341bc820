"""The words of an HTML body: no script, no style, nothing loaded, quotations of mail programs left out."""

from __future__ import annotations

import re
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


def text_of_html(html: str, *, quotes: bool = False) -> str:
    """The text, a line for each paragraph. With `quotes` what was quoted or forwarded stays."""
    reader = _Reader(quotes)
    reader.feed(html)
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.pieces).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Gathers text; elements within a silent one are silent."""

    def __init__(self, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._quotes = quotes
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")
        if tag not in _VOID and len(self._open) < _MOST_DEPTH:
            self._open.append((tag, self._silent or self._silences(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]
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
