"""What a date or a name in the head clause belongs to: the meeting itself, or a thing that is only spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.capture.dates import SaidDate
from crm.capture.line import Line, Span
from crm.capture.mentions import Mentions
from crm.capture.names import NameIndex
from crm.capture.tokens import tokens_of
from graph.fold import fold

_THEME = re.compile(r"\bsobre\b|\bacerca\b|\btemas?\b|\bpara (?:hablar|tratar)")
_WITH = re.compile(r"\bcon\b|c/|\bnos\b|\bvisitamos\b")
_CALLED = re.compile(r"\b(?:convoc|organiz|invit|financi)\w+")
_THING = re.compile(r"\b(?:de|plan|agenda|vigencia) *$")
_CLOSES = re.compile(r"\b(?:cierra|cierre|cierran|vence|plazo|limite|hasta)(?: el)? *$")


def of_a_thing(head: Line, said: SaidDate) -> bool:
    """Whether the date belongs to a thing that is spoken of ("la feria de mayo"), not to the meeting."""
    return bool(_THING.search(head.plain[max(0, said.span[0] - 16) : said.span[0]]))


def is_deadline(head: Line, said: SaidDate) -> bool:
    """Whether the date is when something closes, not when it was."""
    return bool(_CLOSES.search(head.plain[max(0, said.span[0] - 16) : said.span[0]]))


def is_event(raw: str, index: NameIndex) -> bool:
    """Whether the known name is that of an event: the head of its own sentence, no participant."""
    known = [index.get(id) for id in index.exactly(fold(raw))]
    return any(one is not None and one.type == "event" for one in known)


def within(span: Span | None, others: Sequence[Span]) -> bool:
    """Whether one of the others holds the span."""
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in others)


def someone_before_theme(head: Line, mentions: Mentions) -> bool:
    """Whether somebody is named before the first theme begins; who called the meeting does not count."""
    start = _THEME.search(head.plain)
    before = head.plain[: start.start()] if start else head.plain
    if _WITH.search(before) or _CALLED.search(before):
        return bool(_WITH.search(before))
    return bool(mentions.read(tokens_of(head, (0, len(before))), strong=False))
