"""Who does what a promise says: the subject right before a verb, and where the promise begins with it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crm.capture.heads import OTHER_HEADS
from crm.capture.line import Line
from crm.capture.mentions import Mention, Mentions
from crm.capture.tokens import Token
from crm.capture.verbs import CLITICS, PROMISED, Form

Who = Literal["we", "they", "named"]
_WE = frozenset({"nosotros", "nosotras", "yo"})
_THEY = frozenset({"ellos", "ellas", "ella"})
_OURS = ("la oficina", "nuestra oficina", "la ofai", "nuestro equipo", "nuestra parte", "parte nuestra")
_JOINTS = frozenset({"y", "e", "el", "la", "los", "las"})
_BETWEEN = CLITICS | {"no", "ya", "tambien", "si"}
_LINKING = frozenset({"a", "en", "de"})
_PREPOSITIONS = frozenset(
    {"con", "de", "del", "a", "al", "para", "por", "en", "sobre", "ante", "desde", "entre", "que"}
)


@dataclass(frozen=True)
class Subject:
    """Who acts, and the index of the token the subject begins with; `others` act with the one in `mention`."""

    who: Who
    start: int
    mention: Mention | None = None
    others: tuple[Mention, ...] = ()


def verb_at(tokens: Sequence[Token], at: int, line: Line) -> Form | None:
    """The form of a promise's verb that the token is; accents decide where they are written."""
    token = tokens[at]
    form = PROMISED.get(token.word)
    raw = line.raw[token.start : token.end]
    if form is None:
        return _unknown_future(raw)
    if (
        form.tense == "future"
        and token.word.endswith("a")
        and raw.lower() != token.word
        and not raw.lower().endswith("á")
    ):
        return None
    past = raw.lower().endswith(("ó", "é")) and form.tense != "future"
    return None if past else form


def _unknown_future(raw: str) -> Form | None:
    """A future that only its accent tells: "enseñará", "plantarán"."""
    low = raw.lower()
    if len(low) > 5 and low.endswith(("ará", "erá", "irá")):
        return Form(low[:-1], "future", "it")
    return (
        Form(low[:-2], "future", "they") if len(low) > 6 and low.endswith(("arán", "erán", "irán")) else None
    )


def subject_before(tokens: Sequence[Token], verb: int, mentions: Mentions) -> Subject | None:
    """The subject that ends right before the verb at this index, small words between them; or None."""
    end = verb
    while end and tokens[end - 1].word in _BETWEEN and not tokens[end].gap.strip(" "):
        end -= 1
    if end == 0 or tokens[end].gap.strip(" )"):
        return None
    said = _pronoun_subject(tokens, end, mentions.line) or _named_subject(tokens, end, mentions)
    return said or _bare_house(tokens, end, mentions.line)


def _pronoun_subject(tokens: Sequence[Token], end: int, line: Line) -> Subject | None:
    word = tokens[end - 1].word
    raw = line.raw[tokens[end - 1].start : tokens[end - 1].end]
    if word in _WE:
        return Subject("we", end - 1)
    if word in _THEY or raw in ("él", "Él"):
        return Subject("they", end - 1)
    two = " ".join(token.word for token in tokens[max(0, end - 2) : end])
    return Subject("we", end - 2) if two in _OURS else None


def _named_subject(tokens: Sequence[Token], end: int, mentions: Mentions) -> Subject | None:
    many = (end < len(tokens) and tokens[end].word.endswith("n")) or _plural(tokens, end)
    for start in range(max(0, end - 16 if many else end - 12), end):
        marks = " ,.()'&-" if many else " .()'&-"
        if any(token.gap.strip(marks) for token in tokens[start + 1 : end]):
            continue
        if not _may_begin(tokens, start):
            continue
        found = mentions.read(tokens[start:end], strong=_proper(tokens[start:end]))
        if not found or found[-1].span[1] < tokens[end - 1].end or not _covers(tokens, start, found[0]):
            continue
        if len(found) == 1 or (many and _all_joined(found, mentions.line)):
            return Subject("named", start, found[0], tuple(found[1:]))
    return None


def _plural(tokens: Sequence[Token], end: int) -> bool:
    """Whether the verb behind small words ("se comprometieron") is of several."""
    return any(token.word.endswith("ron") for token in tokens[end : end + 2])


def _all_joined(found: Sequence[Mention], line: Line) -> bool:
    """Whether nothing but commas, "y" and articles stands between the mentions."""
    gaps = (line.plain[one.span[1] : other.span[0]] for one, other in itertools.pairwise(found))
    return all(set(gap.replace(",", " ").split()) <= _JOINTS for gap in gaps)


def _bare_house(tokens: Sequence[Token], end: int, line: Line) -> Subject | None:
    """So "la contraloría": a house told before, by its first word."""
    last = tokens[end - 1]
    article = end > 1 and tokens[end - 2].word in ("el", "la") and not last.gap.strip(" ")
    if not article or last.word not in OTHER_HEADS:
        return None
    span = (last.start, last.end)
    return Subject("named", end - 2, Mention(span, line.raw[slice(*span)], strong=True))


def _proper(tokens: Sequence[Token]) -> bool:
    """Whether the words can be nothing but a name: "TIKA", "Campus France"."""
    told = [token for token in tokens if token.word not in ("el", "la", "los", "las", "de", "del")]
    return (
        0 < len(told) < 4
        and all(token.capital for token in told)
        and len(tokens) < 6
        and len(told[0].word) > 2
    )


def _may_begin(tokens: Sequence[Token], start: int) -> bool:
    before = tokens[start - 1].word if start else ""
    return before not in _PREPOSITIONS or bool(tokens[start].gap.strip(" "))


def _covers(tokens: Sequence[Token], start: int, mention: Mention) -> bool:
    """Whether the mention begins with the words, but for an article."""
    article = tokens[start].word in ("el", "la", "los", "las") and start + 1 < len(tokens)
    return mention.span[0] <= tokens[start + article].start


def told_before(tokens: Sequence[Token], mentions: Mentions) -> Subject | None:
    """A subject at the very beginning, before a colon or the verb: "UIS: enviar el plan", "la UIS enviar el plan"."""
    for verb in range(min(len(tokens) - 1, 12), 0, -1):
        if verb_at(tokens, verb, mentions.line) is None and ":" not in tokens[verb].gap:
            continue
        end = verb - (verb > 1 and tokens[verb - 1].word in _LINKING)  # "la UTS a capacitar"
        pronoun = _pronoun_subject(tokens, end, mentions.line)
        if pronoun is not None and pronoun.start == 0:
            return pronoun
        found = mentions.read(tokens[:end], strong=False)
        if len(found) == 1 and found[0].span[1] >= tokens[end - 1].end and _covers(tokens, 0, found[0]):
            return Subject("named", 0, found[0])
    return None
