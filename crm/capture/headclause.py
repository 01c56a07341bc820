"""The head clause read from cue to cue: who was there in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.line import BREAK, Line, Span
from crm.capture.mentions import Mention, Mentions
from crm.capture.parties import Gathering
from crm.capture.roles import CUES, OFFICE_INVITED, Cue
from crm.capture.tokens import tokens_of


@dataclass(frozen=True)
class _Mark:
    span: Span
    cue: Cue


def read_parties(head: Line, mentions: Mentions, gathering: Gathering, kinds: Sequence[Span]) -> None:
    """Adds to the gathering everybody named in the clause, in the order of the line."""
    marks = _marks(head, mentions)
    role, strength = "counterpart", "weak"
    at = 0
    before: list[tuple[Mention, str]] = []
    found: list[tuple[Mention, str]] = []
    for mark in [*marks, None]:
        end = mark.span[0] if mark else len(head.plain)
        told = _told(head, (at, end), mentions, strength, kinds, bool(mark and mark.cue.before))
        before = [(one, role) for one in told]
        if mark is None:
            found += before
            break
        subject = mark.cue.before and before and _adjacent(head, before[-1][0].span[1], end)
        if subject:
            before = _with_role(head, before, mark.cue.before)
        found += before
        role, strength = _next(mark.cue, bool(subject), head, mark.span)
        invited = mark.cue.name in OFFICE_INVITED or (mark.cue.before == "host" and subject)
        if invited and not gathering.office_role:
            gathering.office_role = "invited"
        at = mark.span[1]
    for mention, its_role in found:
        gathering.add(mention, its_role)


def _next(cue: Cue, subject: bool, head: Line, span: Span) -> tuple[str, str]:
    if cue.name in ("convenes",) and (subject or head.plain[slice(*span)].endswith(" a")):
        return ("invited" if head.plain[slice(*span)].endswith(" a") else "counterpart"), (
            "strong" if head.plain[slice(*span)].endswith(" a") else "weak"
        )
    if cue.before and subject and cue.name in ("pays", "invited_us", "came", "visited", "wrote"):
        return "counterpart", "weak"
    return cue.role, cue.after


def _with_role(head: Line, before: list[tuple[Mention, str]], role: str) -> list[tuple[Mention, str]]:
    """The mentions joined right before a verb by "y" or commas have its role."""
    changed = list(before)
    for at in range(len(changed) - 1, -1, -1):
        mention, own = changed[at]
        if own != "counterpart":
            break
        changed[at] = (mention, role)
        if at and not re.fullmatch(
            r"[ ,]*(?:y|e)?(?: (?:el|la|los|las))?[ ]*",
            head.plain[changed[at - 1][0].span[1] : mention.span[0]],
        ):
            break
    return changed


def _adjacent(head: Line, end: int, start: int) -> bool:
    return not head.plain[end:start].strip(" )")


def _told(
    head: Line, span: Span, mentions: Mentions, strength: str, kinds: Sequence[Span], subject: bool
) -> list[Mention]:
    """The mentions between two cues; breaks and kind words part them."""
    if strength == "skip":
        comma = head.plain.find(",", *span)
        if comma < 0:
            return []
        span, strength = (comma + 1, span[1]), "weak"
    found: list[Mention] = []
    strong = strength == "strong"
    for piece in _between(head, span, kinds):
        tokens = tokens_of(head, piece)
        if not tokens:
            continue
        named = mentions.read(tokens, strong or (subject and piece[1] == span[1]))
        found += named
        strong = strong and not named
    return found


def _between(head: Line, span: Span, kinds: Sequence[Span]) -> list[Span]:
    edges = [span[0]]
    for start, end in kinds:
        if span[0] <= start and end <= span[1] and start >= edges[-1]:
            edges += [start, end]
    edges.append(span[1])
    parts: list[Span] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        at = start
        for hit in re.finditer(f"{BREAK}+", head.plain[start:end]):
            parts.append((at, start + hit.start()))
            at = start + hit.end()
        parts.append((at, end))
    return [part for part in parts if part[0] < part[1]]


def _marks(head: Line, mentions: Mentions) -> list[_Mark]:
    """The cues in order, those inside a known name left out; of two that overlap the first and longer."""
    protected = known_spans(head, mentions)
    hits = [_Mark(hit.span(), cue) for cue in CUES for hit in cue.pattern.finditer(head.plain)]
    kept: list[_Mark] = []
    for mark in sorted(hits, key=lambda one: (one.span[0], -one.span[1])):
        if kept and mark.span[0] < kept[-1].span[1]:
            continue
        if any(start < mark.span[0] and mark.span[1] < end for start, end in protected):
            continue
        kept.append(mark)
    return kept


def known_spans(head: Line, mentions: Mentions) -> list[Span]:
    """Where known names of several words stand: nothing inside them is a cue, a kind or a theme."""
    tokens = tokens_of(head)
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        from crm.capture.tokens import words

        count, ids = mentions.index.longest(words(tokens[at:]))
        if count > 1 and ids:
            spans.append((tokens[at].start, tokens[at + count - 1].end))
            at += count
        else:
            at += 1
    return spans
