"""The office's messages in Spanish and English: one catalogue of keys, crm/data/messages*.toml.

    say("too_long", "es", limit=80)  ->  "Son demasiados caracteres: el máximo es 80."

A parameter whose `name.value` is itself a key is worded by that key: `kind="actor"` shows as `kind.actor`.
A whole number chooses words: `{count:pareja|parejas}` is for one and for any other, `{count:nadie|uno|{count}}` for none too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from crm.errors import CrmError

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")


class Count(int):
    """A whole number that chooses among the forms of a word: format(Count(1), "pareja|parejas") -> "pareja"."""

    def __format__(self, forms: str) -> str:
        if "|" not in forms:
            return super().__format__(forms)
        given = forms.split("|")
        none = given.pop(0) if len(given) > 2 else given[-1]
        return none if self == 0 else given[0 if self == 1 else -1]


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every key with its text in each language."""
    texts: dict[str, Mapping[str, str]] = {}
    for file in sorted(resources.files("crm.data").iterdir(), key=lambda entry: entry.name):
        if file.name.startswith("messages") and file.name.endswith(".toml"):
            texts.update(_leaves(tomllib.loads(file.read_text(encoding="utf-8")), ""))
    return texts


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, value in table.items():
        if all(isinstance(text, str) for text in value.values()):
            yield prefix + name, value
        else:
            yield from _leaves(value, f"{prefix}{name}.")


def say(key: str, lang: str, **params: object) -> str:
    """The text of a key, in Spanish for any language but English. KeyError for an unknown key or a missing parameter."""
    texts = catalogue()[key]
    worded = {name: _worded(name, value, lang) for name, value in params.items()}
    return texts["en" if lang == "en" else "es"].format_map(worded)


def _worded(name: str, value: object, lang: str) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(_worded(name, item, lang)) for item in value)
    key = f"{name}.{value}"
    if key in catalogue():
        return say(key, lang)
    return Count(value) if isinstance(value, int) and not isinstance(value, bool) else value


def field_label(name: str, lang: str) -> str:
    """A field's name as people say it ("relation_status": "estado de la relación"); its own name when it has none."""
    key = f"field.{name}"
    return say(key, lang) if key in catalogue() else name


def words(error: CrmError, lang: str) -> list[tuple[str, str]]:
    """The error's problems as (field, text) in the language; field "" concerns the whole record."""
    return [(problem.field, say(problem.key, lang, **problem.params)) for problem in error.problems]
