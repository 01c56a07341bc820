"""Whom everybody in a picture is tied with there, and when the office was last in touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm.derived.results import Derived
from crm.picture import PictureEdge, PictureNode
from crm.standing_ties import StandingTie

Contacts = Mapping[str, Sequence[tuple[str, int]]]


def contacts_among(
    nodes: Sequence[PictureNode], edges: Sequence[PictureEdge], standing: Sequence[StandingTie] = ()
) -> Contacts:
    """For each actor its contacts in the picture, the strongest first, with the interactions together."""
    found: dict[str, dict[str, tuple[int, float]]] = {node.id: {} for node in nodes}
    for tie in standing:
        found[tie.source][tie.target] = found[tie.target][tie.source] = (0, 0.0)
    for edge in edges:
        found[edge.source][edge.target] = found[edge.target][edge.source] = (edge.count, edge.weight)
    return {
        id: [(other, strength[0]) for other, strength in sorted(own.items(), key=lambda one: _order(one[1]))]
        for id, own in found.items()
    }


def _order(strength: tuple[int, float]) -> tuple[int, float]:
    return -strength[0], -strength[1]


def last_contacts(derived: Derived, nodes: Sequence[PictureNode]) -> dict[str, date]:
    """The day of the office's last contact with each actor that it was ever in touch with."""
    last = derived.array("last_contact")
    days = {node.id: int(last[derived.number[node.id]]) for node in nodes}
    return {id: date.fromordinal(day) for id, day in days.items() if day}
