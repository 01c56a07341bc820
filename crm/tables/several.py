"""Several names in one cell, as people write them: "UIS, UNAB y Cámara de Comercio de Bucaramanga".

Commas, slashes, line breaks and "y" part names, unless a name that is known has them inside: the longest known name wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_PARTS = re.compile(r"(\s*[,/\n•]\s*(?:(?:y|e|and)\s+)?|\s+(?:y|e|and|&|\+)\s+|\s+[-–—]\s+)")
_SURE = frozenset(",/\n•")
_MOST_PIECES = 200
_MOST_JOINED = 6


def split_names(text: str, known: Callable[[str], bool]) -> list[str]:
    """The names in a cell. What is not known is parted at sure marks; at a mere "y" only beside a known name."""
    pieces = _PARTS.split(text.strip())
    words, marks = pieces[::2], pieces[1::2]
    if not marks or len(words) > _MOST_PIECES:
        return [text.strip()] if text.strip() else []
    names: list[str] = []
    place = 0
    while place < len(words):
        end, name = _longest(words, marks, place, known)
        names.append(name)
        place = end
    return [clean for name in names if (clean := name.strip(" ,.;:"))]


def _longest(
    words: Sequence[str], marks: Sequence[str], place: int, known: Callable[[str], bool]
) -> tuple[int, str]:
    for end in range(min(len(words), place + _MOST_JOINED), place, -1):
        name = _joined(words, marks, place, end)
        if known(name):
            return end, name
    end = place + 1
    while (
        end < len(words)
        and _unsure(marks[end - 1])
        and not known(words[end])
        and not _stands_alone(words[end])
    ):
        end += 1
    return end, _joined(words, marks, place, end)


def _unsure(mark: str) -> bool:
    return not set(mark) & _SURE


def _stands_alone(word: str) -> bool:
    """Whether a piece after "y" is a name of its own: initials, or two words that both begin with a capital."""
    parts = word.split()
    capitals = [part for part in parts if part[:1].isupper()]
    return (len(parts) == 1 and word.isupper()) or (len(capitals) >= 2 and len(parts) >= 2)


def _joined(words: Sequence[str], marks: Sequence[str], start: int, end: int) -> str:
    text = words[start]
    for place in range(start + 1, end):
        text += marks[place - 1] + words[place]
    return text
