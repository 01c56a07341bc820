"""The grid of a project: where each actor stands as people see it and as the network shows it.

grid = grid_of(store, derived, project, {"uis": 0.8, …})        every value 0 to 1; 1 to 5 in words is 1 + 4 x
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from crm.assessments.model import HIGHEST, LOWEST, SCALES, Assessment
from crm.assessments.records import ByActor, assessments_of
from crm.assessments.strategies import attitude_of, salience_of, strategy_of

if TYPE_CHECKING:
    from crm.assessments.structure import Structural
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.records import Node
    from graph.store import Store

MOST = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """One attribute: the mean of what people say (`perceived`), how far apart they are (`spread`, highest less lowest), how
    many said it, what the network shows (`structural`) and the lowest that people say (`low`). All 0 to 1; None where nobody
    said or nothing is known.
    """

    perceived: float | None = None
    spread: float | None = None
    assessors: int = 0
    structural: float | None = None
    low: float | None = None

    @property
    def best(self) -> float | None:
        """What people say, else what the network shows."""
        return self.structural if self.perceived is None else self.perceived

    @property
    def difference(self) -> float | None:
        """How much more the network shows than people say; None without both."""
        if self.perceived is None or self.structural is None:
            return None
        return self.structural - self.perceived


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor on the grid. `salience`, `strategy` and `attitude` are ids of the words; `attitude_mean` is -2 to 2;
    `hidden` says that others assessed it and the viewer has not yet.
    """

    actor: str
    name: str
    type: str
    power: Judged
    interest: Judged
    legitimacy: Judged
    urgency: Judged
    salience: str | None = None
    strategy: str | None = None
    attitude: str | None = None
    attitude_mean: float | None = None
    hidden: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether there is a place to draw it at."""
        return self.power.best is not None and self.interest.best is not None


@dataclass(frozen=True, slots=True)
class Pull:
    """One actor influences another: 1 (a little) to 3 (it decides)."""

    actor: str
    upon: str
    strength: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The actors in the order given: the most relevant first; `pulls` are the influences to draw between them."""

    placed: tuple[Placed, ...]
    title: str = ""
    pulls: tuple[Pull, ...] = ()

    def first(self, most: int = MOST) -> Grid:
        """The same with at most so many actors, those that people assessed before all others."""
        order = sorted(range(len(self.placed)), key=lambda n: (not said_of(self.placed[n]), n))
        kept = set(order[:most])
        return replace(self, placed=tuple(one for n, one in enumerate(self.placed) if n in kept))

    def of(self, actor: str) -> Placed | None:
        """Where an actor stands; None when it is not here."""
        return next((one for one in self.placed if one.actor == actor), None)


def said_of(one: Placed) -> bool:
    """Whether anybody said anything of it that is shown."""
    return any(getattr(one, name).assessors for name in SCALES) or one.attitude_mean is not None


def grid_of(
    store: Store,
    derived: Derived | None,
    project: Project,
    scores: Mapping[str, float],
    assessed: ByActor | None = None,
) -> Grid:
    """The grid of the actors in `scores` (relevance, 0 to 1), of those assessed and of those the project names.

    `assessed` are the assessments to count: by default all there are, whoever made them. For a page give what its viewer
    may see (`hiding.assessments_for`). Without `derived` nothing is structural. Archived actors are left out.
    """
    said = assessments_of(store, project.id) if assessed is None else assessed
    wanted = dict.fromkeys(
        [*sorted(scores, key=lambda id: -scores[id]), *project.must_include, *sorted(said)]
    )
    cards = store.get(wanted.keys()) if wanted else {}
    kept = [
        id for id in wanted if id in cards and id not in project.exclude and not cards[id].get("archived")
    ]
    power, interest = _structural(store, derived, project, (scores, kept))
    placed = (_placed(cards[id], said.get(id, ()), (power.get(id), interest.get(id))) for id in kept)
    return Grid(tuple(placed), project.title)


_Values = Mapping[str, "Structural"]


def _structural(
    store: Store, derived: Derived | None, project: Project, asked: tuple[Mapping[str, float], Sequence[str]]
) -> tuple[_Values, _Values]:
    from crm.assessments.structure import interests, powers

    if derived is None:
        return {}, {}
    scores, kept = asked
    return powers(store, derived, kept), interests(derived, project, scores, kept)


def _placed(
    card: Node, said: Sequence[Assessment], structural: tuple[Structural | None, Structural | None]
) -> Placed:
    power, interest = (judged(said, name, found) for name, found in zip(SCALES[:2], structural, strict=True))
    legitimacy, urgency = (judged(said, name) for name in SCALES[2:])
    attitudes = [one.attitude for one in said if one.attitude is not None]
    mean = fmean(attitudes) if attitudes else None
    return Placed(
        actor=card.id,
        name=str(card.get("name")),
        type=str(card.get("type")),
        power=power,
        interest=interest,
        legitimacy=legitimacy,
        urgency=urgency,
        salience=salience_of(power.best, legitimacy.perceived, urgency.perceived),
        strategy=strategy_of(power.best, interest.best),
        attitude=attitude_of(mean),
        attitude_mean=mean,
    )


def judged(said: Iterable[Assessment], name: str, structural: Structural | None = None) -> Judged:
    """One attribute from what people said of it, and what the network shows."""
    values = [unit(value) for one in said if (value := getattr(one, name)) is not None]
    own = structural.value if structural is not None else None
    if not values:
        return Judged(structural=own)
    return Judged(fmean(values), max(values) - min(values), len(values), own, min(values))


def unit(value: float) -> float:
    """1 to 5 as 0 to 1."""
    return (value - LOWEST) / (HIGHEST - LOWEST)


def of_five(value: float) -> float:
    """0 to 1 as 1 to 5."""
    return LOWEST + (HIGHEST - LOWEST) * value
