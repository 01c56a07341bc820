"""Invented actors in planted communities, some busy, most not, many gone quiet.

activity ~ Pareto with exponent 2.2 (P(a > x) = x ** -1.2), as in networks of collaboration; capped at 1 % of all
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

from crm.actor_model import PERSON
from crm.actors import Actor, Person, PostHeld
from crm.identity import slug
from crm.vocabulary import vocabulary
from seed.words import FOREIGN, HOME, NO_COUNTRY, ActorKind, actor_kinds, words

TAIL = 1.2
STALE = 0.35
_HOME_SHARE = 0.72


@dataclass(frozen=True)
class Player:
    """What an actor does in the invented history: how often, with whom, and between which parts (0 to 1) of it."""

    id: str
    activity: float
    community: int
    comes: float
    goes: float


def community_count(actors: int) -> int:
    """How many communities a network of this size has: 3 at 10 actors, 50 at 10,000, 250 at 250,000."""
    return max(3, round(sqrt(actors) / 2))


def invent_players(rng: Random, ids: Sequence[str]) -> list[Player]:
    """Gives each actor its activity, its community and its time."""
    groups = community_count(len(ids))
    highest = max(20.0, len(ids) / 100)
    return [_player(rng, id, rng.randrange(groups), highest) for id in ids]


def _player(rng: Random, id: str, community: int, highest: float) -> Player:
    activity = min((1.0 - rng.random()) ** (-1 / TAIL), highest)
    comes = max(0.0, rng.random() * 1.4 - 0.7)
    goes = comes + (1 - comes) * rng.uniform(0.15, 0.7) if rng.random() < STALE else 1.0
    return Player(id, activity, community, comes, goes)


def invent_actors(rng: Random, number: int) -> list[Actor]:
    """Actors with names, types, sectors and countries; people hold a post at an organisation among them."""
    drawn = actor_kinds()
    taken: Counter[str] = Counter()
    actors: list[Actor] = []
    organisations: list[str] = []
    for _ in range(number):
        kind: ActorKind = drawn.draw(rng)
        if kind.id == PERSON:
            actors.append(_person(rng, taken, organisations))
        else:
            actors.append(_organisation(rng, kind, taken))
            organisations.append(actors[-1].id)
    return actors


def _organisation(rng: Random, kind: ActorKind, taken: Counter[str]) -> Actor:
    country = None if kind.id in NO_COUNTRY else _country(rng, abroad=kind.id in FOREIGN)
    place = _place(rng)
    name, id = _named(_name(rng, kind, country, place), place, taken)
    known = {"name": name, "id": id, "type": kind.id, "sector": kind.sector, "country": country}
    return Actor.trusted({**known, "city": place if country == HOME else None})


def _named(name: str, place: str, taken: Counter[str]) -> tuple[str, str]:
    """A name nobody in this network has, and its id."""
    id = slug(name, "actor")
    if taken[id]:
        name = f"{name} en {place}"
        id = slug(name, "actor")
    taken[id] += 1
    if taken[id] > 1:
        number = taken[id]
        return f"{name} {number}", f"{id}-{number}"
    return name, id


def _country(rng: Random, *, abroad: bool) -> str:
    known: list[str] = words()["countries"]
    if not abroad and rng.random() < _HOME_SHARE:
        return HOME
    # The first of the list are the likeliest: squaring pulls a uniform draw to the front.
    return known[1 + int((len(known) - 1) * rng.random() ** 2)]


def _place(rng: Random) -> str:
    given = words()
    head, word = rng.choice(given["place_heads"]), rng.choice(given["place_words"])
    return f"{head} {word}{rng.choice(given['place_tails'])}"


def _name(rng: Random, kind: ActorKind, country: str | None, place: str) -> str:
    head, body = rng.choice(kind.heads), rng.choice(kind.bodies)
    if kind.id in FOREIGN:
        where = vocabulary("countries").label(country or HOME, "es")
        return f"{head} {where}" if kind.id == "binational_chamber" else f"{head} de {where}"
    begin = f"{head} {body}".strip()
    return f"{begin} {place}" if begin.endswith(" in") else f"{begin} de {place}"


def _person(rng: Random, taken: Counter[str], organisations: Sequence[str]) -> Actor:
    given = words()
    first = rng.choice(given["given"])
    name = f"{first} {rng.choice(given['surnames'])} {rng.choice(given['surnames'])}"
    name, id = _named(name, _place(rng), taken)
    known = {"name": name, "id": id, "type": PERSON, "sector": "social_citizen", "country": HOME}
    if not organisations:
        return Person.trusted(known)
    held = PostHeld(title=rng.choice(_TITLES), organisation=rng.choice(organisations))
    return Person.trusted({**known, "parent": held.organisation, "posts": [held]})


_TITLES = ("Directora", "Director", "Gerente", "Coordinadora", "Asesor", "Presidenta", "Enlace internacional")


def by_community(players: Sequence[Player]) -> Iterator[list[Player]]:
    """The players of each community that has any."""
    groups: dict[int, list[Player]] = {}
    for player in players:
        groups.setdefault(player.community, []).append(player)
    for community in sorted(groups):
        yield groups[community]
