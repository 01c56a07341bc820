"""The names an actor goes by, folded: its own, its aliases, an acronym in brackets, its initials.

"Oficina Asesora de Asuntos Internacionales (OFAI)"  ->  "oficina asesora de asuntos internacionales ofai",
                                     "oficina asesora de asuntos internacionales", "ofai" and the initials "oaai"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from graph.fold import fold

_UNSEEN = {"Cc", "Cf", "Co", "Cs"}
# What makes one picture of several emoji; between letters of words nobody sees it.
_JOINER = "\u200d"
_BETWEEN_WORDS = re.compile(
    r"(?<![\ufe0f\U0001f000-\U0001faff\u2600-\u27bf])\u200d|\u200d(?![\U0001f000-\U0001faff\u2600-\u27bf])"
)
SMALL_WORDS = frozenset(
    [
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "lo",
        "y",
        "e",
        "en",
        "a",
        "al",
        "con",
        "para",
        "por",
        "the",
        "of",
        "and",
        "for",
    ]
)
COMMON_WORDS = frozenset(
    [
        "agencia",
        "alcaldia",
        "area",
        "asociacion",
        "bucaramanga",
        "camara",
        "campus",
        "centro",
        "ciudad",
        "colombia",
        "colombiana",
        "comercio",
        "comite",
        "consejo",
        "consulado",
        "cooperacion",
        "corporacion",
        "departamento",
        "desarrollo",
        "direccion",
        "embajada",
        "empresa",
        "entidad",
        "escuela",
        "fundacion",
        "gobernacion",
        "gobierno",
        "grupo",
        "industria",
        "instituto",
        "internacional",
        "internacionales",
        "mesa",
        "metropolitana",
        "metropolitano",
        "ministerio",
        "municipal",
        "municipio",
        "nacional",
        "oficina",
        "organizacion",
        "programa",
        "publica",
        "publico",
        "red",
        "regional",
        "representante",
        "republica",
        "santander",
        "secretaria",
        "sociedad",
        "subsecretaria",
        "universidad",
    ]
)
ACRONYM = 6
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DASH = re.compile(r"\s[–—-]\s|\s/\s")


def is_short(name: str) -> bool:
    """Whether a folded name is an acronym or as short as one."""
    return " " not in name and len(name) <= ACRONYM


def variants(name: str) -> list[str]:
    """The whole folded name first, then the name without brackets, acronyms beside it, telling parts around a dash.

    What stands in brackets is a name only when it looks like one: "(OFAI)", "(amb)", not "(convocatoria)".
    """
    outside = _BRACKETS.sub(" ", name)
    main = fold(outside)
    inside = [fold(text) for text in _BRACKETS.findall(name) if _is_name(text.strip(), main)]
    found = [fold(name), main, *inside, *_parts(outside)]
    return list(dict.fromkeys(text for text in found if text))


def _is_name(inside: str, main: str) -> bool:
    folded = fold(inside)
    if " " in folded:
        return is_short(main) and (initials(inside) or "").startswith(main)
    own = initials(main) or ""
    return len(folded) <= 12 and (inside.isupper() or (len(folded) > 1 and own.startswith(folded)))


def _parts(outside: str) -> Iterator[str]:
    parts = [fold(part) for part in _DASH.split(outside)]
    if len(parts) > 1:
        yield from (part for part in parts if set(part.split()) - COMMON_WORDS - SMALL_WORDS)


def initials(name: str) -> str | None:
    """The first letters of the telling words, when there are three to eight of them."""
    words = [word for word in fold(_BRACKETS.sub(" ", name)).split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 8 else None


def folded_names(name: str, aliases: Iterable[str]) -> list[str]:
    """Every folded name of an actor, its initials last; what exact look-up and look-alikes go by."""
    names = [variant for text in (name, *aliases) for variant in variants(text)]
    short = initials(name)
    return list(dict.fromkeys([*names, *([short] if short else [])]))


def printable(name: str) -> str:
    """A name without what is not seen: controls, and marks that turn the direction of writing.

    >>> printable("C\u202eámara")
    'Cámara'
    """
    if name.isprintable():
        return name
    return _BETWEEN_WORDS.sub("", "".join(letter for letter in name if _is_seen(letter)))


def _is_seen(letter: str) -> bool:
    return letter == _JOINER or unicodedata.category(letter) not in _UNSEEN
