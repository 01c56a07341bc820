"""A network that follows single events says what a projection of everything says."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.projection import Options, project
from graph.snapshot import Base, Snapshot
from graph.two_mode import EventRow, TwoMode, from_rows

TODAY = date(2026, 11, 23)
MEMBERS = "abcdefg"
Event = tuple[EventRow, tuple[tuple[str, bool], ...]]
Events = dict[str, Event]


def data_of(events: Events, members: str = MEMBERS) -> TwoMode:
    rows = [(member, id, host) for id, (_, parties) in events.items() for member, host in parties]
    return from_rows(list(members), [row for row, _ in events.values()], rows)


def snapshot_of(events: Events, members: str = MEMBERS) -> Snapshot:
    data = data_of(events, members)
    one = project(data, Options(as_of=TODAY.toordinal(), pairs_up_to=4))
    return Snapshot(Base.of(data, one, TODAY.toordinal()), data.members, data.events)


def ties_by_projection(events: Events) -> dict[str, dict[str, tuple[float, int, int]]]:
    one = project(data_of(events), Options(as_of=TODAY.toordinal(), pairs_up_to=4))
    found: dict[str, dict[str, tuple[float, int, int]]] = {member: {} for member in MEMBERS}
    for a, b, *tie in zip(one.first, one.second, one.weight, one.count, one.last, strict=True):
        first, second = one.members[a], one.members[b]
        found[first][second] = found[second][first] = (float(tie[0]), int(tie[1]), int(tie[2]))
    return found


@st.composite
def some_event(draw: st.DrawFn, id: str) -> Event:
    end = TODAY - timedelta(days=draw(st.integers(0, 900)))
    half = draw(st.sampled_from([30.0, 540.0, float("inf")]))
    row = EventRow(id, end, end, draw(st.sampled_from([0.5, 1.0, 3.0])), half, draw(st.booleans()))
    parties = draw(st.lists(st.tuples(st.sampled_from(MEMBERS), st.booleans()), max_size=6))
    return row, tuple(parties)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Events, list[list[tuple[str, Event | None]]]]:
    """Events to begin with, then units of work that make, change or take away some."""
    before = {str(place): draw(some_event(str(place))) for place in range(draw(st.integers(0, 6)))}
    ids = st.sampled_from([str(place) for place in range(9)])
    units = []
    for _ in range(draw(st.integers(1, 5))):
        asked = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
        units.append([(id, draw(st.none() | some_event(id))) for id in asked])
    return before, units


@given(histories())
@settings(max_examples=60, deadline=None)
def test_after_every_unit_of_work_all_ties_are_those_of_a_projection_of_everything(history):
    events, units = history
    events = dict(events)
    snapshot = snapshot_of(events)
    for unit in units:
        empty = {id: (EventRow(id, TODAY, TODAY), ()) for id, event in unit if event is None}
        snapshot.put(data_of({**empty, **{id: event for id, event in unit if event}}), pairs_up_to=4)
        events = {**events, **{id: event for id, event in unit if event}}
        events = {id: event for id, event in events.items() if id not in empty}
        for member, expected in ties_by_projection(events).items():
            found = snapshot.ties(member)
            assert found.keys() == expected.keys()
            for other, tie in found.items():
                assert tie == pytest.approx(expected[other], rel=1e-12)
            assert snapshot.degree(member) == len(expected)
            assert snapshot.strength(member) == pytest.approx(sum(tie[0] for tie in expected.values()))


def test_somebody_new_and_a_new_meeting_are_in_the_surroundings_of_both():
    snapshot = snapshot_of({"x": (EventRow("x", TODAY, TODAY), (("a", False), ("b", False)))})
    met = {"y": (EventRow("y", TODAY, TODAY), (("a", False), ("new", False)))}
    snapshot.put(data_of(met, members=["a", "new"]))  # type: ignore[arg-type]  # ids may be words
    assert snapshot.ties("new") == {"a": (1.0, 1, TODAY.toordinal())}
    assert snapshot.degree("a") == 2
    assert snapshot.changed() == {"a", "new"}
    assert snapshot.ties("nobody") == {}


def test_a_meeting_saved_in_a_network_of_a_hundred_thousand_is_there_at_once():
    from tests.benchmarks.city import DAY, two_mode

    data = two_mode(10_000)
    one = project(data, Options(as_of=DAY))
    snapshot = Snapshot(Base.of(data, one, DAY), data.members, data.events)
    begin = perf_counter()
    day = date.fromordinal(DAY)
    row = EventRow("new", day, day)
    snapshot.put(from_rows(["1", "2"], [row], [("1", "new", False), ("2", "new", False)]))
    assert snapshot.ties("1")["2"].weight >= 1.0
    assert snapshot.strength("1") > 1.0
    assert perf_counter() - begin < 1.0
