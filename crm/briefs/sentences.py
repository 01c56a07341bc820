"""A long text cut into sentences, with the heading each stands under and the sentence that leads a list in.

Wrapped lines, as they come out of a PDF, are put together again. Every step reads the text once, and no sentence is
longer than 1,500 characters, so that the time grows with the length alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crm.briefs.cutting import cut
from crm.briefs.heading import is_heading, title_page, without_number
from crm.capture.line import in_order, plain

QUOTED = 600
_BULLET = re.compile(
    r"\s*(?:[-–—•·*▪○●◦➢✓✔►➤\uf0b7]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?)\s+(?=\S)",
    re.IGNORECASE,
)
_HANGING = tuple(
    f" {word}" for word in in_order("de del y o e la el los las con por para en a al of the and for")
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as written, in plain letters of the same length, and where it stands.

    `head` is the heading above it and `lead` the sentence that introduces its list, both in plain letters, "" for none;
    `place` counts sentences from the beginning of the text.
    """

    text: str
    plain: str
    head: str = ""
    lead: str = ""
    item: bool = False
    place: int = 0
    lead_text: str = ""

    @property
    def quote(self) -> str:
        """What is quoted of it."""
        return self.text if len(self.text) <= QUOTED else f"{self.text[: QUOTED - 1]}…"


@dataclass
class _State:
    head: str = ""
    lead: str = ""
    lead_text: str = ""
    count: int = 0
    found: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    item: bool
    heading: bool
    title: bool = False


def tidied(text: str) -> str:
    """The text in composed letters, without what nobody sees."""
    return _INVISIBLE.sub(
        "", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    )


def sentences_of(text: str) -> list[Sentence]:
    """The sentences in order; headings are sentences too, standing under themselves."""
    state = _State()
    titled = False
    for block in _blocks(text):
        if titled and not block.title:
            state.head = ""  # what the call is called stands above nothing
        titled = block.title
        if block.heading:
            state.head, state.lead, state.lead_text = plain(block.text), "", ""
        elif not block.item:
            state.lead = state.lead_text = ""
        for part in cut(block.text):
            _take(state, part, block)
    return state.found


def _take(state: _State, part: str, block: _Block) -> None:
    begun = _BULLET.match(part)
    part = part[begun.end() :] if begun else part
    letters = plain(part)
    sentence = Sentence(part, letters, state.head, "", block.item or bool(begun), state.count)
    if sentence.item and state.lead:
        sentence = replace(sentence, lead=state.lead, lead_text=state.lead_text)
    state.count += 1
    state.found.append(sentence)
    if letters.endswith(":") and not block.heading:
        state.lead, state.lead_text = letters, part


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs, items of lists and headings."""
    parts: list[str] = []
    item = False
    lines = text.split("\n")
    titles = title_page(lines)
    for at, line in enumerate(lines):
        if at < titles:
            if line.strip():
                yield _Block(without_number(line), False, True, title=True)
            continue
        bullet = _BULLET.match(line)
        heading = is_heading(line) and not (parts and _goes_on(parts[-1], line))
        if parts and (bullet or heading or not line.strip() or not _goes_on(parts[-1], line)):
            yield _Block(" ".join(parts), item, False)
            parts, item = [], False
        if heading:
            yield _Block(without_number(line), False, True)
        elif line.strip():
            item = item or bool(bullet and not parts)
            parts.append(line[bullet.end() :] if bullet and not parts else line.strip())
    if parts:
        yield _Block(" ".join(parts), item, False)


def _goes_on(before: str, line: str) -> bool:
    """Whether the line is the rest of the one before: begun small, or wrapped at a page's width."""
    said = line.strip()
    if not said or before.rstrip().endswith((":",)):
        return False
    if before.rstrip().endswith((".", "!", "?")):
        return len(before) > 60 and not _BULLET.match(line) and said[0].islower()
    hanging = before.rstrip().lower().endswith(_HANGING) or before.rstrip().endswith(",")
    return said[0].islower() or ((hanging or len(before) > 60) and not _BULLET.match(line))
