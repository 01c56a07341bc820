"""Numbers that tell nobody apart: those under the limit are not said, nor those from which they would follow.

With all numbers said but k, and the total T known, the k hidden ones sum up to a known S. A cell is hidden when it is
under the limit; then the next smallest too, until S >= k * limit. At least one of the k is then at or above the limit and
nobody can tell which: any of the hidden values could be any cell's. (Complementary suppression: Hundepool et al.,
Statistical Disclosure Control, 2012, chapter 4.) When even all cells together do not reach that, T is not said either.
"""

from __future__ import annotations

from collections.abc import Mapping

Said = dict[str, int | None]


def suppressed(cells: Mapping[str, int], limit: int) -> Said | None:
    """The cells that may be said when their total is; None when the total may not be said. Keys in their own order."""
    rising = sorted(cells.items(), key=lambda cell: (cell[1], cell[0]))
    hidden: set[str] = set()
    together = 0
    for name, number in rising:
        if number >= limit and together >= len(hidden) * limit:
            break
        hidden.add(name)
        together += number
    if together < len(hidden) * limit:
        return None
    return {name: None if name in hidden else cells[name] for name in sorted(cells)}


def say(facets: Mapping[str, Mapping[str, int]], limit: int) -> tuple[int | None, dict[str, Said]]:
    """The total and the cells of tables over the same records, so that none betrays what another hides."""
    total = next((sum(cells.values()) for cells in facets.values()), 0)
    said = {name: suppressed(cells, limit) for name, cells in facets.items()}
    if total < limit or any(cells is None for cells in said.values()):
        return None, {name: dict.fromkeys(sorted(cells)) for name, cells in facets.items()}
    return total, {name: cells or {} for name, cells in said.items()}
