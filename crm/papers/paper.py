"""A paper before it has a format: a title, a language and blocks. Texts are plain words, never markup.

paper = Paper("Programa", "es", (Heading("Lunes"), table(("Hora", "Qué"), rows, (1, 3))), issuer=("Alcaldía", "OFAI"))
to_docx(paper) / to_pdf(paper)  ->  bytes
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Level = Literal[1, 2, 3]
_KEPT = "\n\t"
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})  # control, lone surrogates, private use, unassigned
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


def plain(text: object) -> str:
    """The words that a document may hold: no control characters, lone surrogates or direction overrides."""
    words = "" if text is None else str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in words if char in _KEPT or _shown(char))


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in _HIDDEN and char not in _DIRECTIONS


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph in one look; `quiet` is for what matters less."""

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; the paper's title stands above level 1."""

    text: str
    level: Level = 1


@dataclass(frozen=True)
class Paragraph:
    """Runs one after another."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """Rows below a header row that repeats on each page.

    `widths` are shares of the text's width, one a column; `row_height` (mm, at least) leaves room to write by hand;
    the first column's texts must then be short.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    summary: str = ""
    row_height: float = 0.0

    def __post_init__(self) -> None:
        columns = len(self.header)
        if len(self.widths) != columns or any(len(row) != columns for row in self.rows):
            raise ValueError("each row and the widths need as many cells as the header")


@dataclass(frozen=True)
class KeyFacts:
    """Names with their values, one below another."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """A remark set apart, with where it comes from."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, two side by side: a name and what stands below it (a post)."""

    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG) over the text's width, or the `share` of it, with the words that say the same to who does not see it."""

    svg: str
    alt: str
    share: float = 1.0


Block = Heading | Paragraph | Bullets | Table | KeyFacts | Note | PageBreak | Signatures | Picture


@dataclass(frozen=True)
class Paper:
    """A whole document. `issuer` is the letterhead, largest body first; `mark` says who may read it."""

    title: str
    language: Literal["es", "en"]
    blocks: tuple[Block, ...]
    issuer: tuple[str, ...] = ()
    subtitle: str = ""
    mark: str = ""
    made_on: date | None = None
    footer: str = ""
    keywords: tuple[str, ...] = field(default=())


def paragraph(text: str, **looks: bool) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, **looks),))


def bullets(texts: Iterable[str]) -> Bullets:
    """A list of one-run paragraphs."""
    return Bullets(tuple(paragraph(text) for text in texts))


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], widths: Sequence[float], **more: str | float
) -> Table:
    """A table whose cells are any values; None is an empty cell. `more`: summary, row_height."""
    cells = tuple(tuple(plain(cell) for cell in row) for row in rows)
    summary, height = str(more.get("summary", "")), float(more.get("row_height", 0.0))
    return Table(tuple(header), cells, tuple(float(width) for width in widths), summary, height)


def facts(pairs: Iterable[tuple[str, object]]) -> KeyFacts:
    """Key facts, without those that have no value."""
    return KeyFacts(tuple((name, plain(value)) for name, value in pairs if plain(value).strip()))
