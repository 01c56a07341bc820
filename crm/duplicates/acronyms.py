"""Whether an acronym is made of the words of a name."""

from __future__ import annotations

from collections.abc import Sequence


def fits(acronym: str, words: Sequence[str]) -> float:
    """How well an acronym is made of the words' beginnings, in order: 1 for plain initials, 0 for not at all.

    "unab" of "universidad autonoma bucaramanga" takes two letters of the first; half the words may be passed over.
    """
    initials = "".join(word[0] for word in words)
    if acronym == initials:
        return 1.0 if len(words) > 2 else 0.5
    if len(acronym) < 3 or len(words) < 2 or not acronym.isalpha():
        return 0.0
    used = _most_words(acronym, tuple(words), 0)
    if used <= 1 or used * 2 < len(words):
        return 0.0
    return 0.92 if used == len(words) else 0.8 if used >= 3 and used >= 0.6 * len(words) else 0.0


def _most_words(acronym: str, words: tuple[str, ...], taken: int) -> int:
    """The most words whose beginnings, in order, spell the acronym; 0 when none do. It begins in the first or second."""
    if not acronym:
        return taken
    best = 0
    for place, word in enumerate(words):
        if taken == 0 and place > 1:
            break
        length = 0
        while length < min(6, len(word), len(acronym)) and word[length] == acronym[length]:
            length += 1
            best = max(best, _most_words(acronym[length:], words[place + 1 :], taken + 1))
    return best
