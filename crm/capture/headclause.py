"""The head clause read from cue to cue: who was there in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.given import person_spans
from crm.capture.line import BREAK, Line, Span
from crm.capture.mentions import Mention, Mentions
from crm.capture.parties import Gathering
from crm.capture.roles import CUES, OFFICE_INVITED, Cue
from crm.capture.tokens import tokens_of, words


@dataclass(frozen=True)
class _Mark:
    span: Span
    cue: Cue


def read_parties(head: Line, mentions: Mentions, gathering: Gathering, kinds: Sequence[Span]) -> None:
    """Adds to the gathering everybody named in the clause, in the order of the line."""
    walk = _Walk(head, mentions, kinds)
    role, strength, at = "counterpart", "weak", 0
    for mark in _marks(head, mentions):
        acts = bool(mark.cue.before) and not head.plain[: mark.span[0]].rstrip().endswith(",")
        told = walk.told((at, mark.span[0]), strength, acts)
        subject = bool(mark.cue.before and told) and walk.adjacent(told[-1].span[1], mark.span[0])
        for mention, its_role in walk.with_roles(told, role, mark.cue.before if subject else ""):
            gathering.add(mention, its_role)
        if mark.cue.name in OFFICE_INVITED or (mark.cue.before == "host" and subject):
            gathering.office_role = gathering.office_role or "invited"
        role, strength = _next(mark.cue, subject, head.plain[slice(*mark.span)])
        at = mark.span[1]
    for mention in walk.told((at, len(head.plain)), strength, False):
        gathering.add(mention, role)


def _next(cue: Cue, subject: bool, said: str) -> tuple[str, str]:
    """The role of the names behind a cue, and whether whatever stands there is a name."""
    if cue.name == "convenes" and said.endswith(" a"):
        return "invited", "strong"
    if subject and cue.name in _TRANSITIVE:
        return "counterpart", "weak"
    return cue.role, cue.after


_TRANSITIVE = frozenset({"convenes", "pays", "invited_us", "came", "visited", "wrote"})
_LISTED = re.compile(r"[ ,]*(?:y|e)?(?: (?:el|la|los|las))?[ ]*")


@dataclass(frozen=True)
class _Walk:
    """The clause between its cues."""

    head: Line
    mentions: Mentions
    kinds: Sequence[Span]

    @property
    def cased(self) -> bool:
        """Whether the line is written with capital letters where they belong."""
        return any(letter.isupper() for letter in self.head.raw[1:])

    def told(self, span: Span, strength: str, subject: bool) -> list[Mention]:
        """The mentions between two cues; breaks and kind words part them."""
        if strength == "skip":
            comma = self.head.plain.find(",", *span)
            if comma < 0:
                return []
            span = (comma + 1, span[1])
        found: list[Mention] = []
        for piece in _between(self.head, span, self.kinds):
            strong = strength == "strong" and not found
            named = (strength == "named" and not found) or (subject and piece[1] == span[1])
            told = self.mentions.read(tokens_of(self.head, piece), strong or named)
            found += told if strong or not self.cased else [one for one in told if not one.strayed]
        return found

    def with_roles(self, told: Sequence[Mention], role: str, own: str) -> list[tuple[Mention, str]]:
        """The mentions in the role that holds; those joined right before a verb by "y" or commas in its `own`."""
        roles = [role] * len(told)
        for at in range(len(told) - 1, -1, -1):
            if not own or roles[at] != "counterpart":
                break
            roles[at] = own
            if at and not _LISTED.fullmatch(self.head.plain[told[at - 1].span[1] : told[at].span[0]]):
                break
        return list(zip(told, roles, strict=True))

    def adjacent(self, end: int, start: int) -> bool:
        """Whether nothing but a bracket stands between a name and the cue behind it."""
        return not self.head.plain[end:start].strip(" )")


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
    """The cues in order, those inside a known name or a person's left out; of two that overlap the first and longer."""
    protected, people = known_spans(head, mentions), person_spans(head)
    hits = [_Mark(hit.span(), cue) for cue in CUES for hit in cue.pattern.finditer(head.plain)]
    kept: list[_Mark] = []
    for mark in sorted(hits, key=lambda one: (one.span[0], -one.span[1])):
        if kept and mark.span[0] < kept[-1].span[1]:
            continue
        if any(start <= mark.span[0] and mark.span[1] < end for start, end in protected):
            continue
        if any(start < mark.span[0] < end for start, end in people):
            continue
        kept.append(mark)
    return kept


def known_spans(head: Line, mentions: Mentions) -> list[Span]:
    """Where known names of several words stand: nothing inside them is a cue, a kind or a theme."""
    tokens = tokens_of(head)
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        count, ids = mentions.index.longest(words(tokens[at:]))
        if count > 1 and ids:
            spans.append((tokens[at].start, tokens[at + count - 1].end))
            at += count
        else:
            at += 1
    return spans
