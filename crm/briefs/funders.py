"""Who opens calls for cities, by name: those that the office's network need not know, and any institution by its first word."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from crm.briefs.letters import as_name
from crm.briefs.model import Said
from crm.briefs.sentences import Sentence
from crm.briefs.several import tidy

_LOOKED, _EARLY, _FIRST = 400, 4, 12
_CUED, _AT_TOP, _NEAR_TOP = 5, 3, 1
_LEAST, _SURE = 3, 6
_SHORT = 5
_WORD = r"[A-ZÁÉÍÓÚÑ][\w.&'’-]+"
_JOIN = r"(?:de|del|la|las|los|el|para|the|of|for|and|y|e|en|in)"
# Whoever is named to do or to get something pays nothing: "carta de respaldo de la Embajada de España".
_ASKED = re.compile(
    r"(?:cartas?|respaldo|aval|apoyo|compromiso|visto bueno|ante|alianza con|de acuerdo con|segun|letters?|support) (?:\w+ ){0,4}$"
)
_PAYS_AFTER = re.compile(
    r"[^.;]{0,90}?\b(?:lanzan?|convocan?|abren?|invitan?|anuncian?|financian?|financiaran?|otorgaran?|ofrecen?|ponen? a disposicion|buscan?|apoyan?|seleccionaran?|concede\w*|launch\w*|announces?|invites?|funds?|offers?|seeks?|supports?|is pleased)\b"
)
_PAYS_BEFORE = re.compile(
    r"(?:financiad\w+|financia|financiamiento|recursos|fondos|donante|convocad\w+|subvencionad\w+|auspiciad\w+|patrocinad\w+|cofinanciad\w+|apoyo (?:financiero|economico)|por encargo|funded|financed|funding|grants?|donor|sponsored|supported)\b(?: \w+){0,3}:?(?: \w+){0,3} $"
)


_WHERE = re.compile(r"\b(?:Bogotá|Bogota|Colombia|América Latina|Latin America)\b")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files("crm.data").joinpath("funders.toml").read_text(encoding="utf-8"))


@cache
def _known() -> re.Pattern[str]:
    names = sorted((way for line in _file()["names"] for way in line.split(" | ")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _same() -> dict[str, int]:
    """Each name with the number of whom it means, so that "CGLU" and "Ciudades y Gobiernos Locales Unidos" are one."""
    return {way: at for at, line in enumerate(_file()["names"]) for way in line.split(" | ")}


@cache
def _institutions() -> re.Pattern[str]:
    begin, end = ("|".join(str(_file()[name]).split()) for name in ("begin", "end"))
    return re.compile(
        rf"(?<!\w)(?:(?:{begin})(?: {_JOIN}){{0,2}} {_WORD}(?:(?: {_JOIN}){{0,3}} {_WORD}){{0,7}}|(?:{_WORD} ){{1,4}}(?:{end}))(?!\w)"
    )


def is_institution(text: str) -> bool:
    """Whether a line is nothing but the name of one, or of several."""
    text = text if text in _same() else as_name(text)
    rest = _institutions().sub("", _known().sub("", text))
    rest = _WHERE.sub("", rest)
    return rest != text and not re.search(r"\w{4,}", re.sub(rf"\b{_JOIN}\b", "", rest))


def named_payer(sentences: Sequence[Sentence]) -> Said | None:
    """Who pays by name: where the text says so, or in its first lines; ticked when a well-known one is said to pay."""
    weights: Counter[object] = Counter()
    first: dict[object, tuple[str, str]] = {}
    cued: set[object] = set()
    for sentence in sentences[:_LOOKED]:
        for name, weight in _named(sentence):
            cued |= {_same()[name]} if weight >= _CUED and name in _same() else set()
            key = _same().get(name, name)
            weights[key] += weight
            if key not in first or (weight >= _CUED and len(name) > len(first[key][0])):
                first[key] = (name, sentence.quote)
    best = weights.most_common(1)
    if not best or best[0][1] < _LEAST:
        return None
    name, quote = first[best[0][0]]
    return Said(tidy(name), quote, best[0][0] in cued)


def _named(sentence: Sentence) -> Iterator[tuple[str, int]]:
    taken: list[tuple[int, int]] = []
    text = as_name(sentence.text)
    for pattern in (_known(), _institutions()):
        for hit in pattern.finditer(text):
            if any(hit.start() < end and begin < hit.end() for begin, end in taken):
                continue
            taken.append(hit.span())
            yield hit[0], _weight(sentence, hit)


def _weight(sentence: Sentence, hit: re.Match[str]) -> int:
    before, after = sentence.plain[: hit.start()], sentence.plain[hit.end() :]
    if _ASKED.search(before):
        return 0
    cued = _PAYS_BEFORE.search(before) or (hit.start() < _SHORT * 8 and _PAYS_AFTER.match(after))
    near = _AT_TOP if sentence.place < _EARLY else _NEAR_TOP if sentence.place < _FIRST else 0
    return (_CUED if cued else 0) + near
