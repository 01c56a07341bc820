"""The charts of the page: who was active, who turned cold, how concentrated it all is. Each title says the finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.health.concentration import FIRST
from crm.health.reading import PeriodHealth, last_lively
from crm.periods import say_period
from web.i18n import language, number
from web.network_health.charts import Chart, Given, draw_columns
from web.texts import gettext as _
from web.texts import ngettext


@dataclass(frozen=True)
class Picture:
    """A chart with its title, what it is in a sentence, the words of its parts, and the measure behind it."""

    id: str
    title: str
    about: str
    parts: Sequence[tuple[str, str]]
    chart: Chart
    measure: str


def pictures(periods: Sequence[PeriodHealth]) -> list[Picture]:
    """The charts; none while nothing was ever recorded."""
    if not any(one.interactions for one in periods):
        return []
    return [_active(periods), _cold(periods), _concentrated(periods)]


def _labels(one: PeriodHealth) -> tuple[str, str]:
    """A period in two short lines: "T1", "2024"; a year is one."""
    start = one.period.start
    assert start is not None
    if one.period.precision == "year":
        return str(start.year), ""
    letter = _("T") if one.period.precision == "quarter" else _("S")
    part = (start.month - 1) // (3 if one.period.precision == "quarter" else 6) + 1
    return f"{letter}{part}", str(start.year)


def _given(one: PeriodHealth, parts: Sequence[tuple[str, float]], total: str) -> Given:
    label, second = _labels(one)
    return Given(parts, label, second, total, one.running)


def _total(one: PeriodHealth, text: str) -> str:
    """What stands over a column; of a period of which nothing is recorded there is no number to tell."""
    return "–" if one.silent else text


def _active(periods: Sequence[PeriodHealth]) -> Picture:
    columns = [_given(one, _coming(one), _total(one, number(one.counts["active"]))) for one in periods]
    best = max(periods, key=lambda one: one.counts["active"])
    title = _(
        "El periodo con más aliados activos fue %(period)s: %(count)s",
        period=say_period(best.period, language()),
        count=number(best.counts["active"]),
    )
    words = [("new", _("nuevos")), ("back", _("de vuelta")), ("stay", _("siguen"))]
    return Picture(
        "activos",
        title,
        _("Aliados que participaron en algo, por periodo. «–»: no hay nada registrado de entonces."),
        words,
        draw_columns(columns),
        "size",
    )


def _coming(one: PeriodHealth) -> list[tuple[str, float]]:
    """Who stays, is back and is new, from below."""
    count = one.counts
    stay = count["active"] - count["new"] - count["back"]
    return [("stay", stay), ("back", count["back"]), ("new", count["new"])]


def _cold(periods: Sequence[PeriodHealth]) -> Picture:
    over = [one for one in periods if not one.running]
    columns = [_given(one, [("cold", one.counts["cold"])], number(one.counts["cold"])) for one in over]
    last = over[-1] if over else periods[-1]
    title = ngettext(
        "Al terminar %(period)s, %(num)s aliado llevaba más tiempo sin contacto registrado que su ritmo",
        "Al terminar %(period)s, %(num)s aliados llevaban más tiempo sin contacto registrado que su ritmo",
        last.counts["cold"],
        period=say_period(last.period, language()),
    )
    return Picture(
        "frios",
        title,
        _("Aliados sin contacto por más tiempo que su ritmo, al terminar cada periodo."),
        [],
        draw_columns(columns),
        "cold",
    )


def _concentrated(periods: Sequence[PeriodHealth]) -> Picture:
    columns = []
    for one in periods:
        share = _share(one)
        columns.append(_given(one, [("share", share or 0.0)], "–" if share is None else f"{number(share)} %"))
    told = [one for one in periods if _share(one) is not None]
    last = told[-1] if told else last_lively(periods)
    title = _(
        "En %(period)s, los cinco más activos reunieron el %(share)s %% de las participaciones",
        period=say_period(last.period, language()),
        share=number(_share(last) or 0.0) if told else "–",
    )
    return Picture(
        "concentracion",
        title,
        _("Parte de las participaciones que es de los cinco más activos."),
        [],
        draw_columns(columns),
        "concentration",
    )


def _share(one: PeriodHealth) -> float | None:
    """The share of the first five in percent; of no more than five there is nothing to say."""
    return 100 * one.concentration.share if one.concentration and one.counts["active"] > FIRST else None
