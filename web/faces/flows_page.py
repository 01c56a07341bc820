"""Gathers the flows of a selection: from lines of work to partners to what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import render_template, url_for

from crm.derived.results import Derived
from crm.faces.flows import ACTOR, Flows, count_flows
from crm.faces.meetings import find_meetings
from crm.faces.sankey import Band
from crm.vocabulary import family_of, vocabulary
from web.faces.flow_words import interactions_words, line_words, others_words, outcome_words
from web.faces.flows import Partner, Sheet, draw
from web.faces.frame import Download, Note, Page, Said, frame_of, with_query
from web.faces.svg import Figure
from web.i18n import number
from web.red.names import brief, plain
from web.red.view import RedView
from web.texts import gettext as _

MOST_LINES, MOST_PARTNERS = 24, 8
LETTERS = 44


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
    sheet = _sheet(derived, view, flows)
    figure_url = with_query(url_for("caras.figura", face="flujos"), view.wish.query())
    return render_template(
        "red/flujos.html",
        frame=frame_of(view, derived, _said(flows), (), [Download(_("Descargar el dibujo"), figure_url)]),
        figure=draw(sheet).inline() if flows.total else "",
        narrow=draw(replace(sheet, narrow=True)).inline() if flows.total else "",
        partners=[(one, sheet.leads((1, one.id))) for one in sheet.partners],
        shapes={one.id: str(one.extra["shape"]) for one in vocabulary("families")},
        tables=[
            (_("De las líneas a los aliados"), _rows(sheet, 0)),
            (_("De los aliados a lo que quedó"), _rows(sheet, 1)),
        ],
    )


def flows_figure(derived: Derived, view: RedView) -> Figure | None:
    """The picture for a file; None without interactions."""
    flows = _flows(derived, view)
    return draw(replace(_sheet(derived, view, flows), live=False)) if flows.total else None


def _flows(derived: Derived, view: RedView) -> Flows:
    meetings = find_meetings(derived, view.wish.filter(), [node.id for node in view.nodes])
    return count_flows(meetings, MOST_LINES, MOST_PARTNERS)


def _sheet(derived: Derived, view: RedView, flows: Flows) -> Sheet:
    said = _said(flows)
    partners = [_partner(derived, flows, id) for id in flows.partners]
    return Sheet(flows, partners, said.title, said.description, live=True, meetings=_meetings(view))


def _partner(derived: Derived, flows: Flows, id: str) -> Partner:
    count, actor = flows.partners[id], id.removeprefix(ACTOR)
    if actor == id:
        return _others(derived, flows, id)
    number = derived.number[actor]
    name, type, family = (str(derived.actors[field][number]) for field in ("name", "type", "family"))
    return Partner(id, brief(plain(name), LETTERS), type, family, f"juntos={actor}", count)


def _others(derived: Derived, flows: Flows, family: str) -> Partner:
    """The partners of a family that are not named one by one."""
    actors = [id.removeprefix(ACTOR) for id in flows.partners if id.startswith(ACTOR)]
    named = [id for id in actors if derived.actors["family"][derived.number[id]] == family]
    type = next(id for id in vocabulary("actor_types").ids if family_of(id) == family)
    part = urlencode([("defamilia", family), *(("menos", id) for id in named)])
    name = others_words(family, len(flows.others[family]))
    return Partner(family, name, type, family, part, flows.partners[family])


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
        line=line_words(first),
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
        "Cada interacción cuenta una vez en su línea y en lo que quedó, y una vez por cada aliado que tomó parte. Se nombran los aliados con más interacciones; los demás van juntos, por tipo."
    )
    return Said(title, said, [Note(note)])


def _rows(sheet: Sheet, column: int) -> list[FlowRow]:
    bands = sorted(
        (band for band in sheet.flows.bands if band.column == column), key=lambda band: -band.value
    )
    return [_row(sheet, band) for band in bands]


def _row(sheet: Sheet, band: Band) -> FlowRow:
    ends = (band.column, band.source), (band.column + 1, band.target)
    return FlowRow(
        sheet.name(*ends[0]), sheet.name(*ends[1]), interactions_words(band.value), sheet.leads(*ends)
    )
