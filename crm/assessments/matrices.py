"""The guide's tables for a project: sectors and types of actor (Neiva's way), and the fifteen potential stakeholders.

sector -> the guide's types in it -> the actors of the map that are one        an empty place is somebody who is missing
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.assessments.model import ActorInProject
from crm.vocabulary import Term, vocabulary
from graph.fold import fold
from graph.records import Node
from graph.store import Store

# The seven sectors of the guide; whoever has none, or is of a type the table has no place for, stands under "".
NO_TYPE = ""
HOME = "CO"


@dataclass(frozen=True, slots=True)
class MatrixActor:
    """An actor in a cell; `said` when somebody chose the type, and it does not just follow from the card."""

    actor: str
    name: str
    type: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One of the guide's types with the actors that are one; `type` is "" for those that fit none."""

    type: str
    actors: tuple[MatrixActor, ...]


@dataclass(frozen=True, slots=True)
class GuideSector:
    """A sector of the guide's table with its types in order."""

    sector: str
    rows: tuple[GuideRow, ...]

    @property
    def count(self) -> int:
        """How many actors stand in it."""
        return sum(len(row.actors) for row in self.rows)

    @property
    def missing(self) -> tuple[str, ...]:
        """The types that nobody is."""
        return tuple(row.type for row in self.rows if row.type and not row.actors)


@dataclass(frozen=True, slots=True)
class Covered:
    """One of the guide's fifteen stakeholders with the actors of the map that are one."""

    stakeholder: str
    actors: tuple[MatrixActor, ...]


def sector_matrix(
    store: Store, actors: Sequence[str], said: Mapping[str, ActorInProject]
) -> list[GuideSector]:
    """The actors by sector and type of the guide. A type that was chosen decides the sector too."""
    cards = store.get(actors) if actors else {}
    places: defaultdict[tuple[str, str], list[MatrixActor]] = defaultdict(list)
    for id in actors:
        if id in cards and not cards[id].get("archived"):
            chosen = said[id].guide_type if id in said else None
            sector, type = _place(cards[id], chosen)
            places[sector, type].append(_actor(cards[id], said=bool(chosen)))
    sectors = [*vocabulary("sectors").ids, *([""] if any(not sector for sector, _type in places) else [])]
    return [_sector(id, places) for id in sectors]


def _sector(sector: str, places: Mapping[tuple[str, str], list[MatrixActor]]) -> GuideSector:
    types = [term.id for term in vocabulary("guide_actor_types") if term.extra["sector"] == sector]
    rest = [NO_TYPE] if places.get((sector, NO_TYPE)) else []
    rows = (GuideRow(type, tuple(places.get((sector, type), ()))) for type in [*types, *rest])
    return GuideSector(sector, tuple(rows))


def _place(card: Node, chosen: str | None) -> tuple[str, str]:
    """Its sector and type in the guide's table; of several types the one that its name says, then the one in its sector."""
    terms = vocabulary("guide_actor_types")
    if chosen is not None and chosen in terms:
        return str(terms.get(chosen).extra["sector"]), chosen
    own = str(card.get("sector") or "")
    fitting = sorted((term for term in terms if _fits(term, card)), key=lambda term: not _begins(term, card))
    best = next((term for term in fitting if term.extra["sector"] == own), None)
    if best is None and fitting and not own:
        best = fitting[0]
    return (str(best.extra["sector"]), best.id) if best is not None else (own, NO_TYPE)


def _fits(term: Term, card: Node) -> bool:
    if card.get("is_group"):
        return bool(term.extra.get("groups"))
    return _begins(term, card) or card.get("type") in term.extra["types"]


def _begins(term: Term, card: Node) -> bool:
    """Whether its name begins as such a one's does."""
    name = f"{fold(str(card.get('name')))} "
    return any(name.startswith(f"{word} ") for word in term.extra.get("words", ()))


def coverage(store: Store, actors: Sequence[str]) -> list[Covered]:
    """The guide's fifteen potential stakeholders, each with the actors of the map that are one."""
    cards = store.get(actors) if actors else {}
    there = [cards[id] for id in actors if id in cards and not cards[id].get("archived")]
    return [
        Covered(term.id, tuple(_actor(card) for card in there if _is_one(term, card)))
        for term in vocabulary("guide_stakeholders")
    ]


def _is_one(term: Term, card: Node) -> bool:
    if term.extra.get("home") and card.get("country") not in (None, "", HOME):
        return False
    return card.get("type") in term.extra["types"] or _begins(term, card)


def _actor(card: Node, said: bool = False) -> MatrixActor:
    return MatrixActor(card.id, str(card.get("name")), str(card.get("type")), said)
