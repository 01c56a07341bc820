"""Who belongs to another place: a chamber of another city is no help to this one, unless the project is about that city.

Embassies, agencies and the like stand for another place by their nature, and are here for this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.capture.places_words import CITIES
from crm.mapping.bm25 import Index, postings
from crm.mapping.thesaurus import COUNTRY, MARK
from crm.mapping.words import tokens
from crm.network_data import Network
from crm.office import office_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crm.mapping.question import Question
    from graph.store import Store
    from graph.two_mode import BoolArray, FloatArray

STANDS_FOR = frozenset(
    [
        "embassy",
        "consulate",
        "foreign_government",
        "cooperation_agency",
        "international_organization",
        "binational_chamber",
        "cultural_center",
        "city_network",
        "ngo_foundation",
        "national_entity",
        "media",
        "event",
    ]
)
ELSEWHERE = 0.25
_LOCAL, _TWICE = 0.25, 2
# Who belongs to another place is just whom a project on one of these is about.
_ABOUT_OTHERS = frozenset(
    ["twinnings", "city_networks", "decentralised_cooperation", "south_south", "scholarships"]
)
_NO_CITY = frozenset({"colombia"})
_DEPARTMENTS = frozenset(
    [
        "amazonas", "arauca", "atlantico", "bolivar", "caldas", "caqueta", "casanare", "cauca", "cesar", "choco",
        "guainia", "guaviare", "huila", "la guajira", "magdalena", "meta", "narino", "putumayo", "quindio",
        "risaralda", "sucre", "tolima", "valle del cauca", "vaupes", "vichada",
    ]
)  # fmt: skip


def elsewhere(store: Store, network: Network) -> BoolArray:
    """Which actors belong to another place: by their country, or by a city in their name or on their card.

    The places of this city are those that the network's names say most ("Bucaramanga", "Santander").
    """
    cities = {actor: set(cities_in(tokens(said))) for actor, said in _texts(store)}
    counted = Counter(
        city for actor in network.actors for city in cities.get(actor.id, ()) if not actor.reference
    )
    most = max(counted.values(), default=0)
    local = {city for city, count in counted.items() if count >= max(_LOCAL * most, _TWICE)}
    home = next(
        (actor.country for actor in network.actors if actor.id == office_id() and actor.country), "CO"
    )
    found = [
        actor.type not in STANDS_FOR
        and ((actor.country or home) != home or bool(cities.get(actor.id, set()) - local))
        for actor in network.actors
    ]
    return np.array(found, dtype=np.bool_)


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(store.table("Actor", ("id", "name", "city")))
    return ((str(id), f"{name} {city or ''}") for id, name, city in rows)


def cities_in(stems: Sequence[str]) -> Iterator[str]:
    """The known cities and departments that stand word by word in stems in their order."""
    known = _known()
    for place, stem in enumerate(stems):
        for name, phrase in known.get(stem, {}).items():
            if tuple(stems[place : place + len(phrase)]) == phrase:
                yield name


def _known() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The cities by their first stem."""
    if not _CITIES:
        for name in (CITIES | _DEPARTMENTS) - _NO_CITY:
            phrase = tuple(tokens(name))
            if phrase:
                _CITIES.setdefault(phrase[0], {})[name] = phrase
    return _CITIES


_CITIES: dict[str, dict[str, tuple[str, ...]]] = {}


def place_share(index: Index, question: Question, away: BoolArray, met: BoolArray) -> FloatArray:
    """1 for whoever is of this place, stands for another, or is of a place that the question names; else a quarter. Where
    the question is about other places (twinnings, scholarships), also 1 for whoever of them was `met` on such a thing.
    """
    share = np.where(away, ELSEWHERE, 1.0)
    if question.subjects & _ABOUT_OTHERS:
        share[met] = 1.0
    for word in _named_places(question.stems, question.subjects):
        share[postings(index, word)[0]] = 1.0
    return share


def _named_places(stems: Collection[str], subjects: Collection[str]) -> Iterator[str]:
    known = _known()
    for stem in stems:
        if any(set(phrase) <= set(stems) for phrase in known.get(stem, {}).values()):
            yield stem
    yield from (MARK + subject for subject in subjects if subject.startswith(COUNTRY))
