"""The measures as people read them: plain headings, a sortable table, and what an actor's numbers are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from crm.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from crm.derived.results import Derived

MEASURES = ("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "core", "constraint")


@dataclass(frozen=True, slots=True)
class About:
    """A measure in plain words: the column's heading, what it means, how to read it, the source of its formula.

    `digits` are the decimals worth showing.
    """

    name: str
    heading: str
    meaning: str
    reading: str
    reference: str
    digits: int


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One partner's line of the table; `community` is the number of its community, -1 for none."""

    id: str
    name: str
    type: str
    family: str
    community: int
    values: Mapping[str, float | None]
    errors: Mapping[str, float]


@dataclass(frozen=True)
class TableFilter:
    """Which partners, in which order. `after` is the `next` of the page before."""

    order: Literal[
        "name",
        "degree",
        "strength",
        "betweenness",
        "closeness",
        "eigenvector",
        "pagerank",
        "core",
        "constraint",
    ] = "betweenness"
    descending: bool = True
    families: tuple[str, ...] = ()
    communities: tuple[int, ...] = ()
    limit: int = 50
    after: str | None = None


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """What is said of each measure, by its name, in the order of the methods page."""
    text = resources.files("crm.data").joinpath("measures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def about_measures(lang: str) -> tuple[About, ...]:
    """Every measure that the table has in plain words, and "community" last."""
    end = "en" if lang == "en" else "es"
    return tuple(
        About(
            name=name,
            heading=said[f"heading_{end}"],
            meaning=said[f"meaning_{end}"],
            reading=said[f"reading_{end}"],
            reference=said["reference"],
            digits=said["digits"],
        )
        for name, said in catalogue().items()
        if said.get("column", True)
    )


def measure_rows(derived: Derived, filter: TableFilter) -> Listing[MeasureRow]:
    """One page of the table of partners. Those without a value come last in either direction."""
    chosen = _chosen(derived, filter)
    ordered = chosen[_order(derived, filter, chosen)]
    begin = int(filter.after) if filter.after and filter.after.isdigit() else 0
    page = ordered[begin : begin + filter.limit]
    more = begin + len(page) < len(ordered)
    rows = [_row(derived, number) for number in page.tolist()]
    return Listing(rows, len(ordered), more, str(begin + len(page)) if more else None)


def _chosen(derived: Derived, filter: TableFilter) -> NDArray[np.int64]:
    kept = np.array(derived.array("partner"))
    if filter.families:
        own = derived.actors["family"]
        kept &= np.fromiter((family in filter.families for family in own), np.bool_, len(kept))
    if filter.communities:
        kept &= np.isin(derived.array("community"), filter.communities)
    return np.flatnonzero(kept)


def _order(derived: Derived, filter: TableFilter, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    by_name = np.argsort(derived.array("name_rank")[chosen])
    if filter.order == "name":
        return by_name[::-1] if filter.descending else by_name
    values = derived.array(f"measure_{filter.order}")[chosen][by_name]
    # NaN, whatever the sign, goes to the end of a sort.
    return by_name[np.argsort(-values if filter.descending else values, kind="stable")]


def _row(derived: Derived, number: int) -> MeasureRow:
    actors = derived.actors
    values = {name: _number(derived.array(f"measure_{name}")[number]) for name in MEASURES}
    errors = {
        name: float(derived.array(f"error_{name}")[number])
        for name in MEASURES
        if derived.statuses[name] == "sampled"
    }
    return MeasureRow(
        id=actors["id"][number],
        name=actors["name"][number],
        type=actors["type"][number],
        family=actors["family"][number],
        community=int(derived.array("community")[number]),
        values=values,
        errors=errors,
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
