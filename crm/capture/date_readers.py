"""What each kind of written date means: a match, the day it is said, and whether one looks ahead, give days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm.capture import date_rules as rules
from crm.capture.date_pieces import (
    PRECISIONS,
    UNITS,
    Match,
    ahead_in,
    day_in,
    month_in,
    step_in,
    year_in,
)
from crm.capture.numbers import ORDINALS, WEEKDAYS, number_of, year_of
from crm.periods import Period, between, span_of, whole


def full_date(found: Match, _today: date, _ahead: bool) -> Period | None:
    """15/03/2026, 2026-03-15."""
    return rules.day(rules.exact(year_of(found["y"]), int(found["m"]), int(found["d"])))


def named_day(found: Match, today: date, ahead: bool) -> Period | None:
    """15 de marzo, 15/03, 15 de marzo de 2026, marzo 15."""
    number, month, year = day_in(found["d"]), month_in(found["m"]), year_in(found, today)
    if not month:
        return None
    if year is None:
        return rules.day(rules.day_month(today, number, month, ahead_in(found, ahead)))
    return rules.day(rules.exact(year, month, number))


def whole_month(found: Match, today: date, ahead: bool) -> Period | None:
    """Marzo de 2024, en marzo."""
    year, month = year_in(found, today), month_in(found["m"])
    if not month:
        return None
    return rules.named_month(today, month, ahead) if year is None else whole(date(year, month, 1), "month")


def numbered_unit(found: Match, today: date, ahead: bool) -> Period | None:
    """Primer trimestre de 2023, segundo semestre."""
    unit = PRECISIONS[found["unit"]]
    most = 4 if unit == "quarter" else 2
    number, year = ORDINALS[found["n"]] or most, year_in(found, today)
    if number > most:
        return None
    return (
        rules.numbered(today, unit, number, ahead) if year is None else rules.numbered_in(year, unit, number)
    )


def whole_year(found: Match, _today: date, _ahead: bool) -> Period | None:
    """En 2017."""
    return whole(date(year_of(found["y"]), 1, 1), "year")


def days_of_month(found: Match, today: date, ahead: bool) -> Period | None:
    """Del 3 al 5 de junio, con o sin año."""
    first, last = (day_in(found["a"]), 0), (day_in(found["b"]), 0)
    month, year = month_in(found["m"]), year_in(found, today)
    if year is None:
        return rules.days_of_year(today, (first[0], month), (last[0], month), ahead)
    return rules.days_between(rules.exact(year, month, first[0]), rules.exact(year, month, last[0]))


def days_of_months(found: Match, today: date, ahead: bool) -> Period | None:
    """Del 30 de mayo al 2 de junio, with the year behind either."""
    first, last = (day_in(found["a"]), month_in(found["am"])), (day_in(found["b"]), month_in(found["m"]))
    year, own = year_in(found, today), found["ay"]
    if not first[1] or not last[1]:
        return None
    if year is None and not own:
        return rules.days_of_year(today, first, last, ahead)
    if own:
        start = rules.exact(year_of(own), first[1], first[0])
        end = rules.exact(year or year_of(own), last[1], last[0])
        return rules.days_between(start, end)
    end = rules.exact(year or today.year, last[1], last[0])
    return rules.days_between(rules.day_month(end, *first, False) if end else None, end)


def days_only(found: Match, today: date, ahead: bool) -> Period | None:
    """Del 3 al 5."""
    return rules.days_in_month(today, day_in(found["a"]), day_in(found["b"]), ahead)


def full_days(found: Match, _today: date, _ahead: bool) -> Period | None:
    """Del 03/06/2026 al 05/06/2026."""
    ends = [
        rules.exact(year_of(found[f"{x}y"]), int(found[f"{x}m"]), int(found[f"{x}d"])) for x in ("a", "b")
    ]
    return rules.days_between(*ends)


def months_between(found: Match, today: date, _ahead: bool) -> Period | None:
    """Entre marzo y mayo de 2025."""
    last_year = year_in(found, today)
    if last_year is None:
        return None
    last = whole(date(last_year, month_in(found["b"]), 1), "month")
    first = whole(
        date(last_year - (month_in(found["a"]) > month_in(found["b"])), month_in(found["a"]), 1), "month"
    )
    return between(first, last)


def years_between(found: Match, _today: date, _ahead: bool) -> Period | None:
    """Entre 2018 y 2020."""
    first, last = year_of(found["a"]), year_of(found["b"])
    return (
        between(whole(date(first, 1, 1), "year"), whole(date(last, 1, 1), "year")) if first < last else None
    )


def weekdays(found: Match, today: date, ahead: bool) -> Period | None:
    """Del lunes al miércoles."""
    start = rules.weekday(today, WEEKDAYS[found["a"]], ahead)
    if found["week"]:
        start = rules.in_week(today, WEEKDAYS[found["a"]], step_in(found["week"]))
    return rules.days_between(start, rules.weekday(start, WEEKDAYS[found["b"]], True))


def weekday(found: Match, today: date, ahead: bool) -> Period | None:
    """El martes, el próximo martes, el martes pasado, el martes de la semana pasada."""
    number, words = WEEKDAYS[found["w"]], found.group()
    if found["week"]:
        return rules.day(rules.in_week(today, number, step_in(found["week"])))
    if step_in(words):
        return rules.day(rules.weekday(today, number, step_in(words) > 0))
    return rules.day(rules.weekday(today, number, ahead or words.startswith("este ")))


_NEAR = {"hoy": 0, "ayer": -1, "anoche": -1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "manana": 1}


def near_day(found: Match, today: date, _ahead: bool) -> Period | None:
    """Hoy, ayer, antier, mañana, pasado mañana."""
    return rules.day(today + timedelta(days=2 if "pasado" in found.group() else _NEAR[found["near"]]))


def counted(found: Match, today: date, _ahead: bool) -> Period | None:
    """En ocho días, dentro de dos semanas, hace tres días, dos meses atrás."""
    number = number_of(found["n"])
    back = re.search(r"\bhace|atras", found.group())
    return rules.day(rules.counted(today, UNITS[found["unit"]], -number if back else number))


def this_unit(found: Match, today: date, _ahead: bool) -> Period | None:
    """La semana pasada, este mes, el próximo trimestre."""
    return rules.shifted(today, PRECISIONS[found["unit"]], step_in(found.group()))


def weekend(found: Match, today: date, ahead: bool) -> Period | None:
    """El fin de semana, Saturday and Sunday."""
    step = step_in(found.group())
    saturday = rules.weekday(
        today, 5, step > 0 or (step == 0 and (ahead or found.group().startswith("este")))
    )
    return rules.days_between(saturday, saturday + timedelta(days=1))


def end_of(found: Match, today: date, ahead: bool) -> Period | None:
    """A fin de mes, a finales de noviembre, a fin de año: the last day."""
    groups = found.groupdict()
    if groups["m"]:
        year, month = year_in(found, today), month_in(groups["m"])
        last = (
            rules.end_of_month(today, month, ahead) if year is None else rules.month_end(date(year, month, 1))
        )
        return rules.day(last)
    if groups["only"]:
        return rules.day(date(year_of(groups["only"]), 12, 31))
    return rules.day(rules.shifted(today, PRECISIONS[groups["unit"]], step_in(found.group())).end)


def day_number(found: Match, today: date, ahead: bool) -> Period | None:
    """El 15, el próximo 15, el 15 del mes pasado."""
    number, month = day_in(found["d"]), found["month"]
    if month:
        first = span_of(rules.add_months(today.replace(day=1), step_in(month)), "month")[0]
        return rules.day(rules.exact(first.year, first.month, number))
    return rules.day(rules.day_number(today, number, ahead_in(found, ahead)))
