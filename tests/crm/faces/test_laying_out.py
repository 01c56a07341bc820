"""Where calendars, lines of time, matrices, rings and flows put what they show: nothing over another, nothing falsely exact."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.faces import calendar, matrix, rings, sankey, spells
from crm.faces.sankey import Band
from crm.picture import PictureEdge, PictureNode
from crm.standing_ties import StandingTie


def node(id, sector="private", community=0, size=10.0, family="private"):
    return PictureNode(id, id.upper(), "company", family, sector, 0.0, 0.0, size, community, 1)


def edge(first, second, count=1):
    return PictureEdge(first, second, count, date(2024, 3, 5), 1.0)


def test_a_calendar_draws_what_is_vague_over_its_whole_period_and_what_is_known_in_one_column(
    meetings, derived
):
    found = calendar.lay_out(meetings, "quarter", 10)
    assert (found.start, found.columns, found.total) == (date(2017, 1, 1), 40, 6)
    uis = next(row for row in found.rows if row.actor == derived.number["uis"])
    assert [(mark.first, mark.last, mark.count) for mark in uis.marks] == [
        (0, 3, 1),
        (24, 24, 1),
        (28, 28, 1),
    ]
    assert found.span(uis.marks[0]) == (date(2017, 1, 1), date(2017, 12, 31))
    assert [mark.is_wide for mark in uis.marks] == [True, False, False]
    assert found.wide == 2


def test_a_calendar_has_the_strongest_rows_and_says_how_many_are_left_out(meetings, derived):
    found = calendar.lay_out(meetings, "year", 1)
    assert [row.actor for row in found.rows] == [derived.number["ccb"]]
    assert found.others == 2
    assert calendar.lay_out(meetings, "month", 3).columns == 119


def test_the_usual_columns_are_the_finest_that_half_of_the_dates_are_known_by_and_not_too_many(meetings):
    recent = meetings.only(meetings.start >= date(2024, 1, 1).toordinal())
    assert calendar.usual_unit(recent) == "month"
    assert calendar.usual_unit(meetings) == "quarter"
    vague = meetings.only(meetings.start < date(2023, 6, 1).toordinal())
    assert calendar.usual_unit(vague) == "quarter"
    assert calendar.busiest(vague, "quarter") == (date(2023, 1, 1), 1)
    assert calendar.busiest(vague, "month") is None


def test_blocks_of_a_line_of_time_never_lie_over_each_other(meetings):
    found = spells.lay_out(meetings, 50)
    assert sum(spell.count for spell in found.spells) == 6
    for one, two in combinations(found.spells, 2):
        apart_in_time = one.end < two.start or two.end < one.start
        assert apart_in_time or one.top <= two.level or two.top <= one.level
    assert found.unit is None


def test_too_many_periods_are_widened_until_they_are_few(meetings):
    found = spells.lay_out(meetings, 4)
    assert found.unit == "year"
    assert sum(spell.count for spell in found.spells) == 6


def test_a_matrix_is_ordered_by_group_then_importance_and_keeps_the_most_important():
    nodes = [
        node("alone", community=-1, size=99),
        node("b"),
        node("big", community=1, size=20),
        node("small", community=1, size=12),
        node("a", community=0),
    ]
    ties = [edge("big", "small", 8), StandingTie("a", "big", "MEMBER_OF", weak=False)]
    found = matrix.lay_out(nodes, ties, "group", 4)
    assert [one.id for one in found.actors] == ["big", "small", "a", "alone"]
    assert found.left_out == 1
    best = max(found.cells, key=lambda cell: cell.count)
    assert {found.actors[best.row].id, found.actors[best.column].id} == {"big", "small"}
    assert (best.step, [cell.last for cell in found.cells if not cell.count]) == (4, [None])
    assert all(block.group != -1 for block in found.blocks)
    assert [one.id for one in matrix.lay_out(nodes, ties, "name", 4).actors] == sorted(
        one.id for one in found.actors
    )


def test_rings_have_each_reachable_actor_once_in_the_wedge_of_its_sector():
    nodes = [
        node(id, sector)
        for id, sector in (
            ("uis", "private"),
            ("b", "private"),
            ("c", None),
            ("d", "media"),
            ("far", "media"),
        )
    ]
    ties = [("uis", "b"), ("c", "uis"), ("b", "d"), ("d", "far"), ("b", "c")]
    found = rings.lay_out(nodes, ties, "uis", (40, 110))
    alone = rings.lay_out(nodes, [], "uis", (40, 110))
    assert found is not None
    assert alone is not None
    assert {one.id for one in found.ring(1)} == {"b", "c"}
    assert {one.id for one in found.ring(2)} == {"d"}
    assert [(wedge.sector, wedge.near, wedge.far) for wedge in found.wedges] == [
        ("private", 1, 0),
        ("media", 0, 1),
        ("", 1, 0),
    ]
    for spot in found.spots:
        own = next(wedge for wedge in found.wedges if wedge.sector == (spot.actor.sector or ""))
        assert own.begin < spot.angle < own.end
    assert found.wedges[-1].end == pytest.approx(rings.TURN - rings.GAP)
    assert rings.lay_out(nodes, ties, "nobody", (40, 110)) is None
    assert alone.spots == []


letters = st.sampled_from("abcdefgh")
bands = st.dictionaries(
    st.tuples(st.sampled_from((0, 1)), letters, letters), st.integers(1, 500), min_size=1, max_size=30
)


@settings(max_examples=40, deadline=None)
@given(bands)
def test_nodes_and_bands_of_flows_have_exact_heights_and_never_overlap(said):
    given = [Band(column, source, target, value) for (column, source, target), value in said.items()]
    found = sankey.lay_out(given, 600.0, 10.0, 20.0)
    for column in range(3):
        stood = sorted((one for one in found.nodes if one.column == column), key=lambda one: one.top)
        for above, below in pairwise(stood):
            assert above.bottom <= below.top + 1e-6
    for one in found.nodes:
        assert one.bottom - one.top == pytest.approx(one.value * found.unit)
        leaving = sorted(
            (laid.begin, laid.width)
            for laid in found.bands
            if (laid.band.column, laid.band.source) == (one.column, one.id)
        )
        for (begin, width), (after, _width) in pairwise(leaving):
            assert begin + width == pytest.approx(after)


def test_flows_that_fit_keep_to_the_height_and_cross_as_little_as_they_can():
    straight = [Band(0, "a", "x", 5), Band(0, "b", "y", 5), Band(0, "c", "z", 5)]
    found = sankey.lay_out([straight[2], straight[0], straight[1]], 300.0, 10.0, 12.0)
    assert max(one.bottom for one in found.nodes) <= 300.0 + 1e-6
    assert [laid.begin - laid.end for laid in found.bands] == pytest.approx([0.0, 0.0, 0.0])
    assert sankey.lay_out([], 300.0, 10.0, 12.0).nodes == []
