"""The analyst's results without whoever was archived, erased or made confidential since, and with the newest names.

Arrays keep their places, so that all numbers stay true; who is gone has no name and no id that leads anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.results import Community, Derived

NAMELESS = "…"
_OF_THE_WHOLE = {"number", "communities", "positions"}


@dataclass(frozen=True)
class Since:
    """What changed since the analysis, by number: actors `gone`, new `names`, `interactions` that count no more."""

    gone: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)
    interactions: frozenset[int] = frozenset()


class Seen(Derived):
    """The results `whole` as they may be told after what changed `since`."""

    def __init__(self, whole: Derived, since: Since) -> None:
        own = {name: value for name, value in vars(whole).items() if name not in _OF_THE_WHOLE}
        self.__dict__.update(own)
        self.whole, self.since = whole, since
        ids, names = list(whole.ids), list(whole.actors["name"])
        for number in since.gone:
            ids[number], names[number] = _unknown(number), NAMELESS
        for number, name in since.names.items():
            names[number] = name
        self.ids, self.actors = ids, {**whole.actors, "id": ids, "name": names}

    def array(self, name: str) -> NDArray[Any]:
        """One of the arrays; those who are gone are no partners."""
        return self._partner if name == "partner" else self.whole.array(name)

    @cached_property
    def _partner(self) -> NDArray[Any]:
        partner = np.array(self.whole.array("partner"))
        partner[[*self.since.gone]] = False
        return partner

    @cached_property
    def communities(self) -> Sequence[Community]:
        """The communities by number, named by those who are there."""
        number = self.whole.number
        return [
            replace(one, first=tuple(id for id in one.first if id in self.number) or _nobody(number, one))
            for one in self.whole.communities
        ]


def _unknown(number: int) -> str:
    """What stands for the id of somebody who is gone; no id of an actor begins so."""
    return f"~{number}"


def _nobody(number: Mapping[str, int], community: Community) -> tuple[str, ...]:
    return tuple(_unknown(number[id]) for id in community.first[:1])


def whole_of(derived: Derived) -> Derived:
    """The results as the analyst left them."""
    return derived.whole if isinstance(derived, Seen) else derived


def gone(derived: Derived) -> Collection[int]:
    """The numbers of the actors who are not to be shown any more."""
    return derived.since.gone if isinstance(derived, Seen) else ()


def uncounted(derived: Derived) -> Collection[int]:
    """The numbers of the interactions that count no more."""
    return derived.since.interactions if isinstance(derived, Seen) else ()
