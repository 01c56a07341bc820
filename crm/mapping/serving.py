"""How far what a project asks is what an actor is there for by law, and how much its other deeds then say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.derived.newest import Newest
from crm.mapping.mandates import Mandate, mandates
from crm.mapping.places import cities_in
from crm.mapping.thesaurus import COUNTRY, MARK
from crm.mapping.words import tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm.derived.results import Derived
    from crm.mapping.question import Question
    from graph.two_mode import FloatArray

# What deeds and card of a body say outside its own field; less when it works on nothing else or serves the others of its house.
OUTSIDE, NOTHING_ELSE, WIDE = 0.35, 0.1, 0.8
# From this share of the question on somebody is in its own field.
_FIELD = 0.25
# Europe asks for no country of it in particular.
OF_A_REGION = 0.5
_BEST = 2
OWN_HOUSE = "city_dependency"
_FOR_COUNTRY = frozenset(
    [
        "embassy",
        "consulate",
        "foreign_government",
        "cooperation_agency",
        "binational_chamber",
        "cultural_center",
        "ngo_foundation",
    ]
)

GOVERNMENTS = frozenset(["local_government", "regional_government"])


def serves(
    derived: Derived, question: Question, only: Set[str] | None = None, *, house: bool = False
) -> FloatArray:
    """0 to 1, one an actor: the weights of the question's subjects in its mandate, over the two weightiest subjects.

    With `only`, no other subjects count. With `house` whoever has most of a subject in the city's own house has all of it.
    """
    weights = _subjects(question)
    good = sum(sorted(weights.values(), reverse=True)[:_BEST])
    weights = {one: weight for one, weight in weights.items() if only is None or one in only}
    in_house = _in_charge(derived, weights) if house else {}
    return _by_mandate(
        derived,
        lambda one: min(_share(in_house.get(one.id, one.subjects), weights) / good, 1.0) if good > 0 else 0.0,
    )


def _in_charge(derived: Derived, asked: Collection[str]) -> Mapping[str, Mapping[str, float]]:
    """The subjects of the mandates in the city's own house, of which whoever has most of one is in charge: with all of it."""
    own = [mandates()[name] for name in sorted(_SORTED.of(derived).own)]
    most = {subject: max((one.subjects.get(subject, 0.0) for one in own), default=0.0) for subject in asked}
    return {
        one.id: {
            subject: 1.0 if share == most.get(subject) else share for subject, share in one.subjects.items()
        }
        for one in own
    }


def stands_for(derived: Derived, question: Question) -> FloatArray:
    """1 for who is here for a country that the text names: its embassy, its government, its agency, its chamber, and for the
    government of another city that it names; less for one of a part of the world that it names.
    """
    stands, kept = np.zeros(len(derived.ids)), _SORTED.of(derived)
    for countries, worth in ((question.regions, OF_A_REGION), (question.countries, 1.0)):
        for country in countries:
            stands[kept.abroad.get(country, [])] = worth
    for city in {city for text in question.texts for city in cities_in(text)}:
        stands[kept.governs.get(city, [])] = 1.0
    return stands


def field_share(derived: Derived, question: Question) -> FloatArray:
    """1 for whoever is in its own field or has no mandate; less for a body outside its field or a support office.

    The field is what the text itself speaks of: that sport is asked for makes a basketball federation no host of it.
    """
    served = serves(derived, question, question.subjects)
    outside = _by_mandate(derived, _outside, 1.0)
    inside: FloatArray = np.minimum(served / _FIELD, 1.0)
    return outside + (1 - outside) * inside


def _outside(one: Mandate) -> float:
    return NOTHING_ELSE if one.support or one.only else WIDE if one.wide else OUTSIDE


def _subjects(question: Question) -> dict[str, float]:
    return {
        one.removeprefix(MARK): weight
        for one, weight in question.weights.items()
        if one.startswith(MARK) and not one.startswith(MARK + COUNTRY)
    }


def _share(subjects: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(share * weights.get(subject, 0.0) for subject, share in subjects.items())


def _by_mandate(derived: Derived, value: Callable[[Mandate], float], none: float = 0.0) -> FloatArray:
    kept, known = _SORTED.of(derived), mandates()
    found = [value(known[name]) if name in known else none for name in kept.mandates]
    each: FloatArray = np.array(found, dtype=np.float64)[kept.place]
    return each


@dataclass(frozen=True)
class _Sorted:
    """The mandates that actors have and each actor's place among them; who stands for each country and who `governs` each
    other city, by number; the mandates of the city's `own` house.
    """

    mandates: tuple[str, ...]
    place: NDArray[np.intp]
    abroad: Mapping[str, list[int]]
    governs: Mapping[str, list[int]]
    own: frozenset[str]


def _sorted(derived: Derived) -> _Sorted:
    ids, place = np.unique(derived.array("mandate"), return_inverse=True)
    abroad: dict[str, list[int]] = {}
    pairs = zip(derived.actors["type"], derived.actors["country"], strict=True)
    for number, (type, country) in enumerate(pairs):
        if type in _FOR_COUNTRY and country:
            abroad.setdefault(country, []).append(number)
    names = tuple(id.decode() for id in ids.tolist())
    own = {
        names[at]
        for at, type in zip(place.tolist(), derived.actors["type"], strict=True)
        if type == OWN_HOUSE
    }
    return _Sorted(names, place, abroad, _governments(derived), frozenset(own & set(mandates())))


def _governments(derived: Derived) -> dict[str, list[int]]:
    """The governments of other places by the cities in their names."""
    found: dict[str, list[int]] = {}
    for number in np.flatnonzero(derived.array("elsewhere")).tolist():
        if derived.actors["type"][number] in GOVERNMENTS:
            for city in cities_in(tokens(derived.actors["name"][number])):
                found.setdefault(city, []).append(number)
    return found


_SORTED = Newest(_sorted)


def served_subjects(question: Question, mandate: Mandate) -> list[str]:
    """The mandate's subjects that the text itself speaks of, or else those near it, the weightiest first."""
    weights = _subjects(question)
    served = [one for one in mandate.subjects if weights.get(one, 0.0) > 0]
    own = [one for one in served if one in question.subjects] or served
    return sorted(own, key=lambda one: -weights[one] * mandate.subjects[one])
