"""The contract's table of time, held against the calendar day by day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.capture.dates import find_dates
from crm.capture.line import Line
from crm.capture.noise import noise
from crm.capture.numbers import MONTHS, UNITS, WEEKDAYS
from crm.capture.timing import timing_of
from crm.period_words import MONTHS as MONTH_NAMES
from crm.periods import Period

days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
WEEK = list(WEEKDAYS)
NAMES = list(MONTH_NAMES["es"])


def read(words: str, today: date, ahead: bool = False) -> Period | None:
    """What the only date of the words means."""
    line = Line.of(words)
    (said,) = find_dates(line.without(noise(line.plain)))
    return said.days(today, ahead)


def ends(words: str, today: date, ahead: bool = False) -> tuple[date | None, date | None, str]:
    period = read(words, today, ahead)
    assert period is not None
    return period.start, period.end, period.precision


def one(words: str, today: date, ahead: bool = False) -> date:
    start, end, precision = ends(words, today, ahead)
    assert start == end
    assert precision == "day"
    assert start is not None
    return start


@given(days)
def test_days_near_today_are_counted_from_it(today):
    near = {"hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "mañana": 1, "pasado mañana": 2}
    for words, step in near.items():
        assert one(words, today) == one(words, today, True) == today + timedelta(days=step)


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_latest_before_today_or_the_next_after_it(today, number):
    back, ahead = one(f"el {WEEK[number]}", today), one(f"el {WEEK[number]}", today, True)
    assert back.weekday() == ahead.weekday() == number
    assert 1 <= (today - back).days <= 7
    assert 1 <= (ahead - today).days <= 7
    for words in ("el {} pasado", "el pasado {}"):
        assert one(words.format(WEEK[number]), today, True) == back
    for words in ("el próximo {}", "este {}", "el {} que viene"):
        assert one(words.format(WEEK[number]), today) == ahead


@given(days, st.integers(1, 31))
def test_a_day_number_skips_months_that_lack_it(today, number):
    back, ahead = one(f"el {number}", today), one(f"el {number}", today, True)
    assert back.day == ahead.day == number
    assert back <= today < ahead
    between = (back + timedelta(days=step) for step in range(1, (today - back).days + 1))
    assert not any(day.day == number for day in between)


@given(days, days)
def test_a_day_of_the_year_without_a_year_is_the_latest_or_the_next(today, said):
    words = f"{said.day} de {NAMES[said.month - 1]}"
    back, ahead = one(words, today), one(words, today, True)
    assert (back.day, back.month) == (ahead.day, ahead.month) == (said.day, said.month)
    assert back <= today < ahead
    if (said.day, said.month) != (29, 2):
        assert (today - back).days <= 366
    assert one(f"{said.day}/{said.month:02}", today) == back
    assert one(f"{said.day} {NAMES[said.month - 1][:3]}", today) == back


@given(days, days)
def test_a_full_date_is_that_day_whatever_day_it_is_said(today, said):
    forms = (
        f"{said.day}/{said.month}/{said.year}",
        said.isoformat(),
        f"{said.day} de {NAMES[said.month - 1]} de {said.year}",
        f"el {WEEK[said.weekday()]} {said.day} de {NAMES[said.month - 1]} de {said.year}",
    )
    assert {one(form, today, ahead) for form in forms for ahead in (False, True)} == {said}


@given(days, st.integers(1, 12), st.integers(2001, 2098))
def test_months_quarters_semesters_and_years_are_whole(today, month, year):
    last = monthrange(year, month)[1]
    assert ends(f"{NAMES[month - 1]} de {year}", today) == (
        date(year, month, 1),
        date(year, month, last),
        "month",
    )
    quarter = ("primer", "segundo", "tercer", "cuarto")[(month - 1) // 3]
    start, end, precision = ends(f"{quarter} trimestre de {year}", today)
    assert start is not None
    assert end is not None
    assert (start.month, end.month, precision) == (
        (month - 1) // 3 * 3 + 1,
        (month - 1) // 3 * 3 + 3,
        "quarter",
    )
    assert ends(f"segundo semestre de {year}", today) == (date(year, 7, 1), date(year, 12, 31), "semester")
    assert ends(f"en {year}", today) == (date(year, 1, 1), date(year, 12, 31), "year")


@given(days)
def test_weeks_run_from_monday_to_sunday(today):
    monday = today - timedelta(days=today.weekday())
    named = {"la semana pasada": -1, "esta semana": 0, "la próxima semana": 1, "la otra semana": 1}
    for words, step in (named | {"la semana entrante": 1}).items():
        first = monday + timedelta(weeks=step)
        assert ends(words, today) == (first, first + timedelta(days=6), "week")


@given(days, st.integers(1, 30))
def test_counted_days_take_eight_for_a_week_and_fifteen_for_two(today, number):
    size = {8: 7, 15: 14}.get(number, number)
    assert one(f"en {number} días", today) == today + timedelta(days=size)
    assert one(f"hace {UNITS[number - 1]} días", today) == today - timedelta(days=size)
    assert one(f"dentro de {number} semanas", today) == today + timedelta(weeks=number)


@given(days, st.integers(1, 24))
def test_counted_months_end_where_the_month_ends(today, number):
    found = one(f"en {number} meses", today)
    months = (found.year - today.year) * 12 + found.month - today.month
    assert months == number
    assert found.day == min(today.day, monthrange(found.year, found.month)[1])


@given(days, st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day(today, month):
    last = monthrange(today.year, today.month)[1]
    assert one("a fin de mes", today) == today.replace(day=last)
    ahead = one(f"a finales de {NAMES[month - 1]}", today, True)
    assert ahead > today
    assert ahead.month == month
    assert (ahead + timedelta(days=1)).day == 1


@given(days, days, st.integers(1, 20))
def test_ranges_keep_both_ends_across_months(today, first, length):
    last = first + timedelta(days=length)
    words = f"del {first.day} de {NAMES[first.month - 1]} al {last.day} de {NAMES[last.month - 1]}"
    if (29, 2) in ((first.day, first.month), (last.day, last.month)):
        return
    start, end, precision = ends(words, today)
    assert start is not None
    assert end is not None
    assert precision == "range"
    assert (start.day, start.month, end.day, end.month) == (first.day, first.month, last.day, last.month)
    assert start <= today
    assert timedelta(0) < end - start < timedelta(days=40)


@pytest.mark.parametrize(
    ("words", "today", "meant"),
    [
        ("el 31", "2026-05-05", "2026-03-31"),
        ("en un mes", "2026-01-31", "2026-02-28"),
        ("29 de febrero", "2026-06-01", "2024-02-29"),
        ("24 de mayo", "2026-05-10", "2025-05-24"),
    ],
)
def test_the_contracts_own_examples_hold(words, today, meant):
    assert one(words, date.fromisoformat(today)).isoformat() == meant


@pytest.mark.parametrize("words", ["31 de junio", "30/02/2026", "45/13/2026", "el 31 de febrero de 2025"])
def test_days_that_no_calendar_has_mean_nothing(words):
    line = Line.of(words)
    assert [said.days(date(2026, 5, 5), False) for said in find_dates(line)][:1] in ([], [None])


@pytest.mark.parametrize(
    "words",
    [
        "a las 3 de la tarde", "10:30 am", "en la mañana", "de 2 a 4 pm", "$ 15.000.000", "15%", "15 millones de pesos",
        "tel 315 789 4561", "+57 607 633 7000", "ana.15@uis.edu.co", "20 becas", "www.bucaramanga.gov.co/2026/03/15",
    ],
)  # fmt: skip
def test_hours_money_counts_and_telephones_are_no_dates(words):
    line = Line.of(f"reunión {words} con la UIS")
    assert find_dates(line.without(noise(line.plain))) == []


def test_a_weekday_beside_a_date_is_one_date_and_must_agree():
    (said,) = find_dates(Line.of("el martes 24 de junio"))
    period = said.days(date(2026, 6, 30), False)
    assert said.clashes(period)
    assert not find_dates(Line.of("el martes 23 de junio"))[0].clashes(read("23 de junio", date(2026, 6, 30)))


@pytest.mark.parametrize(
    ("words", "meant", "clash"),
    [
        ("el martes 24 a las 15:00", "2026-10-24", True), ("el martes 24 a las 3 pm", "2026-10-24", True),
        ("martes 24 10am", "2026-10-24", True), ("el martes, 24, de 8 a 10", "2026-10-24", True),
        ("el jueves 5 de 2 a 4 p. m.", "2026-11-05", False), ("el 24 a las 3 pm", "2026-10-24", False),
        ("mañana martes 24 a las 15:00", "2026-11-24", False), ("el martes 3 a 5 pm", "2026-11-17", False),
        ("el martes 2 visitas", "2026-11-17", False), ("el martes 10 am", "2026-11-17", False),
    ],
)  # fmt: skip
def test_a_weekday_with_a_number_goes_by_the_number_whatever_hour_follows(words, meant, clash):
    line = Line.of(f"reunión con la UIS {words}")
    (said,) = find_dates(line.without(noise(line.plain)))
    period = said.days(date(2026, 11, 23), False)
    assert period is not None
    assert (str(period.start), said.clashes(period)) == (meant, clash)


def test_a_weekday_that_differs_offers_the_day_that_agrees():
    (said,) = find_dates(Line.of("el martes 24"))
    timing = timing_of([said], False, date(2026, 11, 23))
    assert (timing.doubt, timing.options, timing.status) == ("weekday_differs", ("2026-11-24",), "done")
    timing = timing_of(find_dates(Line.of("el viernes 24")), False, date(2026, 11, 23))
    assert (timing.doubt, timing.options) == ("weekday_differs", ())


def test_every_month_is_known_by_its_name_and_its_short_form():
    assert {MONTHS[name] for name in NAMES} == set(range(1, 13))
    assert all(MONTHS[name[:3]] == MONTHS[name] for name in NAMES)
