"""How far an actor is what a project asks for: by covering a requirement, by its kind or its sector alone.

fit = 1 for who covers a requirement: of the kind, and all else that is asked shown by a fact; of no kind, shown by the card
      0.5 for who covers one of no kind by the card and a deed
      0.25 for who is of the kind with the rest to be confirmed, and up to 0.5 by the share of it that the card shows
      0.5 for a sector of the project
      0.2 s beside a table with a share s of the actor's kind
What a call only values, or what the city itself is, counts a quarter of what it asks for.
A project that names countries and asks for such a kind means those who stand for them: others count 0.4 of it; and so does
a university or a firm of a country that it does not name, as that of the city is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.office import office_id
from crm.requirements.covering import Coverage, Need, coverage_of
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from datetime import date

    from crm.derived.results import Derived
    from crm.mapping.question import Question
    from crm.projects import Project

KIND, DEED, SECTOR, ALIKE, ABROAD, VALUED = 0.25, 0.5, 0.5, 0.2, 0.4, 0.25
# Kinds that are here for a country.
_FOR_COUNTRY = frozenset(
    {
        "embassy",
        "consulate",
        "foreign_government",
        "binational_chamber",
        "cooperation_agency",
        "cultural_center",
    }
)
# Kinds that are where they are.
_OF_A_PLACE = frozenset(
    {"university", "company", "business_association", "chamber_of_commerce", "investment_agency"}
)


@dataclass(frozen=True, slots=True)
class Fit:
    """`value` is 0 to 1, one an actor; `coverage` what shows each requirement; `alike` the share of those at the table who
    are of the actor's kind; `abroad` who stands for a country that the project does not name, though it names some; `strange`
    them and whoever works in such a country alone.
    """

    value: FloatArray
    alike: FloatArray
    abroad: BoolArray
    strange: BoolArray
    coverage: Coverage

    @property
    def seeds(self) -> FloatArray:
        """The fit without the table: nobody leads to others by being like those who are in."""
        return np.where(self.value > ALIKE * self.alike, self.value, 0.0)


LANGUAGES = "bilingualism"


def fit_of(derived: Derived, brief: Project, day: date, question: Question, *, table: bool) -> Fit:
    """How all actors fit the brief; with a `table` those who must be in are at it, and kinds that are there count."""
    size = len(derived.ids)
    coverage = coverage_of(derived, brief.requirements, day)
    abroad, strange = _abroad(derived, question)
    asked = np.maximum.reduce([np.zeros(size), *(_fit_of_need(need, strange) for need in coverage.needs)])
    sectors = set(brief.sectors)
    of_sector = _each(derived.actors["sector"], sectors.__contains__) if sectors else np.zeros(size)
    alike = _alike(derived, brief) if table else np.zeros(size)
    value = np.maximum.reduce([asked, SECTOR * of_sector, ALIKE * alike])
    return Fit(value, alike, abroad, strange, coverage)


def _fit_of_need(need: Need, strange: BoolArray) -> FloatArray:
    return (VALUED if need.optional or need.ours else 1.0) * _fit_of_what_is_asked(need, strange)


def _fit_of_what_is_asked(need: Need, strange: BoolArray) -> FloatArray:
    if need.kind is None:
        return np.where(need.covers, np.where(need.facts.everybody_on_card(), 1.0, DEED), 0.0)
    known = KIND + (DEED - KIND) * need.facts.share()
    fits = np.where(need.covers, 1.0, np.where(need.of_kind & need.is_known, known, 0.0))
    return np.where(strange, ABROAD * fits, fits)


def _abroad(derived: Derived, question: Question) -> tuple[BoolArray, BoolArray]:
    """Who stands for, and who stands for or works in, a country that the question does not name."""
    number = derived.number.get(office_id())
    home = (derived.actors["country"][number] if number is not None else None) or "CO"
    asked = question.countries | question.regions
    near, types = asked | {home}, derived.actors["type"]
    foreign = _each(derived.actors["country"], lambda code: bool(code) and code not in near)
    stands = foreign & _each(types, _FOR_COUNTRY.__contains__)
    # Whoever asks for French lessons asks for a language, which says nothing against those who teach another.
    if not asked - {home} or LANGUAGES in question.subjects:
        stands = np.zeros_like(stands)
    return stands, stands | foreign & _each(types, _OF_A_PLACE.__contains__)


def _each(values: Sequence[Any], says: Callable[[Any], bool]) -> BoolArray:
    return np.fromiter(map(says, values), np.bool_, len(values))


def _alike(derived: Derived, brief: Project) -> FloatArray:
    """For each actor the share of those who must be in that are of its kind."""
    types = derived.actors["type"]
    asked = [types[derived.number[id]] for id in brief.must_include if id in derived.number]
    share = {type: count / len(asked) for type, count in Counter(asked).items()}
    return np.array([share.get(type, 0.0) for type in types], dtype=np.float64)
