"""Names of people that look like something else: "Juan Mesa", "Marta Foro", "Santiago Torres", "Luis Córdoba".

Told by a given name and a surname in capitals; in small letters nothing tells them from a meeting or a city.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.capture.heads import TYPES
from crm.capture.line import Line, Span
from crm.capture.names import NameIndex
from crm.capture.people_words import GIVEN, PARTICLES
from crm.capture.places_words import CITIES
from crm.capture.tokens import Token, tokens_of, words

_LONGEST = 5
_TWO_NAMES = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?: [a-z]{2,3}){0,3}[ .'-]+[A-ZÀ-Þ][a-zà-ÿ']")
_BEFORE_A_DAY = frozenset({"el", "este", "los", "proximo", "pasado", "cada"})


def person_spans(line: Line) -> list[Span]:
    """Where a given name and surnames stand: no word in there is a kind or a day of the week."""
    if not _TWO_NAMES.search(line.raw):  # most lines have none, and words are costly
        return []
    tokens = tokens_of(line)
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        count = 0 if at and tokens[at - 1].word in _BEFORE_A_DAY else _length(tokens[at:])
        if count > 1:
            spans.append((tokens[at].start, tokens[at + count - 1].end))
        at += max(1, count)
    return spans


def _length(tokens: Sequence[Token]) -> int:
    """How many words a person's name has that begins here; 0 for none. Behind that of a city a house must follow."""
    if not _is_name(tokens[0]) or tokens[0].word not in GIVEN:
        return 0
    count = 1
    for at, token in enumerate(tokens[1:_LONGEST], start=1):
        if token.gap.strip(" .-'") or not (_is_name(token) or token.word in PARTICLES):
            break
        if _is_name(token):
            count = at + 1
    after = tokens[count : count + 1]
    housed = bool(after) and ("(" in after[0].gap or after[0].word in ("de", "del"))
    return count if housed or tokens[0].word not in CITIES else 0


def _is_name(token: Token) -> bool:
    return token.capital and not token.upper and token.word not in TYPES


def bears_a_citys_name(tokens: Sequence[Token], index: NameIndex) -> bool:
    """So "Santiago Torres": a given name that a city or another actor bears too, with a surname behind it."""
    if len(tokens) < 2 or tokens[0].word not in GIVEN or not (_is_name(tokens[0]) and _is_name(tokens[1])):
        return False
    if tokens[1].gap.strip(" ") or tokens[1].word in CITIES:
        return False
    return index.longest(words(tokens))[0] == 1 and not index.longest(words(tokens[1:]))[0]


def is_surname(tokens: Sequence[Token], at: int, index: NameIndex) -> bool:
    """So "Luis Córdoba": a city right behind a given name, when no longer name begins there."""
    token = tokens[at]
    behind = at > 0 and tokens[at - 1].word in GIVEN and not token.gap.strip(" ")
    return behind and _is_name(token) and token.word in CITIES and index.longest(words(tokens[at:]))[0] < 2
