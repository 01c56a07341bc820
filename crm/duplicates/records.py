"""A record made ready to be compared: its names as words in their common form, its place, its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crm.duplicates.acronyms import fits, stated_acronym
from crm.duplicates.sites import host_of, site_of
from crm.duplicates.words import Token, canonical, joined_initials, tables, without_legal
from crm.naming import is_short, variants
from graph.fold import fold

MOST_NAMES = 12
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name: `folded`, its telling `tokens` in order, these sorted, its acronym when it brings one along.

    `plain` has the words of a known organisation's name one by one, for names in another order; `words` is the key as a set.
    """

    folded: str
    tokens: tuple[Token, ...]
    key: tuple[str, ...]
    acronym: str = ""
    plain: tuple[Token, ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def short(self) -> bool:
        """Whether it is an acronym or as short as one."""
        return " " not in self.folded and len(self.folded) <= 12 and not self.acronym


@dataclass(frozen=True, slots=True)
class Described:
    """What is compared. `id` is an actor's id or a row's number; the first of `names` is its own."""

    id: str | int
    names: tuple[Name, ...]
    type: str | None = None
    city: str = ""
    country: str = ""
    email: str = ""
    domain: str = ""
    host: str = ""
    people: frozenset[str] = frozenset()
    group: bool = False
    places: frozenset[str] = frozenset()


def described(
    id: str | int, said: Mapping[str, object], people: frozenset[str] = frozenset()
) -> Described | None:
    """The record of some fields (name, aliases, type, city, country, website, email); None without a name."""
    aliases = said.get("aliases") or ()
    texts = [str(said.get("name") or ""), *(str(one) for one in aliases if one)]  # type: ignore[attr-defined]
    names = tuple(dict.fromkeys(name for text in texts[:MOST_NAMES] for name in names_of(text)))
    if not names:
        return None
    email = str(said.get("email") or "").strip().casefold()
    city, country = city_of(str(said.get("city") or "")), country_of(str(said.get("country") or ""))
    domain = email.rpartition("@")[2]
    free = site_of(domain) in tables().classes["free_mail"]
    return Described(
        id,
        names,
        str(said["type"]) if said.get("type") else None,
        city,
        country,
        email,
        "" if free else site_of(domain),
        host_of(str(said.get("website") or "")),
        people,
        bool(said.get("is_group")),
        frozenset(place for place in (city, country) if place),
    )


def names_of(text: str) -> Iterator[Name]:
    """The names a text brings: the whole without brackets first, then what stands in brackets or around a dash."""
    texts = variants(text)
    if not texts:
        return
    bare, stated = stated_acronym(text)
    for folded in [fold(bare)] if bare != text else _whole_first(text, texts):
        made = name_of(folded, stated)
        if made is not None:
            yield made


def _whole_first(text: str, texts: Sequence[str]) -> list[str]:
    """Brackets that add a name are taken away from the whole; those that add words ("Santiago (Chile)") stay in it."""
    inside = [fold(one) for one in _BRACKETED.findall(text)]
    named = len(texts) > 1 and inside and all(one in texts[1:] for one in inside if one)
    return list(texts[1:] if named else [*texts[:1], *(t for t in texts[2:] if is_short(t))])


@lru_cache(maxsize=200_000)
def name_of(folded: str, stated: str = "") -> Name | None:
    """One folded name made ready; None when nothing of it tells anything. `stated` is the acronym beside it."""
    words = joined_initials(without_legal(folded.split()))
    tokens, acronym = _without_acronym(tuple(_tokens(words)))
    if not tokens:
        tokens = tuple((canonical(word), word) for word in words)
    if not tokens:
        return None
    known = any(canon[0] == "#" for canon, _ in tokens)
    plain = tuple(_tokens(words, known=False)) if known else tokens
    key = tuple(sorted(canon for canon, _ in tokens))
    return Name(folded, tokens, key, stated or acronym, plain, frozenset(key))


def _tokens(words: Sequence[str], known: bool = True) -> Iterator[Token]:
    told, place, seen = tables(), 0, set[str]()
    while place < len(words):
        length, replaced = _phrase(words, place, known)
        raw = "".join(words[place : place + length])
        if length:
            yield from ((token, raw) for token in replaced if token[0] != "#" or token not in seen)
            seen.update(replaced)
            place += length
            continue
        word, place = words[place], place + 1
        short_for = _abbreviated(words, place - 1)
        if short_for is not None:
            yield from ((token, word) for token in short_for)
            continue
        dropped = word in told.small or word in told.titles or (place > 1 and word in told.legal)
        if dropped and not (len(word) == 1 and _is_initial(words, place - 1)):
            continue
        yield canonical(word), word


def _abbreviated(words: Sequence[str], place: int) -> tuple[str, ...] | None:
    """What a word is where it stands: "U. Autónoma", "S. Pedro", a title before a name; None when it is itself."""
    told, word = tables(), words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    if word == "u" and place == 0 and after:
        return ("university",)
    if word == "s" and after in told.given and words[max(0, place - 1)] not in told.given:
        return ("saint",)
    if word in told.holders and after and after not in told.small and canonical(after)[0] not in "@~":
        return ()
    return None


def _is_initial(words: Sequence[str], place: int) -> bool:
    """A letter between two given names or before a surname: "Juan C. Pérez", not "Comercio e Industria"."""
    people = tables().given | tables().surnames
    near = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    return any(word in people for word in near)


def _phrase(words: Sequence[str], place: int, known: bool) -> tuple[int, tuple[str, ...]]:
    for phrase, replaced in tables().phrases.get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) != phrase:
            continue
        named = bool(replaced) and replaced[0][0] == "#"
        if (replaced or place > 0) and (known or not named):
            return len(phrase), replaced
    return 0, ()


def _without_acronym(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], str]:
    """Takes the acronym off a name that ends or begins with its own: "Universidad Industrial de Santander UIS"."""
    for place in (len(tokens) - 1, 0):
        if len(tokens) < 3 or not 2 < len(tokens[place][1]) <= 10:
            continue
        rest = tokens[:place] + tokens[place + 1 :]
        if tokens[place][0][0] not in "@~%" and fits(tokens[place][1], tuple(raw for _, raw in rest)) >= 0.9:
            return rest, tokens[place][1]
    return tokens, ""


@lru_cache(maxsize=20_000)
def city_of(text: str) -> str:
    """A city in its common form: "Bogotá, D.C." = "bogota"."""
    tokens = [canon for canon, _ in _tokens(fold(text).split())] if text else []
    return next((one for one in tokens if one[0] == "~"), "~" + "-".join(tokens) if tokens else "")


@lru_cache(maxsize=5_000)
def country_of(text: str) -> str:
    """A country by its code or its name in any of four languages, as `@co`."""
    folded = fold(text)
    if len(folded) == 2 and folded.isalpha():
        return f"@{folded}"
    tokens = [canon for canon, _ in _tokens(folded.split())] if folded else []
    return next((one for one in tokens if one[0] == "@"), "")
