"""The legend of lines and sizes: only what is in the picture, what each means and how a sample of it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.reading.meanings import MEANINGS
from web.i18n import day
from web.red.drawing import age_of, meaning_words
from web.red.ties import Tie
from web.red.view import RedView
from web.texts import gettext as _

_ONE_LINE = "M1 4h26"
_SAMPLES = {
    "is-agreement": "M1 2h26M1 6h26",
    # a small and a large circle
    "size": "M5 4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M16 4a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0",
}


@dataclass(frozen=True)
class Line:
    """One kind of line in the legend; `path` is how a sample of it is drawn, 28 by 8."""

    kind: str
    label: str

    @property
    def path(self) -> str:
        """The outline of the sample."""
        return _SAMPLES.get(self.kind, _ONE_LINE)


def lines_of(view: RedView) -> list[Line]:
    """The kinds of lines in the picture, what each means: only those that are there."""
    ties, widths = _drawn(view)
    ages = (
        _("Encuentro hace menos de un año"),
        _("Último encuentro hace uno a tres años"),
        _("Último encuentro hace más de tres años"),
    )
    # Ages are counted from the last day that was chosen: unsaid, an old meeting would seem a fresh one.
    on = _(" (contado al %(day)s)", day=day(view.day)) if view.wish.hasta or view.wish.dia else ""
    days = [tie.last for tie in ties if tie.last] + _last_of_links(view)
    found = sorted({age_of(last, view.day) for last in days})
    lines = [Line(f"age-{age}", ages[age] + on) for age in found]
    meanings = meaning_words()
    strong = {tie.meaning for tie in ties if not tie.weak}
    lines += [Line(f"is-{name}", meanings[name]) for name in MEANINGS[1:] if name in strong]
    if any(tie.weak for tie in ties):
        lines.append(Line("weak", _("Lazo que ninguna fuente afirma")))
    if view.bubbles is not None and view.bubbles.bubbles.links:
        lines.append(Line("wide", _("Más gruesa: más vínculos entre dos grupos")))
    elif widths:
        lines.append(Line("wide", _("Más gruesa: más encuentros")))
    return [*lines, *_sizes(view)]


def _sizes(view: RedView) -> list[Line]:
    """What it means that some are larger; nothing where all are alike."""
    if len(view.nodes) < 2 or view.wish.tamano == "igual":
        return []
    if view.bubbles is not None and not view.bubbles.open:
        return [Line("size", _("Más grande: más actores"))]
    words = {
        "": _("Más grande: más contactos en toda la red"),
        "fuerza": _("Más grande: vínculos más fuertes"),
        "puente": _("Más grande: más puente"),
        "encuentros": _("Más grande: más encuentros"),
    }
    return [Line("size", words[view.wish.tamano])]


def _drawn(view: RedView) -> tuple[Sequence[Tie], bool]:
    """The lines among actors, and whether some are thicker than others."""
    regions = view.bubbles.open.values() if view.bubbles is not None else ()
    inside = [tie for region in regions for tie in region.lines]
    ties = view.lines if view.bubbles is None else inside
    return ties, any(tie.count > 1 for tie in ties)


def _last_of_links(view: RedView) -> list[date]:
    links = view.bubbles.bubbles.links if view.bubbles is not None else ()
    return [date.fromordinal(link.last) for link in links if link.last > 1]
