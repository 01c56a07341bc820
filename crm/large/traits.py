"""What actors of the large pictures can be chosen by, in the order of `large_order`, so that a picture's are one slice.

large_type, large_sector, large_country (m)   places in the vocabularies actor_types, sectors, countries; NONE for none
large_day (m)                                 the last contact as an ordinal, 0 for never
large_lines (m), large_themes (m, 2)          one bit for each strategic line and theme of one's interactions
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.derived.arrays import Arrays
from crm.vocabulary import vocabulary

NONE = 65_535
WORD = 64


def large_traits(made: Arrays, columns: Mapping[str, Sequence[Any]]) -> Arrays:
    """The arrays above, from `columns` of the actors and, among those `made`, contacts and interactions."""
    order = made["large_order"]
    lines, themes = _of_interactions(made)
    return {
        "large_type": _places("actor_types", columns["type"])[order],
        "large_sector": _places("sectors", columns["sector"])[order],
        "large_country": _places("countries", columns["country"])[order],
        "large_day": made["last_contact"][order],
        "large_lines": lines[order],
        "large_themes": themes[order],
    }


def _places(name: str, values: Sequence[str | None]) -> NDArray[np.uint16]:
    place = {id: number for number, id in enumerate(vocabulary(name).ids)}
    return np.array([place.get(value or "", NONE) for value in values], dtype=np.uint16)


def _of_interactions(made: Arrays) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The bits of each actor's interactions."""
    line, one = made["interaction_line"].astype(np.int64), np.uint64(1)
    line_bits = np.where(line >= 0, one << np.maximum(line, 0).astype(np.uint64), np.uint64(0))
    theme_bits = np.zeros((len(line), 2), dtype=np.uint64)
    theme = made["themed_theme"].astype(np.int64)
    where = (made["themed_event"], theme // WORD)
    np.bitwise_or.at(theme_bits, where, one << (theme % WORD).astype(np.uint64))
    begins, event = made["took_part_begins"], made["took_part_event"]
    actor = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    lines = np.zeros(len(begins) - 1, dtype=np.uint64)
    themes = np.zeros((len(begins) - 1, 2), dtype=np.uint64)
    np.bitwise_or.at(lines, actor, line_bits[event])
    np.bitwise_or.at(themes, actor, theme_bits[event])
    return lines, themes
