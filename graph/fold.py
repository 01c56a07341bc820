"""How text is made comparable: both stores search, and look up names, by what `fold` leaves of it.

fold("  Cámara de Comercio (Bucaramanga) ")  ->  "camara de comercio bucaramanga"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from graph.records import Properties

# A search engine cuts or splits very long words in its own way (Lucene at 255); we cut first, both in text and query.
MAX_WORD = 100

_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Only letters, digits and single spaces: no accents, no case, compatibility forms resolved (NFKD).

    Folding twice changes nothing. Words are cut at 100 characters.
    """
    if text.isascii():
        words = _NOT_ASCII_WORD.sub(" ", text.lower()).split()
    else:
        words = _NOT_WORD.sub(" ", _without_marks(text)).split()
    return " ".join(word[:MAX_WORD] for word in words)


def _without_marks(text: str) -> str:
    # Casefold can bring new marks ("İ") and decompose anew, so both are done on each side of it.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(
        letter for letter in decomposed if letter < "\x80" or unicodedata.category(letter)[0] != "M"
    )


def search_words(text: str) -> list[str]:
    """The different words of a query, those left out that begin a longer one; each has to be a prefix of some word."""
    words = sorted(set(fold(text).split()))
    # In alphabetical order a word that begins others comes right before one of them.
    following = zip(words, [*words, ""][1:], strict=True)
    return [word for word, after in following if not after.startswith(word)]


def search_text(properties: Properties, names: Iterable[str]) -> str:
    """The folded text of some properties (strings or lists of strings), which a full-text index keeps."""
    parts: list[str] = []
    for name in names:
        value = properties.get(name, "")
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, (list, tuple)):
            parts.extend(item for item in value if isinstance(item, str))
    return fold("\n".join(parts))
