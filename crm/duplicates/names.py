"""How alike two names are, word by word, and why.

    every word has its match                 0.90 to 1     the same name, in another order, language or spelling
    one says more                            up to 0.75    "Universidad de Santander" / "Universidad Industrial de Santander"
    each says something else                 up to 0.55    "Consulado de Francia" / "Embajada de Francia"

Words match when their common forms are equal, when one is a slip or an abbreviation of the other, or when they are the
same letters written together. Two words that the tables both know never match by likeness: Austria is not Australia.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crm.duplicates.acronyms import fits
from crm.duplicates.near import is_known, is_near
from crm.duplicates.records import Name
from crm.duplicates.words import Token, tables

SAME, TYPO, LIGHT = 0.97, 0.025, 0.03
MORE, OTHER = 0.75, 0.55
# "Fenalco seccional Santander" is what "Fenalco Santander" is; without the place it is a part of the whole.
_BRANCH = frozenset({"sede", "seccional", "capitul", "chapt", "chapter", "sucursal", "filial"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, its reasons (keys under "why") and what each name says that the other does not."""

    score: float
    why: tuple[str, ...]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


NOTHING = Likeness(0.0, ())


Unsaid = tuple[Collection[str], Collection[str]]


def compare_names(one: Name, other: Name, places: Unsaid = ((), ())) -> Likeness:
    """How alike the two names are. `places`: what the one and the other may leave unsaid, as its record says it."""
    if one.folded == other.folded:
        return Likeness(1.0, ("same_name",))
    if one.key == other.key:
        return Likeness(SAME, (_same_why(one, other),))
    if one.short != other.short:
        acronym = _acronym(*((one, other) if one.short else (other, one)))
        if acronym.score:
            return acronym
    return _by_words(one, other, places)


def _same_why(one: Name, other: Name) -> str:
    words, others = ({raw for _, raw in name.tokens} for name in (one, other))
    if words == others:
        return "same_words" if set(one.folded.split()) == set(other.folded.split()) else "legal_form"
    if any(canon[0] == "#" for canon, _ in one.tokens) and (one.short or other.short):
        return "same_acronym"
    return "translated"


def _acronym(short: Name, long: Name) -> Likeness:
    word = short.folded.replace(" ", "")
    if word == long.acronym:
        return Likeness(0.94, ("same_acronym",))
    if is_named(short) or is_known(*short.tokens[0]):
        return NOTHING  # whoever is known by it is another, and "Cali" is a city
    fit = max(fits(word, [raw for _, raw in long.tokens]), fits(word, long.folded.split()))
    if fit < 0.5 or len(word) < 3:
        return NOTHING
    return Likeness(0.8 + 0.12 * fit if fit > 0.5 else 0.6, ("same_acronym",))


def _by_words(one: Name, other: Name, places: Unsaid) -> Likeness:
    if is_named(one) != is_named(other):
        one, other = replace(one, tokens=one.plain), replace(other, tokens=other.plain)
    left, right = _rest(one.tokens, other.tokens), _rest(other.tokens, one.tokens)
    common = len(one.tokens) - len(left)
    if not common and (len(left) > 2 or len(right) > 2):
        return NOTHING
    if left and right and "".join(raw for _, raw in left) == "".join(raw for _, raw in right):
        left, right, slips = [], [], 1
    else:
        left, right, slips = _pair_off(left, right)
    more_left, more_right = _telling(left, one, places[1]), _telling(right, other, places[0])
    if {*more_left, *more_right} <= _BRANCH and _share_a_city(one, other):
        more_left, more_right = [], []
    if slips + common == 0 or (common and not _says_who(one, other)):
        return NOTHING
    share = _share(one, other, (more_left, more_right))
    why: list[str] = []
    if slips:
        why.append("similar")
    return _scored(more_left, more_right, (share, slips, len(left) + len(right)), why)


def _share_a_city(one: Name, other: Name) -> bool:
    return any(canon[0] == "~" for canon in one.words & other.words)


def _says_who(one: Name, other: Name) -> bool:
    """Whether what they share is more than a kind and the country everybody here is in."""
    shared = {canon for canon, _ in one.tokens} & {canon for canon, _ in other.tokens}
    return bool(shared - tables().classes["heads"] - {"@co"}) or len(shared) > 1 or one.key == other.key


def is_named(name: Name) -> bool:
    """Whether it holds the name of an organisation that the tables know."""
    return name.plain is not name.tokens


def _rest(tokens: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    count = Counter(canon for canon, _ in others)
    rest = []
    for token in tokens:
        if count[token[0]] > 0:
            count[token[0]] -= 1
        else:
            rest.append(token)
    return rest


def _pair_off(left: list[Token], right: list[Token]) -> tuple[list[Token], list[Token], int]:
    """Takes away what is a slip or an abbreviation of a word on the other side."""
    slips = 0
    free = list(right)
    unmatched = []
    for token in left:
        match = next((other for other in free if is_near(token, other)), None)
        if match is None:
            unmatched.append(token)
        else:
            free.remove(match)
            slips += 1
    return unmatched, free, slips


def _telling(rest: Sequence[Token], name: Name, places: Collection[str]) -> list[str]:
    """What of the words left over tells one actor from another."""
    known = tables()
    canons = {canon for canon, _ in name.tokens}
    ours = {place for place in canons if place[0] in "@~"}
    light = set(known.classes["light"]) | set(places)
    if len(ours) > 1 or "embassy" in canons:
        light |= {"@co", "~bogota"}
    if "governorate" in canons:
        light |= {"department"}
    if "mayor" in canons:
        light |= {"municipality", "municipal", "municip", "district", "city"}
    if any(place[0] == "@" for place in ours):
        light |= {"state", "people_", "popular", "federal", "islamic", "democrat", "democratic"}
    if any(place[0] == "~" for place in ours):
        light |= {"municipal", "municip"}
        if len(canons) > 2:
            light |= {place for place in ours if place[0] == "@"}
    return [canon for canon, raw in rest if canon not in light and raw not in known.legal]


def _share(one: Name, other: Name, more: tuple[list[str], list[str]]) -> float:
    """Which part of all telling words both names have."""
    left, right = (sum(map(weight, tokens)) for tokens in more)
    both = sum(weight(canon) for name in (one, other) for canon, _ in name.tokens) or 1.0
    return max(0.0, 1 - (left + right) / both)


@lru_cache(maxsize=100_000)
def weight(canon: str) -> float:
    """How much a word tells: names more than places, places more than words for kinds."""
    known = tables()
    if canon in known.classes["heads"]:
        return 0.4
    if canon in known.meanings or canon in known.classes["light"]:
        return 0.5
    return 0.7 if canon[0] in "@~" else 1.0


def _scored(left: list[str], right: list[str], counts: tuple[float, int, int], why: list[str]) -> Likeness:
    share, slips, unmatched = counts
    more = (tuple(left), tuple(right))
    if not left and not right:
        score = SAME - TYPO * slips - LIGHT * min(unmatched, 2) * (unmatched > 0)
        return Likeness(max(0.86, score), tuple(why or ["legal_form" if unmatched else "same_words"]), *more)
    if left and right:
        return Likeness(min(OTHER, 0.6 * share), ("some_words", *why), *more)
    extra = left or right
    if any(_tells_apart(canon) for canon in extra):
        return Likeness(min(0.6, 0.7 * share), ("contains", *why), *more)
    return Likeness(min(MORE, 0.35 + 0.42 * share), ("contains", *why), *more)


def _tells_apart(canon: str) -> bool:
    known = tables().classes
    return (
        canon[0] == "%" or canon in known["parts"] or canon in known["generations"] or canon in known["heads"]
    )
