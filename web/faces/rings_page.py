"""Gathers the rings around the actor of a selection, or asks around whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import render_template, url_for

from crm.derived.results import Derived
from crm.faces.rings import Rings, Wedge, lay_out
from crm.picture import PictureNode
from web.faces.frame import Download, Note, Page, Said, frame_of, gather_face, with_query
from web.faces.ring_names import counts_words, sector_words
from web.faces.rings import Sheet, draw
from web.faces.svg import Figure
from web.i18n import number
from web.red.names import brief
from web.red.naming import all_of
from web.red.view import RedView
from web.red.wish import Wish
from web.store import current_store
from web.texts import gettext as _

OFFERED = 12
# Names around each ring when both have the same room: what makes a wedge wide.
ROOMS = (40, 110)


@dataclass(frozen=True)
class SectorRow:
    """A sector in the list below: its number in the picture for phones, who is one step away, who is two."""

    number: int
    name: str
    words: str
    near: Sequence[PictureNode]
    far: Sequence[PictureNode]


def rings_page(derived: Derived, view: RedView) -> Page:
    """The page of the rings. The selection stays as it is: two steps are always shown."""
    if not view.wish.actor:
        return _asking(derived, view)
    rings = rings_of(derived, view)
    frame = frame_of(view, derived, _said(view, rings), (), _downloads(view, rings))
    return render_template(
        "red/anillos.html",
        frame=frame,
        wide=_sheet(view, rings, live=True) if rings else "",
        narrow=_sheet(view, rings, live=True, narrow=True) if rings else "",
        rows=[_row(rings, place, wedge) for place, wedge in enumerate(rings.wedges, 1)] if rings else [],
        around=url_for("caras.anillos"),
        offered=(),
    )


def rings_figure(derived: Derived, view: RedView) -> Figure | None:
    """The picture for a file; None when there is nobody in the middle."""
    rings = rings_of(derived, view) if view.wish.actor else None
    return draw(Sheet(rings, *_words(view, rings), live=False, around="")) if rings else None


def _asking(derived: Derived, view: RedView) -> Page:
    said = Said(
        _("¿Alrededor de quién?"),
        _(
            "Los anillos muestran quién está a uno y a dos pasos de un actor. Búsquelo arriba, o elija uno de los que más contactos tienen aquí."
        ),
    )
    return render_template(
        "red/anillos.html",
        frame=frame_of(view, derived, said),
        offered=view.most_connected[:OFFERED],
        around=url_for("caras.anillos"),
    )


def rings_of(derived: Derived, view: RedView) -> Rings | None:
    """The rings around the first actor of a selection; None when it is not in the network."""
    centre = view.wish.actor[0]
    wide = view if view.wish.nivel == 2 else gather_face(current_store(), derived, _two_steps(view.wish))
    ties = [(one.source, one.target) for one in wide.edges]
    ties += [(one.source, one.target) for one in wide.standing]
    return lay_out(wide.nodes, ties, centre, ROOMS)


def _two_steps(wish: Wish) -> Wish:
    return replace(wish, actor=wish.actor[:1], nivel=2)


def _sheet(view: RedView, rings: Rings, *, live: bool, narrow: bool = False) -> str:
    title, description = _words(view, rings)
    sheet = Sheet(
        rings, title, description, live=live, around=url_for("caras.anillos") + "?actor=", narrow=narrow
    )
    return draw(sheet).inline()


def _words(view: RedView, rings: Rings | None) -> tuple[str, str]:
    said = _said(view, rings)
    return said.title, said.description


def _said(view: RedView, rings: Rings | None) -> Said:
    if rings is None:
        return Said(_("Ese actor no está en la red"), _("Se archivó, o se guardó hace un momento."))
    name, near, far = brief(rings.centre.name), rings.ring(1), rings.ring(2)
    title = _(
        "%(name)s está a un paso de %(near)s y a dos de %(far)s",
        name=name,
        near=number(len(near)),
        far=number(len(far)),
    )
    notes = []
    if len(view.wish.actor) > 1:
        notes.append(Note(_("Los anillos se dibujan alrededor del primero de los elegidos.")))
    return Said(title, _sentence(rings, near), notes)


def _sentence(rings: Rings, near: Sequence[PictureNode]) -> str:
    if not near:
        return _("No se ha encontrado con nadie de la red.")
    best = sorted(near, key=lambda node: (-node.size, node.name))
    first = max(rings.wedges, key=lambda wedge: wedge.near)
    return _(
        "A un paso: %(names)s. El sector más cercano: %(sector)s (%(words)s).",
        names=all_of([brief(node.name) for node in best]),
        sector=sector_words(first.sector),
        words=counts_words(first),
    )


def _row(rings: Rings, place: int, wedge: Wedge) -> SectorRow:
    own = {
        ring: sorted(
            (one for one in rings.ring(ring) if (one.sector or "") == wedge.sector), key=lambda one: -one.size
        )
        for ring in (1, 2)
    }
    return SectorRow(place, sector_words(wedge.sector), counts_words(wedge), own[1], own[2])


def _downloads(view: RedView, rings: Rings | None) -> list[Download]:
    if rings is None:
        return []
    url = with_query(url_for("caras.figura", face="anillos"), view.wish.query())
    return [Download(_("Descargar el dibujo"), url)]
