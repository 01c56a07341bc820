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

from crm.derived.meetings_now import PARTS, Meeting, Part, renewed, without_parts
from crm.derived.results import Community, Derived

NAMELESS = "…"
_OF_THE_WHOLE = {"number", "communities", "positions"}


@dataclass(frozen=True)
class Since:
    """What changed since the analysis, by number: actors `gone`, new `names`, `interactions` that count no more, `meetings`
    that are otherwise now, and parts, (actor, interaction), that were taken and are no more (`left`).
    """

    gone: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)
    interactions: frozenset[int] = frozenset()
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    left: frozenset[Part] = frozenset()


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
        """One of the arrays; those who are gone are no partners, and meetings are as they are now.

        Ties keep their numbers: what is behind them is told by `still`.
        """
        return self._now[name] if name in self._now else self.whole.array(name)

    @cached_property
    def _now(self) -> Mapping[str, NDArray[Any]]:
        """The arrays that are others than those of the analysis."""
        since, whole = self.since, self.whole.array
        found = {"partner": self._partner}
        if since.meetings:
            names = {part: f"interaction_{part}" for part in PARTS}
            found |= {name: renewed(whole(name), part, since.meetings) for part, name in names.items()}
        if since.left:
            begins, event = whole("took_part_begins"), whole("took_part_event")
            begins, event = without_parts(begins, event, since.left)
            found |= {"took_part_begins": begins, "took_part_event": event}
        return found

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


def recounts(derived: Derived) -> bool:
    """Whether the sums over interactions, as they are kept, are no longer true."""
    if not isinstance(derived, Seen):
        return False
    since = derived.since
    return bool(since.interactions or since.meetings or since.left)


def still(
    derived: Derived, first: NDArray[Any], second: NDArray[Any], event: NDArray[Any]
) -> NDArray[np.bool_]:
    """Which links of two actors by an interaction, all by number and of one length, are still there."""
    kept = np.ones(len(event), dtype=np.bool_)
    if not isinstance(derived, Seen) or not recounts(derived):
        return kept
    since = derived.since
    left: dict[int, set[int]] = {}
    for actor, meeting in since.left:
        left.setdefault(meeting, set()).add(actor)
    hosts = {number: one.hosts for number, one in since.meetings.items() if one.hosts is not None}
    for line in np.flatnonzero(np.isin(event, [*since.interactions, *left, *hosts])).tolist():
        ends, meeting = {int(first[line]), int(second[line])}, int(event[line])
        apart = meeting in hosts and not ends & hosts[meeting]
        kept[line] = not (meeting in since.interactions or ends & left.get(meeting, set()) or apart)
    return kept


def reweighed(derived: Derived, event: NDArray[Any], share: NDArray[Any]) -> NDArray[Any]:
    """Shares in interactions by what these weigh now; of how many parties there are now the analysis tells."""
    if not isinstance(derived, Seen) or not derived.since.meetings:
        return share
    then, now = (of.array("interaction_weight")[event] for of in (derived.whole, derived))
    found: NDArray[Any] = share * np.divide(now, then, out=np.ones_like(now), where=then > 0)
    return found


def uncounted(derived: Derived) -> Collection[int]:
    """The numbers of the interactions that count no more."""
    return derived.since.interactions if isinstance(derived, Seen) else ()
