"""Invitations are read whoever wrote them, and none can do harm."""

import time
from datetime import date, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.calendar.reading import Repeats, read_invitations
from crm.calendar.recurrence import Rule
from crm.errors import CrmError, InvalidData

MEETING = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:abc@example.org
DTSTAMP:20261101T120000Z
SEQUENCE:2
DTSTART;TZID=SA Pacific Standard Time:20261125T150000
DTEND;TZID=SA Pacific Standard Time:20261125T163000
SUMMARY:Reunión con la Embajada\\, agua
LOCATION:Alcaldía\\, piso 3
DESCRIPTION:Primera línea\\nsegunda
ORGANIZER;CN="Baumann, Yvonne":mailto:Yvonne@Embassy.example
ATTENDEE;CN=Ana Pérez;ROLE=REQ-PARTICIPANT:mailto:ana@red.example
ATTENDEE;CN=Sala 1;CUTYPE=ROOM:mailto:sala@red.example
ATTENDEE:mailto:luz@red.example
END:VEVENT
END:VCALENDAR
"""


def calendar(*lines: str, head: tuple[str, ...] = ()) -> str:
    inside = ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", *head, *inside, "END:VCALENDAR", ""])


def only(text: str | bytes):
    (one,) = read_invitations(text)
    return one


def test_an_invitation_is_read_with_its_people_and_its_day() -> None:
    one = only(MEETING)
    assert (one.uid, one.title, one.place) == (
        "abc@example.org",
        "Reunión con la Embajada, agua",
        "Alcaldía, piso 3",
    )
    assert one.when.edtf == "2026-11-25"
    assert one.sequence == 2
    assert not one.cancelled
    assert one.organizer == ("Baumann, Yvonne", "yvonne@embassy.example")
    assert one.attendees == (("Ana Pérez", "ana@red.example"), ("", "luz@red.example"))
    assert one.description == "Primera línea\nsegunda"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART;VALUE=DATE:20261125"], "2026-11-25"),
        (["DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261126"], "2026-11-25"),
        (["DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261128"], "2026-11-25/2026-11-27"),
        (["DTSTART:20261126T030000Z", "DTEND:20261126T040000Z"], "2026-11-25"),  # still the 25th in Bogotá
        (["DTSTART:20261125T220000", "DTEND:20261126T000000"], "2026-11-25"),
        (["DTSTART:20261125T220000", "DURATION:P1DT3H"], "2026-11-25/2026-11-27"),
        (["DTSTART;TZID=Romance Standard Time:20261126T040000"], "2026-11-25"),
        (["DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Madrid:20261126T040000"], "2026-11-25"),
        (["DTSTART;TZID=Nowhere/Special:20261126T040000"], "2026-11-26"),
        (['DTSTART;TZID="(UTC+01:00) Madrid":20261126T040000'], "2026-11-25"),
        (["DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261120"], "2026-11-25"),
        (["DTSTART:99991231T235959Z"], "9999-12-31"),
    ],
)
def test_days_are_those_of_the_office(lines: list[str], when: str) -> None:
    assert only(calendar("UID:1", *lines)).when.edtf == when


def test_a_zone_that_the_calendar_defines_counts_by_its_usual_offset() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Propia", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
    assert only(calendar("UID:1", "DTSTART;TZID=Propia:20261126T040000", head=zone)).when.edtf == "2026-11-25"


def test_a_called_off_event_says_so_by_its_method_or_its_status() -> None:
    lines = ("UID:1", "DTSTART;VALUE=DATE:20261125")
    assert only(calendar(*lines, head=("METHOD:CANCEL",))).cancelled
    assert only(calendar(*lines, "STATUS:CANCELLED")).cancelled
    assert not only(calendar(*lines, "STATUS:CONFIRMED")).cancelled


def test_of_several_editions_of_one_event_the_newest_counts() -> None:
    old = calendar("UID:1", "SEQUENCE:1", "DTSTART;VALUE=DATE:20261125", "SUMMARY:vieja")
    new = calendar("UID:1", "SEQUENCE:10", "DTSTART;VALUE=DATE:20261127", "SUMMARY:nueva")
    for text in (old + new, new + old):
        assert (only(text).title, only(text).when.edtf) == ("nueva", "2026-11-27")


def test_a_repeated_event_is_one_unless_its_days_are_asked_for() -> None:
    text = calendar(
        "UID:1",
        "DTSTART:20261123T090000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE:20261130T090000",
        "SUMMARY:Comité",
    )
    assert only(text).when.edtf == "2026-11-23"
    found = read_invitations(text, Repeats(date(2027, 12, 31)))
    assert [one.when.edtf for one in found] == ["2026-11-23", "2026-12-07", "2026-12-14", "2026-12-21"]
    assert found[1].uid == "1#2026-12-07"
    assert len(read_invitations(text, Repeats(date(2027, 12, 31), most=2))) == 2
    late = read_invitations(text, Repeats(date(2027, 12, 31), since=date(2026, 12, 10)))
    assert [one.when.edtf for one in late] == ["2026-12-14", "2026-12-21"]


def test_a_changed_day_of_a_repeated_event_takes_that_days_place() -> None:
    text = calendar(
        "UID:1", "DTSTART:20261123T090000", "RRULE:FREQ=DAILY;UNTIL=20261125T235959Z", "SUMMARY:Comité"
    )
    moved = calendar(
        "UID:1", "RECURRENCE-ID:20261124T090000", "DTSTART:20261127T090000", "SUMMARY:Comité movido"
    )
    found = read_invitations(text + moved, Repeats(date(2027, 1, 31)))
    assert [(one.when.edtf, one.title) for one in found] == [
        ("2026-11-23", "Comité"), ("2026-11-25", "Comité"), ("2026-11-27", "Comité movido"),
    ]  # fmt: skip
    assert found[-1].uid == "1#2026-11-24"


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=999999999", "FREQ=HOURLY", "FREQ=NOPE"]
)
def test_a_rule_finer_than_days_is_read_once(rule: str) -> None:
    text = calendar("UID:1", "DTSTART:20261123T090000", f"RRULE:{rule}")
    assert [one.when.edtf for one in read_invitations(text, Repeats(date(2030, 1, 1)))] == ["2026-11-23"]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=1"],
)
def test_no_rule_takes_long_to_follow(rule: str) -> None:
    text = calendar("UID:1", "DTSTART:19000101T090000", f"RRULE:{rule}")
    began = time.monotonic()
    read_invitations(text, Repeats(date(9999, 12, 31), most=1000))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("", "calendar_unreadable"),
        ("hola", "calendar_unreadable"),
        (MEETING[:200], "calendar_cut_off"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar_without_events"),
        (calendar("UID:1", "SUMMARY:sin fecha"), "calendar_without_events"),
        (calendar("UID:1", "DTSTART:20261123T090000", "SUMMARY:a\0b"), "bad_character"),
        (b"x" * 1_000_001, "calendar_too_large"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * 1001 + "END:VCALENDAR\n", "calendar_too_long"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_reason(sent: str | bytes, key: str) -> None:
    with pytest.raises(InvalidData) as refused:
        read_invitations(sent)
    assert [problem.key for problem in refused.value.problems] == [key]


def test_a_calendar_is_found_in_pasted_mail_in_any_encoding() -> None:
    quoted = "Hola:\n\n" + "".join(f"> {line}\n" for line in MEETING.splitlines()) + "\nSaludos"
    indented = "\n".join(f"    {line}" for line in MEETING.splitlines())
    for text in (quoted, indented, MEETING.encode("utf-16"), MEETING.encode("cp1252"), "\ufeff" + MEETING):
        assert only(text).title == "Reunión con la Embajada, agua"


def test_marks_that_nobody_sees_do_not_come_in() -> None:
    one = only(calendar("UID:1", "DTSTART;VALUE=DATE:20261125", "SUMMARY:uno\u202edos\u200b\u0007 tres"))
    assert one.title == "unodos tres"


@st.composite
def parts_of_rules(draw) -> dict[str, list]:
    days = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=3, unique=True)
    said = {
        "FREQ": [draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))],
        "INTERVAL": [draw(st.integers(1, 4))],
        "BYDAY": draw(days),
        "BYMONTHDAY": draw(st.lists(st.integers(1, 31), max_size=2, unique=True)),
        "BYMONTH": draw(st.lists(st.integers(1, 12), max_size=3, unique=True)),
    }
    if said["FREQ"] == ["WEEKLY"]:
        del said["BYMONTHDAY"]  # the standard forbids it
    return {name: values for name, values in said.items() if values}


@given(parts_of_rules(), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_days_are_those_that_another_library_finds(said: dict[str, list], first: date) -> None:
    text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in said.items())
    until = first + timedelta(days=800)
    other = rrulestr(f"DTSTART:{first:%Y%m%d}\nRRULE:{text};UNTIL={until:%Y%m%d}")
    rule = Rule.of(said)
    assert rule is not None
    assert list(rule.days(first, until)) == sorted({first, *(one.date() for one in other)})


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_an_event_says_it_is_read_or_refused(noise: str) -> None:
    for text in (
        noise,
        calendar("UID:1", *noise.splitlines()),
        calendar("DTSTART:20261123T090000", f"RRULE:{noise}"),
    ):
        try:
            found = read_invitations(text, Repeats(date(2027, 1, 1)))
        except CrmError:
            continue
        assert all(one.when.start and one.when.end and one.when.start <= one.when.end for one in found)
        assert all(one.title.isprintable() for one in found)
