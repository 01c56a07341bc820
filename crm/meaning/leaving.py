"""What is lost if an actor leaves: who has no other door to a sector or a country, who is cut off, and what it leans on itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.meaning.statements import Statement
from crm.meaning.ties import neighbours, tie_fact
from crm.vocabulary import vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived

Numbers = NDArray[np.int64]
DEPARTMENT = "city_dependency"
FACTS = 12
LOOKED_AT = 25


def door_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """One sentence for each sector or country to which somebody has no other door."""
    countries = derived.folder.document("meaning")["countries"]
    for kind, names in (("sector", vocabulary("sectors").ids), ("country", countries)):
        begins = derived.array(f"{kind}_door_begins")
        lines = slice(int(begins[actor]), int(begins[actor + 1]))
        who = np.asarray(derived.array(f"{kind}_who")[lines], dtype=np.int64)
        which = np.asarray(derived.array(f"{kind}_which")[lines])
        for place in np.unique(which).tolist():
            yield _door(derived, actor, (kind, names[place]), who[which == place])


def _door(derived: Derived, actor: int, group: tuple[str, str], who: Numbers) -> Statement:
    kind, name = group
    departments = all(derived.actors["type"][one] == DEPARTMENT for one in who.tolist())
    form = "one" if len(who) == 1 else "departments" if departments else "many"
    others = _other_doors(derived, actor, group, who)
    return Statement(
        key=f"door_{kind}_{form}",
        measure="only_door",
        params={"names": _ids(derived, who), "count": len(who), kind: name},
        advice="door" if others else "door_none",
        advised={"names": others} if others else {},
        facts=tuple(tie_fact(derived, one, actor) for one in who[:FACTS].tolist()),
        weight=2.0 * len(who),
    )


def _other_doors(derived: Derived, actor: int, group: tuple[str, str], who: Numbers) -> tuple[str, ...]:
    """Up to two others of the group that contacts of those who depend have met, the most met first; else its strongest ones."""
    kind, name = group
    of_group = derived.actors[kind]
    met: dict[int, int] = {}
    for one in who[:LOOKED_AT].tolist():
        for between in neighbours(derived, one)[:LOOKED_AT].tolist():
            if between != actor:
                for other in neighbours(derived, between)[:LOOKED_AT].tolist():
                    met[other] = met.get(other, 0) + 1
    inside = [other for other in met if of_group[other] == name and other != actor and other not in who]
    best = sorted(inside, key=lambda other: (-met[other], derived.ids[other]))
    return tuple(derived.ids[other] for other in (best or _strongest(derived, actor, group))[:2])


def _strongest(derived: Derived, actor: int, group: tuple[str, str]) -> list[int]:
    strongest = derived.folder.document("meaning")["strongest"][group[0]].get(group[1], [])
    return [number for number in strongest if number != actor]


def cut_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """Who would be cut off from the rest, and to which sectors no way would lead them."""
    pieces = pieces_of(derived, actor)
    if not pieces:
        return
    gone = np.concatenate(pieces)
    lost = _lost_sectors(derived, actor, pieces)
    form = ("one" if len(gone) == 1 else "many") + ("_lost" if lost else "")
    tied = gone[np.isin(gone, neighbours(derived, actor))]
    yield Statement(
        key=f"cut_{form}",
        measure="articulation",
        params={"names": _ids(derived, gone), "count": len(gone), **({"sectors": lost} if lost else {})},
        advice="cut",
        facts=tuple(tie_fact(derived, one, actor) for one in tied[:FACTS].tolist()),
        weight=3.0 * len(gone),
    )


def pieces_of(derived: Derived, actor: int) -> list[Numbers]:
    """The groups of actors that come off without this one, the largest first."""
    begins = derived.array("cut_begins")
    lines = range(int(begins[actor]), int(begins[actor + 1]))
    start, stop, order = (derived.array(f"cut_{name}") for name in ("start", "stop", "order"))
    found = [np.asarray(order[start[line] : stop[line]], dtype=np.int64) for line in lines]
    return sorted(found, key=len, reverse=True)


def _lost_sectors(derived: Derived, actor: int, pieces: list[Numbers]) -> list[str]:
    """The sectors that every piece reached until now and none of them has within."""
    part = int(derived.array("part")[actor])
    names = vocabulary("sectors").ids
    there = {names[place] for place in np.flatnonzero(derived.array("part_sectors")[part]).tolist()}
    sector = derived.actors["sector"]
    inside = {sector[one] for piece in pieces for one in piece.tolist()}
    return [name for name in names if name in there - inside]


def lean_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """To which sectors the actor itself has a single door."""
    begins = derived.array("sector_lean_begins")
    lines = np.asarray(derived.array("sector_lean")[int(begins[actor]) : int(begins[actor + 1])])
    if not len(lines):
        return
    names = vocabulary("sectors").ids
    doors = derived.array("sector_door")[lines].tolist()
    which = [names[place] for place in derived.array("sector_which")[lines].tolist()]
    yield Statement(
        key="lean_one" if len(doors) == 1 else "lean_many",
        measure="only_door",
        params={
            "pairs": tuple((name, derived.ids[d]) for name, d in zip(which, doors, strict=True)),
            "count": len(doors),
        },
        advice="lean",
        facts=tuple(tie_fact(derived, actor, door) for door in doors),
        weight=0.5 + 0.1 * len(doors),
    )


def _ids(derived: Derived, numbers: Numbers) -> tuple[str, ...]:
    """Ids of actors, in the order of their strength."""
    strength = np.nan_to_num(derived.array("measure_strength")[numbers])
    return tuple(derived.ids[one] for one in numbers[np.argsort(-strength, kind="stable")].tolist())
