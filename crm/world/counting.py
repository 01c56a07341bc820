"""The countries of a selection, counted from what the analyst kept.

actors -> country number;  took part (actor, interaction) -> (country, interaction), each pair once -> counts
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.picture import PictureFilter, matching
from crm.world.model import Country, World
from crm.world.twinned import twinnings

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray

RECEIVED, SENT = "delegation_received", "delegation_sent"
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Who and what a selection has: masks of its actors, of the guide's actors that match it, of its interactions.

    `everybody` when it chooses no actors, so that an interaction of which nobody else is known is one of it too.
    """

    shown: BoolArray
    reference: BoolArray
    chosen: BoolArray
    day: int
    everybody: bool


def read_world(derived: Derived, filter: PictureFilter, home: str) -> World:
    """The countries of a selection; `home` is the office's own, as an ISO code."""
    scope = scope_of(derived, filter)
    codes, number = countries_of(derived)
    country, event = _pairs(derived, scope.shown, scope.chosen, number)
    found = _found(derived, scope, ((codes, country, event), home))
    own = found.pop(home, Country(home))
    foreign = event[country != (codes.index(home) if home in codes else -1)]
    return World(
        countries=tuple(sorted(found.values(), key=_order)),
        home=own,
        placeless=int(np.count_nonzero(scope.shown & (number < 0))),
        placeless_guide=int(np.count_nonzero(scope.reference & (number < 0))),
        unplaced=_unplaced(derived, scope, foreign),
        abroad=len(np.unique(foreign)),
    )


def _found(
    derived: Derived, scope: Scope, given: tuple[tuple[list[str], Numbers, Numbers], str]
) -> dict[str, Country]:
    """The countries with something to show, by code; given are who took part in what, by country, and home."""
    pairs, home = given
    codes, number = countries_of(derived)
    counted, twinned = (
        _counted(derived, scope, pairs),
        twinnings(derived, scope.shown | scope.reference, (codes, number, home)),
    )
    actors, guide = (_by_country(mask, number, len(codes)) for mask in (scope.shown, scope.reference))
    return {
        code: replace(
            counted[code],
            actors=actors[place],
            reference=guide[place],
            twinnings=tuple(twinned.get(code, ())),
        )
        for place, code in enumerate(codes)
        if actors[place] or guide[place] or code in twinned
    }


def _by_country(mask: BoolArray, number: Numbers, size: int) -> list[int]:
    counts: list[int] = np.bincount(number[mask & (number >= 0)], minlength=size).tolist()
    return counts


def scope_of(derived: Derived, filter: PictureFilter) -> Scope:
    """The actors and interactions of a selection, however many."""
    chosen, _counts, shown = matching(derived, filter)
    reference = np.array(derived.array("is_reference"))
    guide = matching(derived, replace(filter, include_reference=True))[2] & reference
    chooses = (
        filter.types,
        filter.families,
        filter.sectors,
        filter.countries,
        filter.communities,
        filter.around,
    )
    return Scope(shown & ~reference, guide, chosen.mask, chosen.day, not any(chooses))


@lru_cache(maxsize=2)
def countries_of(derived: Derived) -> tuple[list[str], Numbers]:
    """The codes in use, and the place in them of each actor's country, -1 for none."""
    values = derived.actors["country"]
    codes = sorted({code for code in values if code})
    place = {code: number for number, code in enumerate(codes)}
    return codes, np.array([place.get(code, -1) for code in values], dtype=np.int64)


def _order(country: Country) -> tuple[int, int, int, str]:
    return -country.interactions, -country.actors, -country.reference, country.code


def _pairs(derived: Derived, shown: BoolArray, chosen: BoolArray, number: Numbers) -> tuple[Numbers, Numbers]:
    """(country, interaction) of those that took part, each pair once."""
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    country = np.repeat(np.where(shown, number, -1), np.diff(begins))
    kept = (country >= 0) & chosen[event]
    events = max(len(chosen), 1)
    key = np.unique(country[kept] * events + event[kept])
    return key // events, key % events


def _counted(
    derived: Derived, scope: Scope, given: tuple[list[str], Numbers, Numbers]
) -> Mapping[str, Country]:
    """Each country with its interactions, the last of them, and its delegations."""
    codes, country, event = given
    size = len(codes)
    end = np.minimum(derived.array("interaction_end")[event], scope.day)
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, country, end)
    total = np.bincount(country, minlength=size)
    kind = derived.array("interaction_kind")[event]
    received, sent = (
        np.bincount(country[kind == _kind(derived, name)], minlength=size) for name in (RECEIVED, SENT)
    )
    columns = (column.tolist() for column in (total, last, received, sent))
    return {
        code: Country(code, 0, met, date.fromordinal(day) if day else None, came, went)
        for code, met, day, came, went in zip(codes, *columns, strict=True)
    }


def _kind(derived: Derived, name: str) -> int:
    kinds = derived.terms["interaction_kinds"]
    return kinds.index(name) if name in kinds else -2


def _unplaced(derived: Derived, scope: Scope, placed: Numbers) -> int:
    """Delegations of the selection with nobody of another country on record."""
    if not scope.everybody:
        return 0
    kinds = [_kind(derived, name) for name in (RECEIVED, SENT)]
    delegations = np.flatnonzero(scope.chosen & np.isin(derived.array("interaction_kind"), kinds))
    return int(np.count_nonzero(~np.isin(delegations, placed)))


def interactions_with(derived: Derived, scope: Scope, code: str) -> Numbers:
    """The numbers of the selection's interactions with somebody of a country, the latest first."""
    codes, number = countries_of(derived)
    if code not in codes:
        return np.zeros(0, dtype=np.int64)
    country, event = _pairs(derived, scope.shown, scope.chosen, number)
    own = event[country == codes.index(code)]
    oldest = np.lexsort((derived.array("interaction_start")[own], derived.array("interaction_end")[own]))
    latest: Numbers = own[oldest[::-1]]
    return latest


def actors_of(derived: Derived, scope: Scope, code: str) -> list[str]:
    """The selection's actors of a country, and after them the guide's, each by name."""
    codes, number = countries_of(derived)
    if code not in codes:
        return []
    own = np.flatnonzero((scope.shown | scope.reference) & (number == codes.index(code)))
    order = np.lexsort((derived.array("name_rank")[own], scope.reference[own]))
    return [derived.ids[place] for place in own[order].tolist()]
