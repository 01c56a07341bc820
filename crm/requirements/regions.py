"""Parts of the world by the words for them: "Europa", "el Caribe", with their countries (crm/data/needs.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from graph.fold import fold


@cache
def parts_of_the_world() -> Mapping[str, frozenset[str]]:
    """The countries (ISO 3166-1) of each word or phrase, folded and joined by "_"."""
    text = resources.files("crm.data").joinpath("needs.toml").read_text(encoding="utf-8")
    return {
        word: frozenset(str(part["countries"]).split())
        for part in tomllib.loads(text)["places"].values()
        for word in str(part["words"]).split()
    }


def countries_of_parts(text: str) -> set[str]:
    """The countries of every part of the world that a text names.

    Examples:
        >>> "ES" in countries_of_parts("una ciudad del sur de Europa")
        True
        >>> countries_of_parts("una ciudad")
        set()
    """
    words, parts = fold(text).split(), parts_of_the_world()
    named = ("_".join(words[place : place + length]) for place in range(len(words)) for length in (1, 2))
    return set().union(*(parts[name] for name in named if name in parts))
