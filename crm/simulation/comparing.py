"""The actors whose numbers change most: those the change is about, their contacts, who gains or loses most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.simulation.measuring import MEASURES, State
from crm.simulation.trial import Trial

if TYPE_CHECKING:
    from crm.derived.results import Derived

NEIGHBOURS, MOVERS = 15, 5
Presence = NDArray[np.bool_]


def presence(trial: Trial) -> tuple[Presence, Presence]:
    """Who is there before and after."""
    before = np.ones(len(trial.numbers), dtype=np.bool_)
    after = before.copy()
    if trial.gone >= 0:
        after[trial.gone] = False
    return before, after


def compared(derived: Derived, trial: Trial, states: tuple[State, State]) -> list[dict[str, Any]]:
    """A line for each of them: its measures and its ranks, before and after (None without a value)."""
    there = presence(trial)
    ranks = {
        name: [state.ranks(name, present) for state, present in zip(states, there, strict=True)]
        for name in MEASURES
    }
    return [
        {
            "actor": derived.ids[int(trial.numbers[place])],
            "part": part,
            "values": {
                name: [
                    _value(state, name, (place, present))
                    for state, present in zip(states, there, strict=True)
                ]
                for name in MEASURES
            },
            "ranks": {name: [int(of[place]) or None for of in ranks[name]] for name in MEASURES},
        }
        for place, part in _chosen(trial, states)
    ]


def _value(state: State, name: str, at: tuple[int, Presence]) -> float | None:
    place, present = at
    value = float(state.values[name][place])
    return value if present[place] and not np.isnan(value) else None


def _chosen(trial: Trial, states: tuple[State, State]) -> list[tuple[int, str]]:
    """Places with what they are to the change: "self", "contact", "mover"."""
    chosen: dict[int, str] = {end: "self" for end in (trial.actor, trial.other) if end >= 0}
    for place in _contacts(trial):
        chosen.setdefault(place, "contact")
    for place in gains(states)[1][:MOVERS]:
        chosen.setdefault(int(place), "mover")
    return list(chosen.items())


def _contacts(trial: Trial) -> list[int]:
    """The strongest contacts of both."""
    weight = np.zeros(len(trial.numbers))
    for end in (trial.actor, trial.other):
        if end >= 0:
            row = slice(int(trial.before.indptr[end]), int(trial.before.indptr[end + 1]))
            weight[trial.before.indices[row]] += trial.before.data[row]
    order = np.argsort(-weight, kind="stable")[:NEIGHBOURS]
    return [place for place in order.tolist() if weight[place] > 0]


def gains(states: tuple[State, State]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """By how much betweenness grows for each, and the places ordered by how far it moves, those that do not left out."""
    before, after = (state.values["betweenness"] for state in states)
    moved = np.nan_to_num(after - before)
    order = np.argsort(-np.abs(moved), kind="stable")
    return moved, order[np.abs(moved[order]) > 1e-9].astype(np.int64)
