"""People in a line: their plain names without posts and titles, and the house they belong to.

"la embajadora Yvonne Baumann (Embajada de Suiza)"    name "Yvonne Baumann", house "Embajada de Suiza"
"el embajador de Francia"                             no name, house "Embajada de Francia"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.given import bears_a_citys_name, is_surname
from crm.capture.heads import SHORT, TYPES, is_head
from crm.capture.houses import STOP, House, HouseReader
from crm.capture.line import BREAK, Line, Span, tidy
from crm.capture.names import NameIndex
from crm.capture.people_words import GIVEN, PARTICLES, POST_ADJECTIVES, POST_FIELDS, POST_OF, POSTS, TITLES
from crm.capture.tokens import Token, separated, words

_LONGEST = 6
_LINKS = frozenset({"de", "del", "la", "el", "los", "las", "desde", "por", "representante"})


@dataclass(frozen=True)
class Told:
    """Somebody told of: `name` may be empty (only the post is said), `house` too (nobody says where)."""

    span: Span
    name: str
    house: str
    ids: tuple[str, ...] = ()
    alone: bool = False


class PeopleReader:
    """Reads people where the words of a line begin with one."""

    def __init__(self, line: Line, index: NameIndex) -> None:
        self.line, self.index = line, index
        self.houses = HouseReader(line, index)

    def read(self, tokens: Sequence[Token]) -> tuple[Told | None, int]:
        """The person that the words begin with, and how many words tell of it; (None, 0) for none."""
        at, post = self._post(tokens)
        count = self._name(tokens[at:], bool(at))
        if count == 0:
            return self._post_alone(tokens, at, post) if post else (None, 0)
        end = at + count
        name = self._said(tokens[at:end])
        house, ids, used = self._house(tokens[end:], post)
        if not at and not house and tokens[0].word not in GIVEN:
            return None, 0
        last = tokens[end + used - 1].end
        return Told((tokens[0].start, last), name, house, ids), end + used

    def after(self, tokens: Sequence[Token], house: bool) -> tuple[str, int]:
        """The people written right behind their house: "UIS (Juan Pérez)", "Inderbu con su directora Ana Gómez"."""
        if not tokens or not house:
            return "", 0
        skipped = 0
        while skipped < min(3, len(tokens)) and tokens[skipped].word in ("con", "y", "su", "la", "el"):
            skipped += 1
        own = any(token.word == "su" for token in tokens[:skipped])
        if "(" not in tokens[0].gap and not own:
            return "", 0
        return self._several(tokens, skipped)

    def _several(self, tokens: Sequence[Token], at: int) -> tuple[str, int]:
        names: list[str] = []
        used = 0
        while at < len(tokens):
            posts, _ = self._post(tokens[at:])
            count = self._name(tokens[at + posts :], True)
            if not count or self.index.exactly(" ".join(words(tokens[at + posts : at + posts + count]))):
                break
            names.append(self._said(tokens[at + posts : at + posts + count]))
            used = at = at + posts + count
            if (
                at < len(tokens)
                and (tokens[at].word == "y" or separated(tokens[at]))
                and ")" not in tokens[at].gap
            ):
                at += tokens[at].word == "y"
                continue
            break
        return ", ".join(names), used

    def _post(self, tokens: Sequence[Token]) -> tuple[int, str]:
        """How many words are a post and titles, and the post."""
        at, post = 0, ""
        while at < min(len(tokens), 7):
            word = tokens[at].word
            if at and (BREAK in tokens[at].gap or "(" in tokens[at].gap):
                break
            if word in POSTS and not (word in TYPES and not post and not _is_person_post(tokens[at:], word)):
                post = post or word
            elif word not in TITLES and not (post and (word in POST_ADJECTIVES or self._field(tokens, at))):
                break
            at += 1
        return at, post

    def _field(self, tokens: Sequence[Token], at: int) -> bool:
        """So "de cooperación" of "jefe de cooperación de la UIS"."""
        word, after = tokens[at].word, tokens[at + 1 : at + 2]
        if word == "de" and after and after[0].word in POST_FIELDS and not after[0].capital:
            return not self.index.longest(words(tokens[at + 1 :]))[0]
        return word in POST_FIELDS and tokens[at - 1].word in ("de", "y") and not tokens[at].capital

    def _name(self, tokens: Sequence[Token], told: bool) -> int:
        """How many words are a person's name; `told` when a post or a title stands before it."""
        if not tokens or BREAK in tokens[0].gap or is_head(tokens[0].word) or tokens[0].word in SHORT:
            return 0
        if not told and self.index.longest(words(tokens))[0] and not bears_a_citys_name(tokens, self.index):
            return 0
        if tokens[0].capital and not tokens[0].upper:
            count = self._capitals(tokens)
            return count if count > 1 or (told and count == 1) else 0
        small = tokens[0].word in GIVEN and len(tokens) > 1
        return self._small(tokens) if small and not tokens[0].capital else 0

    def _capitals(self, tokens: Sequence[Token]) -> int:
        count = 0
        for at, token in enumerate(tokens[:_LONGEST]):
            house = self._is_house(tokens[at:]) and not is_surname(tokens, at, self.index)
            if at and (token.gap.strip(" .-'") or house):
                break
            if token.capital and not (token.upper and len(token.word) > 1):
                count = at + 1
            elif token.word not in PARTICLES or at == 0:
                break
        return count

    def _small(self, tokens: Sequence[Token]) -> int:
        count = 1
        for at, token in enumerate(tokens[1:4], start=1):
            if token.gap.strip(" ") or token.word in STOP or token.word in PARTICLES or is_head(token.word):
                break
            if token.word in POSTS or self.index.longest(words(tokens[at:]))[0]:
                break
            count = at + 1
        return count if count > 1 else 0

    def _is_house(self, tokens: Sequence[Token]) -> bool:
        """Whether an organisation begins here, after "de", "del", "de la"."""
        at = 0
        while at < len(tokens) and tokens[at].word in ("de", "del", "la", "el", "los", "las"):
            at += 1
        if at == len(tokens) or at > 2:
            return False
        rest = tokens[at:]
        known = self.index.longest(words(rest))[0]
        return bool(at or known) and bool(
            known or is_head(rest[0].word) or (rest[0].upper and len(rest[0].word) > 1)
        )

    def _said(self, tokens: Sequence[Token]) -> str:
        return tidy(self.line.raw[tokens[0].start : tokens[-1].end])

    def _house(self, tokens: Sequence[Token], post: str) -> House:
        """The organisation behind a person's name, in brackets or after "de"; how many words tell it."""
        at, bracket = 0, bool(tokens) and "(" in tokens[0].gap
        if tokens and ("," in tokens[0].gap or bracket):
            at, own = self._post(tokens)
            post = own or post
        while at < len(tokens) and tokens[at].word in _LINKS:
            at += 1
        linked = at > 0 or bracket
        if not linked or at == len(tokens) or (at and BREAK in tokens[0].gap):
            return "", (), 0
        house, ids, count = self.houses.read(tokens[at:], post, bracket)
        return house, ids, at + count

    def _post_alone(self, tokens: Sequence[Token], at: int, post: str) -> tuple[Told | None, int]:
        """A post with its house and no name, or with the name behind it: "el rector de la UIS, Hernán Porras"."""
        head = POST_OF.get(post, "")
        if at >= len(tokens) or tokens[at].word not in ("de", "del") or tokens[at].gap.strip(" "):
            alone = Told((tokens[0].start, tokens[at - 1].end), "", head, (), True)
            return (alone, at) if head else (None, 0)
        house, ids, used = self._house(tokens[at:], post)
        if not house:
            return None, 0
        end = at + used
        name = self._name(tokens[end:], True) if self._name_may_follow(tokens[end:]) else 0
        said = self._said(tokens[end : end + name]) if name else ""
        return Told((tokens[0].start, tokens[end + name - 1].end), said, house, ids), end + name

    def _name_may_follow(self, tokens: Sequence[Token]) -> bool:
        if len(tokens) < 2 or tokens[0].gap.strip(" ,("):
            return False
        return tokens[0].word in GIVEN or (
            tokens[0].capital and tokens[1].capital and not self._is_house(tokens)
        )


def _is_person_post(tokens: Sequence[Token], word: str) -> bool:
    """So "la secretaria Ana Gómez", "la secretaria general": a person; "la Secretaría de Salud": a house."""
    after = tokens[1].word if len(tokens) > 1 else ""
    told = after in GIVEN or (after in POST_ADJECTIVES and after != "municipal" and not tokens[0].capital)
    return word == "secretaria" and told and after not in TYPES
