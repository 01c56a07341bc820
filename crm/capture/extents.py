"""How far a name reaches: up to a comma, a joint, a verb or another name."""

from __future__ import annotations

from collections.abc import Sequence

from crm.capture.heads import TYPES, is_head
from crm.capture.line import BREAK, listed
from crm.capture.names import NameIndex
from crm.capture.people import PeopleReader
from crm.capture.people_words import POSTS
from crm.capture.places_words import CITIES
from crm.capture.tokens import Token, separated, together, words
from crm.capture.told import is_finite
from crm.naming import COMMON_WORDS, SMALL_WORDS

ARTICLES = frozenset(
    {"el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "su", "sus", "nuestro", "nuestra"}
)
JOINTS = frozenset({"y", "e", "con", "tambien", "ademas", "mas", "ni", "o", "u", "junto", "como", "tanto"})
LEADING = ARTICLES | JOINTS | frozenset({"a", "al", "de", "del", "por", "en", "desde", "ante", "entre"})
ENDING = listed(
    """para sobre que nos me les se quien quienes donde cuando en por sin hasta desde acerca quedo quedamos
    quedaron financia convoco organizo invito asistio asistieron participo participaron fue fueron muy
    ya no hubo esta estan donde porque aunque pero mientras segun durante es son era hoy compromiso
    compromisos tema temas nosotros nosotras ambos ambas tuvimos tenemos tuvo hicimos hizo realizamos
    realizo sostuvimos sostuvo asistimos participamos estuvimos estuvo celebramos llevamos hacemos
    logramos iniciamos conmigo ellos ellas ella ustedes usted ello todos todas alguien nadie"""
)
_JOINING_HEADS = frozenset({"ministerio", "secretaria", "instituto", "departamento", "direccion", "facultad"})
_LONGEST_NAME = 12
_GENERAL = COMMON_WORDS | SMALL_WORDS | POSTS | frozenset(TYPES)


_AFTER = frozenset({"a", "al", "el", "la"})
_OF_A_CITY = frozenset(
    {"secretaria", "instituto", "camara", "universidad", "oficina", "direccion", "concejo"}
)


def _city_follows(tokens: Sequence[Token]) -> bool:
    """Whether "de Bogotá" goes on where a name could have ended."""
    if len(tokens) < 2 or tokens[0].word != "de" or tokens[0].gap.strip(" "):
        return False
    return any(" ".join(words(tokens[1 : 1 + count])) in CITIES for count in (1, 2, 3))


class Extent:
    """Measures the names of one line."""

    def __init__(self, index: NameIndex, people: PeopleReader) -> None:
        self.index, self.people = index, people

    def ends_well(self, tokens: Sequence[Token], count: int) -> bool:
        """Not "Alcaldía" of "Alcaldía de Tunja", nor "Secretaría de Salud" of "Secretaría de Salud de Bogotá"."""
        if count >= min(len(tokens), together(tokens)):
            return True
        if any(token.word not in _GENERAL for token in tokens[:count]):
            return not (tokens[0].word in _OF_A_CITY and _city_follows(tokens[count:]))
        after = tokens[count]
        if after.gap.strip(" ") or after.word in ENDING | JOINTS | _AFTER:
            return True
        return bool(self.index.longest(words(tokens[count:]))[0]) and after.word not in ("de", "del")

    def length(self, tokens: Sequence[Token]) -> int:
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
        if token.word in ENDING or token.word in ("con", "a", "al") or is_doing(token) or is_finite(token):
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


def is_doing(token: Token) -> bool:
    """So "pidiendo", "solicitando": what somebody does is no name."""
    return not token.capital and token.word.endswith(("ando", "iendo", "yendo")) and len(token.word) > 6
