"""Who covers which requirement: by its type, and by what it is and did.

A requirement of a kind is covered by every candidate of that type; who has also shown it (its card or what it took part
in has the words of the need) covers it better. A requirement of no kind is covered only by who has shown it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.mapping.bm25 import Index, Matches, matches
from crm.mapping.words import tokens, weak_stems
from crm.network import terms_under
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.mapping.ranking import Ranking
    from crm.project_model import Requirement

# A word that more than this share of the interactions has says nothing of who can do something.
_COMMON = 0.25


@dataclass(frozen=True)
class Coverage:
    """Over all actors by number, (actors, requirements): `covers`, and `shown` where it was more than the type.

    `cards` and `events` are, for each requirement, what the words of its need found.
    """

    covers: BoolArray
    shown: BoolArray
    cards: tuple[Matches, ...]
    events: tuple[Matches, ...]

    def deeds(self, ranking: Ranking, actor: int, place: int) -> NDArray[Any]:
        """The numbers of the actor's interactions that show it can do what is needed, the best first."""
        events = ranking.events_of(actor)
        score = self.events[place].score[events]
        best: NDArray[Any] = events[np.argsort(-score, kind="stable")[: np.count_nonzero(score > 0)]]
        return best

    def words(self, ranking: Ranking, actor: int, place: int) -> list[str]:
        """The words of the need that the actor's card and deeds have."""
        need = ranking.brief.requirements[place].need
        found = {*self.cards[place].stems_of([actor])}
        deeds = self.deeds(ranking, actor, place)
        found |= set(self.events[place].stems_of(np.sort(deeds))) if len(deeds) else set()
        said = (word.strip(".,;:()«»\"'¿?¡!").lower() for word in need.split())
        return list(dict.fromkeys(word for word in said if found & set(tokens(word))))


def coverage_of(ranking: Ranking) -> Coverage:
    """What every actor covers of the ranking's brief; requirements of the same words and kind are looked at once."""
    derived, needs = ranking.derived, ranking.brief.requirements
    found: dict[tuple[str, str | None], tuple[BoolArray, BoolArray, Matches, Matches]] = {}
    for one in needs:
        if (one.need, one.kind) not in found:
            found[one.need, one.kind] = _covered(ranking, one)
    columns = [found[one.need, one.kind] for one in needs]
    covers = [column[0] for column in columns]
    shown = [column[1] for column in columns]
    nobody = np.zeros((len(derived.ids), 0), dtype=np.bool_)
    return Coverage(
        np.stack(covers, axis=1) if covers else nobody,
        np.stack(shown, axis=1) if shown else nobody,
        tuple(column[2] for column in columns),
        tuple(column[3] for column in columns),
    )


def _covered(ranking: Ranking, one: Requirement) -> tuple[BoolArray, BoolArray, Matches, Matches]:
    derived = ranking.derived
    stems = dict.fromkeys(_own_stems(one), 1.0)
    cards, events = (
        _telling(_index(derived, "actor_words"), stems),
        _telling(_index(derived, "interaction_words"), stems),
    )
    proved = (cards.score > 0) | _took_part_in(derived, (events.score > 0) & ranking.mask)
    if one.kind is None:
        return proved, proved, cards, events
    fits = _of_types(derived, terms_under("actor_types", [one.kind]))
    return fits, fits & proved, cards, events


def _own_stems(one: Requirement) -> list[str]:
    """The stems of a need beyond the names of its kind (that a city network knows of cities shows nothing), without words
    that every brief says, unless it has no others.
    """
    terms = vocabulary("actor_types")
    of_kind = terms.path(one.kind) if one.kind else []
    names = " ".join(f"{term.es} {' '.join(term.extra.get('synonyms', ()))}" for term in of_kind)
    own = [stem for stem in tokens(one.need) if stem not in set(tokens(names))]
    return [stem for stem in own if stem not in weak_stems()] or own


def _telling(index: Index, stems: dict[str, float]) -> Matches:
    """What the stems find that are not everywhere."""
    found = matches(index, stems)
    rare = {stem: 1.0 for stem, where in found.where.items() if len(where) <= max(1, _COMMON * index.size)}
    return matches(index, rare) if len(rare) < len(found.where) else found


def _index(derived: Derived, name: str) -> Index:
    size = len(derived.ids) if name == "actor_words" else len(derived.array("interaction_end"))
    terms, begins = derived.array(f"{name}_terms"), derived.array(f"{name}_begins")
    return Index(terms, begins, derived.array(f"{name}_document"), derived.array(f"{name}_frequency"), size)


def _took_part_in(derived: Derived, events: BoolArray) -> BoolArray:
    """Which actors took part in at least one of the events."""
    running = np.r_[0, np.cumsum(events[derived.array("took_part_event")])]
    begins = derived.array("took_part_begins")
    took: BoolArray = running[begins[1:]] > running[begins[:-1]]
    return took


def _of_types(derived: Derived, types: Sequence[str] | set[str]) -> BoolArray:
    return np.fromiter((type in types for type in derived.actors["type"]), np.bool_, len(derived.ids))
