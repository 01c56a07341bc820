"""A period is read, said, stored and compared without ever becoming more precise than it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from crm.errors import InvalidData, from_validation
from crm.periods import (
    Period,
    between,
    from_edtf,
    overlaps,
    parse_period,
    period_from,
    period_properties,
    say_period,
    shown,
    span_of,
    whole,
)

DAYS = st.dates(date(1000, 1, 8), date(9999, 12, 20))
UNITS = st.sampled_from(["day", "month", "quarter", "semester", "year"])
WHOLES = st.builds(whole, DAYS, UNITS | st.just("week"))
EDGES = st.builds(whole, DAYS, UNITS)


def _ordered(pair: tuple[Period, Period]) -> Period:
    first, last = sorted(pair, key=lambda period: (period.start or date.min, period.sort_day))
    return between(first, last)


RANGES = st.tuples(EDGES, EDGES).map(_ordered)
NEAR_RANGES = st.tuples(DAYS, st.integers(0, 45)).map(
    lambda pair: between(whole(pair[0], "day"), whole(min(pair[0] + timedelta(pair[1]), date.max), "day"))
)
OPEN = st.builds(between, EDGES, st.none()) | st.builds(between, st.none(), EDGES)
PERIODS = WHOLES | RANGES | NEAR_RANGES | OPEN


def is_a_week_of_days(period: Period) -> bool:
    days = (period.precision, period.start_precision, period.end_precision) == ("range", "day", "day")
    return days and period.start is not None and span_of(period.start, "week") == (period.start, period.end)


@given(PERIODS, st.sampled_from(["es", "en"]))
def test_what_is_said_is_read_back_as_the_same_period(period, lang):
    assert parse_period(say_period(period, lang), lang) == period


@given(PERIODS, st.sampled_from(["es", "en"]))
def test_either_language_is_understood_whatever_the_page_speaks(period, lang):
    other = "en" if lang == "es" else "es"
    assert parse_period(say_period(period, lang).upper(), other) == period


@given(PERIODS)
def test_the_edtf_text_gives_the_same_period_back(period):
    again = from_edtf(period.edtf)
    assert (again.start, again.end) == (period.start, period.end)
    if not is_a_week_of_days(period):
        assert again == period
    assert parse_period(period.edtf) == again


@given(PERIODS, st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip()))
def test_properties_keep_everything_a_period_says(period, text):
    worded = Period(**{**vars(period), "text": text})
    kept = period_properties(worded, "due_")
    assert period_from(kept, "due_") == worded
    assert period_from(kept) is None
    assert None not in kept.values()


@given(PERIODS)
def test_the_shared_object_gives_the_same_period_back(period):
    class Thing(BaseModel):
        when: Period

    thing = Thing(when=period)
    assert Thing.model_validate_json(thing.model_dump_json()) == thing
    assert Thing.model_validate(thing.model_dump()) == thing


@given(PERIODS, PERIODS)
def test_overlapping_is_symmetric_and_reflexive(a, b):
    assert overlaps(a, b) == overlaps(b, a)
    assert overlaps(a, a)


@given(WHOLES | NEAR_RANGES, WHOLES | NEAR_RANGES)
def test_overlapping_means_a_day_in_common(a, b):
    assert overlaps(a, b) == (not (a.end < b.start or b.end < a.start))


@given(PERIODS)
def test_a_period_is_sorted_by_a_day_of_its_own(period):
    assert period.sort_day == (period.end or period.start)


@given(st.text(max_size=60))
def test_any_text_is_a_period_or_a_refusal_of_ours(text):
    try:
        period = parse_period(text)
    except InvalidData as refusal:
        keys = [problem.key for problem in refusal.problems]
    else:
        keys = []
        assert parse_period(say_period(period, "es")) == period
    assert keys in ([], ["bad_period"])


READ = {
    "2023-Q1": "2023-33",
    "2023-33": "2023-33",
    "2024-T1": "2024-33",
    "T4 2024": "2024-36",
    "Q2-2024": "2024-34",
    "2024-S2": "2024-41",
    "S1 2025": "2025-40",
    "primer trimestre de 2023": "2023-33",
    "Primer Trimestre del año 2023": "2023-33",
    "el 1er trimestre de 2023": "2023-33",
    "1.er trimestre 2023": "2023-33",
    "trimestre 3 de 2023": "2023-35",
    "IV trimestre de 2021": "2021-36",
    "first quarter of 2023": "2023-33",
    "4th quarter 2021": "2021-36",
    "segundo semestre de 2025": "2025-41",
    "second half of 2025": "2025-41",
    "marzo de 2024": "2024-03",
    "en marzo de 2024": "2024-03",
    "mar. 2024": "2024-03",
    "Setiembre 2024": "2024-09",
    "03/2024": "2024-03",
    "2024-03": "2024-03",
    "March 2024": "2024-03",
    "15/03/2024": "2024-03-15",
    "5/3/2024": "2024-03-05",
    "15-03-2024": "2024-03-15",
    "15.03.2024": "2024-03-15",
    "2024-03-15": "2024-03-15",
    "15 de marzo de 2024": "2024-03-15",
    "15 de marzo del 2024": "2024-03-15",
    "1º de marzo de 2024": "2024-03-01",
    "primero de marzo de 2024": "2024-03-01",
    "March 15, 2024": "2024-03-15",
    "15th of March 2024": "2024-03-15",
    "del 3 al 5 de junio de 2024": "2024-06-03/2024-06-05",
    "3 al 5 de junio de 2024": "2024-06-03/2024-06-05",
    "3-5 de junio de 2024": "2024-06-03/2024-06-05",
    "entre el 3 y el 5 de junio de 2024": "2024-06-03/2024-06-05",
    "from 3 to 5 June 2024": "2024-06-03/2024-06-05",
    "del 30 de mayo al 2 de junio de 2024": "2024-05-30/2024-06-02",
    "del 30 de diciembre al 2 de enero de 2024": "2023-12-30/2024-01-02",
    "semana del 3 al 9 de junio de 2024": "2024-06-03/2024-06-09",
    "semana del 3 al 7 de junio de 2024": "2024-06-03/2024-06-09",
    "la semana del 5 de junio de 2024": "2024-06-03/2024-06-09",
    "week of 3 to 9 June 2024": "2024-06-03/2024-06-09",
    "2024-W23": "2024-06-03/2024-06-09",
    "2017": "2017",
    "en 2017": "2017",
    "año 2017": "2017",
    "2017-2019": "2017/2019",
    "de 2017 a 2019": "2017/2019",
    "mayo a noviembre de 2017": "2017-05/2017-11",
    "2017-05/2017-11": "2017-05/2017-11",
    "2017-08-09/2017-12-31": "2017-08-09/2017-12-31",
    "del 9 de agosto de 2017 a diciembre de 2017": "2017-08-09/2017-12",
    "desde 2018": "2018/..",
    "a partir de 2018": "2018/..",
    "since March 2018": "2018-03/..",
    "2018/..": "2018/..",
    "2018/": "2018/..",
    "hasta 2015": "../2015",
    "/2015": "../2015",
    "../2015": "../2015",
}


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_the_ways_people_and_sources_write_a_period_are_read(text, edtf):
    assert parse_period(text).edtf == edtf


SAID = {
    "2023-33": ("primer trimestre de 2023", "first quarter of 2023"),
    "2025-41": ("segundo semestre de 2025", "second half of 2025"),
    "2024-03": ("marzo de 2024", "March 2024"),
    "2024-03-15": ("15 de marzo de 2024", "15 March 2024"),
    "2024-06-03/2024-06-05": ("del 3 al 5 de junio de 2024", "3 to 5 June 2024"),
    "2024-05-30/2024-06-02": ("del 30 de mayo al 2 de junio de 2024", "30 May to 2 June 2024"),
    "2024-06-03/2024-06-09": ("semana del 3 al 9 de junio de 2024", "week of 3 to 9 June 2024"),
    "2024-09-30/2024-10-06": (
        "semana del 30 de septiembre al 6 de octubre de 2024",
        "week of 30 September to 6 October 2024",
    ),
    "2017": ("2017", "2017"),
    "2017-05/2017-11": ("de mayo a noviembre de 2017", "May to November 2017"),
    "2023-33/2024-34": (
        "del primer trimestre de 2023 al segundo trimestre de 2024",
        "first quarter of 2023 to second quarter of 2024",
    ),
    "2017/2019": ("de 2017 a 2019", "2017 to 2019"),
    "2018/..": ("desde 2018", "since 2018"),
    "../2024-03-15": ("hasta el 15 de marzo de 2024", "until 15 March 2024"),
}


@pytest.mark.parametrize(("edtf", "words"), SAID.items())
def test_a_period_is_said_as_people_say_it(edtf, words):
    period = from_edtf(edtf)
    assert (say_period(period, "es"), say_period(period, "en")) == words


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "nunca", "31 de febrero de 2024", "2024-13", "2024-22", "2024-37", "5 de junio", "quinto trimestre de 2023",
        "2024-T5", "2024-S3", "../..", "/", "2019/2017", "del 5 al 3 de junio de 2024", "15/13/2024", "2024-02-30",
        "0000", "semana de 2024", "2017~", "x" * 500, "de", "desde", "hasta", "semana", "a", "-", "1-2-3", "3 15 2024", "٢٠٢٤",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_and_quoted(text):
    with pytest.raises(InvalidData) as caught:
        parse_period(text)
    assert caught.value.problems[0].key == "bad_period"
    assert len(str(caught.value.problems[0].params["value"])) <= 80


@pytest.mark.parametrize(
    ("made", "field", "key"),
    [
        ((None, None, "range"), "", "period_without_dates"),
        ((date(2024, 3, 2), date(2024, 3, 1), "range"), "end", "end_before_start"),
        ((date(2024, 3, 2), date(2024, 3, 31), "month"), "precision", "period_not_exact"),
        ((date(2024, 3, 1), None, "month"), "precision", "period_not_exact"),
        ((date(2024, 6, 4), date(2024, 6, 10), "week"), "precision", "period_not_exact"),
        ((date(2024, 6, 4), None, "range", "", "month"), "precision", "period_not_exact"),
    ],
)
def test_a_period_that_does_not_cover_what_it_says_cannot_be_made(made, field, key):
    with pytest.raises(InvalidData) as caught:
        Period(*made)
    assert [(p.field, p.key) for p in caught.value.problems] == [(field, key)]


def test_a_range_of_seven_days_from_monday_stays_a_range_in_a_record():
    seven = Period(date(2024, 6, 3), date(2024, 6, 9), "range")
    assert period_from(period_properties(seven)) == seven
    assert parse_period(say_period(seven, "es")) == seven


class Meeting(BaseModel):
    when: Period


def refusal(given_value) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        Meeting.model_validate({"when": given_value})
    return [(p.field, p.key) for p in from_validation(caught.value).problems]


def test_a_model_takes_a_text_an_object_or_a_period():
    quarter = from_edtf("2023-33")
    assert Meeting.model_validate({"when": "primer trimestre de 2023"}).when == quarter
    assert Meeting.model_validate({"when": {"start": "2023-01-01", "precision": "quarter"}}).when == quarter
    assert Meeting(when=quarter).model_dump(mode="json") == {
        "when": {"start": "2023-01-01", "end": "2023-03-31", "precision": "quarter", "text": ""}
    }
    day = {"start": "2026-11-19", "end": "2026-11-19"}
    assert Meeting.model_validate({"when": day}).when == whole(date(2026, 11, 19), "day")


def test_a_model_says_which_part_of_a_period_is_wrong():
    assert refusal("algún día") == [("when", "bad_period")]
    assert refusal(7) == [("when", "bad_period")]
    assert refusal({"start": "ayer"}) == [("when.start", "not_a_date")]
    assert refusal({"start": 5}) == [("when.start", "not_a_date")]
    assert refusal({"start": datetime(2024, 1, 1, 5)}) == [("when.start", "not_a_date")]
    assert refusal({"start": "2024-01-01", "precision": "age"}) == [("when.precision", "unknown_choice")]
    assert refusal({"start": "2024-01-01", "more": 1}) == [("when.more", "unknown_field")]
    assert refusal({"start": "2024-02-01", "end": "2024-01-01"}) == [("when.end", "end_before_start")]
    assert refusal({}) == [("when", "period_without_dates")]


def test_the_api_describes_a_period_as_an_object_or_a_text():
    taken = Meeting.model_json_schema()["properties"]["when"]
    assert [part["type"] for part in taken["anyOf"]] == ["object", "string"]
    given_back = Meeting.model_json_schema(mode="serialization")["properties"]["when"]
    assert set(shown(from_edtf("2018/.."))) <= set(given_back["properties"])


@pytest.mark.parametrize(
    "text", ["9999-12-31", "9999-12-31/..", "9999-12-27/9999-12-31", "9999", "0001-01-01/.."]
)
def test_the_first_and_the_last_day_of_all_are_days(text):
    assert from_edtf(parse_period(text).edtf) == parse_period(text)
