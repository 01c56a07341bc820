"""What a community is called: by its strongest members and the themes that are more its own than others'.

"ONU-Habitat, Metrolínea y 11 más · movilidad, ambiente"
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.messages import say
from crm.vocabulary import vocabulary
from graph.one_mode import OneMode

_NAMED, _THEMES = 2, 2


def describe_communities(
    core: OneMode, community: NDArray[np.int32], themes: Iterable[tuple[int, str]]
) -> list[dict[str, Any]]:
    """For each community, by number: its size, the ids of its two strongest members and its telling themes.

    `community` has one number an actor (-1: none), `themes` the themes of interactions by their number.
    """
    own_themes = _telling_themes(core, community, themes)
    strength = np.bincount(core.first, core.weight, len(core.members))
    strength += np.bincount(core.second, core.weight, len(core.members))
    found = []
    for number in range(int(community.max(initial=-1)) + 1):
        members = np.flatnonzero(community == number)
        strongest = members[np.argsort(-strength[members], kind="stable")][:_NAMED]
        first = [core.members[place] for place in strongest.tolist()]
        found.append({"size": len(members), "first": first, "themes": own_themes.get(number, [])})
    return found


def _telling_themes(
    core: OneMode, community: NDArray[np.int32], themes: Iterable[tuple[int, str]]
) -> dict[int, list[str]]:
    """The themes whose part in a community's own interactions is largest beside their part in all of them."""
    of_event: defaultdict[int, list[str]] = defaultdict(list)
    for event, theme in themes:
        of_event[event].append(theme)
    overall: Counter[str] = Counter()
    inside: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for number, event in _own_events(core, community):
        inside[number].update(of_event.get(event, ()))
        overall.update(of_event.get(event, ()))
    return {number: _most_telling(counts, overall) for number, counts in inside.items()}


def _own_events(core: OneMode, community: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Each interaction between two members of one community, once: (community, interaction)."""
    edge = np.repeat(np.arange(len(core.first)), np.diff(core.begins))
    first, second = community[core.first[edge]], community[core.second[edge]]
    alike = (first == second) & (first >= 0)
    pairs = np.unique(np.column_stack([first[alike], core.event[alike]]), axis=0)
    return [(int(number), int(event)) for number, event in pairs]


def _most_telling(counts: Counter[str], overall: Counter[str]) -> list[str]:
    total, everything = counts.total(), overall.total()
    worth = {
        theme: count * np.log((count / total) / (overall[theme] / everything) + 0.5)
        for theme, count in counts.items()
    }
    best = sorted(worth, key=lambda theme: (-worth[theme], theme))
    return [theme for theme in best if worth[theme] > 0][:_THEMES]


def say_community(first: list[str], size: int, themes: list[str], lang: str) -> str:
    """The community's name in words; `first` are names of its strongest members."""
    others = size - len(first)
    key = "community.more" if others else "community.all"
    name = say(key, lang, names=first, count=others)
    terms = vocabulary("themes")
    labels = [terms.label(theme, lang) if theme in terms else theme for theme in themes]
    return say("community.with_themes", lang, name=name, themes=labels) if labels else name
