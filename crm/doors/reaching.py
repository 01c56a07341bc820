"""Whom of a project's actors the office has to be introduced to again, or for the first time, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal

from crm.doors.asking import asked_this_month
from crm.doors.finding import doors_to
from crm.doors.model import Asked, Door
from crm.doors.network import reach_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm.coalitions.model import Coalition
    from crm.derived.results import Derived
    from graph.records import Node
    from graph.store import Store

Standing = Literal["unknown", "cold", "known"]
Why = Literal["coalition", "gap", "map", "asked"]

# A way below this is a weak one.
WEAK = 0.05


@dataclass(frozen=True)
class Reached:
    """An actor with its doors. `why` it is here; `asked` is what there is this month with those who stand between, by actor."""

    actor: str
    name: str
    type: str
    standing: Standing
    why: Why
    last_contact: date | None
    cold_on: date | None
    doors: tuple[Door, ...]
    asked: Mapping[str, tuple[Asked, ...]]
    reference: bool = False


def whom_to_reach(coalition: Coalition, best: Iterable[str], most: int = 40) -> dict[str, Why]:
    """The actors that a project may need a door to: the coalition, who could close its gaps, the best of its map."""
    found: dict[str, Why] = {one.actor: "coalition" for one in coalition.chosen}
    asked = (part for part in coalition.gaps if part.asked)
    for one in (name for part in asked for name in part.names):
        found.setdefault(one.actor, "gap")
    for id in islice(best, most):
        found.setdefault(id, "map")
    return dict(list(found.items())[:most])


def reach(
    store: Store, derived: Derived, wanted: Mapping[str, Why], as_of: date, *, everybody: bool = False
) -> list[Reached]:
    """Their doors: who is unknown, then who is cold, else in the given order; or all with `everybody`, in that order.

    Archived and unseen actors are left out.
    """
    nodes = {id: node for id, node in store.get(set(wanted)).items() if _is_actor(node)}
    standing = _standings(derived, nodes, as_of)
    shown = [id for id in wanted if id in nodes and (everybody or standing[id] != "known")]
    shown.sort(key=lambda id: not everybody and standing[id] != "unknown")
    found = doors_to(store, derived, shown, as_of)
    doors = {id: introduced_first(some, cold=standing[id] == "cold") for id, some in found.items()}
    between = {step.actor for some in doors.values() for door in some for step in door.between}
    asked = asked_this_month(store, between, as_of)
    return [_reached(nodes[id], (standing[id], wanted[id]), doors[id], asked) for id in shown]


def introduced_first(doors: Sequence[Door], *, cold: bool) -> list[Door]:
    """The doors with introductions before the office's own tie where that is weak or cold and each of their ties is warmer."""
    direct = next((door for door in doors if not door.between), None)
    if direct is None or not (cold or direct.strength < WEAK):
        return list(doors)
    warmer = [
        door for door in doors if door.between and min(s.strength for s in door.steps) > direct.strength
    ]
    return [*warmer, *(door for door in doors if door not in warmer)]


def _is_actor(node: Node) -> bool:
    return node.root == "Actor" and not node.get("archived")


def _standings(derived: Derived, nodes: Mapping[str, Node], as_of: date) -> dict[str, Standing]:
    reach = reach_on(derived, as_of)
    numbers = {id: derived.number[id] for id in nodes if id in derived.number}
    return {
        id: "known"
        if id in numbers and reach.house[numbers[id]]
        else _standing(node, id in numbers and reach.first[numbers[id]] > 0, as_of)
        for id, node in nodes.items()
    }


def _standing(node: Node, met: bool, as_of: date) -> Standing:
    """Cold by the day it turns cold; what has no rhythm is cold a year after the last contact."""
    last, cold = node.get("last_contact"), node.get("cold_on")
    if not met:
        return "unknown"
    if isinstance(cold, date):
        return "cold" if cold <= as_of or _long_ago(last, as_of) else "known"
    return "cold" if _long_ago(last, as_of) else "known"


def _long_ago(last: object, as_of: date) -> bool:
    return not isinstance(last, date) or (as_of - last).days > 365


def _reached(
    node: Node, said: tuple[Standing, Why], doors: Iterable[Door], asked: Mapping[str, Collection[Asked]]
) -> Reached:
    ways = tuple(doors)
    between = {step.actor for door in ways for step in door.between}
    last, cold = node.get("last_contact"), node.get("cold_on")
    return Reached(
        actor=node.id,
        name=str(node.get("name")),
        type=str(node.get("type")),
        standing=said[0],
        why=said[1],
        last_contact=last if isinstance(last, date) else None,
        cold_on=cold if isinstance(cold, date) else None,
        doors=ways,
        asked={id: tuple(some) for id, some in asked.items() if id in between},
        reference=bool(node.get("reference")),
    )
