"""Who of a large picture is chosen by filters: slices of what the analyst kept, compared in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm.derived.results import Derived
from crm.derived.seen import gone
from crm.large.making import GROUP
from crm.large.reading import Group
from crm.large.ties import COLD, FRESH
from crm.large.traits import NONE, WORD
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray

AGES = ("1", "3", "mas", "nunca")
_PLACES = {"types": "actor_types", "sectors": "sectors", "countries": "countries"}
_ARRAYS = {"types": "large_type", "sectors": "large_sector", "countries": "large_country"}


@dataclass(frozen=True)
class Choice:
    """What is chosen: ids of the vocabularies, several of one kind being alternatives. `ages`: last contact within a year
    ("1"), three years ("3"), longer ago ("mas"), never ("nunca").
    """

    families: Sequence[str] = ()
    types: Sequence[str] = ()
    sectors: Sequence[str] = ()
    countries: Sequence[str] = ()
    lines: Sequence[str] = ()
    themes: Sequence[str] = ()
    ages: Sequence[str] = ()

    def __bool__(self) -> bool:
        return any(vars(self).values())


@dataclass(frozen=True)
class Chosen:
    """`actors` of the picture's slice; `shown`: how many of them each point (0 or 1) or bubble has."""

    actors: BoolArray
    shown: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many actors were chosen."""
        return int(self.actors.sum())


def there(derived: Derived, group: Group) -> BoolArray:
    """Who of the group's actors may be shown still."""
    begin = _begin(derived, group)
    found = np.ones(group.size, dtype=np.bool_)
    spots = derived.array("large_spot")[[*gone(derived)]] - begin
    found[spots[(spots >= 0) & (spots < group.size)]] = False
    return found


def chosen(derived: Derived, group: Group, choice: Choice) -> Chosen:
    """Who of the group's actors is there and chosen."""
    begin = _begin(derived, group)
    own = slice(begin, begin + group.size)
    mask = there(derived, group)
    for name, array in _ARRAYS.items():
        if asked := getattr(choice, name):
            mask &= np.isin(derived.array(array)[own], _numbers(_PLACES[name], asked))
    if choice.families:
        mask &= np.isin(derived.array("large_look")[own], _numbers("families", choice.families))
    if choice.lines:
        mask &= (derived.array("large_lines")[own] & _bits("strategic_lines", choice.lines)[0]) != 0
    if choice.themes:
        mask &= ((derived.array("large_themes")[own] & _bits("themes", choice.themes)) != 0).any(axis=1)
    if choice.ages:
        mask &= np.isin(_age(derived, own), [AGES.index(age) for age in choice.ages])
    return Chosen(mask, _by_part(derived, group, mask))


def offered(derived: Derived, group: Group, name: str) -> list[str]:
    """Which types, sectors or countries a picture has."""
    begin = _begin(derived, group)
    found = np.unique(derived.array(_ARRAYS[name])[begin : begin + group.size])
    ids = list(vocabulary(_PLACES[name]).ids)
    return [ids[place] for place in found.tolist() if place != NONE]


def ties_among(derived: Derived, group: Group, mask: NDArray[np.generic]) -> int:
    """How many of the ties that are drawn join two of those in `mask`, a value for each point."""
    row = derived.array("large_group")[group.number]
    begin, end = int(row[GROUP.index("ties_begin")]), int(row[GROUP.index("ties_end")])
    ends = derived.array("large_ends")[begin:end]
    kept = mask.astype(np.bool_)
    return int((kept[ends[:, 0]] & kept[ends[:, 1]]).sum())


def _begin(derived: Derived, group: Group) -> int:
    return int(derived.array("large_group")[group.number, GROUP.index("begin")])


def _numbers(name: str, ids: Sequence[str]) -> list[int]:
    place = {id: number for number, id in enumerate(vocabulary(name).ids)}
    return [place[id] for id in ids if id in place]


def _bits(name: str, ids: Sequence[str]) -> NDArray[np.uint64]:
    """One bit for each id and for what is below it, such as the lines of a plan."""
    terms = vocabulary(name)
    below = [child.id for id in ids for child in terms.children(id)]
    bits = [0, 0]
    for place in _numbers(name, [*ids, *below]):
        bits[place // WORD] |= 1 << place % WORD
    return np.array(bits, dtype=np.uint64)


def _age(derived: Derived, own: slice) -> NDArray[np.int64]:
    """The place among AGES of each actor's last contact."""
    day = derived.array("large_day")[own]
    away = derived.day.toordinal() - day
    return np.where(day == 0, 3, np.where(away <= FRESH, 0, np.where(away <= COLD, 1, 2)))


def _by_part(derived: Derived, group: Group, mask: BoolArray) -> NDArray[np.int64]:
    if not group.parts:
        return mask.astype(np.int64)
    table = derived.array("large_group")
    first = int(table[group.number, GROUP.index("first_part")])
    parts = table[first : first + group.parts]
    begin, end = (parts[:, GROUP.index(name)] - _begin(derived, group) for name in ("begin", "end"))
    total = np.r_[0, np.cumsum(mask)]
    counts: NDArray[np.int64] = total[end] - total[begin]
    return counts
