"""Who may be meant by a name that nobody has: slips of the keyboard, and names that are nearly the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crm.capture.heads import TYPES, expanded, has_two_meanings, is_head
from crm.capture.index import LONGEST, Known, Names, telling
from crm.capture.places_words import CITIES
from crm.likeness import Names as Compared
from crm.likeness import compare
from crm.likeness import names_of as names_to_compare
from crm.naming import COMMON_WORDS, SMALL_WORDS
from graph.fold import fold

How = Literal["exact", "slip", "near", "none"]
Seen = Callable[[Iterable[str]], tuple[str, ...]]
_NEAR = 0.7
_COMPARED = 60


@dataclass(frozen=True)
class Meant:
    """Whom a name means, and how surely: ids of the likeliest, the best first; `likely` when the first may be taken."""

    how: How
    ids: tuple[str, ...] = ()
    likely: bool = False


NOBODY = Meant("none")


def own_first(names: Names, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The office's own before reference ones, a whole before its parts ("IMCT" is not one of its centres)."""
    own = tuple(id for id in ids if not names.actors[id].reference) or ids
    return tuple(id for id in own if names.actors[id].parent not in own)


class Guessing:
    """Guesses among the names; `seen` keeps those of some ids that the viewer may see."""

    def __init__(self, names: Names, seen: Seen) -> None:
        self._names, self._seen = names, seen

    def by_slips(self, name: str) -> tuple[tuple[str, ...], int]:
        """The actors of the name that is these words with the fewest slips, at most two, and how many they are."""
        words = telling(name).split()
        if not words or len(words) > LONGEST:
            return (), 0
        near = [self._near_words(word) for word in words]
        found: dict[int, set[str]] = {}
        for key in self._keys_with(near):
            slips = slips_between(near, key.split())
            if 0 < slips <= 2:
                found.setdefault(slips, set()).update(self._names.by_telling.get(key, ()))
        least = min(found, default=0)
        return own_first(self._names, self._seen(found.get(least, ()))), least

    def reach(self, words: Sequence[str]) -> int:
        """How many of the words from the first on are near some word of a name, small words among them."""
        for count, word in enumerate(words):
            if word not in SMALL_WORDS and not self._near_words(word):
                return count
        return len(words)

    def _near_words(self, word: str) -> dict[str, int]:
        known = {word: 0} if word in self._names.by_word else {}
        if known and (len(word) < 5 or word in COMMON_WORDS):
            return known
        return known or dict(self._names.words.near(word))

    def _keys_with(self, near: Sequence[dict[str, int]]) -> set[str]:
        keys: set[str] | None = None
        for words in sorted(near, key=lambda one: sum(len(self._names.by_word.get(w, ())) for w in one)):
            having = (
                set().union(*(self._names.by_word.get(word, set()) for word in words)) if words else set()
            )
            keys = having if keys is None else keys & having
            if not keys:
                return set()
        return keys or set()

    def nearly(self, name: str) -> Meant:
        """Names that share the telling words, or contain the name: to be asked about, not to be taken."""
        words = [word for word in telling(name).split() if word not in COMMON_WORDS]
        posted = [self._names.by_word.get(word, set()) for word in words or telling(name).split()[:3]]
        keys = set.intersection(*posted) if posted else set()
        ids = self._seen(
            {id for key in sorted(keys)[:_COMPARED] for id in self._names.by_telling.get(key, ())}
        )
        given = names_to_compare(" ".join(expanded(name.split())))
        fitting = [id for id in ids if self._same_head(name, self._names.actors[id])]
        scored = [(self._likeness(given, id), id) for id in fitting]
        best = sorted((pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: (-pair[0], pair[1]))
        if not best:
            return self._beginning_with(name)
        first = telling(fold(self._names.actors[best[0][1]].name))
        likely = len(best) == 1 and first.startswith(telling(name) + " ") and not has_two_meanings(name)
        return Meant("near", tuple(id for _, id in best[:5]), likely)

    def _beginning_with(self, name: str) -> Meant:
        """The one actor whose name begins with this word and goes on: "Fiscalía" (General de la Nación)."""
        if " " in name or len(name) < 6 or name in TYPES or name in COMMON_WORDS:
            return NOBODY
        keys = [key for key in self._names.by_word.get(name, ()) if key.startswith(name + " ")]
        ids = self._seen({id for key in keys for id in self._names.by_telling.get(key, ())})
        own = tuple(
            id for id in ids if not self._names.actors[id].reference and not self._names.actors[id].is_person
        )
        return Meant("near", own, likely=True) if len(own) == 1 else NOBODY

    def _same_head(self, name: str, known: Known) -> bool:
        """An embassy is no near miss of a government, nor one city's of another's; without a head word any may be near."""
        if known.reference or known.is_person:
            return False
        head = telling(name).partition(" ")[0]
        keys = self._names.keys[known.id]
        if any(word in CITIES and not any(word in key.split() for key in keys) for word in name.split()):
            return False
        begins = {key.partition(" ")[0] for key in keys}
        return head in begins or not is_head(head)

    def _likeness(self, given: Compared, id: str) -> float:
        known = self._names.actors[id]
        return compare(given, names_to_compare(known.name, known.aliases))[0]


def slips_between(near: Sequence[dict[str, int]], key: Sequence[str]) -> int:
    """How many slips make these words those of the name; 9 when the words or the head word are others."""
    if len(near) != len(key):
        return 9
    slips = [words.get(other, 9) for words, other in zip(near, key, strict=True)]
    return sum(slips) if key[0] not in TYPES or slips[0] <= 1 else 9
