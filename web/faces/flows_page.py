"""Gathers the flows of a selection: from lines of work to partners to what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for

from crm.derived.results import Derived
from crm.faces.flows import REST, Flows, count_flows
from crm.faces.meetings import find_meetings
from crm.vocabulary import vocabulary
from web.faces.flows import Sheet, draw, interactions_words, node_words, outcome_words
from web.faces.frame import Download, Note, Page, Said, frame_of, with_query
from web.faces.svg import Figure
from web.i18n import language, number
from web.red.view import RedView
from web.texts import gettext as _

MOST_LINES = 24


@dataclass(frozen=True)
class FlowRow:
    """A band in the table: from what to what, how many interactions, where they are."""

    source: str
    target: str
    words: str
    url: str


def flows_page(derived: Derived, view: RedView) -> Page:
    """The page of the flows."""
    flows = _flows(derived, view)
    figure_url = with_query(url_for("caras.figura", face="flujos"), view.wish.query())
    return render_template(
        "red/flujos.html",
        frame=frame_of(view, derived, _said(flows), (), [Download(_("Descargar el dibujo"), figure_url)]),
        figure=_drawn(view, flows, live=True).inline() if flows.total else "",
        narrow=_drawn(view, flows, live=True, narrow=True).inline() if flows.total else "",
        families=[
            (id, word, flows.families[id])
            for id, word in vocabulary("families").choices(language())
            if id in flows.families
        ],
        shapes={one.id: str(one.extra["shape"]) for one in vocabulary("families")},
        tables=[
            (_("De las líneas a los aliados"), _rows(view, flows, 0)),
            (_("De los aliados a lo que quedó"), _rows(view, flows, 1)),
        ],
    )


def flows_figure(derived: Derived, view: RedView) -> Figure | None:
    """The picture for a file; None without interactions."""
    flows = _flows(derived, view)
    return _drawn(view, flows, live=False) if flows.total else None


def _flows(derived: Derived, view: RedView) -> Flows:
    return count_flows(
        find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes]), MOST_LINES
    )


def _drawn(view: RedView, flows: Flows, *, live: bool, narrow: bool = False) -> Figure:
    said = _said(flows)
    return draw(
        Sheet(flows, said.title, said.description, live=live, meetings=_meetings(view), narrow=narrow)
    )


def _meetings(view: RedView) -> str:
    page = with_query(url_for("caras.linea"), view.wish.query())
    return page + ("&" if "?" in page else "?")


def _said(flows: Flows) -> Said:
    if not flows.total:
        return Said(
            _("No hay interacciones en lo elegido"),
            _("Nadie de la selección tiene interacciones en ese periodo o esa línea."),
        )
    signed, total = flows.outcomes.get("signed", 0), flows.total
    first = next(iter(flows.lines))
    title = _(
        "%(line)s es la línea con más interacciones: %(count)s de %(total)s",
        line=node_words(0, first),
        count=number(flows.lines[first]),
        total=number(total),
    )
    others = ", ".join(
        f"{outcome_words()[id].lower()}: {number(count)}" for id, count in flows.outcomes.items()
    )
    said = _(
        "%(count)s en firme: convenios, memorandos o donaciones. En qué quedaron todas: %(others)s.",
        count=number(signed),
        others=others,
    )
    note = _(
        "Cada interacción cuenta una vez en su línea y en lo que quedó, y una vez por cada tipo de aliado que tomó parte."
    )
    return Said(title, said, [Note(note)])


def _rows(view: RedView, flows: Flows, column: int) -> list[FlowRow]:
    bands = sorted((band for band in flows.bands if band.column == column), key=lambda band: -band.value)
    page = _meetings(view)
    rows = []
    for band in bands:
        own = f"defamilia={band.source}&quedo={band.target}"
        if column == 0:
            own = (
                "" if band.source == REST else f"enlinea={band.source or '-'}&"
            ) + f"defamilia={band.target}"
        names = node_words(column, band.source), node_words(column + 1, band.target)
        rows.append(FlowRow(names[0], names[1], interactions_words(band.value), page + own))
    return rows
