"""Whom a name means: the index of names as one viewer may use it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from crm.capture.guessing import NOBODY, Guessing, Meant, own_first
from crm.capture.heads import TYPES, is_bare
from crm.capture.index import LONGEST, Known, Names, telling, visible
from crm.naming import SMALL_WORDS
from graph.fold import fold

_MOST = 12
_LONGEST_SLIP = 9
_REMEMBERED = 5000
_OF_A_CITY = frozenset({"ciudad", "municipio", "municipalidad", "ayuntamiento"})
_JOINED = re.compile(r" (?:y|e|con) ")
_AFTER_HEAD = re.compile(r"^\w+ (?:(?:de|del|la|las|el|los) )*")


class NameIndex:
    """Looks names up for one viewer: names, aliases, acronyms, people; never shows who the viewer may not see."""

    def __init__(self, names: Names, principals: Collection[str] | None = None) -> None:
        self._names = names
        self._principals = None if principals is None else frozenset(principals)
        self._guess = Guessing(names, self._seen)
        self._memory: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}

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
                return own_first(self._names, tuple(id for id in ids if id not in lent) or ids)
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
        key = tuple(words[:LONGEST])
        found = self._memory.get(key)
        if found is None:
            if len(self._memory) > _REMEMBERED:
                self._memory.clear()
            found = self._memory[key] = self._longest(key)
        return found

    def _longest(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            small = words[0] in SMALL_WORDS or words[count - 1] in SMALL_WORDS
            ids = self._whole(name) if small else self.exactly(name)
            if ids:
                return count, ids
        return 0, ()

    def longest_slip(self, words: Sequence[str]) -> int:
        """How many of the words are a name but for a slip of the keyboard, two at least; 0 when none are."""
        for count in range(self._guess.reach(words[:_LONGEST_SLIP]), 1, -1):
            if words[count - 1] not in SMALL_WORDS and self._guess.by_slips(" ".join(words[:count]))[0]:
                return count
        return 0

    def _whole(self, name: str) -> tuple[str, ...]:
        """The actors of exactly this folded name and no other form of it."""
        return own_first(self._names, self._seen(self._names.exact.get(name, ())))

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
        ids, slips = self._guess.by_slips(name)
        if ids:
            return Meant("slip", ids) if slips == 1 else Meant("near", ids, likely=True)
        return self._guess.nearly(name)

    def of_type(self, type: str, head: str = "") -> tuple[str, ...]:
        """The organisations of a type whose name begins with the head word, all of the type without any; at most 12."""
        ids = [
            id for id in self._seen(self._names.by_type.get(type, ())) if not self._names.actors[id].is_group
        ]
        own = [id for id in ids if not self._names.actors[id].reference]
        so_called = [id for id in own or ids if self._names.keys[id][0].split()[:1] == [head]]
        return tuple((so_called or own or ids)[:_MOST])

    def _seen(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(visible(ids, self._names.actors, self._principals)) if ids else ()


def _two(key: str) -> str:
    """Telling words alone say who is meant only when there are two of them."""
    return key if " " in key else ""


def _long(key: str) -> str:
    return key if len(key) > 4 else ""


def _is_proper(text: str, word: str) -> bool:
    spelled = [part.strip("(),.") for part in text.split()]
    whole = fold(text) == word and len(spelled) == 1 and word not in _COMMON
    return whole or any(part.isupper() and fold(part) == word for part in spelled)


__all__ = ["NOBODY", "Meant", "NameIndex"]
_COMMON = frozenset(
    ["salud", "educacion", "planeacion", "academia", "jueces", "venezolanos", "universidades"]
)
