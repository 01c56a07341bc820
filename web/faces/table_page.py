"""Gathers a selection as a table of its actors, and a second one of its ties; both as CSV files, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from crm.derived.measure_table import about_measures
from crm.derived.results import Derived
from crm.faces.meetings import find_meetings
from crm.faces.table import ORDERS, SHARES, ActorRow, ordered, rows_of
from crm.picture import PictureEdge
from web.downloads import Cell, csv_response
from web.faces.frame import Download, Page, Said, frame_of, with_query
from web.faces.parts import span_words
from web.i18n import language, number, term
from web.red.names import brief, plain, short_names
from web.red.view import RedView
from web.sorting import Orders, read_orders
from web.texts import gettext as _
from web.texts import ngettext

PAGE, TIES = 60, 60
FALLING = frozenset({"contacts", "interactions", "last", *SHARES})


@dataclass(frozen=True)
class TieRow:
    """A tie: both ends as (id, name), what it is, how often, when last, the address of its meetings."""

    first: tuple[str, str]
    second: tuple[str, str]
    kind: str
    count: int
    last: str
    url: str


def table_page(derived: Derived, view: RedView) -> Page:
    """The page of the tables."""
    orders = read_orders({name: name for name in ORDERS}, "-contacts", FALLING)
    rows = _rows(derived, view, orders)
    begin = _begin()
    own = [("orden", request.args["orden"])] if request.args.get("orden") else []
    page, query = url_for("caras.tabla"), view.wish.query()
    return render_template(
        "red/tabla.html",
        frame=frame_of(view, derived, _said(rows, view), own, _downloads(query)),
        rows=rows[begin : begin + PAGE],
        total=len(rows),
        begin=begin,
        more=_more(with_query(page, query, own), begin, len(rows)),
        orders=orders,
        headings=headings(),
        spans=span_words,
        short=short_names(view.nodes),
        ties=[*_ties(view)][:TIES],
        ties_total=view.ties,
    )


def table_file(derived: Derived, view: RedView) -> Response:
    """All the actors as a CSV file."""
    rows = _rows(derived, view, read_orders({name: name for name in ORDERS}, "-contacts", FALLING))
    names = {node.id: node.name for node in view.nodes}
    found = headings()
    heads = [_("Nombre"), _("Tipo"), _("País"), _("Sector"), _("Contactos"), _("Interacciones"), _("Último contacto"),
             _("Contactos más fuertes"), *(found[name] for name in SHARES), _("Identificador")]  # fmt: skip
    return csv_response("red-de-aliados-actores", heads, (_line(row, names) for row in rows))


def ties_file(_derived: Derived, view: RedView) -> Response:
    """All the ties as a CSV file."""
    heads = [
        _("Quién"),
        _("Con quién"),
        _("Qué los une"),
        _("Encuentros"),
        _("Último"),
        _("Identificador"),
        _("Identificador del otro"),
    ]
    return csv_response("red-de-aliados-vinculos", heads, map(_tie_line, _ties(view)))


def _tie_line(one: TieRow) -> list[Cell]:
    return [one.first[1], one.second[1], one.kind, one.count, one.last, one.first[0], one.second[0]]


def headings() -> Mapping[str, str]:
    """What the measures are called."""
    return {one.name: one.heading for one in about_measures(language())}


def type_or_place(order: str, row: ActorRow) -> str:
    """The words that a column orders by."""
    return term(row.country, "countries") if order == "place" else term(row.actor.type, "actor_types")


def _rows(derived: Derived, view: RedView, orders: Orders) -> list[ActorRow]:
    nodes = view.nodes
    meetings = find_meetings(derived, view.wish.filter(), [node.id for node in nodes])
    rows = rows_of(meetings, nodes, view.contacts)
    return ordered(rows, orders.field, orders.descending, lambda row: type_or_place(orders.field, row))


def _begin() -> int:
    asked = request.args.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else 0


def _more(page: str, begin: int, total: int) -> str:
    after = begin + PAGE
    return f"{page}{'&' if '?' in page else '?'}after={after}" if after < total else ""


def _said(rows: Sequence[ActorRow], view: RedView) -> Said:
    best = max(rows, key=lambda row: (row.contacts, row.interactions), default=None)
    if best is None or not best.contacts:
        return Said(_("Nadie se ha encontrado con otro"), _count(rows, view))
    words = ngettext("%(num)s contacto", "%(num)s contactos", best.contacts)
    title = _("Quien más contactos tiene: %(name)s, %(words)s", name=brief(best.actor.name), words=words)
    return Said(title, _count(rows, view))


def _count(rows: Sequence[ActorRow], view: RedView) -> str:
    return _(
        "%(actors)s y %(ties)s. Las medidas de puente, importancia y fuerza dicen a cuántos de cada 100 aliados de toda la red supera cada uno.",
        actors=ngettext("%(shown)s actor", "%(shown)s actores", len(rows), shown=number(len(rows))),
        ties=ngettext("%(shown)s vínculo", "%(shown)s vínculos", view.ties, shown=number(view.ties)),
    )


def _downloads(query: str) -> list[Download]:
    return [
        Download(_("Actores en CSV"), with_query(url_for("caras.archivo", which="actores"), query)),
        Download(_("Vínculos en CSV"), with_query(url_for("caras.archivo", which="vinculos"), query)),
    ]


def _line(row: ActorRow, names: Mapping[str, str]) -> list[Cell]:
    strongest = "; ".join(f"{names[id]} ({count})" for id, count in row.strongest)
    shares = (number(100 * share) if (share := row.shares[name]) is not None else "" for name in SHARES)
    return [
        row.actor.name, term(row.actor.type, "actor_types"), term(row.country, "countries"), term(row.actor.sector, "sectors"),
        row.contacts, row.interactions, span_words(row.last) if row.last else "", strongest, *shares, row.actor.id,
    ]  # fmt: skip


def _ties(view: RedView) -> Iterator[TieRow]:
    """The ties, those with the most meetings first, then those that hold without one."""
    names = {node.id: plain(node.name) for node in view.nodes}
    page, query = url_for("caras.linea"), view.wish.query()
    for edge in sorted(view.edges, key=lambda edge: (-edge.count, -edge.last.toordinal(), edge.source)):
        yield _met(edge, names, with_query(page, query, [("par", edge.source), ("par", edge.target)]))
    for tie in view.standing:
        ends = (tie.source, names[tie.source]), (tie.target, names[tie.target])
        yield TieRow(*ends, term(tie.type, "tie_types"), 0, "", "")


def _met(edge: PictureEdge, names: Mapping[str, str], url: str) -> TieRow:
    ends = (edge.source, names[edge.source]), (edge.target, names[edge.target])
    return TieRow(*ends, _("Encuentros"), edge.count, str(edge.last.year), url)
