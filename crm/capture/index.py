"""The names of the actors, so that a name in a line is looked up in dictionaries, never among all actors.

exact     the folded name, alias or acronym        "Embajada de la India", "UIS"
telling   the same without small words             "embajada india"
joined    the same without spaces                  "onuhabitat", "min tic"
slips     each word at most a slip away            "Fundacion Coroan"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from crm.actor_model import PERSON
from crm.capture.heads import expanded
from crm.capture.slips import NearWords
from crm.naming import SMALL_WORDS, initials, variants
from graph.fold import fold

LONGEST = 14
_LEGAL = re.compile(r"(?: (?:s a s?|s ?a ?s?|e s p|ltda|sas|s a s|e i c e|inc|llc|s l))+$")
_ARTICLE = re.compile(r"^(?:el|la|los|las) (?=\S)")
_BRACKETS = re.compile(r"[()]")
_NOTE = re.compile(r"\((?:[^()]*(?:errata|grafia|grafía|fuente|grupo)[^()]*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the index keeps of an actor; `keys` are its folded names."""

    id: str
    name: str
    type: str
    parent: str | None
    aliases: tuple[str, ...] = ()
    reference: bool = False
    is_group: bool = False
    audience: frozenset[str] = frozenset({"office"})

    @property
    def is_person(self) -> bool:
        """Whether it is one person, named or not."""
        return self.type == PERSON and not self.is_group


def keys_of(known: Known, city: str = "") -> list[str]:
    """Every folded name the actor goes by: variants, without articles, legal forms and the home city behind."""
    found: dict[str, None] = {}
    for text in (known.name, *known.aliases):
        for name in variants(_NOTE.sub(" ", text) if "(" in text else text):
            for key in (name, _ARTICLE.sub("", name), _LEGAL.sub("", name), _without_city(name, city)):
                found.setdefault(key)
    return [key for key in found if key]


def lent_keys(known: Known) -> list[str]:
    """What stands in brackets behind the name and is no acronym of it: another's name ("Desafío Ciudades (WWF)")."""
    if "(" not in known.name:
        return []
    main, *inside = _BRACKETS.split(known.name)
    own = initials(main) or ""
    declared = {fold(alias) for alias in known.aliases} | {fold(main)}
    found = [fold(text) for text in inside[:1] if text.strip()]
    return [key for key in found if key not in declared and not own.startswith(key[:2])]


def _without_city(name: str, city: str) -> str:
    tail = next((end for end in (f" de {city}", f" {city}", " municipal") if city and name.endswith(end)), "")
    rest = name.removesuffix(tail) if tail else ""
    telling = [word for word in rest.split() if word not in SMALL_WORDS]
    enough = len(telling) > 1 or rest in _SOLE
    return rest if enough and rest not in _TOO_GENERAL else ""


_SOLE = frozenset({"alcaldia", "alcalde", "concejo", "personeria", "contraloria"})
_TOO_GENERAL = frozenset({"camara de comercio", "universidad autonoma", "relaciones internacionales"})


def telling(name: str) -> str:
    """The folded name without small words, short forms of head words written out."""
    return " ".join(word for word in expanded(name.split()) if word not in SMALL_WORDS and word != "d")


@dataclass
class Names:
    """All names of one store, whoever may see them; kept up to date by `put` and `drop`."""

    city: str = ""
    actors: dict[str, Known] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exact: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lent: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_telling: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    joined: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    mixed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_word: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_type: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    people_of: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def put(self, known: Known) -> None:
        """Takes the actor in, or anew."""
        self.drop(known.id)
        self.actors[known.id] = known
        self.by_type[known.type].add(known.id)
        if known.parent and known.is_person:
            self.people_of[known.parent].add(known.id)
        self.keys[known.id] = tuple(keys_of(known, self.city))
        for key in self.keys[known.id]:
            self._each(key, known, add=True)
        for key in lent_keys(known):
            self.lent[key].add(known.id)
        self.words.forget()

    def drop(self, id: str) -> None:
        """Takes the actor out, if it is there."""
        known = self.actors.pop(id, None)
        if known is None:
            return
        self.by_type[known.type].discard(id)
        if known.parent:
            self.people_of[known.parent].discard(id)
        for key in self.keys.pop(id):
            self._each(key, known, add=False)
        for key in lent_keys(known):
            _change(self.lent, key, known.id, add=False)
        self.words.forget()

    def _each(self, key: str, known: Known, *, add: bool) -> None:
        whole = telling(key)
        mixed = " ".join(sorted(whole.split())) if whole.count(" ") > 1 else ""
        places = [(self.exact, key), (self.by_telling, whole), (self.joined, key.replace(" ", ""))]
        places.append((self.mixed, mixed))
        for table, name in places:
            if name:
                _change(table, name, known.id, add)
        if add:
            for word in whole.split():
                self.by_word[word].add(whole)
        elif whole not in self.by_telling:
            for word in whole.split():
                _change(self.by_word, word, whole, add=False)

    @cached_property
    def words(self) -> NearWords:
        """The different words of the names, for the search of slips."""
        return NearWords(self.by_word)


def _change(table: defaultdict[str, set[str]], key: str, value: str, add: bool) -> None:
    if add:
        table[key].add(value)
        return
    table[key].discard(value)
    if not table[key]:
        del table[key]


def visible(ids: Iterable[str], actors: dict[str, Known], principals: Collection[str] | None) -> list[str]:
    """Those of the ids that one of the principals may see, the office's own actors before reference ones, by id."""
    seen = [
        actors[id]
        for id in tuple(ids)  # at once: another thread may take a change in meanwhile
        if id in actors and (principals is None or not actors[id].audience.isdisjoint(principals))
    ]
    return [known.id for known in sorted(seen, key=lambda one: (one.reference, one.id))]
