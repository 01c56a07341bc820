"""Where it was: "en" before a city, a building or a square, and where a delegation went."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.capture.line import BREAK, Line, Span, listed
from crm.capture.names import NameIndex
from crm.capture.places_words import BUILDINGS, CITIES, NOT_PLACES
from crm.capture.roles import CUES
from crm.capture.tokens import Token, tokens_of, words

_EN = re.compile(r"\ben (?:(?:el|la|los|las|nuestr[ao]|su|un|una) )?(?=[^\W_])")
_NEED_ARTICLE = frozenset(
    {"casa", "planta", "terraza", "centro", "zona", "calle", "barrio", "piso", "carrera"}
)
_HERE = re.compile(
    r"\b(?:en|a) (?:la|nuestra) ciudad\b(?! de)|(?<=visito )la ciudad\b|(?<=visitaron )la ciudad\b"
)
_ENDS = listed(
    """con sobre acerca para por que y e nos me se tema temas compromiso compromisos convoco organizo
    financia invito asistieron participaron desde hasta durante quien donde junto el los quedamos
    quedo quedaron ellos nosotros virtual presencial hoy ayer"""
)
_LONGEST = 8


@dataclass(frozen=True)
class Where:
    """The place as it is written, and the characters that say it."""

    text: str
    used: Span


def find_place(head: Line, index: NameIndex) -> Where | None:
    """The first place said with "en"."""
    for hit in _EN.finditer(head.plain):
        tokens = tokens_of(head, (hit.end(), _next_cue(head, hit.end())))
        if tokens and tokens[0].start == hit.end():
            count = _length(tokens, index)
            bare = hit.group().strip() == "en" and tokens[0].word in _NEED_ARTICLE and not tokens[0].capital
            if not bare and _is_place(tokens[:count], index):
                return _where(head, hit.start(), tokens[:count])
    return None


def _next_cue(head: Line, start: int) -> int:
    """Where the next cue begins: no place reaches beyond."""
    hits = (cue.pattern.search(head.plain, start) for cue in CUES)
    return min((hit.start() for hit in hits if hit), default=len(head.plain))


def place_starts(head: Line) -> list[Span]:
    """Where "en" stands before a building or a city for certain; a theme ends there."""
    found: list[Span] = []
    for hit in _EN.finditer(head.plain):
        told = [
            token.word for token in tokens_of(head, (hit.end(), min(len(head.plain), hit.end() + 60)))[:4]
        ]
        city = any(" ".join(told[:count]) in CITIES for count in range(1, len(told) + 1))
        bare = hit.group().strip() == "en" and told[:1] and told[0] in _NEED_ARTICLE
        if told and not bare and (told[0] in BUILDINGS or city):
            found.append(hit.span())
    return found


def at_home(head: Line) -> list[Span]:
    """So "en la ciudad", "a la ciudad": here, which is no place to write down and no participant."""
    return [hit.span() for hit in _HERE.finditer(head.plain)]


def destination(head: Line, start: int, index: NameIndex) -> Where | None:
    """Where a delegation that is sent goes: what follows its word, "a" in between."""
    hit = re.compile(r" *(?:a|al|hacia|rumbo a)?(?: la| el| los| las)? +|(?<= )").match(head.plain, start)
    tokens = tokens_of(head, (hit.end() if hit else start, len(head.plain)))
    if not tokens or tokens[0].start != (hit.end() if hit else start) or tokens[0].word in _ENDS:
        return None
    return _where(head, start, tokens[: _length(tokens, index)])


def _where(head: Line, start: int, tokens: list[Token]) -> Where:
    return Where(head.said((tokens[0].start, tokens[-1].end)), (start, tokens[-1].end))


def _length(tokens: list[Token], index: NameIndex) -> int:
    known, _ = index.longest(words(tokens))
    count = 1
    for at, token in enumerate(tokens[1:_LONGEST], start=1):
        if at < known:
            count = at + 1
            continue
        if (
            BREAK in token.gap
            or re.search(r"[;(\n\"]", token.gap)
            or ("," in token.gap and not _same_place(tokens, at))
        ):
            break
        if token.word in _ENDS and not (token.word in ("el", "los") and tokens[at - 1].word in ("de", "del")):
            break
        if token.word not in ("de", "del", "la", "las", "a", "al"):
            count = at + 1
    return count


def _same_place(tokens: list[Token], at: int) -> bool:
    """So "Lima, Perú": a city or a country behind a comma."""
    return tokens[at].capital and tokens[at].word in CITIES


def _is_place(tokens: list[Token], index: NameIndex) -> bool:
    first = tokens[0].word
    if first in NOT_PLACES or first.isdigit():
        return False
    whole = [token.word for token in tokens]
    if first in BUILDINGS or any(" ".join(whole[:count]) in CITIES for count in range(1, 5)):
        return True
    return tokens[0].capital or bool(index.longest(whole)[0])
