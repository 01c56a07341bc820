"""The tables beside the pictures: every period with its numbers, and two days with their differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.over_time.comparing import Comparison
from web.i18n import number
from web.over_time.span import Span
from web.over_time.words import period_name
from web.texts import gettext as _


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period: its last day, its name, its numbers in the order of `period_words`; heights of its bar, 0 to 1."""

    day: date
    name: str
    numbers: Sequence[int]
    sure: float
    vague: float

    @property
    def is_eventful(self) -> bool:
        """Whether something happened or changed in it."""
        return any(self.numbers[:-2])


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison: what is counted, before, after, and the difference with its sign."""

    label: str
    before: str
    after: str
    change: str


def period_words() -> list[str]:
    """The heads of the columns."""
    return [
        _("Interacciones"),
        _("Con fecha menos precisa"),
        _("Aparecen"),
        _("Vuelven"),
        _("Se enfrían"),
        _("Se pierden"),
        _("Actores"),
        _("Vínculos"),
    ]


def period_rows(span: Span) -> list[PeriodRow]:
    """The periods in order."""
    most = max((one.step.sure + one.step.vague for one in span.moments), default=0) or 1
    return [
        PeriodRow(
            one.frame.day,
            period_name(one),
            (
                one.step.sure,
                one.step.vague,
                len(one.changes.appeared),
                len(one.changes.returned),
                len(one.changes.cooled),
                len(one.changes.lost),
                int(one.frame.shown.sum()),
                int((one.frame.ties.count > 0).sum()),
            ),
            one.step.sure / most,
            one.step.vague / most,
        )
        for one in span.moments
    ]


def difference_rows(found: Comparison) -> list[Difference]:
    """Two days in numbers."""
    one, other = found.before, found.after
    counted = (
        (_("Actores que han aparecido"), one.actors, other.actors),
        (_("Actores con contacto en los tres años anteriores"), one.living, other.living),
        (_("Vínculos que han existido"), one.ties, other.ties),
        (_("Vínculos vivos"), one.living_ties, other.living_ties),
        (_("Actores que sostienen a otros"), len(found.bridges_before), len(found.bridges_after)),
    )
    rows = [Difference(label, number(a), number(b), signed(b - a)) for label, a, b in counted]
    shares = [None if size.density is None else 100 * size.density for size in (one, other)]
    before, after = ("–" if share is None else f"{number(share, 1)} %" for share in shares)
    gap = "–" if shares[0] is None or shares[1] is None else signed(shares[1] - shares[0], 1)
    return [*rows, Difference(_("Parejas posibles que se encuentran"), before, after, gap)]


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: "+3", "−2", "0"."""
    if round(value, decimals) == 0:
        return "0"
    return f"{'+' if value > 0 else '−'}{number(abs(value), decimals)}"
