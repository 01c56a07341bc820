"""Who is named in a piece of the line: known names first, then people, then what begins with a head word.

"Juan Pérez de la UIS y Marta Ruiz de la UNAB"
    -> Mention("UIS", person="Juan Pérez"), Mention("UNAB", person="Marta Ruiz")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.capture.heads import SHORT, TYPES, is_head
from crm.capture.line import BREAK, Line, Span, listed, tidy
from crm.capture.names import NameIndex
from crm.capture.people import PeopleReader
from crm.capture.people_words import POSTS
from crm.capture.tokens import Token, separated, together, words
from crm.naming import COMMON_WORDS, SMALL_WORDS

ARTICLES = frozenset(
    {"el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "su", "sus", "nuestro", "nuestra"}
)
JOINTS = frozenset({"y", "e", "con", "tambien", "ademas", "mas", "ni", "o", "u", "junto", "como", "tanto"})
LEADING = ARTICLES | JOINTS | frozenset({"a", "al", "de", "del", "por", "en", "desde", "ante", "entre"})
ENDING = listed(
    """para sobre que nos me les se quien quienes donde cuando en por sin hasta desde acerca quedo quedamos
    quedaron financia convoco organizo invito asistio asistieron participo participaron fue fueron
    muy ya no hubo esta estan donde porque aunque pero mientras segun durante es son era hoy
    compromiso compromisos tema temas nosotros nosotras conmigo ellos ellas ella ustedes usted ello todos todas alguien nadie"""
)
_JOINING_HEADS = frozenset({"ministerio", "secretaria", "instituto", "departamento", "direccion", "facultad"})
_LONGEST_NAME = 12
_GENERAL = COMMON_WORDS | SMALL_WORDS | POSTS | frozenset(TYPES)


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

    def read(self, tokens: Sequence[Token], strong: bool) -> list[Mention]:
        """The mentions among the words. `strong`: what follows "con" is somebody even when nothing tells so."""
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            listed = bool(found) and tokens[at].capital and _joined(tokens, at)
            mention, count = self._next(tokens[at:], strong or listed, at > 0)
            if mention is not None:
                found.append(mention)
            at += max(1, count)
        return _with_shared_house(found, self.line)

    def _next(self, tokens: Sequence[Token], strong: bool, later: bool) -> tuple[Mention | None, int]:
        count, ids = self.index.longest(words(tokens))
        further = self.index.longest(words(tokens[1:]))[0] if tokens[0].word in ARTICLES else 0
        if further >= count > 0:
            return None, 1
        if count and self._ends_well(tokens, count) and (strong or self._sure(tokens, count)):
            return self._known(tokens, count, ids)
        slip = self.index.longest_slip(words(tokens)) if strong and tokens[0].word not in LEADING else 0
        if slip and self._ends_well(tokens, slip):
            return self._known(tokens, slip, ())
        person, used = self.people.read(tokens)
        if person is not None:
            return _of_person(person, strong), used
        if tokens[0].word in LEADING or tokens[0].word in ENDING:
            return None, 1
        if _begins_name(tokens):
            return self._headed(tokens, strong)
        return self._unknown(tokens, strong, later)

    def _known(self, tokens: Sequence[Token], count: int, ids: tuple[str, ...]) -> tuple[Mention, int]:
        first = 1 if tokens[0].word in ARTICLES and not tokens[0].capital and count > 1 else 0
        span = (tokens[first].start, tokens[count - 1].end)
        mention = Mention(span, tidy(self.line.raw[slice(*span)]), ids, strong=True)
        person, more = self.people.after(tokens[count:], bool(ids))
        if person:
            last = tokens[count + more - 1].end
            return replace(mention, person=person, span=(span[0], last)), count + more
        return mention, count

    def _ends_well(self, tokens: Sequence[Token], count: int) -> bool:
        """Not "Alcaldía" of "Alcaldía de Tunja", nor "Cámara de Comercio" of "Cámara de Comercio Colombo Suiza"."""
        if count >= min(len(tokens), together(tokens)) or any(
            token.word not in _GENERAL for token in tokens[:count]
        ):
            return True
        after = tokens[count]
        if (
            after.gap.strip(" ")
            or after.word in ENDING
            or after.word in JOINTS
            or after.word in ("a", "al", "el", "la")
        ):
            return True
        return bool(self.index.longest(words(tokens[count:]))[0]) and after.word not in ("de", "del")

    def _sure(self, tokens: Sequence[Token], count: int) -> bool:
        """Where nothing introduces a name, a common word in small letters is no name ("salud", "jueces")."""
        if count > 1 or any(token.capital for token in tokens[:count]):
            return True
        return tokens[0].word in POSTS or self.index.is_acronym(tokens[0].word)

    def _headed(self, tokens: Sequence[Token], strong: bool) -> tuple[Mention | None, int]:
        count = self._length(tokens, strong)
        span = (tokens[0].start, tokens[count - 1].end)
        name = tidy(self.line.raw[slice(*span)])
        mention = Mention(span, name, alone=count == 1 and tokens[0].word in TYPES, strong=True)
        if not strong and tokens[0].word not in TYPES and (count == 1 or not tokens[0].capital):
            return None, 1
        person, more = self.people.after(tokens[count:], True)
        return (replace(mention, person=person) if person else mention), count + more

    def _length(self, tokens: Sequence[Token], strong: bool) -> int:
        """How many words the unknown name has: up to a comma, a joint, a verb or another name."""
        count = 1
        for count in range(1, min(len(tokens), _LONGEST_NAME) + 1):
            if count == len(tokens) or count == _LONGEST_NAME or self._stops(tokens, count):
                break
        while count > 1 and tokens[count - 1].word in LEADING:
            count -= 1
        return count

    def _stops(self, tokens: Sequence[Token], count: int) -> bool:
        token = tokens[count]
        if separated(token) or BREAK in token.gap or "(" in token.gap or ")" in token.gap or '"' in token.gap:
            return True
        if token.word in ("y", "e"):
            return not self._joins(tokens, count)
        if token.word in ENDING or token.word in ("con", "a", "al") or _is_doing(token):
            return True
        after_article = token.word in ("el", "la") and tokens[count - 1].word not in (
            "de",
            "en",
            "para",
            "por",
        )
        return after_article or (token.upper and len(token.word) > 1 and bool(self.index.exactly(token.word)))

    def _joins(self, tokens: Sequence[Token], count: int) -> bool:
        """Whether this "y" is within a name: "Ministerio de Ambiente y Desarrollo Sostenible"."""
        after = tokens[count + 1 :]
        if (
            tokens[0].word not in _JOINING_HEADS
            or not after
            or separated(after[0])
            or after[0].gap.strip(" ")
        ):
            return False
        known, _ = self.index.longest(words(after))
        person, _ = self.people.read(after)
        plain = after[0].word not in LEADING and not is_head(after[0].word) and not after[0].upper
        return plain and not known and person is None

    def _unknown(self, tokens: Sequence[Token], strong: bool, later: bool) -> tuple[Mention | None, int]:
        count = self._length(tokens, strong)
        loose = (later and separated(tokens[0]) and not tokens[0].capital) or _is_doing(tokens[0])
        if not strong or loose or tokens[0].word.isdigit():
            return None, 1 if not strong else count
        span = (tokens[0].start, tokens[count - 1].end)
        return Mention(
            span, tidy(self.line.raw[slice(*span)]), strong=True, strayed=not tokens[0].capital
        ), count


def _is_doing(token: Token) -> bool:
    """So "pidiendo", "solicitando": what somebody does is no name."""
    return not token.capital and token.word.endswith(("ando", "iendo", "yendo")) and len(token.word) > 6


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


def _of_person(person: object, strong: bool) -> Mention:
    from crm.capture.people import Told

    assert isinstance(person, Told)
    return Mention(
        person.span, person.house, person.ids, person.name, person.alone, strong or bool(person.house)
    )


def _with_shared_house(found: Sequence[Mention], line: Line) -> list[Mention]:
    """So "Juan Pérez y Marta Ruiz de la UIS": who stands right before another person is of the same house."""
    kept: list[Mention] = []
    for mention in found:
        if kept and mention.person and mention.name and kept[-1].person and not kept[-1].name:
            between = line.plain[kept[-1].span[1] : mention.span[0]].split()
            if set(between) <= {"y", "e", ",", "el", "la", "los"}:
                before = kept.pop()
                names = f"{before.person}, {mention.person}"
                mention = replace(mention, person=names, span=(before.span[0], mention.span[1]))
        kept.append(mention)
    return kept


def fits(tokens: Sequence[Token]) -> bool:
    """Whether there is anything to read."""
    return together(tokens) > 0
