"""Who is named in a piece of the line: known names first, then people, then what begins with a head word.

"Juan Pérez de la UIS y Marta Ruiz de la UNAB"
    -> Mention("UIS", person="Juan Pérez"), Mention("UNAB", person="Marta Ruiz")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.capture.extents import ARTICLES, ENDING, LEADING, Extent, is_doing
from crm.capture.given import bears_a_citys_name
from crm.capture.heads import SHORT, TYPES, is_head
from crm.capture.line import Line, Span, tidy
from crm.capture.names import NameIndex
from crm.capture.people import PeopleReader, Told
from crm.capture.people_words import POSTS
from crm.capture.tokens import Token, separated, words
from crm.capture.told import begins_clause

__all__ = ["Mention", "Mentions"]


@dataclass(frozen=True)
class Mention:
    """Somebody named in the line. `ids` when the name is known; `person` for people not known, by their plain names.

    `name` is what is looked up and shown when it differs from what is written (a post that stands for its house).
    """

    span: Span
    name: str
    ids: tuple[str, ...] = ()
    person: str = ""
    alone: bool = False
    strong: bool = False
    strayed: bool = False


class Mentions:
    """Reads the mentions of one line."""

    def __init__(self, line: Line, index: NameIndex) -> None:
        self.line, self.index = line, index
        self.people = PeopleReader(line, index)
        self.extent = Extent(index, self.people)

    def read(self, tokens: Sequence[Token], strong: bool) -> list[Mention]:
        """The mentions among the words. `strong`: what follows "con" is somebody even when nothing tells so.

        In a clause of its own only what is known, a person or a house is somebody: "acepta ser aliado de …" is nobody.
        """
        found: list[Mention] = []
        at, clause = 0, False
        while at < len(tokens):
            clause = clause or begins_clause(tokens[at]) or _tells(tokens[at], found)
            listed = bool(found) and tokens[at].capital and _joined(tokens, at)
            mention, count = self._next(tokens[at:], (strong or listed) and not clause, at > 0)
            if mention is not None:
                found.append(mention)
            at += max(1, count)
        return _with_shared_house(found, self.line)

    def _next(self, tokens: Sequence[Token], strong: bool, later: bool) -> tuple[Mention | None, int]:
        """The mention the words begin with, if any, and how many words to go on by."""
        citys = bears_a_citys_name(tokens, self.index)
        count, ids = self._name(tokens, strong) if not citys else (0, ())
        if count:
            return self._known(tokens, count, ids) if count > 0 else (None, 1)
        person, used = self.people.read(tokens)
        if person is not None:
            return _of_person(person, strong), used
        if tokens[0].word in LEADING or tokens[0].word in ENDING:
            return None, 1
        if _begins_name(tokens):
            return self._headed(tokens, strong or (not later and _is_short(tokens)))
        return self._unknown(tokens, strong, later)

    def _name(self, tokens: Sequence[Token], strong: bool) -> tuple[int, tuple[str, ...]]:
        """How many words are a known name, and whose; -1 when a longer one begins behind the article."""
        count, ids = self.index.longest(words(tokens))
        if count and tokens[0].word in ARTICLES and self.index.longest(words(tokens[1:]))[0] >= count:
            return -1, ()
        if count and self.extent.ends_well(tokens, count) and (strong or self._sure(tokens, count)):
            return count, ids
        slip = self.index.longest_slip(words(tokens)) if strong and tokens[0].word not in LEADING else 0
        return (slip, ()) if slip and self.extent.ends_well(tokens, slip) else (0, ())

    def _known(self, tokens: Sequence[Token], count: int, ids: tuple[str, ...]) -> tuple[Mention, int]:
        first = 1 if tokens[0].word in ARTICLES and not tokens[0].capital and count > 1 else 0
        span = (tokens[first].start, tokens[count - 1].end)
        mention = Mention(span, tidy(self.line.raw[slice(*span)]), ids, strong=True)
        person, more = self.people.after(tokens[count:], bool(ids))
        if person:
            last = tokens[count + more - 1].end
            return replace(mention, person=person, span=(span[0], last)), count + more
        return mention, count

    def _sure(self, tokens: Sequence[Token], count: int) -> bool:
        """Where nothing introduces a name, a common word in small letters is no name ("salud", "jueces")."""
        if count > 1 or any(token.capital for token in tokens[:count]):
            return True
        return tokens[0].word in POSTS or self.index.is_acronym(tokens[0].word)

    def _headed(self, tokens: Sequence[Token], strong: bool) -> tuple[Mention | None, int]:
        count = self.extent.length(tokens)
        span = (tokens[0].start, tokens[count - 1].end)
        name = tidy(self.line.raw[slice(*span)])
        mention = Mention(span, name, alone=count == 1 and tokens[0].word in TYPES, strong=True)
        if not strong and tokens[0].word not in TYPES and (count == 1 or not tokens[0].capital):
            return None, 1
        person, more = self.people.after(tokens[count:], True)
        return (replace(mention, person=person) if person else mention), count + more

    def _unknown(self, tokens: Sequence[Token], strong: bool, later: bool) -> tuple[Mention | None, int]:
        count = self.extent.length(tokens)
        loose = (later and separated(tokens[0]) and not tokens[0].capital) or is_doing(tokens[0])
        if not strong or loose or tokens[0].word.isdigit():
            return None, 1 if not strong else count
        span = (tokens[0].start, tokens[count - 1].end)
        return Mention(
            span, tidy(self.line.raw[slice(*span)]), strong=True, strayed=not tokens[0].capital
        ), count


def _tells(token: Token, found: Sequence[Mention]) -> bool:
    """Whether a colon behind somebody known begins what they said."""
    return ":" in token.gap and bool(found) and bool(found[-1].ids)


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma, or "y" with perhaps an article, joins the word to what was named before."""
    while at and tokens[at - 1].word in ARTICLES:
        at -= 1
    return separated(tokens[at]) or (at > 0 and tokens[at - 1].word in ("y", "e"))


def _begins_name(tokens: Sequence[Token]) -> bool:
    first = tokens[0].word
    return is_head(first) or (
        first in SHORT and len(tokens) > 1 and (tokens[1].gap.startswith(".") or len(first) > 2)
    )


def _is_short(tokens: Sequence[Token]) -> bool:
    """So "univ. de Antioquia": a short form that gives a type, with its full stop or long enough, and more behind it."""
    first = tokens[0].word
    marked = len(tokens) > 1 and (tokens[1].gap.startswith(".") or len(first) > 3)
    return marked and SHORT.get(first) in TYPES and not separated(tokens[1])


def _of_person(person: Told, strong: bool) -> Mention:
    sure = strong or bool(person.house)
    return Mention(person.span, person.house, person.ids, person.name, person.alone, sure)


def _with_shared_house(found: Sequence[Mention], line: Line) -> list[Mention]:
    """So "Juan Pérez y Marta Ruiz de la UIS": who stands right before another person is of the same house."""
    kept: list[Mention] = []
    for mention in found:
        shared = bool(kept) and _shares_house(kept[-1], mention, line)
        kept.append(_both(kept.pop(), mention) if shared else mention)
    return kept


def _shares_house(before: Mention, mention: Mention, line: Line) -> bool:
    if not (before.person and not before.name and mention.person and mention.name):
        return False
    return set(line.plain[before.span[1] : mention.span[0]].split()) <= {"y", "e", ",", "el", "la", "los"}


def _both(before: Mention, mention: Mention) -> Mention:
    names = f"{before.person}, {mention.person}"
    return replace(mention, person=names, span=(before.span[0], mention.span[1]))
