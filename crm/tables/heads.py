"""Where a table begins: title rows above the headers are passed over, headers that repeat get a number.

Directorio de aliados 2024 |        |                     title
                           |        |
Entidad                    | Correo | Correo              headers: "Entidad", "Correo", "Correo (2)"
UIS                        | …      | …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

LOOKED_AT = 25
_LEAST = 2


def head_of(lines: Sequence[list[str]], known: Callable[[str], bool]) -> int:
    """The index of the line with the headers among the first lines of a table; -1 when all are empty.

    It is the line with most words that name a field, when it has two or more; else the first line with content,
    after leading titles that fill a single cell above wider rows.
    """
    filled = [index for index, line in enumerate(lines[:LOOKED_AT]) if any(line)]
    if not filled:
        return -1
    counts = {index: len({cell for cell in lines[index] if cell and known(cell)}) for index in filled}
    best = max(filled, key=lambda index: (counts[index], -index))
    if counts[best] >= _LEAST and counts[best] > counts[filled[0]]:
        return best
    titles = list(takewhile(lambda index: _count(lines[index]) == 1, filled))
    wide = len(titles) < len(filled) and counts[filled[0]] == 0
    return filled[len(titles)] if wide else filled[0]


def _count(line: list[str]) -> int:
    return sum(1 for cell in line if cell)


def distinct(headers: Sequence[str]) -> list[str]:
    """The headers, each of them once: the second "Correo" becomes "Correo (2)"."""
    seen: dict[str, int] = {}
    found = []
    for header in headers:
        number = seen[header] = seen.get(header, 0) + 1
        found.append(f"{header} ({number})" if header and number > 1 else header)
    return found
