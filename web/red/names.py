"""Names for a picture: without what is not seen, and short enough to stand beside a node."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from crm.naming import printable
from crm.picture import PictureNode

LETTERS = 38
_IN_BRACKETS = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_ACRONYM = re.compile(r"^(?=(?:.*[A-ZÁÉÍÓÚÑ]){2})\S{2,14}$")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name without characters that are not seen: controls, and marks that turn the direction of writing."""
    return printable(text)


def short_names(nodes: Sequence[PictureNode]) -> dict[str, str]:
    """A name for each by id; an acronym only where it is that of one actor alone."""
    short = {node.id: plain(brief(node.name)) for node in nodes}
    often = Counter(short.values())
    return {
        node.id: short[node.id]
        if often[short[node.id]] == 1 or _stands_for(short[node.id], node.name)
        else plain(cut(node.name))
        for node in nodes
    }


def brief(name: str, letters: int = LETTERS) -> str:
    """A name that fits: whole, by its acronym in brackets, without its brackets, or its beginning."""
    if len(name) <= letters:
        return name
    found = _IN_BRACKETS.match(name)
    if found and _ACRONYM.match(found[2]):
        return found[2]
    return cut(found[1] if found else name, letters)


def cut(name: str, letters: int = LETTERS) -> str:
    """The first words of a name that is too long."""
    if len(name) <= letters:
        return name
    whole = name[:letters].rpartition(" ")[0] or name[: letters - 1]
    return whole.rstrip(" ,.-(–") + "…"


def _stands_for(acronym: str, name: str) -> bool:
    """Whether the letters are the capitals of the name: "IMCT", of the institute, not of one of its centres."""
    capitals = "".join(word[0] for word in name.partition("(")[0].split() if word[0].isupper())
    return len(acronym) > 1 and capitals.startswith(acronym)
