"""Whom a name means: the index of names as one viewer may use it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crm.capture.heads import TYPES, expanded, has_two_meanings, is_bare, is_head
from crm.capture.index import LONGEST, Known, Names, telling, visible
from crm.likeness import compare
from crm.likeness import names_of as names_to_compare
from crm.naming import COMMON_WORDS, SMALL_WORDS
from graph.fold import fold

How = Literal["exact", "slip", "near", "none"]
_NEAR = 0.7
_MOST = 12
_LONGEST_SLIP = 9
_COMPARED = 60
_OF_A_CITY = frozenset({"ciudad", "municipio", "municipalidad", "ayuntamiento"})
_JOINED = re.compile(r" (?:y|e|con) ")
_AFTER_HEAD = re.compile(r"^\w+ (?:(?:de|del|la|las|el|los) )*")


@dataclass(frozen=True)
class Meant:
    """Whom a name means, and how surely: ids of the likeliest, the best first; `likely` when the first may be taken."""

    how: How
    ids: tuple[str, ...] = ()
    likely: bool = False


NOBODY = Meant("none")


class NameIndex:
    """Looks names up for one viewer: names, aliases, acronyms, people; never shows who the viewer may not see."""

    def __init__(self, names: Names, principals: Collection[str] | None = None) -> None:
        self._names = names
        self._principals = None if principals is None else frozenset(principals)

    @classmethod
    def of(cls, actors: Iterable[Known], city: str = "") -> NameIndex:
        """An index of these actors, for everybody."""
        names = Names(city=fold(city))
        for known in actors:
            names.put(known)
        return cls(names)

    def __len__(self) -> int:
        return len(self._names.actors)

    def get(self, id: str) -> Known | None:
        """The actor, unless the viewer may not see it."""
        known = self._names.actors.get(id)
        return known if known and visible([id], self._names.actors, self._principals) else None

    def exactly(self, name: str) -> tuple[str, ...]:
        """The actors of exactly this folded name, or of its telling words, or written in one word."""
        tables = (
            (self._names.exact, name),
            (self._names.by_telling, _two(telling(name))),
            (self._names.joined, _long(name.replace(" ", ""))),
            (self._names.mixed, "" if _JOINED.search(name) else " ".join(sorted(telling(name).split()))),
        )
        for table, key in tables:
            ids = self._seen(table.get(key, ())) if key else ()
            if ids:
                lent = self._names.lent.get(name, set())
                return self._without_reference(tuple(id for id in ids if id not in lent) or ids)
        return self._of_head(name)

    def _of_head(self, name: str) -> tuple[str, ...]:
        """A head word before another name of an actor of its type: "Embajada de Corea del Sur"."""
        head, _, rest = telling(name).partition(" ")
        if head in _OF_A_CITY and rest:
            ids = self._names.exact.get(_AFTER_HEAD.sub("", name), ())
            return self._own(ids, "local_government")
        if head not in TYPES or not rest:
            return ()
        after = _AFTER_HEAD.sub("", name)
        ids = {*self._names.exact.get(after, ()), *self._names.exact.get(rest, ())}
        return self._own(ids, TYPES[head])

    def _own(self, ids: Iterable[str], type: str) -> tuple[str, ...]:
        """Those of the ids that are of the type and no mere reference."""
        actors = self._names.actors
        return tuple(id for id in self._seen(ids) if actors[id].type == type and not actors[id].reference)

    def longest(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        """How many of the folded words from the first on are a name, at most, and whose; (0, ()) when none are."""
        for count in range(min(LONGEST, len(words)), 0, -1):
            name = " ".join(words[:count])
            small = words[0] in SMALL_WORDS or words[count - 1] in SMALL_WORDS
            ids = self._whole(name) if small else self.exactly(name)
            if ids:
                return count, ids
        return 0, ()

    def longest_slip(self, words: Sequence[str]) -> int:
        """How many of the words are a name but for a slip of the keyboard, two at least; 0 when none are."""
        for count in range(min(_LONGEST_SLIP, len(words)), 1, -1):
            if words[count - 1] not in SMALL_WORDS and self._by_slips(" ".join(words[:count]))[0]:
                return count
        return 0

    def _whole(self, name: str) -> tuple[str, ...]:
        """The actors of exactly this folded name and no other form of it."""
        return self._without_reference(self._seen(self._names.exact.get(name, ())))

    def is_acronym(self, word: str) -> bool:
        """Whether some actor writes this name in capitals or goes by no other: "uis", "inderbu", "swisscontact"."""
        known = [self._names.actors[id] for id in self.exactly(word)]
        return any(_is_proper(text, word) for one in known for text in (one.name, *one.aliases))

    def meant(self, name: str) -> Meant:
        """Whom a whole folded name means: exactly, by a slip of the keyboard, or nearly."""
        ids = self.exactly(name)
        if ids:
            return Meant("exact", ids)
        if is_bare(name) or not name:
            return NOBODY
        ids, slips = self._by_slips(name)
        if ids:
            return Meant("slip", ids) if slips == 1 else Meant("near", ids, likely=True)
        return self._nearly(name)

    def of_type(self, type: str, head: str = "") -> tuple[str, ...]:
        """The organisations of a type, those whose name begins with the head word first; at most 12."""
        ids = [
            id for id in self._seen(self._names.by_type.get(type, ())) if not self._names.actors[id].is_group
        ]
        own = [id for id in ids if not self._names.actors[id].reference]
        ranked = sorted(own or ids, key=lambda id: not self._names.keys[id][0].startswith(head))
        return tuple(ranked[:_MOST])

    def _seen(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(visible(ids, self._names.actors, self._principals)) if ids else ()

    def _without_reference(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The office's own before reference ones, a whole before its parts ("IMCT" is not one of its centres)."""
        own = tuple(id for id in ids if not self._names.actors[id].reference) or ids
        return tuple(id for id in own if self._names.actors[id].parent not in own)

    def _by_slips(self, name: str) -> tuple[tuple[str, ...], int]:
        """The actors of the name that is these words with the fewest slips, at most two, and how many they are."""
        words = telling(name).split()
        if not words or len(words) > LONGEST:
            return (), 0
        near = [self._near_words(word) for word in words]
        found: dict[int, set[str]] = {}
        for key in self._keys_with(near):
            slips = _slips(near, key.split())
            if 0 < slips <= 2:
                found.setdefault(slips, set()).update(self._names.by_telling.get(key, ()))
        least = min(found, default=0)
        return self._without_reference(self._seen(found.get(least, ()))), least

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

    def _nearly(self, name: str) -> Meant:
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
        """An embassy is no near miss of a government; a name without a head word may be near any."""
        if known.reference or known.is_person:
            return False
        head = telling(name).partition(" ")[0]
        begins = {key.partition(" ")[0] for key in self._names.keys[known.id]}
        return head in begins or not is_head(head)

    def _likeness(self, given: object, id: str) -> float:
        known = self._names.actors[id]
        return compare(given, names_to_compare(known.name, known.aliases))[0]  # type: ignore[arg-type] # names


def _two(key: str) -> str:
    """Telling words alone say who is meant only when there are two of them."""
    return key if " " in key else ""


def _long(key: str) -> str:
    return key if len(key) > 4 else ""


def _slips(near: Sequence[dict[str, int]], key: Sequence[str]) -> int:
    """How many slips make these words those of the name; 9 when the words or the head word are others."""
    if len(near) != len(key):
        return 9
    slips = [words.get(other, 9) for words, other in zip(near, key, strict=True)]
    return sum(slips) if key[0] not in TYPES or slips[0] <= 1 else 9


def _is_proper(text: str, word: str) -> bool:
    spelled = [part.strip("(),.") for part in text.split()]
    whole = fold(text) == word and len(spelled) == 1 and word not in _COMMON
    return whole or any(part.isupper() and fold(part) == word for part in spelled)


_COMMON = frozenset(
    ["salud", "educacion", "planeacion", "academia", "jueces", "venezolanos", "universidades"]
)
