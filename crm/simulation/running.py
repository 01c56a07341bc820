"""Trying a change: both networks are measured, compared and told. Takes as long as the network's measures, twice.

simulate(derived, Change("leaves", "imebu"))  ->  a JSON object; `statements_in` reads its sentences back
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.meaning.statements import Fact, Statement
from crm.simulation.changes import Change
from crm.simulation.comparing import compared, presence
from crm.simulation.measuring import MEASURES, Numbers, State, complete_state, figures, measure_state
from crm.simulation.telling import statements_about
from crm.simulation.told import Told
from crm.simulation.trial import Trial, read_trial
from crm.vocabulary import vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived


def simulate(derived: Derived, change: Change) -> dict[str, Any]:
    """What would change: `figures` of the network, `actors` with measures and ranks, `statements`."""
    trial = read_trial(derived, change)
    before, after = _before(derived, trial), measure_state(trial.after, *_sectors(derived, trial))
    there = presence(trial)
    return {
        "change": asdict(change),
        "wide": trial.wide,
        "revision": derived.revision,
        "day": derived.day.isoformat(),
        "statuses": after.statuses,
        "figures": {"before": figures(before, there[0]), "after": figures(after, there[1])},
        "actors": compared(derived, trial, (before, after)),
        "statements": [asdict(one) for one in statements_about(Told(derived, trial, before, after))],
    }


def _before(derived: Derived, trial: Trial) -> State:
    """Today's network: as the analyst measured it, unless it took samples or this is another network."""
    names = [name for name in MEASURES if name in derived.statuses]
    statuses = {name: derived.statuses[name] for name in names}
    if trial.wide or set(statuses.values()) != {"exact"}:
        return measure_state(trial.before, *_sectors(derived, trial))
    values = {name: np.asarray(derived.array(f"measure_{name}"))[trial.numbers] for name in names}
    return complete_state(trial.before, (values, statuses), *_sectors(derived, trial))


def _sectors(derived: Derived, trial: Trial) -> tuple[Numbers, int]:
    """The sector of each actor as a number, -1 for none, and how many sectors there are."""
    names = vocabulary("sectors").ids
    place = {name: number for number, name in enumerate(names)}
    of_actor = derived.actors["sector"]
    sector = np.array([place.get(of_actor[number], -1) for number in trial.numbers.tolist()], dtype=np.int64)
    return sector, len(names)


def statements_in(result: dict[str, Any]) -> list[Statement]:
    """The sentences of a result that was kept as JSON."""
    return [
        Statement(**{**said, "facts": tuple(_fact(fact) for fact in said["facts"])})
        for said in result["statements"]
    ]


def _fact(said: dict[str, Any]) -> Fact:
    return Fact(tuple(said["actors"]), tuple(said["interactions"]), said["total"], said["sector"])
