"""What `analyse` says of the groups: contacts and roles between sectors, core and edge, and the network as a whole."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from crm.network_data import ActorRow
    from graph.one_mode import OneMode

# Groups are dealt anew a thousand times to the same ties: beyond this many that takes longer than all the rest.
TESTED_UP_TO = 20_000


class Standing:
    """The measures between sectors of every actor of a network; `statuses` says how each was come by."""

    def __init__(self, inside: OneMode, actors: Sequence[ActorRow]) -> None:
        from crm.meaning.making import measures_between, sector_numbers

        self._inside = inside
        self._ids = [actor.id for actor in actors]
        self._sector = sector_numbers(actors)
        self._found, self._said = measures_between(inside, self._sector)
        self.statuses: dict[str, str] = self._said["statuses"]

    def beside(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines of the actors, in their order, with these measures too."""
        return [
            {**line, "between": self.between(place), "chance": self.chance(place)}
            for place, line in enumerate(lines)
        ]

    def between(self, place: int) -> dict[str, float | None]:
        """Its values by name."""
        return {name: number(self._found[name][place]) for name in (*self.statuses, "in_core")}

    def chance(self, place: int) -> dict[str, dict[str, float | None]]:
        """What chance would bring of each role, and how many deviations lie between."""
        return {
            name.removesuffix("_z"): {
                "expected": number(self._found[f"{name.removesuffix('_z')}_expected"][place]),
                "z": number(self._found[name][place]),
            }
            for name in self._found
            if name.endswith("_z")
        }

    def whole(self) -> dict[str, Any]:
        """The network as a whole: its E-I index beside chance, its core, and how well the core fits."""
        core = [
            id for id, value in zip(self._ids, self._found["in_core"].tolist(), strict=True) if value == 1
        ]
        return {
            "ei": self._ei(),
            "core": sorted(core),
            "core_fit": self._said.get("core_fit"),
            "coreness_fit": self._said.get("coreness_fit"),
        }

    def _ei(self) -> dict[str, float | None] | None:
        from graph.brokerage import ei_index_test

        if not 0 < len(self._inside.first) <= TESTED_UP_TO:
            return None
        graph = self._inside.graph()
        group = dict(zip(self._inside.members, self._sector.tolist(), strict=True))
        test = ei_index_test(graph, group)
        return {
            "observed": number(test.observed),
            "expected": number(test.expected),
            "deviation": number(test.deviation),
            "p": number(test.p),
        }


def number(value: float | np.floating[Any] | NDArray[Any]) -> float | None:
    """JSON knows no NaN: it is null."""
    plain = float(value)
    return None if math.isnan(plain) else plain
