r"""Characters nobody sees: marks that turn the direction of writing, have no width, control a terminal, or are half a letter.

"Emba\u202ejada"  ->  "Embajada"      a table says how many cells were cleaned, and where the first one stands

The joiners that Persian and Indic writing needs are kept between such letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm.errors import Problem

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]|(?<![\u0590-\u1fff])[\u200c\u200d]"
)


def without_hidden(text: str) -> str:
    """The text without them."""
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub("", text)


@dataclass
class Cleaner:
    """Cleans the lines of a table and remembers what it took away; the first line is number 1."""

    cells: int = 0
    row: int = 0
    column: int = 0

    def lines(self, lines: Iterator[list[str]]) -> Iterator[list[str]]:
        """The same lines, clean and without outer spaces."""
        for number, line in enumerate(lines, 1):
            if _HIDDEN.search("\x1d".join(line).replace("\x1d", "")):
                yield [self._clean(cell, number, place) for place, cell in enumerate(line, 1)]
            else:
                yield line

    def _clean(self, cell: str, row: int, column: int) -> str:
        clean = _HIDDEN.sub("", cell)
        if clean != cell:
            if not self.cells:
                self.row, self.column = row, column
            self.cells += 1
        return clean.strip()

    @property
    def remarks(self) -> list[Problem]:
        """What was done, in a sentence, when anything was."""
        params = {"count": self.cells, "row": self.row, "column": self.column}
        return [Problem("file", "table_marks_removed", params)] if self.cells else []
