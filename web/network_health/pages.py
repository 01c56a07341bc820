"""`/salud-de-la-red`: is the network growing, cooling, leaning on a few? Period by period, beside the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived, Freshness, freshness
from crm.health.reading import PeriodHealth, health_of, last_lively, period_before
from crm.health.spans import UNITS, Unit
from crm.health.telling import health_statements
from crm.in_use import in_use_since
from crm.periods import say_period
from web.derived import current_results
from web.downloads import Cell, csv_response
from web.i18n import language, number
from web.network_health.drawing import Picture, pictures
from web.network_health.lists import periods_seen, shown_list
from web.store import current_store
from web.texts import gettext as _
from web.words.sentences import Said, say_all

blueprint = Blueprint("salud_de_la_red", __name__)


@dataclass(frozen=True)
class HealthPage:
    """What the page shows: all periods of a length, one of them in words beside the one before."""

    derived: Derived
    unit: Unit
    periods: Sequence[PeriodHealth]
    now: PeriodHealth
    before: PeriodHealth | None
    said: Sequence[Said]
    pictures: Sequence[Picture]
    fresh: Freshness
    since: date | None

    @property
    def silent(self) -> str:
        """The periods between others of which nothing is recorded: "2018–2022, 2025"; empty for none."""
        return silent_periods(self.periods)


def unit_words() -> dict[Unit, str]:
    """The lengths of periods one can choose."""
    return {"year": _("Años"), "semester": _("Semestres"), "quarter": _("Trimestres")}


@blueprint.get("/salud-de-la-red")
def pagina() -> str:
    """The whole page, or that it is not there yet."""
    derived = current_results()
    page = gather_health(derived) if derived is not None else None
    return render_template("salud_de_la_red/pagina.html", page=page, units=unit_words())


def gather_health(derived: Derived) -> HealthPage:
    """The page of the address: `unidad` and `periodo` (EDTF); what is unknown falls back to the usual."""
    unit = asked_unit()
    periods = periods_seen(derived, unit)
    now, before = asked_period(periods)
    return HealthPage(
        derived=derived,
        unit=unit,
        periods=periods,
        now=now,
        before=before,
        said=say_all(health_statements(derived, now, before)),
        pictures=pictures(periods),
        fresh=freshness(derived, current_store()),
        since=in_use_since(current_store()),
    )


def silent_periods(periods: Sequence[PeriodHealth]) -> str:
    """The periods that are over and of which nothing is recorded, those in a row told by the first and the last."""
    found: list[str] = []
    for silent, row in groupby(periods, key=lambda one: one.silent and not one.running):
        if silent:
            ends = list(row)
            names = dict.fromkeys(say_period(one.period, language()) for one in (ends[0], ends[-1]))
            found.append(" – ".join(names))
    return ", ".join(found)


def asked_unit() -> Unit:
    """The length of period that the address asks for, years otherwise."""
    text = request.args.get("unidad", "year")
    return text if text in UNITS else "year"


def asked_period(periods: Sequence[PeriodHealth]) -> tuple[PeriodHealth, PeriodHealth | None]:
    """The period that the address asks for, the last lively one otherwise; with the one before."""
    try:
        return period_before(periods, request.args.get("periodo", ""))
    except KeyError:
        return period_before(periods, last_lively(periods).edtf)


@blueprint.get("/salud-de-la-red/actores")
def actores() -> str | AnyResponse:
    """The actors behind one number of a period."""
    derived = current_results()
    if derived is None:
        return redirect(url_for("salud_de_la_red.pagina"))
    now, _before = asked_period(health_of(derived, asked_unit()))
    found = shown_list(derived, now, request.args.get("lista", ""))
    return render_template("salud_de_la_red/actores.html", found=found, now=now, unit=asked_unit())


@blueprint.get("/salud-de-la-red/exportar")
def exportar() -> AnyResponse:
    """All periods of a length, as a CSV file."""
    derived = current_results()
    if derived is None:
        return redirect(url_for("salud_de_la_red.pagina"))
    headers = [
        _("Periodo"),
        _("Interacciones"),
        _("Sin fecha precisa"),
        _("Activos"),
        _("Nuevos"),
        _("De vuelta"),
        _("Perdidos"),
        _("Fríos"),
        _("Vínculos"),
        _("Parte de los cinco primeros"),
        _("Desigualdad (Gini)"),
        _("HHI"),
        _("Hacia fuera o hacia dentro (índice E-I)"),
        _("Con una sola persona"),
    ]
    return csv_response("salud-de-la-red", headers, _lines(health_of(derived, asked_unit())))


def _lines(periods: Sequence[PeriodHealth]) -> Iterator[list[Cell]]:
    for one in periods:
        shared, ei = one.concentration, one.ei["all"].ei
        shares = (
            [number(value, 4) for value in (shared.share, shared.gini, shared.hhi)]
            if shared
            else ["", "", ""]
        )
        counts = [one.counts[name] for name in ("active", "new", "back", "lost", "cold")]
        yield [
            say_period(one.period, language()),
            one.interactions,
            one.unplaced,
            *counts,
            one.ties,
            *shares,
            number(ei, 4) if ei is not None else "",
            one.people.single,
        ]
