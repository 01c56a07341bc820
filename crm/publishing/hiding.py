"""Numbers that tell nobody apart: those under the limit are not said, nor those from which they would follow.

A cell is hidden when it is under the limit; then so are those of the least number that reaches it. Whichever way the hidden
numbers are dealt out among the hidden cells, the same would be said: so each of them may as well be the one that reaches the
limit, also for whoever knows the total, the other cells and this rule. (Complementary suppression: Hundepool et al.,
Statistical Disclosure Control, 2012, chapter 4.) Where no cell reaches the limit, the total is not said either.
"""

from __future__ import annotations

from collections.abc import Mapping

Said = dict[str, int | None]


def suppressed(cells: Mapping[str, int], limit: int) -> Said | None:
    """The cells that may be said when their total is; None when the total may not be said. Keys in their own order."""
    enough = [number for number in cells.values() if number >= limit]
    if len(enough) == len(cells):
        return {name: cells[name] for name in sorted(cells)}
    if not enough:
        return None
    least = min(enough)
    return {name: None if cells[name] <= least else cells[name] for name in sorted(cells)}


def say(facets: Mapping[str, Mapping[str, int]], limit: int) -> tuple[int | None, dict[str, Said]]:
    """The total and the cells of tables over the same records, so that none betrays what another hides."""
    total = next((sum(cells.values()) for cells in facets.values()), 0)
    said = {name: suppressed(cells, limit) for name, cells in facets.items()}
    if total < limit or any(cells is None for cells in said.values()):
        return None, {name: dict.fromkeys(sorted(cells)) for name, cells in facets.items()}
    return total, {name: cells or {} for name, cells in said.items()}
