"""The words of a piece of the line: where each is, how it begins, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.line import Line, Span

_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile(r"[ \-.'&/,]{1,3}(?:\(?[ ]?)|\)? ?")
_COMMA = re.compile(r".*[,;:/+&\n|]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word; `gap` is what is written between the word before and it, `past` when it ends in "ó" ("aceptó")."""

    word: str
    start: int
    end: int
    gap: str
    capital: bool
    upper: bool
    past: bool = False


def tokens_of(line: Line, span: Span | None = None) -> list[Token]:
    """The words in the plain letters of the span."""
    start, end = span or (0, len(line.plain))
    tokens: list[Token] = []
    last = start
    for hit in _WORD.finditer(line.plain, start, end):
        raw = line.raw[hit.start() : hit.end()]
        gap = line.plain[last : hit.start()] if tokens else ""
        looks = (raw[:1].isupper(), raw.isupper(), len(raw) > 3 and raw.endswith("ó"))
        tokens.append(Token(hit.group(), hit.start(), hit.end(), gap, *looks))
        last = hit.end()
    return tokens


def together(tokens: Sequence[Token]) -> int:
    """How many tokens from the first on one name may hold: no break and no semicolon between them."""
    for index, token in enumerate(tokens[1:], start=1):
        if not _WITHIN.fullmatch(token.gap):
            return index
    return len(tokens)


def words(tokens: Sequence[Token]) -> list[str]:
    """The folded words of the tokens one name may hold, at most 14."""
    return [token.word for token in tokens[: together(tokens[:14])]]


def separated(token: Token) -> bool:
    """Whether a comma, a slash or a plus stands before the word."""
    return bool(_COMMA.match(token.gap))
