"""Invented interactions: mostly within a community, sometimes across, the office nearly always there, more each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from crm.interactions import Commitment, Interaction, Participant
from crm.periods import Period, Precision, whole
from crm.vocabulary import vocabulary
from seed.synthetic_actors import Player, by_community
from seed.words import Drawn, Kind, areas, kinds, words

YEARS = 8
_WITHIN = 0.88
_WITH_OFFICE = 0.95
_PROMISING = 0.12
_TRIES = 6
_MOST = 14
_PRECISIONS = Drawn(("day", "month", "quarter", "year"), (0.86, 0.94, 0.98, 1.0))


@dataclass(frozen=True)
class World:
    """Everything an interaction is drawn from."""

    office: str
    groups: Sequence[Drawn]
    communities: Drawn
    until: date
    mark: str


def make_world(players: Sequence[Player], office: str, until: date, mark: str) -> World:
    """Sorts the players into their communities, each drawn as often as its members are active."""
    groups = [Drawn(group, list(accumulate(p.activity for p in group))) for group in by_community(players)]
    communities = Drawn(range(len(groups)), list(accumulate(group.shares[-1] for group in groups)))
    return World(office, groups, communities, until, mark)


def invent_interactions(rng: Random, world: World, number: int) -> Iterator[Interaction]:
    """So many interactions, community by community: one saved after another then concern the same actors."""
    drawn = kinds()
    communities = sorted(world.communities.draw(rng) for _ in range(number))
    for index, community in enumerate(communities):
        kind: Kind = drawn.draw(rng)
        yield _interaction(rng, world, (kind, community), index)


def _interaction(rng: Random, world: World, what: tuple[Kind, int], index: int) -> Interaction:
    kind, community = what
    # The square root makes later years busier: twice as much happens at three quarters as at a fifth of the time.
    moment = rng.random() ** 0.5
    when = _period(rng, world.until - timedelta(days=int((1 - moment) * YEARS * 365)), world.until)
    partners = _partners(rng, world, community, moment)
    themes = areas()[community % len(areas())]
    theme = rng.choice(themes)
    id = f"{when.sort_day.isoformat()}-{kind.id.replace('_', '-')}-{world.mark}-{index}"
    office = rng.random() < _WITH_OFFICE or len(partners) < 2
    return _told(rng, (id, kind, when, theme), partners, world.office if office else None)


def _period(rng: Random, day: date, until: date) -> Period:
    precision: Precision = _PRECISIONS.draw(rng)
    period = whole(day, precision)
    return period if period.sort_day <= until else whole(day, "day")


def _partners(rng: Random, world: World, community: int, moment: float) -> list[str]:
    """One to fourteen different actors, who are around at that moment if such can be found."""
    wanted = min(1 + int(rng.expovariate(0.9)), _MOST)
    found: dict[str, None] = {}
    for _ in range(wanted):
        group = world.groups[community]
        if found and rng.random() > _WITHIN:
            group = world.groups[rng.randrange(len(world.groups))]
        found[_someone(rng, group, moment).id] = None
    return list(found)


def _someone(rng: Random, group: Drawn, moment: float) -> Player:
    for _ in range(_TRIES):
        player: Player = group.draw(rng)
        if player.comes <= moment <= player.goes:
            return player
    return next((p for p in group.things if p.goes == 1.0), player)


def _told(
    rng: Random, what: tuple[str, Kind, Period, str], partners: Sequence[str], office: str | None
) -> Interaction:
    id, kind, when, theme = what
    label = vocabulary("themes").label(theme, "es").lower()
    participants = [_participant(actor, kind.partners) for actor in partners]
    if office is not None:
        participants.insert(0, _participant(office, kind.office))
    promises = [_promise(rng, (id, when), label, (office, partners))] if rng.random() < _PROMISING else []
    told = {
        "id": id,
        "kind": kind.id,
        "title": f"{kind.label} sobre {label}",
        "when": when,
        "status": "in_progress" if rng.random() < 0.15 else "done",
        "themes": [theme],
        "results": rng.choice(words()["sentences"]["results"]).format(theme=label),
        "participants": participants,
        "commitments": promises,
    }
    return Interaction.trusted(told)


@lru_cache(maxsize=100_000)
def _participant(actor: str, role: str) -> Participant:
    return Participant.trusted({"actor": actor, "role": role})


def _promise(
    rng: Random, source: tuple[str, Period], label: str, parties: tuple[str | None, Sequence[str]]
) -> Commitment:
    (interaction, when), (office, partners) = source, parties
    due = when.sort_day + timedelta(days=rng.randint(7, 90))
    ours = office is not None and rng.random() < 0.6
    kept = rng.random() < 0.7
    promised = {
        "id": f"{interaction}-c1",
        "text": rng.choice(words()["sentences"]["promises"]).format(theme=label),
        "owner": office if ours else partners[0],
        "beneficiary": partners[0] if ours else office,
        "due": whole(due, "day"),
        "status": "done" if kept else "pending",
        "done_on": due if kept else None,
        "interaction": interaction,
    }
    return Commitment.trusted(promised)
