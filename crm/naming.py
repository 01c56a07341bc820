"""The names an actor goes by, folded: its own, its aliases, what stands in brackets, its initials.

"Oficina Asesora de Asuntos Internacionales (OFAI)"  ->  {"oficina asesora de asuntos internacionales ofai",
                                          "oficina asesora de asuntos internacionales", "ofai", "oaai"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.fold import fold

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
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DASH = re.compile(r"\s[–—-]\s|\s/\s")


def variants(name: str) -> list[str]:
    """The folded name, the name without its brackets, and what stands in brackets or beside a dash."""
    inside = _BRACKETS.findall(name)
    outside = _BRACKETS.sub(" ", name)
    parts = _DASH.split(outside)
    folded = [fold(text) for text in (name, outside, *inside, *(parts if len(parts) > 1 else ()))]
    return list(dict.fromkeys(text for text in folded if text))


def initials(name: str) -> str | None:
    """The first letters of the telling words, when there are three to eight of them."""
    words = [word for word in fold(_BRACKETS.sub(" ", name)).split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 8 else None


def folded_names(name: str, aliases: Iterable[str]) -> list[str]:
    """Every folded name of an actor, its initials last; what exact look-up and look-alikes go by."""
    names = [variant for text in (name, *aliases) for variant in variants(text)]
    short = initials(name)
    return list(dict.fromkeys([*names, *([short] if short else [])]))
