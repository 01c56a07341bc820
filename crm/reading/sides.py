"""A side of a question: all actors of a family, a type, a sector or a country.

parse_side("tipo.embassy")  ->  Side("tipo", "embassy")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm.doors.house import head_of
from crm.vocabulary import family_of, vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.two_mode import BoolArray, IntArray

VOCABULARIES = {"familia": "families", "tipo": "actor_types", "sector": "sectors"}
_COLUMNS = {"familia": "family", "tipo": "type", "sector": "sector", "pais": "country"}


@dataclass(frozen=True, slots=True)
class Side:
    """Which actors: those whose `kind` ("familia", "tipo", "sector", "pais") is `id`."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.id}"

    def members(self, derived: Derived) -> BoolArray:
        """The partners of the side, a mask over all actors."""
        values = derived.actors[_COLUMNS[self.kind]]
        alike = np.fromiter((value == self.id for value in values), np.bool_, len(values))
        found: BoolArray = alike & derived.array("partner")
        return found

    def contacts(self, derived: Derived) -> IntArray:
        """With how many of the side each actor is tied; of a country nobody knows, so it is no side for brokers."""
        if self.kind == "sector":
            column: IntArray = derived.array("contacts")[:, vocabulary("sectors").ids.index(self.id)]
            return column
        types = vocabulary("actor_types")
        places = [
            place
            for place, term in enumerate(types)
            if self.id in (term.id if self.kind == "tipo" else term.extra["family"],)
        ]
        total: IntArray = derived.array("contacts_by_type")[:, places].sum(axis=1)
        return total + self._home(derived) if self.kind == "familia" else total

    def _home(self, derived: Derived) -> IntArray:
        """What the contacts of the office's own city change: it counts in its family, not in that of its type."""
        change = np.zeros(len(derived.ids), dtype=np.int32)
        head = head_of(derived)
        own, other = (
            (derived.actors["family"][head], family_of(derived.actors["type"][head]))
            if head is not None
            else ("", "")
        )
        if head is not None and own != other and self.id in {own, other}:
            begin, end = derived.array("core_from")[head : head + 2].tolist()
            change[derived.array("core_to")[begin:end]] = 1 if self.id == own else -1
        return change


def parse_side(text: str) -> Side | None:
    """The side that an address names; None for one that no vocabulary has."""
    kind, _, id = text.partition(".")
    if kind in VOCABULARIES and id in vocabulary(VOCABULARIES[kind]):
        return Side(kind, id)
    return Side(kind, id) if kind == "pais" and len(id) == 2 and id.isalpha() and id.isupper() else None
