"""How alike two names are, and why: words in any order, near misses, acronyms, one name inside the other.

    likeness = soft Dice over words: 2 * matched weight / (weight of one + weight of the other)

A word matches another by its edit similarity (Indel ratio of rapidfuzz) from 0.8 on. Words that many actors share
("cámara", "universidad", "Bucaramanga") weigh little, so that two chambers are not alike for being chambers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crm.naming import COMMON_WORDS, SMALL_WORDS, initials, is_short, variants
from graph.fold import fold

_COMMON_WEIGHT = 0.3
_NEAR = 0.8


@dataclass(frozen=True)
class Names:
    """What an actor is called, folded: its own name, its aliases, and its initials."""

    own: Sequence[str]
    aliases: Sequence[str]
    initials: str | None


def names_of(name: str, aliases: Sequence[str] = ()) -> Names:
    """The names to compare by."""
    others = [variant for alias in aliases for variant in variants(alias)]
    return Names(variants(name), list(dict.fromkeys(others)), initials(name))


def compare(given: Names, known: Names) -> tuple[float, list[str]]:
    """How alike (0 to 1) and why, as keys of the catalogue under "why"."""
    if given.own[:1] == known.own[:1]:
        return 1.0, ["same_name"]
    long, theirs = _long(given.own), _long(known.own)
    if any(name in theirs for name in long):
        return 0.98, ["same_name"]
    if any(name in known.aliases for name in (given.own[0], *long) if not is_short(name)):
        return 0.96, ["same_alias"]
    words = long or given.own[1:] or given.own  # "China" is as short as an acronym
    score, reasons = _by_words(words, [*theirs, *(name for name in known.aliases if not is_short(name))])
    return _with_acronym(given, known, score, reasons)


def _long(names: Sequence[str]) -> list[str]:
    """The names that are no acronyms; the first, with its brackets, only when it has none."""
    return [name for name in names[1:] or names if not is_short(name)]


def _with_acronym(given: Names, known: Names, score: float, reasons: list[str]) -> tuple[float, list[str]]:
    acronym = _same_acronym(given, known)
    if acronym is None:
        return score, reasons
    if _long(given.own):
        # A long name beside the acronym says more than the acronym: AMB is two bodies, and so is CID.
        return min(score + 0.1, 0.97), ["same_acronym", *reasons] if score >= 0.5 else ["same_acronym"]
    stated = acronym in (*known.own, *known.aliases)
    fits = (known.initials or "").startswith(acronym)
    return max(0.87 + 0.03 * fits if stated else 0.7, score), ["same_acronym"]


def _same_acronym(given: Names, known: Names) -> str | None:
    mine = {name for name in given.own if is_short(name)}
    theirs = {name for name in (*known.own, *known.aliases) if is_short(name)}
    shared = sorted(mine & theirs) or sorted(mine & {known.initials}) or sorted(theirs & {given.initials})
    return shared[0] if shared else None


def _by_words(given: Sequence[str], known: Sequence[str]) -> tuple[float, list[str]]:
    scored = [_likeness(one, other) for one in given for other in known]
    score, reason = max(scored, default=(0.0, ""))
    return score, [reason] if reason else []


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[tuple[str, float], ...]:
    words = [word for word in name.split() if word not in SMALL_WORDS]
    return tuple((word, _COMMON_WEIGHT if word in COMMON_WORDS else 1.0) for word in dict.fromkeys(words))


def _likeness(one: str, other: str) -> tuple[float, str]:
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0, ""
    here, there = _matched(first, second), _matched(second, first)
    weights = sum(weight for _, weight in first), sum(weight for _, weight in second)
    dice = (here + there) / sum(weights)
    inside = max(here / weights[0] if len(first) > 1 else 0, there / weights[1] if len(second) > 1 else 0)
    if dice >= 0.999:
        return 0.95, "same_words"
    if inside >= 0.999 and 0.85 * inside > dice:
        return 0.6 + 0.25 * dice, "contains"
    return 0.95 * dice, "similar"


def _matched(words: Sequence[tuple[str, float]], others: Sequence[tuple[str, float]]) -> float:
    return sum(weight * max(_near(word, other) for other, _ in others) for word, weight in words)


@lru_cache(maxsize=65536)
def _near(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if word[0] != other[0] and word[-1] != other[-1]:
        return 0.0
    from rapidfuzz.fuzz import ratio

    likeness = ratio(word, other) / 100
    return likeness if likeness >= _NEAR and min(len(word), len(other)) > 3 else 0.0


def telling_words(name: str) -> list[str]:
    """The words to look candidates up by, those that few actors share first."""
    words = [word for word in fold(name).split() if word not in SMALL_WORDS]
    return sorted(dict.fromkeys(words), key=lambda word: (word in COMMON_WORDS, -len(word)))
