"""The hour at which something begins is kept where the line says it surely, and only for what happened on a day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.capture.hours import said_hour
from crm.capture.line import Line
from crm.capture.model import Proposal
from crm.capture.reading import propose
from crm.capture.saving import save_proposal
from crm.interactions import get_interaction
from tests.crm.capture_scoring import office_names

TODAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def names():
    with office_names() as index:
        yield index


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("a las 3 pm", "15:00"), ("a las 3:30 p. m.", "15:30"), ("a las 12 am", "00:00"), ("a las 12 p.m.", "12:00"),
        ("a las 9 a.m.", "09:00"), ("9am", "09:00"), ("10:30", "10:30"), ("a las 15:00 horas", "15:00"),
        ("a las 8 y media", "08:30"), ("a la una de la tarde", "13:00"), ("a las tres y cuarto de la tarde", "15:15"),
        ("de 2 a 4 p. m.", "14:00"), ("desde las 8 a.m.", "08:00"), ("a las 12 m.", "12:00"), ("7 pm", "19:00"),
        # of the morning or of the afternoon, or no hour at all
        ("a las 3", None), ("a las 4:15", None), ("a las 25 pm", None), ("de 8 a 10", None), ("el 12/10", None),
        ("10 empresas", None), ("en la mañana", None), ("3 de marzo", None), ("1:100", None), ("$3.000", None),
    ],
)  # fmt: skip
def test_an_hour_is_read_when_it_is_sure(words: str, hour: str | None) -> None:
    found = said_hour(Line.of(f"reunión con la UIS {words}"))
    assert (found[0] if found else None) == hour


def test_it_is_that_of_what_happened_and_not_of_a_promise_or_of_a_month(names) -> None:
    met = propose(names, "ayer a las 3 pm reunión con la UIS; compromiso: llamar a las 5 pm", TODAY)
    assert (met.hour, met.shown()["hour"], met.when.start) == ("15:00", "15:00", date(2026, 11, 18))
    assert propose(names, "ayer reunión con la UIS; compromiso: llamar a las 5 pm", TODAY).hour is None
    vague = propose(names, "en marzo de 2024 a las 3 pm reunión con la UIS", TODAY)
    assert "hour" not in vague.shown()


def test_what_is_shown_comes_back_and_is_saved_with_its_hour(names, store, ana) -> None:
    proposal = propose(names, "mañana a las 10:30 am reunión con Ranas del Oriente", TODAY)
    given = Proposal.of({**proposal.shown(), "participants": [{"text": "Ranas", "type": "company"}]})
    saved = get_interaction(store, save_proposal(store, ana, given).interaction)
    assert (saved.hour, saved.when.start) == ("10:30", date(2026, 11, 20))
    month = given.shown() | {"when": {"start": "2026-11-01", "end": "2026-11-30", "precision": "month"}}
    later = save_proposal(store, ana, Proposal.of(month))
    assert get_interaction(store, later.interaction).hour is None


@given(st.text("0123456789:.amph lsye ", max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_numbers_crash_it_and_what_comes_is_an_hour(text: str) -> None:
    found = said_hour(Line.of(text))
    if found is not None:
        hour, (start, end) = found
        assert 0 <= int(hour[:2]) < 24
        assert 0 <= int(hour[3:]) < 60
        assert text[start:end].strip()
