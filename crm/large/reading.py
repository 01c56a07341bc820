"""Cuts the picture of one group out of the arrays of `crm.large.making`; costs as much as the picture is large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.results import Derived
from crm.derived.seen import gone
from crm.errors import NotFound
from crm.large.making import GROUP

WHOLE = 0
# What the file begins with: "RED" and the version of the format.
MAGIC = 0x31444552
# The look of somebody who is not to be shown any more: a place without a point, so that the places of others stay true.
NOBODY = 254


@dataclass(frozen=True, slots=True)
class Group:
    """One group: how many actors, whether its picture shows its parts (`parts` of them) or, with 0, its actors, the ties
    that are there (`ties`) and that are sent (`sent`), the group it is a part of (-1: it is the whole) and its kind.
    """

    number: int
    parent: int
    size: int
    parts: int
    kind: int
    ties: int
    sent: int
    first: tuple[int, ...]

    @property
    def shown(self) -> int:
        """How many points or bubbles its picture has."""
        return self.parts or self.size


def group_of(derived: Derived, number: int) -> Group:
    """The group of that number. Raises NotFound."""
    table = derived.array("large_group")
    if not 0 <= number < len(table):
        raise NotFound("record", str(number))
    row = dict(zip(GROUP, table[number].tolist(), strict=True))
    first = tuple(one for one in derived.array("large_first")[number].tolist() if one >= 0)
    size, sent = row["end"] - row["begin"], row["ties_end"] - row["ties_begin"]
    return Group(number, row["parent"], size, row["parts"], row["kind"], row["ties"], sent, first)


def way_to(derived: Derived, number: int) -> list[Group]:
    """The groups that hold a group, the whole first, itself last. Raises NotFound."""
    way = [group_of(derived, number)]
    while way[0].parent >= 0:
        way.insert(0, group_of(derived, way[0].parent))
    return way


def members(derived: Derived, group: Group, places: Sequence[int]) -> list[int]:
    """The numbers of the actors, or of the groups, that stand at some places of a picture; others are passed over."""
    known = [place for place in places if 0 <= place < group.shown]
    row = derived.array("large_group")[group.number]
    if group.parts:
        first = int(row[GROUP.index("first_part")])
        return [first + place for place in known]
    begin = int(row[GROUP.index("begin")])
    found: list[int] = derived.array("large_order")[begin + np.array(known, dtype=np.int64)].tolist()
    return found


def where_is(derived: Derived, actor: str) -> tuple[int, int] | None:
    """The group in whose picture an actor is a point, and its place there; None for who is not drawn."""
    number = derived.number.get(actor)
    home = -1 if number is None or number in gone(derived) else int(derived.array("large_home")[number])
    if number is None or home < 0:
        return None
    begin = derived.array("large_group")[home, GROUP.index("begin")]
    return home, int(derived.array("large_spot")[number]) - int(begin)


def picture_of(derived: Derived, group: Group) -> bytes:
    """The picture as little-endian numbers, one column after another.

    u32: MAGIC, group, whether bubbles (1) or actors (0), points n, ties t, ties that there are, 0, 0
    u16: x (n), y (n), radius (n), all in one step;  u16: one end (t), other end (t);  u8: look (n), u8: tie (t)

    The look of an actor is the number of its family; of a bubble 255; of NOBODY 254, whose place is 0, 0. A tie is its strength times 4 and its age (0: within
    a year, 1: three, 2: older, 3: it stands without meetings). The strongest come first, as the most important actors do.
    """
    row = dict(zip(GROUP, derived.array("large_group")[group.number].tolist(), strict=True))
    discs, look = _bubbles(derived, row) if group.parts else _actors(derived, row)
    ties = slice(row["ties_begin"], row["ties_end"])
    ends, tie = derived.array("large_ends")[ties], derived.array("large_tie")[ties]
    if NOBODY in look:
        kept = (look[ends] != NOBODY).all(axis=1)
        ends, tie = ends[kept], tie[kept]
    head = np.array(
        [MAGIC, group.number, int(group.parts > 0), len(look), len(ends), group.ties, 0, 0], dtype="<u4"
    )
    columns = (discs.T, ends.T.astype("<u2"), look, tie)
    return b"".join([head.tobytes(), *(np.ascontiguousarray(column).tobytes() for column in columns)])


def _actors(derived: Derived, row: dict[str, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    own = slice(row["begin"], row["end"])
    places, radius = derived.array("large_place")[own], derived.array("large_radius")[own]
    discs, look = _stepped(np.column_stack([places, radius])), np.array(derived.array("large_look")[own])
    if absent := [spot - own.start for spot in _spots_gone(derived) if own.start <= spot < own.stop]:
        discs[absent], look[absent] = 0, NOBODY
    return discs, look


def _spots_gone(derived: Derived) -> list[int]:
    """Where those stand in the order of the large pictures who are not to be shown any more."""
    spots: list[int] = derived.array("large_spot")[[*gone(derived)]].tolist()
    return spots


def _bubbles(derived: Derived, row: dict[str, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    own = slice(row["first_part"], row["first_part"] + row["parts"])
    discs = derived.array("large_bubble")[own]
    return _stepped(discs), np.full(len(discs), 255, dtype=np.uint8)


def _stepped(discs: NDArray[Any]) -> NDArray[Any]:
    """Discs (x, y, radius) in whole steps, 65,535 of them along the longer side of the picture."""
    if not len(discs):
        return np.zeros((0, 3), dtype="<u2")
    low = discs[:, :2].min(axis=0)
    step = max(float(np.ptp(discs[:, :2], axis=0).max()), 20 * float(discs[:, 2].max()), 1.0) / 65_535
    stepped = np.column_stack([(discs[:, :2] - low) / step, np.maximum(discs[:, 2:] / step, 1)])
    whole: NDArray[Any] = np.rint(stepped).astype("<u2")
    return whole
