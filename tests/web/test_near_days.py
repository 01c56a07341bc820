"""Days without a year mean the latest one for what happened, and the next one for what is promised."""

from datetime import date

import pytest

from web import near_days
from web.near_days import as_day


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    monkeypatch.setattr(near_days, "current_day", lambda: date(2026, 11, 23))


@pytest.mark.parametrize(
    ("text", "happened", "promised"),
    [
        ("hoy", "2026-11-23", "2026-11-23"),
        ("pasado mañana", "2026-11-25", "2026-11-25"),
        ("el 15", "2026-11-15", "2026-12-15"),
        ("15", "2026-11-15", "2026-12-15"),
        ("31", "2026-10-31", "2026-12-31"),
        ("23", "2026-11-23", "2026-12-23"),
        ("15/12", "2025-12-15", "2026-12-15"),
        ("15 de diciembre", "2025-12-15", "2026-12-15"),
        ("15 dic", "2025-12-15", "2026-12-15"),
        ("15 de marzo", "2026-03-15", "2027-03-15"),
        ("del 18 al 20 de noviembre", "2026-11-18/2026-11-20", "2027-11-18/2027-11-20"),
        ("marzo", "2026-03", "2027-03"),
    ],
)
def test_what_is_not_said_is_taken_from_today(text, happened, promised):
    assert (as_day(text), as_day(text, promised=True)) == (happened, promised)


@pytest.mark.parametrize(
    "text", ["15/12/2025", "2024", "primer trimestre de 2023", "mañanita", "32", "0", "", "el"]
)
def test_what_says_its_year_or_nothing_stays_as_it_is(text):
    assert as_day(text) == text
    assert as_day(text, promised=True) == text


def test_the_29th_of_february_waits_for_a_year_that_has_it(monkeypatch):
    assert as_day("29 de febrero") == "29 de febrero"
    monkeypatch.setattr(near_days, "current_day", lambda: date(2028, 3, 1))
    assert as_day("29 de febrero") == "2028-02-29"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("18 meses desde mayo de 2027", "2027-05/2028-10"),
        ("2 años a partir de enero de 2027", "2027-01/2028-12"),
        ("12 months from March 2027", "2027-03/2028-02"),
        ("18 meses desde mañana", "18 meses desde mañana"),
        ("900 meses desde mayo de 2027", "900 meses desde mayo de 2027"),
    ],
)
def test_a_length_with_its_beginning_is_a_period(text, meant):
    assert as_day(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("antes del 15 de diciembre", "../2026-12-15"),
        ("Antes del 15/01/2027", "hasta 15/01/2027"),
        ("a más tardar el 15 de marzo", "../2027-03-15"),
        ("before March 2027", "hasta March 2027"),
    ],
)
def test_before_a_day_is_until_it(text, meant):
    assert as_day(text, promised=True) == meant
