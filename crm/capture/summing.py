"""What a line tells of the meeting beyond who, when, about what and what was promised: kept in the line's own words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.capture.asides import within
from crm.capture.clauses import TRIGGER
from crm.capture.line import Line, Span
from crm.capture.roles import CUES
from crm.capture.tokens import tokens_of
from crm.capture.told import is_finite

_ENDS = re.compile(r"[;\n]|(?<=[a-z0-9)]{3})\.(?= |$)")
_BEGINS = re.compile(r"[:,](?= )")


def summary_of(text: str, promised: Sequence[str]) -> str | None:
    """The clauses with a verb of their own ("acepta ser aliado de …") but the promises; None when there are none."""
    line = Line.of(text)
    told = [line.said(span) for span in _clauses(line)]
    kept = [one for one in told if one and not any(said[:20].lower() in one.lower() for said in promised)]
    return ". ".join(one[:1].upper() + one[1:] for one in kept) or None


def _clauses(line: Line) -> Iterator[Span]:
    taken = [hit.span() for cue in CUES for hit in cue.pattern.finditer(line.plain)]
    promises = [hit.start() for hit in TRIGGER.finditer(line.plain)]
    edges = [0, *(hit.end() for hit in _ENDS.finditer(line.plain)), len(line.plain)]
    for start, stop in itertools.pairwise(edges):
        end = min([one for one in promises if start <= one < stop], default=stop)
        tokens = tokens_of(line, (start, end))
        if start:  # where a sentence begins a capital letter is no name
            tokens[:1] = [replace(one, capital=False) for one in tokens[:1]]
        free = [one for one in tokens if not within((one.start, one.end), taken)]
        verb = next((one for one in free if is_finite(one)), None)
        if verb is not None:
            before = [hit.end() for hit in _BEGINS.finditer(line.plain, start, verb.start)]
            yield before[-1] if before else start, end
