"""What the world page counts: countries with partners, the delegations that went and came, twinned cities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Twinning:
    """A city abroad and who at home is twinned with it; `reference` when one of them is the guide's."""

    city: str
    home: str
    reference: bool


@dataclass(frozen=True, slots=True)
class Country:
    """One country of a selection, by its ISO code.

    `actors` are those selected, `interactions` how many of the selected ones have one of them in it, `last` the end of the
    latest. `received` and `sent` count delegations from and to it, `reference` the guide's actors, which are no partners.
    """

    code: str
    actors: int = 0
    interactions: int = 0
    last: date | None = None
    received: int = 0
    sent: int = 0
    reference: int = 0
    twinnings: tuple[Twinning, ...] = ()

    @property
    def is_partner(self) -> bool:
        """Whether somebody of ours is there, not only of the guide."""
        return self.actors > 0


@dataclass(frozen=True, slots=True)
class World:
    """The countries abroad with something to show, those with the most interactions first, and the office's own.

    `placeless` counts selected actors that belong to no country and `placeless_guide` those of the guide, `unplaced`
    delegations whose other side is not known, `abroad` the interactions with somebody of another country.
    """

    countries: tuple[Country, ...]
    home: Country
    placeless: int
    unplaced: int
    abroad: int
    placeless_guide: int = 0

    @property
    def partners(self) -> list[Country]:
        """The countries where somebody of ours is."""
        return [one for one in self.countries if one.is_partner]

    def country(self, code: str) -> Country | None:
        """The country of that code, if there is something to show of it."""
        return next((one for one in (*self.countries, self.home) if one.code == code), None)
