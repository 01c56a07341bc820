"""How many actors of each type each sector has on the map: the guide's table of sectors and types, filled."""

from __future__ import annotations

from crm.maps.exports.rows import Cell, Sheet, column, label
from crm.maps.model import StakeholderMap
from crm.messages import say


def sectors_by_type(made: StakeholderMap, lang: str) -> Sheet | None:
    """A row a sector, a column a type, the fullest first, with totals; None without any actor."""
    import pandas as pd

    if not made.actors:
        return None
    told = [
        (
            label(one.sector, "sectors", lang) or say("map_say.no_sector", lang),
            label(one.type, "actor_types", lang),
        )
        for one in made.actors
    ]
    frame = pd.DataFrame(told, columns=["sector", "type"])
    counts = pd.crosstab(frame["sector"], frame["type"])
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index]
    total = column("total", lang)
    counts[total] = counts.sum(axis=1)
    counts = counts.sort_values(total, ascending=False, kind="stable")
    headers = {"sector": column("sector", lang)} | {f"type:{name}": str(name) for name in counts.columns}
    rows: list[list[Cell]] = [
        [str(sector), *map(int, row)] for sector, row in zip(counts.index, counts.to_numpy(), strict=True)
    ]
    return Sheet("cross", say("map_sheet.cross", lang), headers, rows)
