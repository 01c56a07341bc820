"""How far what a project asks is what an actor is there for by law, and how much its other deeds then say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.derived.newest import Newest
from crm.mapping.mandates import Mandate, mandates
from crm.mapping.thesaurus import COUNTRY, MARK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm.derived.results import Derived
    from crm.mapping.question import Question
    from graph.two_mode import BoolArray, FloatArray

# What deeds and card of a body say outside its own field; less when it works on nothing else or serves the others of its house.
OUTSIDE, NOTHING_ELSE, WIDE = 0.35, 0.1, 0.8
# From this share of the question on somebody is in its own field.
_FIELD = 0.25
_BEST = 2
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


def serves(derived: Derived, question: Question, only: Set[str] | None = None) -> FloatArray:
    """0 to 1, one an actor: the weights of the question's subjects in its mandate, over the two weightiest subjects.

    With `only`, no other subjects count.
    """
    weights = _subjects(question)
    good = sum(sorted(weights.values(), reverse=True)[:_BEST])
    weights = {one: weight for one, weight in weights.items() if only is None or one in only}
    return _by_mandate(derived, lambda one: min(_share(one, weights) / good, 1.0) if good > 0 else 0.0)


def stands_for(derived: Derived, question: Question) -> BoolArray:
    """Who is here for a country that the text names: its embassy, its government, its agency, its chamber."""
    asked = {one.removeprefix(COUNTRY).upper() for one in question.subjects if one.startswith(COUNTRY)}
    stands = np.zeros(len(derived.ids), dtype=np.bool_)
    for country in asked:
        stands[_SORTED.of(derived).abroad.get(country, [])] = True
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


def _share(one: Mandate, weights: Mapping[str, float]) -> float:
    return sum(share * weights.get(subject, 0.0) for subject, share in one.subjects.items())


def _by_mandate(derived: Derived, value: Callable[[Mandate], float], none: float = 0.0) -> FloatArray:
    kept, known = _SORTED.of(derived), mandates()
    found = [value(known[name]) if name in known else none for name in kept.mandates]
    each: FloatArray = np.array(found, dtype=np.float64)[kept.place]
    return each


@dataclass(frozen=True)
class _Sorted:
    """The mandates that actors have and each actor's place among them; who stands for each country, by number."""

    mandates: tuple[str, ...]
    place: NDArray[np.intp]
    abroad: Mapping[str, list[int]]


def _sorted(derived: Derived) -> _Sorted:
    ids, place = np.unique(derived.array("mandate"), return_inverse=True)
    abroad: dict[str, list[int]] = {}
    pairs = zip(derived.actors["type"], derived.actors["country"], strict=True)
    for number, (type, country) in enumerate(pairs):
        if type in _FOR_COUNTRY and country:
            abroad.setdefault(country, []).append(number)
    return _Sorted(tuple(id.decode() for id in ids.tolist()), place, abroad)


_SORTED = Newest(_sorted)


def served_subjects(question: Question, mandate: Mandate) -> list[str]:
    """The subjects of the question that are the mandate's, the weightiest first; those asked for before near ones."""
    weights = _subjects(question)
    own = [one for one in mandate.subjects if weights.get(one, 0.0) > 0]
    return sorted(own, key=lambda one: (one not in question.subjects, -weights[one] * mandate.subjects[one]))
