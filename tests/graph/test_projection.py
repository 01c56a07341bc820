"""From members and events to weighted ties, by hand and against a slow, plain definition."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.projection import Options, project
from graph.two_mode import EventRow, MembershipRow, TwoMode, from_rows

DAY = date(2024, 3, 1)


def make_data(parties: dict[str, str], members: str = "abcdef", **changes: object) -> TwoMode:
    """Events by name with their members as letters, an upper-case letter being a host."""
    events = [EventRow(name, DAY, DAY)._replace(**changes) for name in parties]  # type: ignore[arg-type]
    rows = [
        MembershipRow(letter.lower(), name, letter.isupper())
        for name, letters in parties.items()
        for letter in letters
    ]
    return from_rows(list(members), events, rows)


def ties(data: TwoMode, options: Options | None = None) -> dict[str, float]:
    one = project(data, options)
    names = one.members
    return {
        names[a] + names[b]: round(float(weight), 9)
        for a, b, weight in zip(one.first, one.second, one.weight, strict=True)
    }


def test_an_event_of_k_members_gives_each_pair_one_over_k_minus_one():
    assert ties(make_data({"one": "ab", "two": "abc"})) == {"ab": 1.5, "ac": 0.5, "bc": 0.5}


def test_an_event_adds_its_whole_weight_to_each_member_however_large_it_is():
    one = project(make_data({"one": "abcdef"}))
    assert one.matrix().sum(axis=0) == pytest.approx([1.0] * 6)


def test_a_member_in_two_roles_counts_once():
    assert ties(make_data({"one": "aAb"})) == {"ab": 1.0}


def test_a_member_left_out_neither_shows_nor_counts_among_the_others():
    data = make_data({"one": "abc"})
    keep = np.array([name != "a" for name in data.members])
    assert ties(data, Options(keep_members=keep)) == {"bc": 1.0}


def test_an_event_with_one_member_makes_no_tie():
    assert ties(make_data({"one": "a", "two": ""})) == {}


def test_in_a_star_event_only_the_host_is_tied_to_each_other_party():
    assert ties(make_data({"one": "Abc"}, star=True)) == {"ab": 0.5, "ac": 0.5}


def test_two_hosts_of_a_star_event_make_one_pair():
    assert ties(make_data({"one": "ABc"}, star=True)) == {"ab": 0.5, "ac": 0.5, "bc": 0.5}


def test_a_star_event_without_a_host_ties_nobody():
    assert ties(make_data({"one": "abc"}, star=True)) == {}


def test_a_very_large_event_links_through_its_hosts_only_and_is_counted():
    data = make_data({"assembly": "Abcdef", "meeting": "bc"})
    one = project(data, Options(pairs_up_to=5))
    assert one.large == 1
    assert ties(data, Options(pairs_up_to=5)) == {
        "ab": 0.2,
        "ac": 0.2,
        "ad": 0.2,
        "ae": 0.2,
        "af": 0.2,
        "bc": 1.0,
    }


def test_the_weight_halves_with_each_half_life():
    data = make_data({"one": "ab"}, weight=2.0, half_life=100.0)
    as_of = (DAY + timedelta(days=200)).toordinal()
    assert ties(data, Options(as_of=as_of)) == {"ab": 0.5}


def test_an_event_that_is_still_going_on_has_not_begun_to_fade():
    data = make_data(
        {"one": "ab"}, start=DAY - timedelta(days=50), end=DAY + timedelta(days=50), half_life=10.0
    )
    one = project(data, Options(as_of=DAY.toordinal()))
    assert one.weight.tolist() == [1.0]
    assert one.last.tolist() == [DAY.toordinal()]


def test_events_that_began_later_or_ended_earlier_are_left_out():
    data = make_data({"one": "ab"})
    assert ties(data, Options(as_of=DAY.toordinal() - 1)) == {}
    assert ties(data, Options(since=DAY.toordinal() + 1)) == {}
    assert ties(data, Options(as_of=DAY.toordinal(), since=DAY.toordinal())) == {"ab": 1.0}


def test_an_open_end_is_read_as_the_other_end_and_an_undated_event_is_counted_apart():
    events = [EventRow("from", DAY, None), EventRow("until", None, DAY), EventRow("never", None, None)]
    data = from_rows(["a"], events, [])
    assert data.start.tolist() == data.end.tolist() == [DAY.toordinal()] * 2
    assert (data.events, data.undated) == (("from", "until"), 1)


def test_nothing_at_all_projects_to_nothing():
    one = project(from_rows([], [], []))
    assert (one.members, one.first.tolist(), one.graph().number_of_nodes()) == ((), [], 0)
    assert one.matrix().shape == (0, 0)


def test_the_graph_carries_weight_count_and_last_and_keeps_members_without_ties():
    graph = project(make_data({"one": "ab", "two": "abc"})).graph()
    assert graph.edges["a", "b"] == {"weight": 1.5, "count": 2, "last": DAY}
    assert graph.degree("f") == 0


def test_a_part_of_the_graph_can_be_asked_for():
    data = make_data({"one": "abc"})
    keep = np.array([name in "ab" for name in data.members])
    graph = project(data).graph(keep)
    assert (set(graph), list(graph.edges)) == ({"a", "b"}, [("a", "b")])


def test_a_part_of_the_network_is_numbered_anew():
    one = project(make_data({"one": "abc", "two": "bc"}))
    part = one.among(np.array([name in "bcd" for name in one.members]))
    assert part.members == ("b", "c", "d")
    assert (part.first.tolist(), part.second.tolist(), part.weight.tolist()) == ([0], [1], [1.5])
    assert sorted(part.event[part.begins[0] : part.begins[1]].tolist()) == [0, 1]


def test_the_links_behind_each_edge_can_be_read_back():
    one = project(make_data({"one": "ab", "two": "abc"}))
    assert one.event[one.begins[0] : one.begins[1]].tolist() == [0, 1]
    assert one.share[one.begins[0] : one.begins[1]].tolist() == [1.0, 0.5]


@st.composite
def networks(draw: st.DrawFn) -> TwoMode:
    count = draw(st.integers(0, 8))
    events = [
        EventRow(
            f"e{index}",
            (start := DAY + timedelta(days=draw(st.integers(-400, 400)))),
            start + timedelta(days=draw(st.integers(0, 60))),
            draw(st.sampled_from([0.5, 1.0, 3.0])),
            draw(st.sampled_from([30.0, 365.0, float("inf")])),
            draw(st.booleans()),
        )
        for index in range(count)
    ]
    party = st.tuples(st.sampled_from("abcdefg"), st.integers(0, 7).map("e{}".format), st.booleans())
    rows = [MembershipRow(*row) for row in draw(st.lists(party, max_size=40))]
    return from_rows("abcdefg", events, rows)


def slow_ties(data: TwoMode, options: Options) -> dict[tuple[int, int], tuple[float, int, int]]:
    """The definition, one event after another."""
    ties: dict[tuple[int, int], tuple[float, int, int]] = {}
    as_of = options.as_of if options.as_of is not None else max(data.end.tolist(), default=0)
    for event in range(len(data.events)):
        parties: dict[int, bool] = {}
        for member, of, host in zip(
            data.member.tolist(), data.event.tolist(), data.host.tolist(), strict=True
        ):
            if of == event and (options.keep_members is None or options.keep_members[member]):
                parties[member] = parties.get(member, False) or host
        if data.start[event] > as_of or (options.since is not None and data.end[event] < options.since):
            continue
        star = data.star[event] or len(parties) > options.pairs_up_to
        age = max(0, as_of - int(data.end[event]))
        for a, b in combinations(sorted(parties), 2):
            if not star or parties[a] or parties[b]:
                share = (
                    float(data.weight[event])
                    * 2 ** (-age / float(data.half_life[event]))
                    / (len(parties) - 1)
                )
                weight, number, last = ties.get((a, b), (0.0, 0, 0))
                ties[a, b] = (weight + share, number + 1, max(last, min(as_of, int(data.end[event]))))
    return ties


@given(
    networks(),
    st.none() | st.integers(-400, 400),
    st.none() | st.integers(-400, 400),
    st.sets(st.integers(0, 6)),
    st.integers(2, 8),
)
def test_the_arrays_agree_with_the_plain_definition(data, as_of, since, left_out, pairs_up_to):
    keep = np.array([index not in left_out for index in range(7)])
    day = DAY.toordinal()
    options = Options(
        None if as_of is None else day + as_of,
        None if since is None else day + since,
        keep,
        None,
        pairs_up_to,
    )
    one = project(data, options)
    expected = slow_ties(data, options)
    assert list(zip(one.first.tolist(), one.second.tolist(), strict=True)) == sorted(expected)
    for index, pair in enumerate(sorted(expected)):
        assert (one.weight[index], one.count[index], one.last[index]) == pytest.approx(expected[pair])
