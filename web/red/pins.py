"""Actors that a reader pinned: they stand where they were put, and the others make room.

fijo=uis_40_-120        in the address: an id, and its place in the picture's pixels
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from crm.picture import PictureNode
from graph.packing import free_of_overlaps
from graph.two_mode import BoolArray, FloatArray

_PIN = re.compile(r"([a-z0-9-]{1,80})_(-?\d{1,5})_(-?\d{1,5})")
GAP = 10.0


def pin_of(text: str) -> tuple[str, float, float] | None:
    """Who is pinned and where; None for what is not written so."""
    found = _PIN.fullmatch(text)
    return (found[1], float(found[2]), float(found[3])) if found and text.isascii() else None


def pins_of(texts: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The places of the pinned by id."""
    return {pin[0]: pin[1:] for text in texts if (pin := pin_of(text)) is not None}


def with_pins(
    nodes: Sequence[PictureNode], pins: Mapping[str, tuple[float, float]], *, others_stay: bool = False
) -> Sequence[PictureNode]:
    """Pinned actors exactly where they were left, those in their way aside; with `others_stay` (somebody placed them too)
    nobody else moves.
    """
    fixed = np.array([node.id in pins for node in nodes], dtype=np.bool_)
    if not fixed.any():
        return nodes
    places = np.array([pins.get(node.id, (node.x, node.y)) for node in nodes], dtype=np.float64)
    if not others_stay:
        wanted = places[fixed]
        radius = np.array([node.size for node in nodes], dtype=np.float64)
        places = free_of_overlaps(places, radius, GAP)
        places[fixed] = wanted
        _aside(places, radius, fixed)
    return [replace(node, x=x, y=y) for node, (x, y) in zip(nodes, places.round(1).tolist(), strict=True)]


def _aside(places: FloatArray, radius: FloatArray, fixed: BoolArray) -> None:
    """Who still stands on a pinned one goes straight away from it."""
    for pin in np.flatnonzero(fixed).tolist():
        way = places - places[pin]
        far = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
        short = radius + radius[pin] + GAP - far
        moved = (short > 0) & ~fixed
        places[moved] += way[moved] / far[moved, None] * short[moved, None]
