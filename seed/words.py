"""The word lists of seed/words.toml, read once, with shares as running sums ready to draw from."""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

from crm.vocabulary import vocabulary

HOME = "CO"
FOREIGN = frozenset(
    {"embassy", "consulate", "foreign_government", "cooperation_agency", "binational_chamber"}
)
NO_COUNTRY = frozenset({"international_organization", "city_network"})


@dataclass(frozen=True)
class Kind:
    """How a kind of interaction is played: the partners' role and the office's."""

    id: str
    label: str
    partners: str
    office: str


@dataclass(frozen=True)
class ActorKind:
    """How an actor of a type is called: a head, a body, and a place or a country."""

    id: str
    sector: str | None
    heads: Sequence[str]
    bodies: Sequence[str]


@dataclass(frozen=True)
class Drawn:
    """Things with their running shares."""

    things: Sequence[Any]
    shares: Sequence[float]

    def draw(self, rng: Random) -> Any:
        """One of the things, each as likely as its share. Faster than `rng.choices`, which is made for many."""
        return self.things[bisect(self.shares, rng.random() * self.shares[-1])]


@cache
def words() -> Mapping[str, Any]:
    """The file as it is."""
    return tomllib.loads(files("seed").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def actor_kinds() -> Drawn:
    """The types of actors with how common they are."""
    types = words()["types"]
    kinds = [ActorKind(id, sector or None, heads, bodies) for id, (_, sector, heads, bodies) in types.items()]
    return Drawn(kinds, list(accumulate(share for share, *_ in types.values())))


@cache
def kinds() -> Drawn:
    """The kinds of interactions with how common they are."""
    given = words()["kinds"]
    labels = vocabulary("interaction_kinds")
    found = [
        Kind(id, labels.label(id, "es"), partners, office) for id, (_, partners, office) in given.items()
    ]
    return Drawn(found, list(accumulate(share for share, *_ in given.values())))


@cache
def areas() -> Sequence[Sequence[str]]:
    """The themes of each area of the thesaurus: what a community is about."""
    themes = vocabulary("themes")
    return [[theme.id for theme in themes.children(area.id)] for area in themes.children(None)]
