"""What the office records as a calendar, read again by two other libraries and by our own reader."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.accounts.users import User
from crm.calendar.events import Telling, event_of_interaction, has_days
from crm.calendar.feed import Reader, edition, every_event, feed_events, feed_text, one_event
from crm.calendar.keys import Choice
from crm.calendar.reading import read_invitations
from crm.calendar.text import Event, calendar_text, folded
from crm.commitments import create_commitment, tick_commitment
from crm.exports.files import export
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.office import today
from crm.periods import parse_period
from graph.store import Store
from tests.makers import make_commitment, make_interaction

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def event(**changes) -> Event:
    given = {"uid": "x@red", "title": "Reunión", "first": date(2026, 11, 25), "last": date(2026, 11, 25)}
    return Event(**{**given, "modified": NOW, **changes})


def read(text: str):
    """The one event, as icalendar has it; vobject must read it as well."""
    (found,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert found.errors == []
    second = vobject.readOne(text)
    assert second.vevent.summary.value.replace("\n", "") == str(found["SUMMARY"]).replace("\n", "")
    return found


titles = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=200)


@given(titles, titles)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_back_as_it_was(title: str, place: str) -> None:
    found = read(calendar_text([event(title=f"a{title}", place=f"b{place}")], "Red"))
    assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (f"a{title}", f"b{place}")


@given(st.text(max_size=400).filter(lambda text: "\n" not in text and "\r" not in text))
@settings(max_examples=150, deadline=None)
def test_no_line_is_longer_than_75_octets_and_no_character_is_broken(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    pieces = folded(clean).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == clean


def test_a_day_ends_with_the_day_after_and_an_hour_is_in_universal_time() -> None:
    whole = read(calendar_text([event(last=date(2026, 11, 27))], "Red"))
    assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (date(2026, 11, 25), date(2026, 11, 28))
    assert whole["DTSTART"].params["VALUE"] == "DATE"
    timed = read(calendar_text([event(hour="09:30", minutes=90, busy=True)], "Red"))
    assert timed["DTSTART"].dt == datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
    assert timed["DTEND"].dt - timed["DTSTART"].dt == timedelta(minutes=90)
    assert (str(timed["TRANSP"]), str(whole["TRANSP"])) == ("OPAQUE", "TRANSPARENT")
    assert "DTEND" not in read(calendar_text([event(hour="09:30")], "Red"))


def test_line_ends_and_several_lines_are_as_the_standard_wants_them() -> None:
    text = calendar_text([event(description="uno\ndos; tres, cuatro\\cinco\r\nseis\x07")], "Red")
    assert text.count("\n") == text.count("\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert str(read(text)["DESCRIPTION"]) == "uno\ndos; tres, cuatro\\cinco\nseis"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-11-25", True), ("2026-11-25/2026-11-27", True), ("2026-11", False), ("2026-33", False), ("2026", False),
        ("2026-11-23/2026-11-29", False), ("2026-11/2026-12", False), ("2026-11-25/..", False),
    ],
)  # fmt: skip
def test_only_what_is_known_to_the_day_has_days(when: str, shown: bool) -> None:
    assert has_days(parse_period(when)) is shown


def reader(**changes) -> Reader:
    user = User("u-ana", "ana@red", "Ana", "editor", **changes)
    return Reader(user, Choice(), "https://red.example")


@pytest.fixture
def busy(store: Store, ana) -> Store:
    day = today()
    promise = make_commitment(owner="uis", beneficiary="ofai", due=str(day + timedelta(days=9)))
    meeting = make_interaction(
        "uis", title="Comité", when=day + timedelta(days=3), status="planned", commitments=[promise]
    )
    create_interaction(store, ana, meeting)
    create_interaction(
        store, ana, make_interaction("ccb", title="Vaga", when=f"{day.year + 1}", status="planned")
    )
    create_interaction(store, ana, make_interaction("ccb", title="Vieja", when=day - timedelta(days=91)))
    create_interaction(store, ana, make_interaction("ccb", title="De ayer", when=day - timedelta(days=1)))
    create_commitment(store, ana, make_commitment(text="del mes", due=f"{day.year + 1}-03"))
    return store


def test_the_feed_holds_what_has_a_day_in_its_window(busy: Store) -> None:
    events = {one.title: one for one in feed_events(busy, reader(), today())}
    last = date(today().year + 1, 3, 31)
    assert set(events) >= {"Comité", "De ayer", "Vence: del mes"}
    assert {"Vaga", "Vieja"} & set(events) == set()
    assert (events["Vence: del mes"].first, events["Vence: del mes"].last) == (last, last)
    assert "marzo" in events["Vence: del mes"].description
    owed = "Nos debe Universidad Industrial de Santander: enviar ficha técnica"
    assert events[owed].first == today() + timedelta(days=9)
    assert events["Comité"].url.startswith("https://red.example/interacciones/")


def test_the_feed_is_read_again_by_our_own_reader(busy: Store) -> None:
    text = feed_text(busy, reader(), today())
    again = {one.title: one for one in read_invitations(text)}
    assert again["Comité"].when.edtf == (today() + timedelta(days=3)).isoformat()
    assert len(again) == len(feed_events(busy, reader(), today()))
    assert len(list(vobject.readOne(text).vevent_list)) == len(again)


def test_one_sees_in_it_only_what_one_may_see(busy: Store, ana) -> None:
    secret = create_interaction(
        busy, ana, make_interaction("ccb", title="Reservada", when=today(), audience=("user:ana",))
    )
    titles = [
        one.title
        for one in feed_events(busy.as_seen_by({"office", "public", "user:u-otra"}), reader(), today())
    ]
    assert secret.title not in titles
    assert secret.title in [
        one.title for one in feed_events(busy.as_seen_by(ana.principals), reader(), today())
    ]


def test_its_tag_changes_with_what_is_saved_and_not_otherwise(busy: Store, ana) -> None:
    tag, moment = edition(busy, reader(), today())
    assert edition(busy, reader(), today()) == (tag, moment)
    assert edition(busy, reader(language="en"), today())[0] != tag
    create_commitment(busy, ana, make_commitment(text="nuevo"))
    later, since = edition(busy, reader(), today())
    assert later != tag
    assert since >= moment


def test_each_edition_of_a_meeting_has_a_higher_number_and_the_same_name(busy: Store, ana) -> None:
    meeting = next(one for one in feed_events(busy, reader(), today()) if one.title == "Comité")
    id = meeting.uid.partition("@")[0]
    update_interaction(busy, ana, get_interaction(busy, id).changed(status="cancelled"))
    again = one_event(busy, get_interaction(busy, id), "es")
    assert again is not None
    assert (again.uid, again.status) == (meeting.uid, "CANCELLED")
    assert again.sequence > meeting.sequence
    assert again.modified >= meeting.modified
    assert read_invitations(calendar_text([again], "Red"))[0].cancelled


def test_a_kept_commitment_leaves_the_calendar(busy: Store, ana) -> None:
    events = feed_events(busy, reader(), today())
    due = next(one for one in events if one.title == "Vence: del mes")
    id = due.uid.partition("@")[0]
    tick_commitment(busy, ana, id, due.sequence)
    assert due.uid not in {one.uid for one in feed_events(busy, reader(), today())}


def test_all_of_it_can_be_taken_along(busy: Store) -> None:
    assert {"Vieja", "Comité", "De ayer", "Vence: del mes"} <= {one.title for one in every_event(busy, "es")}


def test_a_vague_interaction_is_no_event() -> None:
    vague = make_interaction("uis", when="2026-11")
    assert event_of_interaction(vague, Telling("es", {}, {})) is None


def test_everything_with_a_day_is_written_to_a_file(busy: Store, tmp_path) -> None:
    file = export(busy, tmp_path / "red.ics")
    found = {one.title for one in read_invitations(file.read_bytes())}
    assert {"Vieja", "Comité", "De ayer"} <= found
    assert "Vaga" not in found
    assert b"\r\n" in file.read_bytes()
    assert b"\r\r\n" not in file.read_bytes()
