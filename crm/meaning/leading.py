"""Who leads in what: the bridge of each sector, the strongest of each group, those on whom most others depend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.vocabulary import vocabulary
from graph.one_mode import OneMode

Arrays = dict[str, NDArray[Any]]
Numbers = NDArray[np.int64]
STRONGEST, HINGES = 5, 20
DOORS = ("sector", "country")


def brokers(arrays: Arrays, sector: Numbers, numbers: Numbers) -> dict[str, int]:
    """Of each sector the partner between most pairs, by its number; a sector without any is left out."""
    pairs = np.nan_to_num(arrays["brokerage"][numbers])
    found = {}
    for place, name in enumerate(vocabulary("sectors").ids):
        own = np.flatnonzero((sector == place) & (pairs > 0))
        if len(own):
            found[name] = int(numbers[own[np.argmax(pairs[own])]])
    return found


def strongest(
    inside: OneMode, numbers: Numbers, groups: tuple[Numbers, Sequence[str]]
) -> dict[str, list[int]]:
    """The strongest actors of each group, as numbers."""
    group, names = groups
    strength = np.asarray(inside.matrix().sum(axis=1)).ravel()
    order = np.argsort(-strength, kind="stable")
    return {
        name: numbers[order[group[order] == place][:STRONGEST]].tolist() for place, name in enumerate(names)
    }


def hinges(arrays: Arrays) -> list[int]:
    """The actors on whom most others depend for a sector or country, or to be part of the network, as numbers."""
    begins = arrays["cut_begins"]
    sizes = np.r_[0, np.cumsum(arrays["cut_stop"] - arrays["cut_start"])]
    weight = 3.0 * (sizes[begins[1:]] - sizes[begins[:-1]])
    for kind in DOORS:
        weight = weight + 2.0 * np.diff(arrays[f"{kind}_door_begins"])
    order = np.argsort(-weight, kind="stable")[:HINGES]
    return [number for number in order.tolist() if weight[number] > 0]
