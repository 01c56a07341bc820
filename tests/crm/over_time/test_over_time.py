"""A selection through time: every frame is the picture of its day, and what changes between two days is what one sees."""

from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.evidence import save_source
from crm.interactions import create_interaction
from crm.over_time.bridging import cut_off
from crm.over_time.changes import changes_between
from crm.over_time.comparing import compare
from crm.over_time.frames import frame_on
from crm.over_time.history import Selection, read_history
from crm.over_time.steps import span_of_history, steps_of, usual_unit
from crm.picture import PictureFilter, draw
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office, make_source

DAY = date(2026, 11, 23)
NAMES = ("uis", "ccb", "embajada-francia", "media", "red")
MEETINGS = (
    (("uis", "ccb"), "2017"),
    (("uis", "embajada-francia"), "2021-03-05"),
    (("ccb", "media"), "primer trimestre de 2023"),
    (("uis", "media", "red"), "2024-05"),
    (("uis", "ccb"), "2026-02-01"),
)


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    store = SqliteStore(tmp_path_factory.mktemp("time") / "red.db", SCHEMA)
    save_source(store, ANA, make_source())
    create_actor(store, ANA, make_office())
    for name in NAMES:
        create_actor(
            store, ANA, make_actor(id=name, name=name.title(), country="FR" if "-" in name else "CO")
        )
    for who, when in MEETINGS:
        create_interaction(store, ANA, make_interaction(*who, when=when))
    yield refresh(store, tmp_path_factory.mktemp("derived"), DAY)
    store.close()


def history_of(derived, **filter):
    asked = PictureFilter(until=DAY, **filter)
    picture = draw(derived, asked)
    ties = [(edge.source, edge.target) for edge in picture.edges]
    return read_history(derived, Selection(asked, [node.id for node in picture.nodes], ties, asked.around))


def drawn(picture):
    nodes = {(node.id, node.interactions) for node in picture.nodes}
    return nodes, {(edge.source, edge.target, edge.count, edge.last) for edge in picture.edges}


def framed(history, frame):
    nodes = {
        (id, int(count))
        for id, shown, count in zip(history.actors, frame.shown, frame.actors.count, strict=True)
        if shown
    }
    ties = {
        (history.actors[a], history.actors[b], int(count), date.fromordinal(int(last)))
        for (a, b), count, last in zip(history.ties.tolist(), frame.ties.count, frame.ties.last, strict=True)
        if count
    }
    return nodes, ties


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"since": date(2022, 1, 1)},
    {"around": ("uis",), "depth": 1},
    {"around": ("media",), "depth": 2},
    {"include_office": True},
    {"around": ("ofai",), "include_office": True},
    {"types": ("embassy",)},
)


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(2016, 6, 1), DAY), which=st.sampled_from(FILTERS))
def test_a_frame_is_the_picture_drawn_as_of_its_day(derived, day, which):
    history = history_of(derived, **which)
    expected = drawn(draw(derived, PictureFilter(until=day, **which)))
    assert framed(history, frame_on(history, day)) == expected


@settings(max_examples=40, deadline=None)
@given(days=st.tuples(st.dates(date(2016, 6, 1), DAY), st.dates(date(2016, 6, 1), DAY)).map(sorted))
def test_nobody_leaves_the_picture_and_nothing_is_counted_twice(derived, days):
    history = history_of(derived)
    before, after = (frame_on(history, day) for day in days)
    changes = changes_between(before, after)
    assert not (before.shown & ~after.shown).any()
    assert set(changes.appeared) == set((after.shown & ~before.shown).nonzero()[0].tolist())
    for groups in (
        (changes.appeared, changes.returned, changes.cooled, changes.lost),
        (
            changes.new_ties,
            changes.revived_ties,
            changes.stronger_ties,
            changes.cooled_ties,
            changes.lost_ties,
        ),
    ):
        places = [place for group in groups[:2] + groups[3:] for place in group]
        assert len(places) == len(set(places))


def test_what_came_cooled_and_was_lost_between_two_days(derived):
    history = history_of(derived)
    name = dict(enumerate(history.actors))
    changes = changes_between(frame_on(history, date(2020, 6, 1)), frame_on(history, date(2024, 5, 31)))
    assert {name[place] for place in changes.appeared} == {"embajada-francia", "media", "red"}
    assert not changes.lost
    lost = changes_between(frame_on(history, date(2018, 6, 1)), frame_on(history, date(2021, 3, 1)))
    assert {name[place] for place in lost.lost} == {"uis", "ccb"}
    assert len(lost.lost_ties) == 1
    back = changes_between(frame_on(history, date(2021, 3, 1)), frame_on(history, date(2021, 3, 31)))
    assert {name[place] for place in back.returned} == {"uis"}


def test_a_meeting_known_by_its_year_counts_from_its_first_day_and_is_no_quarter_s_own(derived):
    history = history_of(derived)
    steps = steps_of(history, span_of_history(history, DAY), "quarter")
    assert [step.whole.edtf for step in steps][:4] == ["2017-33", "2017-34", "2017-35", "2017-36"]
    assert [(step.sure, step.vague) for step in steps[:5]] == [(0, 1)] * 4 + [(0, 0)]
    assert steps[-1].end == DAY
    assert sum(step.sure for step in steps) == len(MEETINGS) - 1
    assert frame_on(history, date(2017, 1, 1)).shown.sum() == 2
    assert usual_unit(history) == "month"


def test_two_days_compared_say_size_density_and_bridges(derived):
    history = history_of(derived)
    found = compare(history, frame_on(history, date(2017, 6, 1)), frame_on(history, date(2024, 6, 1)))
    assert (found.before.actors, found.before.living, found.before.density) == (2, 2, 1.0)
    assert (found.after.actors, found.after.living, found.after.living_ties) == (5, 4, 4)
    assert found.after.density == pytest.approx(4 / 6)


@given(size=st.integers(2, 12), ties=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
@settings(max_examples=80, deadline=None)
def test_who_holds_others_to_the_rest_is_who_networkx_says(size, ties):
    graph = nx.Graph([(a % size, b % size) for a, b in ties if a % size != b % size])
    found = cut_off(size, graph.edges)
    assert set(found) == set(nx.articulation_points(graph)) if len(graph) else not found
    for node, lost in found.items():
        part = nx.node_connected_component(graph, node) - {node}
        pieces = [len(piece) for piece in nx.connected_components(graph.subgraph(part))]
        assert lost == sum(pieces) - max(pieces)
