"""Finds the warmest ways from the office to actors: at most three steps, people before institutions, with evidence.

    doors_to(store, derived, ["jica"], today())["jica"][0]  ->  office -> Myriam Savard -> JICA, strength 0.18

A way is as strong as the product of its ties. Several ways to one actor share nobody in between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from crm.doors.model import Door, DoorStep
from crm.doors.network import Reach, reach_on
from graph.paths import Way, tie_strength

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.records import Node
    from graph.store import Store

EVIDENCE = 3
_READ = 8


def doors_to(
    store: Store, derived: Derived, actors: Collection[str], as_of: date, limit: int = 3
) -> dict[str, list[Door]]:
    """The doors to each actor, the warmest first; [] for one that nobody leads to, or that the results do not know.

    Every step names interactions that the store shows, the newest first, or the standing tie that holds it; a way with
    a step that shows nothing is left out. An actor whom the office has met has its own meeting as a door of one step.
    """
    reach = reach_on(derived, as_of)
    numbers = {id: derived.number[id] for id in actors if id in derived.number}
    ways = {id: _ways(reach, number, limit) for id, number in numbers.items()}
    nodes = _read(store, reach, [way for some in ways.values() for way in some])
    found = {id: [door for way in some if (door := _door(reach, way, nodes))] for id, some in ways.items()}
    return {id: found.get(id, []) for id in actors}


def _ways(reach: Reach, number: int, limit: int) -> list[Way]:
    """The ways to an actor; to one of the office's own house nobody has to lead."""
    return reach.search.ways(number, 1 if reach.house[number] else limit)


def _pairs(way: Way) -> Iterator[tuple[int, int]]:
    """The two ends of each step; the office is -1."""
    yield from zip((-1, *way.nodes[:-1]), way.nodes, strict=True)


def _evidence(reach: Reach, one: int, other: int) -> list[str]:
    """The interactions that may show a step, the newest first."""
    from crm.doors.known import shared_with_office

    if one < 0:
        events = shared_with_office(reach.derived, reach.with_us, other)
    else:
        events = reach.events_between(one, other)
    return reach.derived.interaction_ids(events[:_READ])


def _read(store: Store, reach: Reach, ways: list[Way]) -> dict[str, Node]:
    """The interactions and actors that doors name, as far as the store shows them."""
    wanted = {id for way in ways for pair in _pairs(way) for id in _evidence(reach, *pair)}
    wanted |= {reach.derived.ids[node] for way in ways for node in way.nodes}
    found = store.get(wanted) if wanted else {}
    return {id: node for id, node in found.items() if not node.get("archived")}


def _door(reach: Reach, way: Way, nodes: dict[str, Node]) -> Door | None:
    steps = [_step(reach, pair, nodes) for pair in _pairs(way)]
    if any(step is None for step in steps):
        return None
    is_person = reach.derived.array("is_person")
    between = way.nodes[:-1]
    return Door(
        steps=tuple(step for step in steps if step is not None),
        strength=way.strength,
        person=any(bool(is_person[node]) for node in between),
    )


def _step(reach: Reach, pair: tuple[int, int], nodes: dict[str, Node]) -> DoorStep | None:
    one, other = pair
    id = reach.derived.ids[other]
    via = tuple(event for event in _evidence(reach, one, other) if event in nodes)[:EVIDENCE]
    held = reach.standing_between(one, other)
    if id not in nodes or (not via and held is None):
        return None
    last = nodes[via[0]].get("end") or nodes[via[0]].get("on") if via else None
    return DoorStep(
        actor=id,
        via=via,
        strength=float(reach.first[other]) if one < 0 else tie_strength(reach.search.ties, one, other),
        name=str(nodes[id].get("name")),
        type=str(nodes[id].get("type")),
        tie=held[0] if held else None,
        outward=held[1] if held else True,
        last=last if isinstance(last, date) else None,
        when=str(nodes[via[0]].get("when")) if via and nodes[via[0]].get("when") else None,
    )
