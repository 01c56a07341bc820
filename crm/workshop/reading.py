"""A line typed in a workshop: an actor, its power and interest, perhaps its stance.

"UIS 4 5"       power 4, interest 5          "uis 4"        power alone
"UIS 4 5 +"     and in favour                "UIS ? 5 --"   power not known, strongly against
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm.capture.names import NameIndex
from crm.errors import InvalidData
from graph.fold import fold

LONGEST = 200
MOST = 6
_STANCES = {"++": 2, "+": 1, "=": 0, "-": -1, "--": -2}
_TAIL = re.compile(r"(?:[\s,;]+(?P<last>[pi]?\d+|\?|\+{1,2}|-{1,2}|=))$", re.IGNORECASE)
_ORDER = ("power", "interest")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says: the words for the actor and the values by field (1 to 5; attitude -2 to 2)."""

    name: str
    values: dict[str, int]


def read_entry(line: str) -> Entry:
    """The line in its parts. Raises InvalidData (field "line") when no actor or no value is said, or one is out of range."""
    rest, marks = _taken_off(" ".join(line.split())[:LONGEST])
    name = rest.strip(" ,;:")
    if not any(letter.isalpha() for letter in name):
        raise InvalidData.of("line", "workshop_no_actor")
    values = _values(marks)
    if not values:
        raise InvalidData.of("line", "workshop_no_value", value=name[:80])
    return Entry(name, values)


def _taken_off(line: str) -> tuple[str, list[str]]:
    """The line without the marks at its end, and these: two values and a stance at most ("Comuna 14 3 4")."""
    marks: list[str] = []
    while (hit := _TAIL.search(line)) and sum(mark not in _STANCES for mark in (*marks, hit["last"])) <= len(
        _ORDER
    ):
        marks.insert(0, hit["last"].lower())
        line = line[: hit.start()]
    return line, marks


def _values(marks: Sequence[str]) -> dict[str, int]:
    values: dict[str, int] = {}
    place = 0
    for mark in marks:
        if mark in _STANCES:
            values["attitude"] = _STANCES[mark]
            continue
        named = {"p": "power", "i": "interest"}.get(mark[0])
        field = named or (_ORDER[place] if place < len(_ORDER) else None)
        place += 1
        if field and mark != "?":
            values[field] = _five(mark.lstrip("pi"))
    return values


def _five(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 5:
        raise InvalidData.of("line", "workshop_range", value=text[:10])
    return value


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means: one actor, or several to choose from."""

    actor: str | None
    choices: tuple[str, ...] = ()


def whom(name: str, names: NameIndex, members: Sequence[str], title: Callable[[str], str]) -> Meant:
    """The actor of that name, those of the project first; else those it may be, at most six."""
    ids, guess = names.exactly(fold(name)), names.meant(fold(name))
    here = [id for id in ids if id in members]
    if len(here) == 1 or len(ids) == 1:
        return Meant((here or list(ids))[0])
    if ids:
        return Meant(None, tuple(dict.fromkeys([*here, *ids]))[:MOST])
    near = _among(name, members, title)
    if near.actor or near.choices:
        return near
    return Meant(guess.ids[0] if guess.likely else None, guess.ids[:MOST])


def _among(name: str, members: Sequence[str], title: Callable[[str], str]) -> Meant:
    """The one of the project's actors with a name that has all these words, or begins of words."""
    wanted = fold(name).split()
    fits = [id for id in members if _has(fold(title(id)).split(), wanted)]
    return Meant(fits[0]) if len(fits) == 1 else Meant(None, tuple(fits[:MOST]))


def _has(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in wanted)
