"""The office's controlled words, as data: crm/data/<name>.toml, one table a term, in the order shown.

    vocabulary("actor_types").get("embassy").label("es")  ->  "Embajada"

A term's id is what is stored, its labels what is shown; `parent` makes the hierarchy. Countries come from babel.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

from crm.errors import InvalidData

NAMES = (
    "actor_types",
    "families",
    "sectors",
    "interaction_kinds",
    "roles",
    "statuses",
    "modes",
    "strategic_lines",
    "themes",
    "sdgs",
    "tie_types",
    "commitment_statuses",
    "precisions",
    "evidence_grades",
    "countries",
    "issue_severities",
    "issue_kinds",
    "issue_statuses",
    "project_statuses",
    "salience_classes",
    "grid_strategies",
    "guide_actor_types",
    "guide_stakeholders",
    "project_stages",
)


@dataclass(frozen=True)
class Term:
    """One word: its stored id, its labels, its place, and what else the file says of it (`extra`)."""

    id: str
    es: str
    en: str
    parent: str | None = None
    order: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """The word in English for "en", in Spanish for anything else."""
        return self.en if lang == "en" else self.es


@dataclass(frozen=True)
class Vocabulary:
    """All terms of one kind, parents before children, in the order people expect."""

    name: str
    terms: Mapping[str, Term]
    alphabetical: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in order."""
        return tuple(self.terms)

    def __contains__(self, id: object) -> bool:
        return id in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def get(self, id: str) -> Term:
        """The term; KeyError when there is none."""
        return self.terms[id]

    def label(self, id: str, lang: str) -> str:
        """The term's word; KeyError when there is none."""
        return self.terms[id].label(lang)

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """(id, label) in order, for a list of options."""
        pairs = [(term.id, term.label(lang)) for term in self]
        return sorted(pairs, key=lambda pair: _folded(pair[1])) if self.alphabetical else pairs

    def children(self, id: str | None) -> list[Term]:
        """The terms right below `id`, or the roots for None."""
        return [term for term in self if term.parent == id]

    def under(self, id: str) -> set[str]:
        """Every id below `id` at any depth, without `id` itself; KeyError when there is no such term."""
        self.get(id)
        below: set[str] = set()
        for term in self:  # parents come before their children
            if term.parent == id or term.parent in below:
                below.add(term.id)
        return below

    def path(self, id: str) -> list[Term]:
        """The term with all above it, the root first."""
        term = self.get(id)
        return [*(self.path(term.parent) if term.parent else []), term]

    def match(self, words: str) -> str | None:
        """The id that people mean by `words`: the id itself, a label, a synonym or a source's own wording."""
        return words if words in self.terms else self._by_words.get(_folded(words))

    @cached_property
    def _by_words(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for term in self:
            names = [term.es, term.en, *term.extra.get("curated", ()), *term.extra.get("synonyms", ())]
            for name in names:
                known.setdefault(_folded(name), term.id)
        return known


def _folded(words: str) -> str:
    from graph.fold import fold

    return fold(words)


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name, read once; KeyError when there is none."""
    if name not in NAMES:
        raise KeyError(name)
    if name == "countries":
        return Vocabulary(name, _countries(), alphabetical=True)
    text = resources.files("crm.data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text).items()
    return Vocabulary(name, {id: _term(id, entry, order) for order, (id, entry) in enumerate(entries)})


def _term(id: str, entry: dict[str, Any], order: int) -> Term:
    extra = {key: value for key, value in entry.items() if key not in {"es", "en", "parent"}}
    return Term(id, entry["es"], entry["en"], entry.get("parent"), order, extra)


# Codes of CLDR that name no country: test scripts, unions and the unknown.
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def _countries() -> dict[str, Term]:
    from babel import Locale

    spanish, english = Locale("es", "CO").territories, Locale("en").territories
    codes = [code for code in sorted(spanish) if len(code) == 2 and code not in _NO_COUNTRY]
    return {code: Term(code, spanish[code], english[code], None, order) for order, code in enumerate(codes)}


def one_of(name: str) -> Callable[[str], str]:
    """A check for a model's field: gives the id back, or raises InvalidData when the vocabulary lacks it.

    Use as `Annotated[str, AfterValidator(one_of("modes"))]`; the file is read when the first value is checked.
    """

    def check(id: str) -> str:
        if id not in vocabulary(name):
            raise InvalidData.of("", "unknown_choice", value=id)
        return id

    return check


def family_of(actor_type: str, home: bool = False) -> str:
    """The family that colours an actor of this type; `home` for the office's own city hall, a city-government actor."""
    return "city_government" if home else str(vocabulary("actor_types").get(actor_type).extra["family"])
