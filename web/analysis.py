"""The measures of the network as a table: plain headings, what each means, and how exact it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Literal

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.live import live, renewed
from crm.derived.measure_table import MEASURES, About, MeasureRow, TableFilter, about_measures, measure_rows
from crm.derived.rank_spread import Places, read_ranks
from crm.derived.results import Derived, Freshness, freshness
from crm.listing import Listing
from crm.vocabulary import vocabulary
from web.actors.filters import known
from web.derived import current_results
from web.downloads import Cell, csv_response
from web.facets import chosen
from web.i18n import language, number, term
from web.sorting import Orders, read_orders
from web.store import current_store
from web.texts import gettext as _
from web.wording import quoted
from web.words.sentences import Said, bridges, hinges

PAGE = 50
EVERY = 1_000_000
MORE_DECIMALS = 2
OUT_OF_100 = (
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
)  # their own numbers tell nothing but to who knows them
blueprint = Blueprint("analisis", __name__)
Order = Literal[
    "name", "degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "core", "constraint"
]


@dataclass(frozen=True)
class AnalysisPage:
    """What the page shows; `about` explains the measures in the order of the columns, `here` the one it is ordered by."""

    derived: Derived
    rows: Listing[MeasureRow]
    about: Sequence[About]
    community: About
    here: About | None
    orders: Orders
    families: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, str]]
    fresh: Freshness
    places: Places
    hinges: Sequence[tuple[str, str, Said]]
    bridges: Sequence[tuple[str, str, str, Said]]
    values: Mapping[str, Sequence[float]]

    @property
    def hundreds(self) -> str:
        """The headings of what is shown from 0 to 100."""
        return ", ".join(quoted(one.heading) for one in self.about if one.name in self.values)

    @property
    def explained(self) -> list[About]:
        """Every column that wants explaining, the group last."""
        return [*self.about, self.community]


@blueprint.get("/analisis")
def tabla() -> str:
    """The table, or that it is not there yet."""
    derived = current_results()
    page = gather_analysis(derived) if derived is not None else None
    return render_template("analisis/tabla.html", page=page)


def gather_analysis(derived: Derived) -> AnalysisPage:
    """One page of the table with what explains it."""
    filter, orders = _read_filter()
    about = {one.name: one for one in about_measures(language())}
    families, groups = _choices(derived)
    return AnalysisPage(
        derived=derived,
        rows=_as_of_now(derived, replace(measure_rows(derived, filter), more=False)),
        about=[about[name] for name in MEASURES],
        community=about["community"],
        here=about.get(orders.field),
        orders=orders,
        families=families,
        groups=groups,
        fresh=freshness(derived, current_store()),
        places=read_ranks(derived),
        hinges=hinges(derived) if _is_first_look() else [],
        bridges=bridges(derived) if _is_first_look() else [],
        values=sorted_values(derived),
    )


def sorted_values(derived: Derived) -> dict[str, list[float]]:
    """The partners' values, ascending, of each measure whose cells say how many of 100 partners have less."""
    partner = derived.array("partner").astype(bool)
    columns = {name: derived.array(f"measure_{name}")[partner].tolist() for name in OUT_OF_100}
    return {name: sorted(one for one in values if one >= 0) for name, values in columns.items()}  # NaN is not


def beats(value: float, values: Sequence[float]) -> str:
    """How many of 100 others have less than the value: "100" for the largest of all, "0" for the least."""
    return number(100 * bisect_left(values, value) / max(len(values) - 1, 1))


def _as_of_now(derived: Derived, rows: Listing[MeasureRow]) -> Listing[MeasureRow]:
    """The same lines, in the same order, with the contacts and the strength that follow from what was saved since."""
    found = live(current_store(), derived)
    return replace(rows, items=[renewed(found, row) for row in rows.items])


def _is_first_look() -> bool:
    """Whether nothing was chosen yet, so that what is worth knowing of the whole network comes first."""
    return not any(request.args.get(name) for name in ("familia", "grupo", "orden", "after"))


def _read_filter() -> tuple[TableFilter, Orders]:
    orders = read_orders({name: name for name in ("name", *MEASURES)}, "-betweenness", frozenset(MEASURES))
    order: Order = orders.field  # type: ignore[assignment]  # one of the names above
    communities = tuple(int(text) for text in chosen("grupo") if text.isdecimal() and len(text) < 7)
    filter = TableFilter(
        order=order,
        descending=orders.descending,
        families=known(chosen("familia"), "families"),
        communities=communities,
        limit=PAGE,
        after=request.args.get("after"),
    )
    return filter, orders


def _choices(derived: Derived) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The families that partners are of, and the groups of more than one, each as (value, words)."""
    partner = derived.array("partner").tolist()
    there = {f for f, is_one in zip(derived.actors["family"], partner, strict=True) if is_one}
    families = [(id, word) for id, word in vocabulary("families").choices(language()) if id in there]
    groups = [str(one.number) for one in derived.communities if one.size > 1]
    return families, [(text, group_name(derived, text)) for text in groups]


def group_name(derived: Derived, text: str) -> str:
    """What a community is called; its number when there is none of it any more."""
    place = int(text) if text.isdecimal() else -1
    return derived.community_name(place, language()) if 0 <= place < len(derived.communities) else text


@blueprint.get("/analisis/exportar")
def exportar() -> AnyResponse:
    """The whole table with the filters of the address, as a CSV file."""
    derived = current_results()
    if derived is None:
        return redirect(url_for("analisis.tabla"))
    filter, _orders = _read_filter()
    rows = measure_rows(derived, replace(filter, limit=EVERY, after=None)).items
    about = {one.name: one.heading for one in about_measures(language())}
    headers = [
        _("Nombre"),
        _("Tipo"),
        about["community"],
        *(about[name] for name in MEASURES),
        _("Identificador"),
    ]
    response: Response = csv_response("analisis", headers, _lines(derived, rows))
    return response


def _lines(derived: Derived, rows: Sequence[MeasureRow]) -> Iterator[list[Cell]]:
    for row in rows:
        group = derived.community_name(row.community, language()) if row.community >= 0 else ""
        values = [number(value, 6) if (value := row.values[name]) is not None else "" for name in MEASURES]
        yield [row.name, term(row.type, "actor_types"), group, *values, row.id]


def measured(value: float, digits: int) -> str:
    """A measure with its usual decimals, or up to two more where a small value would lose what tells it apart."""
    decimals = digits
    if digits and 0 < abs(value) < 10.0 ** (1 - digits):
        wanted = 1 - floor(log10(abs(value)))
        decimals = wanted if wanted <= digits + MORE_DECIMALS else digits
    return number(value, decimals)


blueprint.add_app_template_filter(measured)
blueprint.add_app_template_filter(beats)
