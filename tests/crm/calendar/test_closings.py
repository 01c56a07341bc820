"""The day on which a project's call closes, in the agenda, in a person's calendar and in the file of everything."""

from __future__ import annotations

from datetime import date

import pytest

from crm.accounts.users import User
from crm.calendar.agenda import agenda_of
from crm.calendar.feed import Reader, every_event, feed_events
from crm.calendar.keys import Choice
from crm.projects import create_project
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_project

TODAY, DAY = date(2026, 11, 23), date(2027, 3, 15)


@pytest.fixture
def calls(store: Store) -> Store:
    """A call with a day, one known by its month alone, and one of a project that was dropped."""
    for said in (
        {
            "id": "agua",
            "title": "Agua segura",
            "call": "Fondo del agua",
            "deadline": "2027-03-15",
            "lead": "uis",
        },
        {"id": "moda", "title": "Moda", "deadline": "2027-03"},
        {"id": "vieja", "title": "Vieja", "deadline": "2027-03-15", "status": "dropped"},
    ):
        create_project(store, ANA, make_project(**said))
    return store


def closings(store: Store, **asked: str) -> tuple[list[str], list[str]]:
    """Those on their day, and those above the days."""
    agenda = agenda_of(store, date(2027, 3, 1), date(2027, 3, 31), **asked)
    on_days = [one for day in agenda.days for one in day.entries if one.kind == "closing"]
    assert all(one.when.start == DAY for one in on_days)
    return [one.id for one in on_days], [one.id for one in agenda.bands if one.kind == "closing"]


def test_the_agenda_shows_when_a_call_closes_unless_the_project_was_given_up(calls: Store) -> None:
    assert closings(calls) == (["agua"], ["moda"])
    assert closings(calls, person="uis") == (["agua"], [])


def test_a_calendar_has_the_day_and_a_project_known_by_the_month_the_last_day_of_it(calls: Store) -> None:
    reader = Reader(User(id="ana", login="ana", name="Ana", role="editor"), Choice(("commitments",)))
    found = {event.title: event for event in feed_events(calls, reader, TODAY)}
    closing = found["Cierra la convocatoria: Agua segura"]
    assert (closing.first, closing.last, closing.description) == (DAY, DAY, "Convocatoria: Fondo del agua")
    assert found["Cierra la convocatoria: Moda"].first == date(2027, 3, 31)
    assert "Es para marzo de 2027" in found["Cierra la convocatoria: Moda"].description
    assert "Cierra la convocatoria: Vieja" not in found
    own = Reader(
        User(id="ana", login="ana", name="Ana", role="editor", person="uis"),
        Choice(("commitments",), mine=True),
    )
    assert [event.title for event in feed_events(calls, own, TODAY)] == [
        "Cierra la convocatoria: Agua segura"
    ]


def test_the_file_of_all_events_has_it_once(calls: Store) -> None:
    names = [event.uid for event in every_event(calls, "es")]
    assert sum("cierre-agua@" in name for name in names) == 1
    assert len(names) == len(set(names))
