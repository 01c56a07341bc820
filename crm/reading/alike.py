"""Who is like an actor, and why: when the chamber cannot come, who else is like it?

    s(a, b) = (J(contacts) + J(themes) + kind) / 3
    J(A, B) = |A and B| / |A or B|, 0 where both are empty;   kind = 1 for the same type, 1/2 for the same family, else 0

J is P. Jaccard's coefficient (The distribution of the flora in the alpine zone, New Phytologist 11, 1912, 37-50; of
contacts it is `networkx.jaccard_coefficient`), and the mean of likenesses of different sorts is J. C. Gower's (A general
coefficient of similarity and some of its properties, Biometrics 27, 1971, 857-871). Contacts are partners that an actor
met, themes those of its interactions. Whoever shares neither a contact nor a theme is like it by its type alone, and is
not told.

alike_to(derived, "camara-comercio-bucaramanga")  ->  [Alike("zona-franca-santander", 0.36, …), …]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from crm.ragged import ragged
from crm.reading.alike_making import BITS
from crm.vocabulary import vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived

SHOWN = 6
# Of whoever has more contacts of contacts than these, the contacts that know the fewest others are looked through.
LOOKED_AT = 300_000
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Alike:
    """An actor that is like another: the score (0 to 1) and its parts, the contacts (ids) and themes that both have."""

    actor: str
    score: float
    by_contacts: float
    by_themes: float
    kind: Literal["type", "family"] | None
    contacts: tuple[str, ...]
    themes: tuple[str, ...]


def alike_to(derived: Derived, id: str, limit: int = SHOWN) -> list[Alike]:
    """The partners most like a partner, the most alike first; [] for who is none. The work grows with its surroundings."""
    number = derived.number.get(id)
    if number is None or not derived.array("partner")[number]:
        return []
    others, shared = _candidates(derived, number)
    contacts = shared / np.maximum(_contacts(derived, number) + _contacts(derived, others) - shared, 1)
    both, either = _themes(derived, number, others)
    themes = both / np.maximum(either, 1)
    kind = _kinds(derived, number, others)
    told = (shared > 0) | (both > 0)
    score = np.where(told, (contacts + themes + kind) / 3, 0.0)
    best = np.lexsort((derived.array("name_rank")[others], -score))[: min(limit, int(told.sum()))]
    return [
        Alike(
            actor=derived.ids[other],
            score=round(float(score[place]), 4),
            by_contacts=round(float(contacts[place]), 4),
            by_themes=round(float(themes[place]), 4),
            kind="type" if kind[place] == 1 else "family" if kind[place] else None,
            contacts=_shared(derived, number, other),
            themes=_themes_shared(derived, number, other),
        )
        for place, other in zip(best.tolist(), others[best].tolist(), strict=True)
    ]


def _contacts(derived: Derived, numbers: Any) -> Any:
    """How many contacts each has."""
    begins = derived.array("core_from")
    return begins[np.asarray(numbers) + 1] - begins[numbers]


def _row(derived: Derived, number: int) -> NDArray[Any]:
    begin, end = derived.array("core_from")[number : number + 2].tolist()
    to = np.asarray(derived.array("core_to")[begin:end])
    kept: NDArray[Any] = to[derived.array("partner")[to]]
    return kept


def _candidates(derived: Derived, number: int) -> tuple[Numbers, Numbers]:
    """Who shares a contact with an actor, and the best known of its type; beside each how many contacts they share."""
    own = _row(derived, number)
    size = _contacts(derived, own)
    order = np.argsort(size, kind="stable")
    own = own[order][np.cumsum(size[order]) <= LOOKED_AT]
    _, reached = ragged(derived.array("core_from"), derived.array("core_to"), own)
    known = derived.array("known_of_type")[
        vocabulary("actor_types").ids.index(derived.actors["type"][number])
    ]
    # Each of the known counts once more than it shares.
    others, counts = np.unique(np.concatenate([reached, known[known >= 0]]), return_counts=True)
    counts = counts - np.isin(others, known)
    kept = derived.array("partner")[others] & (others != number)
    return others[kept], counts[kept]


def _themes(derived: Derived, number: int, others: Numbers) -> tuple[Numbers, Numbers]:
    """How many themes an actor and each of the others have both, and how many either of them has."""
    bits = derived.array("actor_themes")
    own, theirs = bits[number], bits[others]
    both, either = np.bitwise_count(own & theirs), np.bitwise_count(own | theirs)
    return both.sum(axis=1, dtype=np.int64), either.sum(axis=1, dtype=np.int64)


def _kinds(derived: Derived, number: int, others: Numbers) -> NDArray[np.float64]:
    type, family = (derived.actors[name][number] for name in ("type", "family"))
    types, families = derived.actors["type"], derived.actors["family"]
    return np.array(
        [1.0 if types[one] == type else 0.5 if families[one] == family else 0.0 for one in others.tolist()]
    )


def _shared(derived: Derived, number: int, other: int) -> tuple[str, ...]:
    """The contacts that both have, the best connected first."""
    both = np.intersect1d(_row(derived, number), _row(derived, other))
    best = both[np.argsort(-derived.array("size")[both], kind="stable")]
    return tuple(derived.ids[one] for one in best.tolist())


def _themes_shared(derived: Derived, number: int, other: int) -> tuple[str, ...]:
    bits = derived.array("actor_themes")
    both = (bits[number] & bits[other]).tolist()
    return tuple(
        id for place, id in enumerate(derived.terms["themes"]) if both[place // BITS] >> place % BITS & 1
    )
