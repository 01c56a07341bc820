"""A city's network of any size as arrays, for measuring: who took part in what.

The distribution, fixed before anything was measured with it:

- actors belong to one of n / 400 circles by lot; how active one is follows a Pareto law with exponent 2.2 (a few are
  everywhere, most hardly ever), at most ``sqrt(n) / 2`` times the least active;
- there are 2.1 interactions an actor unless another number is asked for; each has ``2 + geometric(0.45) - 1`` parties, 3.2 on average, 12 at most; its circle
  is that of an actor drawn by activity, and each party comes from that circle with probability 0.7, else from anywhere,
  by activity; drawn twice, a party counts once;
- an interaction of k parties gives each pair 1 / (k - 1) (Newman), and half of them happened in the last year with a
  half-life of 540 days, so that weights are of many sizes.

At 250,000 actors and seed 1: 525,000 interactions, 1,6 million memberships, 2.5 million distinct pairs, mean degree 20,
median 16, highest degree about 1,560, one giant part of 99 in 100 actors. The largest network measured has 1,000,000
actors and ten interactions an actor: 10 million, of the same shape. `describe` prints the real figures.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.one_mode import OneMode
from graph.projection import Options, project
from graph.two_mode import TwoMode

CIRCLE = 400
INTERACTIONS_AN_ACTOR = 2.1
INSIDE = 0.7
DAY = 739_900


def two_mode(actors: int, seed: int = 1, each: float = INTERACTIONS_AN_ACTOR) -> TwoMode:
    """Who took part in what, in `each` interactions an actor; actors are called "0", "1", …."""
    rng = np.random.default_rng(seed)
    circles = max(actors // CIRCLE, 1)
    circle = np.sort(rng.integers(0, circles, actors))
    activity = np.minimum((1 - rng.random(actors)) ** (-1 / 2.2), np.sqrt(actors) / 2)
    upto = np.r_[0, np.cumsum(activity)]
    events = int(actors * each)
    parties = np.minimum(1 + rng.geometric(0.45, events), 12)
    event = np.repeat(np.arange(events, dtype=np.int32), parties)
    home = circle[_drawn(upto, rng.random(events) * upto[-1])][event]
    inside = rng.random(len(event)) < INSIDE
    low = np.where(inside, upto[np.searchsorted(circle, home)], 0.0)
    high = np.where(inside, upto[np.searchsorted(circle, home, side="right")], upto[-1])
    member = _drawn(upto, low + rng.random(len(event)) * (high - low))
    number = rng.permutation(actors).astype(np.int32)  # who is near whom must not follow from the order
    age = np.where(rng.random(events) < 0.5, rng.integers(0, 365, events), rng.integers(365, 2000, events))
    return _made(actors, event, number[member], (DAY - age).astype(np.int32))


def _drawn(upto: NDArray[np.float64], chance: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.searchsorted(upto, chance, side="right").clip(1, len(upto) - 1) - 1


def _made(
    actors: int, event: NDArray[np.int32], member: NDArray[np.int32], day: NDArray[np.int32]
) -> TwoMode:
    events = len(day)
    return TwoMode(
        members=tuple(map(str, range(actors))),
        events=tuple(map(str, range(events))),
        member=member,
        event=event,
        host=np.zeros(len(event), dtype=np.bool_),
        start=day,
        end=day,
        weight=np.ones(events),
        half_life=np.full(events, 540.0),
        star=np.zeros(events, dtype=np.bool_),
    )


def network(actors: int, seed: int = 1, each: float = INTERACTIONS_AN_ACTOR) -> OneMode:
    """The projected network."""
    return project(two_mode(actors, seed, each), Options(as_of=DAY))


def sectors(actors: int, seed: int = 1) -> NDArray[np.int64]:
    """A sector, one of twelve, for each actor, the first ones more often."""
    chances = np.arange(12, 0, -1) / 78
    return np.random.default_rng(seed).choice(12, actors, p=chances)


def describe(one: OneMode) -> str:
    """The figures of a network in a line."""
    degree = np.bincount(np.r_[one.first, one.second], minlength=len(one.members))
    return (
        f"{len(one.members)} actors, {len(one.first)} distinct pairs by {len(one.event)} links; degree: "
        f"mean {degree.mean():.1f}, median {np.median(degree):.0f}, 99th of 100 {np.quantile(degree, 0.99):.0f}, "
        f"highest {degree.max()}; without ties {np.count_nonzero(degree == 0)}"
    )
