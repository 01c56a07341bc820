"""What the page tells of one country: who is there, what happened last, twinned cities, money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.derived.results import Derived
from crm.interactions import Interaction, get_interactions
from crm.picture import PictureFilter
from crm.world.counting import actors_of, interactions_with, scope_of
from crm.world.model import Country, World
from graph.store import Store
from web.i18n import term
from web.red.address import MOST
from web.red.answer import red_url
from web.red.wish import Wish
from web.world.words import said_of

LATEST, LOOKED_AT = 6, 100


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the country's actors; `reference` when only the guide tells of it."""

    id: str
    name: str
    type: str
    last: date | None
    reference: bool


@dataclass(frozen=True, slots=True)
class City:
    """A twinned city and who at home it is twinned with."""

    id: str
    name: str
    home: str
    home_name: str
    reference: bool


@dataclass(frozen=True)
class Panel:
    """A country. `money` is what its latest interactions (at most LOOKED_AT) say, by currency; `red` leads to its actors'
    surroundings in the drawing.
    """

    country: Country
    name: str
    said: str
    actors: Sequence[Actor]
    latest: Sequence[Interaction]
    cities: Sequence[City]
    money: Mapping[str, float]
    red: str


def panel_of(store: Store, derived: Derived, world: World, given: tuple[PictureFilter, str]) -> Panel | None:
    """The panel of a country by its code; None when there is nothing to tell. `store` is the viewer's view."""
    filter, code = given
    country = world.country(code)
    if country is None:
        return None
    scope = scope_of(derived, filter)
    numbers = interactions_with(derived, scope, code)[:LOOKED_AT]
    ids = derived.interaction_ids(numbers)
    found = get_interactions(store, ids)
    latest = [found[id] for id in ids if id in found]
    actors = _actors(derived, actors_of(derived, scope, code))
    ours = tuple(one.id for one in actors if not one.reference)
    return Panel(
        country=country,
        name=term(code, "countries"),
        said=said_of(country),
        actors=actors,
        latest=latest[:LATEST],
        cities=_cities(derived, country),
        money=_money(latest),
        red=red_url(Wish(actor=ours[:MOST])),
    )


def _actors(derived: Derived, ids: Sequence[str]) -> list[Actor]:
    columns, reference = derived.actors, derived.array("is_reference")
    last = columns["last_contact"]
    rows = [(id, derived.number[id]) for id in ids]
    return [
        Actor(
            id,
            columns["name"][place],
            columns["type"][place],
            date.fromisoformat(last[place]) if last[place] else None,
            bool(reference[place]),
        )
        for id, place in rows
    ]


def _cities(derived: Derived, country: Country) -> list[City]:
    names = derived.actors["name"]
    cities = [
        City(
            one.city,
            names[derived.number[one.city]],
            one.home,
            names[derived.number[one.home]],
            one.reference,
        )
        for one in country.twinnings
    ]
    return sorted(cities, key=lambda city: (city.reference, city.name, city.home_name))


def _money(interactions: Sequence[Interaction]) -> dict[str, float]:
    """The amounts by currency; different currencies are never added."""
    total: defaultdict[str, float] = defaultdict(int)
    for one in interactions:
        for amount in one.amounts:
            total[amount.currency] += amount.value
    return dict(total)
