"""The health of the network as it was worked out: periods, and the actors behind each of their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.health.concentration import Concentration
from crm.periods import Period, from_edtf

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.health.spans import Unit

LISTS = ("active", "new", "back", "lost", "cold")


@dataclass(frozen=True, slots=True)
class Broker:
    """Who stands between most pairs of partners, of one sector: the actor's id and the pairs."""

    actor: str
    pairs: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Ties within a sector and out of it."""

    inside: int
    outside: int

    @property
    def ei(self) -> float | None:
        """The E-I index, None without ties."""
        total = self.inside + self.outside
        return (self.outside - self.inside) / total if total else None


@dataclass(frozen=True, slots=True)
class SinglePeople:
    """Partners with any person noted (`named`), with always the same one (`single`), and who that is: (id, partners)."""

    named: int
    single: int
    top: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PeriodHealth:
    """One period. `counts` are the sizes of LISTS; `unplaced` interactions have a date that is too vague for it.

    `brokers` is None where there were too many pairs to look at.
    """

    edtf: str
    running: bool
    interactions: int
    unplaced: int
    ties: int
    counts: Mapping[str, int]
    concentration: Concentration | None
    brokers: Mapping[str, Broker] | None
    ei: Mapping[str, Sides]
    people: SinglePeople
    places: Mapping[str, tuple[int, int]]

    @property
    def period(self) -> Period:
        """The period as records have it."""
        return from_edtf(self.edtf)

    @property
    def silent(self) -> bool:
        """Whether nothing is recorded of it with any partner: it tells nothing of the network, nor of who was lost."""
        return not self.counts["active"]


def health_of(derived: Derived, unit: Unit) -> list[PeriodHealth]:
    """The periods of one length, in order."""
    said: Sequence[dict[str, Any]] = derived.folder.document("health")[unit]
    return [_read(derived, one) for one in said]


def named_in(periods: Iterable[PeriodHealth]) -> Iterator[str]:
    """The actors that the periods name."""
    for one in periods:
        yield from (broker.actor for broker in (one.brokers or {}).values())
        yield from (id for id, _partners in one.people.top)


def period_seen(one: PeriodHealth, seen: Collection[str]) -> PeriodHealth:
    """The period naming nobody but these actors."""
    brokers = one.brokers and {sector: found for sector, found in one.brokers.items() if found.actor in seen}
    top = tuple((id, partners) for id, partners in one.people.top if id in seen)
    return replace(one, brokers=brokers, people=replace(one.people, top=top))


def actors_behind(derived: Derived, period: PeriodHealth, name: str) -> NDArray[np.int32]:
    """The numbers of the actors of one of its LISTS, the most active first."""
    begin, end = period.places[name]
    return derived.array("health_actor")[begin:end]


def _read(derived: Derived, said: dict[str, Any]) -> PeriodHealth:
    shared, brokers = said["concentration"], said["brokers"]
    places = {name: (begin, end) for name, (begin, end) in said["lists"].items()}
    return PeriodHealth(
        edtf=said["edtf"],
        running=said["running"],
        interactions=said["interactions"],
        unplaced=said["unplaced"],
        ties=said["ties"],
        counts={name: end - begin for name, (begin, end) in places.items()},
        concentration=Concentration(**shared) if shared else None,
        brokers=None if brokers is None else _brokers(derived, brokers),
        ei={sector: Sides(**sides) for sector, sides in said["ei"].items()},
        people=_people(derived, said["people"]),
        places=places,
    )


def _brokers(derived: Derived, said: dict[str, list[float]]) -> dict[str, Broker]:
    return {sector: Broker(derived.ids[int(one)], round(pairs)) for sector, (one, pairs) in said.items()}


def _people(derived: Derived, said: dict[str, Any]) -> SinglePeople:
    top = tuple((derived.ids[one], times) for one, times in said["top"])
    return SinglePeople(said["named"], said["single"], top)


def period_before(periods: Sequence[PeriodHealth], edtf: str) -> tuple[PeriodHealth, PeriodHealth | None]:
    """The period of that EDTF text, and the one before it; KeyError when it is none of them."""
    for place, one in enumerate(periods):
        if one.edtf == edtf:
            return one, periods[place - 1] if place else None
    raise KeyError(edtf)


def last_lively(periods: Sequence[PeriodHealth]) -> PeriodHealth:
    """The last period in which anything is recorded with a partner; the last of all when there is none."""
    return next((one for one in reversed(periods) if not one.silent), periods[-1])
