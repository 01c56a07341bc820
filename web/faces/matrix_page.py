"""Gathers the matrix of a selection: its picture, what it says in words, the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import render_template, url_for

from crm.derived.results import Derived
from crm.faces.matrix import ORDERS, Block, Cell, Matrix, Order, lay_out
from crm.vocabulary import vocabulary
from web.faces.choosing import asked, choices_of
from web.faces.frame import Download, Note, Page, Said, frame_of, with_query
from web.faces.matrix import Sheet, draw, group_words, meetings_words
from web.faces.svg import Figure
from web.frame import place_url
from web.i18n import language, number
from web.reading.group_names import group_label
from web.red.names import brief
from web.red.naming import all_of
from web.red.view import RedView
from web.texts import gettext as _
from web.texts import ngettext

MOST, MOST_LINES = 120, 200


@dataclass(frozen=True)
class Line:
    """A pair in the table: both actors as (id, name), how often they met, when last, where their meetings are."""

    first: tuple[str, str]
    second: tuple[str, str]
    words: str
    last: str
    url: str


def matrix_page(derived: Derived, view: RedView) -> Page:
    """The page of the matrix."""
    matrix = _matrix(view)
    own = [("orden", matrix.order)] if matrix.order != ORDERS[0] else []
    figure_url = with_query(url_for("caras.figura", face="matriz"), view.wish.query(), own)
    frame = frame_of(view, derived, _said(matrix), own, [Download(_("Descargar el dibujo"), figure_url)])
    return render_template(
        "red/matriz.html",
        frame=frame,
        figure=_drawn(derived, view, matrix, live=True).inline() if view.nodes else "",
        looks=choices_of(view.wish, "orden", _orders(), matrix.order),
        lines=_lines(view, matrix),
        left_out=max(len(matrix.cells) - MOST_LINES, 0),
    )


def matrix_figure(derived: Derived, view: RedView) -> Figure:
    """The picture for a file."""
    return _drawn(derived, view, _matrix(view), live=False)


def matrix_of(view: RedView, order: Order) -> Matrix:
    """The matrix of a selection in an order."""
    return lay_out(view.nodes, [*view.edges, *view.standing], order, MOST)


def _matrix(view: RedView) -> Matrix:
    return matrix_of(view, cast("Order", asked("orden", ORDERS)))


def _orders() -> dict[str, str]:
    return {"group": _("Por grupo"), "family": _("Por tipo"), "name": _("Por nombre")}


def _drawn(derived: Derived, view: RedView, matrix: Matrix, *, live: bool) -> Figure:
    said = _said(matrix)
    meetings = with_query(url_for("caras.linea"), view.wish.query())
    sheet = Sheet(
        matrix=matrix,
        day=view.day,
        title=said.title,
        description=said.description,
        live=live,
        record=place_url("actores/"),
        meetings=meetings + ("&" if "?" in meetings else "?"),
    )
    return draw(sheet, {block.group: group_words(_group(derived, block)) for block in matrix.blocks})


def _group(derived: Derived, block: Block) -> str:
    if isinstance(block.group, int):
        return group_label(derived, block.group)
    return vocabulary("families").label(block.group, language())


def _said(matrix: Matrix) -> Said:
    notes = [Note(_left_out(matrix))] if matrix.left_out else []
    return Said(_title(matrix), " ".join(_sentences(matrix)), notes)


def _title(matrix: Matrix) -> str:
    """The pair that meets most."""
    best = max(matrix.cells, key=lambda cell: cell.count, default=None)
    if best is None or not best.count:
        return _("Nadie se ha encontrado con otro")
    names = (brief(matrix.actors[place].name) for place in (best.row, best.column))
    return _(
        "Quienes más se encuentran: %(first)s y %(second)s, %(words)s",
        first=next(names),
        second=next(names),
        words=meetings_words(best),
    )


def _sentences(matrix: Matrix) -> list[str]:
    size = len(matrix.actors)
    said = [
        _(
            "%(actors)s; %(ties)s de %(pairs)s pares tienen vínculo.",
            actors=ngettext("%(shown)s actor", "%(shown)s actores", size, shown=number(size)),
            ties=number(len(matrix.cells)),
            pairs=number(size * (size - 1) // 2),
        ),
        {
            "group": _(
                "En el orden de sus grupos, el más grande primero; en cada uno, los de más contactos primero."
            ),
            "family": _("En el orden de sus tipos; en cada uno, los de más contactos primero."),
            "name": _("En orden alfabético."),
        }[matrix.order],
    ]
    return said + _closest(matrix)


def _closest(matrix: Matrix) -> list[str]:
    """The block of at least three in which the largest share of the pairs has a tie."""
    shares = [(_share(matrix, block), block) for block in matrix.blocks if block.end - block.begin > 2]
    if not shares:
        return []
    share, block = max(shares, key=lambda one: one[0])
    names = all_of([brief(node.name) for node in matrix.actors[block.begin : block.end]], 2)
    return [
        _(
            "Los más unidos: %(names)s, con vínculo en %(share)s de cada 100 pares.",
            names=names,
            share=number(100 * share),
        )
    ]


def _share(matrix: Matrix, block: Block) -> float:
    size = block.end - block.begin
    return matrix.inside(block) / (size * (size - 1) / 2)


def _left_out(matrix: Matrix) -> str:
    return _(
        "Se muestran los %(shown)s con más contactos, de %(total)s.",
        shown=number(len(matrix.actors)),
        total=number(len(matrix.actors) + matrix.left_out),
    )


def _lines(view: RedView, matrix: Matrix) -> Sequence[Line]:
    """The pairs as a table, those that meet most first."""
    page = url_for("caras.linea")
    order = sorted(matrix.cells, key=lambda cell: -cell.count)[:MOST_LINES]
    return [_line(view, matrix, cell, page) for cell in order]


def _line(view: RedView, matrix: Matrix, cell: Cell, page: str) -> Line:
    first, second = (matrix.actors[place] for place in (cell.column, cell.row))
    own = [("par", first.id), ("par", second.id)]
    return Line(
        first=(first.id, first.name),
        second=(second.id, second.name),
        words=meetings_words(cell),
        last=str(cell.last.year) if cell.last else "",
        url=with_query(page, view.wish.query(), own) if cell.count else "",
    )
