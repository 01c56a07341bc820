"""What the analyst keeps so that pages can say what hangs on whom: doors, pieces, roles between sectors, the core.

OneMode of partners -> doors_*, cut_* (who loses what if somebody leaves), role_*, ei, participation, coreness
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crm.meaning.leading import brokers, hinges, strongest
from crm.office import office_id
from crm.vocabulary import vocabulary
from graph.cuts import find_cuts
from graph.one_mode import OneMode
from graph.roles import (
    ALL_ROLES,
    contacts_by_group,
    ei_of_each,
    only_doors,
    participation_of_each,
    roles_of,
)
from graph.two_mode import BoolArray

if TYPE_CHECKING:
    from crm.network_data import ActorRow, Network

Arrays = dict[str, NDArray[Any]]
Numbers = NDArray[np.int64]
CORE_UP_TO = 1500  # partners; the search for the best core grows with the square of them


def make_meaning(network: Network, inside: OneMode, partners: BoolArray) -> tuple[Arrays, dict[str, Any]]:
    """Arrays over all actors and one JSON document; `inside` is the network of the partners alone (a mask of actors)."""
    actors = [actor for actor, kept in zip(network.actors, partners.tolist(), strict=True) if kept]
    numbers = np.flatnonzero(partners)
    countries = _countries(network, actors)
    measured, document = measures_between(inside, sector_numbers(actors))
    arrays = {name: _scattered(values, partners) for name, values in measured.items()}
    groups = {
        "sector": (sector_numbers(actors), vocabulary("sectors").ids),
        "country": (_places(actors, countries), countries),
    }
    for name, (group, names) in groups.items():
        arrays |= _doors(name, _needed_doors(inside, numbers, (group, len(names))), len(partners))
    arrays |= _contacts(inside, partners, groups["sector"]) | _cuts(
        inside, numbers, groups["sector"], len(partners)
    )
    return arrays, {
        **document,
        "countries": countries,
        "strongest": {name: strongest(inside, numbers, group) for name, group in groups.items()},
        "hinges": hinges(arrays),
        "brokers": brokers(arrays, groups["sector"][0], numbers),
    }


def _needed_doors(
    inside: OneMode, numbers: Numbers, groups: tuple[Numbers, int]
) -> tuple[Numbers, Numbers, Numbers]:
    """Who has a single contact in which group, and whom; nobody needs a door to its own sector or country."""
    who, which, door = only_doors(inside.matrix(), *groups)
    apart = groups[0][who] != which
    return numbers[who[apart]], which[apart], numbers[door[apart]]


def _contacts(inside: OneMode, partners: BoolArray, sectors: tuple[Numbers, Sequence[str]]) -> Arrays:
    """The contacts of every actor by sector."""
    found = np.zeros((len(partners), len(sectors[1])), dtype=np.int32)
    found[partners] = contacts_by_group(inside.matrix(), sectors[0], len(sectors[1]))
    return {"contacts": found}


def sector_numbers(actors: Sequence[ActorRow]) -> Numbers:
    """The place of each actor's sector in the vocabulary, -1 for none."""
    return _places(actors, vocabulary("sectors").ids, "sector")


def measures_between(inside: OneMode, sector: Numbers) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The measures between sectors and the core, one value a member, and how each was come by (`statuses`)."""
    matrix, groups = inside.matrix(), len(vocabulary("sectors").ids)
    found: dict[str, NDArray[Any]] = {
        "ei": ei_of_each(contacts_by_group(matrix, sector, groups), sector),
        "participation": participation_of_each(matrix, sector, groups),
    }
    statuses = {"ei": "exact", "participation": "exact"}
    roles, nothing = roles_of(matrix, sector), np.full(len(sector), np.nan)
    for role in ALL_ROLES:
        name = "brokerage" if role == "total" else role
        found[name] = roles.observed[role] if roles else nothing
        found[f"{name}_expected"] = roles.expected[role] if roles else nothing
        found[f"{name}_z"] = roles.z[role] if roles else nothing
        statuses[name] = "exact" if roles else "not_computed"
    found["coreness"], found["in_core"], core = _core(inside)
    statuses["coreness"] = "searched" if core else "not_computed"
    return found, {"statuses": statuses, **core}


def _core(inside: OneMode) -> tuple[NDArray[np.float64], NDArray[np.float64], dict[str, float | None]]:
    from graph.cores import core_periphery

    if not 0 < len(inside.members) <= CORE_UP_TO:
        nothing = np.full(len(inside.members), np.nan)
        return nothing, nothing, {}
    found = core_periphery(inside.graph())
    values = np.array([found.coreness[member] for member in inside.members])
    core = np.array([float(member in found.core) for member in inside.members])
    fits = {"core_fit": found.fit, "coreness_fit": found.coreness_fit}
    return values, core, {name: None if np.isnan(fit) else fit for name, fit in fits.items()}


def _countries(network: Network, actors: Sequence[ActorRow]) -> list[str]:
    """The countries of partners, without the office's own."""
    home = {actor.country for actor in network.actors if actor.id == office_id()} or {"CO"}
    return sorted({actor.country for actor in actors if actor.country} - home)


def _places(actors: Sequence[ActorRow], ids: Sequence[str], field: str = "country") -> Numbers:
    place = {id: number for number, id in enumerate(ids)}
    return np.array([place.get(getattr(actor, field), -1) for actor in actors], dtype=np.int64)


def _scattered(values: NDArray[Any], partners: BoolArray) -> NDArray[Any]:
    everywhere = np.full(len(partners), np.nan)
    everywhere[partners] = values
    return everywhere


def _doors(name: str, found: tuple[Numbers, Numbers, Numbers], size: int) -> Arrays:
    """Lines ordered by door, where each actor's begin, and the lines of who needs a door, ordered by who that is."""
    who, which, door = found
    order = np.lexsort((which, who))
    everybody = np.arange(size + 1)
    return {
        f"{name}_who": who.astype(np.int32),
        f"{name}_which": which.astype(np.int16),
        f"{name}_door": door.astype(np.int32),
        f"{name}_door_begins": np.searchsorted(door, everybody),
        f"{name}_lean": order,
        f"{name}_lean_begins": np.searchsorted(who[order], everybody),
    }


def _cuts(inside: OneMode, numbers: Numbers, sectors: tuple[Numbers, Sequence[str]], size: int) -> Arrays:
    cuts = find_cuts(inside.matrix())
    group, names = sectors
    part = np.full(size, -1, dtype=np.int32)
    part[numbers] = cuts.part
    known = group >= 0
    counts = np.zeros((len(cuts.part_start), len(names)), dtype=np.int32)
    np.add.at(counts, (cuts.part[known], group[known]), 1)
    return {
        "cut_order": numbers[cuts.order].astype(np.int32),
        "cut_start": cuts.start,
        "cut_stop": cuts.stop,
        "cut_begins": np.searchsorted(numbers[cuts.door], np.arange(size + 1)),
        "part": part,
        "part_sectors": counts,
        "part_size": cuts.part_stop - cuts.part_start,
    }
