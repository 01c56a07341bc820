"""Pictures of large networks: true to the network, the same each time, room for everybody, and nobody jumps."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from graph.communities import louvain
from graph.layout import GAP, Drawing, lay_out
from graph.positions.coarsening import groups_of, levels_of
from graph.positions.multilevel import place_by_levels
from graph.positions.nesting import BESIDE, COMMUNITY, LONELY, SMALL_ONES, Limits, nest
from graph.positions.parts import parts_of
from graph.positions.rooms import apart
from tests.benchmarks.layouts import one_mode, planted
from tests.benchmarks.picture_quality import quality


@pytest.fixture(scope="module")
def thousand():
    """A planted network of a thousand nodes, its communities, and radii of many sizes."""
    matrix, label = planted(1000)
    return matrix, label.astype(np.int32), 7 + 15 * np.random.default_rng(0).random(1000)


def too_near(places, radius) -> int:
    """Pairs that are nearer than their radii and the gap."""
    pairs = cKDTree(places).query_pairs(2 * radius.max() + GAP, output_type="ndarray")
    far = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    return int((radius[pairs].sum(axis=1) + GAP - far > 1e-3).sum())


def test_a_large_picture_shows_communities_and_leaves_room_for_all(thousand):
    matrix, label, radius = thousand
    places = lay_out(matrix, Drawing(radius, louvain(one_mode(matrix))))
    measured = quality(places, matrix, label)
    assert measured["same community"] > 0.75
    assert measured["within two ties"] > 0.4
    assert measured["stress"] < 0.3
    assert too_near(places, radius) == 0


def test_planted_communities_are_found():
    matrix, label = planted(1000, inside=0.8)
    found = groups_of(matrix)
    alike = [np.bincount(found[label == number]).max() for number in range(10)]
    assert sum(alike) > 950


def test_a_large_network_has_the_same_picture_each_time(thousand):
    matrix, label, _ = thousand
    assert (place_by_levels(matrix, label, 3) == place_by_levels(matrix, label, 3)).all()


def test_new_nodes_come_near_their_own_and_nobody_else_moves(thousand):
    matrix, label, radius = thousand
    old, grown = 980, matrix.toarray()
    grown[980, 981] = grown[981, 980] = 1
    before = lay_out(csr_array(grown[:old, :old]), Drawing(radius[:old], label[:old]))
    known = np.vstack([before, np.full((20, 2), np.nan)])
    after = lay_out(csr_array(grown), Drawing(radius, label, known))
    assert np.abs(after[:old] - before).max() == 0
    assert too_near(after, radius) == 0
    span = np.ptp(before, axis=0).max()
    contacts = [np.flatnonzero(grown[number, :old]) for number in range(old, 1000)]
    middles = np.array([before[own].mean(axis=0) for own in contacts])
    assert np.hypot(*(after[old:] - middles).T).max() < 0.05 * span


def test_actors_that_grew_push_only_those_beside_them(thousand):
    matrix, label, radius = thousand
    before = lay_out(matrix, Drawing(radius, label))
    larger = radius.copy()
    larger[7] = np.sort(np.hypot(*(before - before[7]).T))[1]
    after = lay_out(matrix, Drawing(larger, label, before))
    moved = np.hypot(*(after - before).T)
    assert 0 < moved.max() < larger[7]
    assert (moved > 0).sum() < 30
    assert too_near(after, larger) == 0


def test_nodes_on_one_spot_part(thousand):
    places = apart(np.zeros((200, 2)), np.full(200, 5.0), 2.0)
    assert too_near(places, np.full(200, 5.0 - (GAP - 2) / 2)) == 0
    assert np.ptp(places) < 600


def test_a_chain_and_a_star_are_drawn_too():
    for ends in ((np.arange(1999), np.arange(1, 2000)), (np.zeros(1999, int), np.arange(1, 2000))):
        half = csr_array((np.ones(1999), ends), shape=(2000, 2000))
        places = place_by_levels(csr_array(half + half.T), np.zeros(2000, dtype=np.int32))
        assert np.isfinite(places).all()
        assert len(np.unique(places.round(6), axis=0)) == 2000


def test_levels_get_smaller_and_stand_for_all_nodes(thousand):
    matrix, *_ = thousand
    levels = levels_of((matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data), 0)
    sizes = [level.size for level in levels]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= 60
    assert all(level.mass.sum() == 1000 for level in levels)


def test_parts_are_the_connected_ones_with_their_weights():
    matrix = csr_array(np.array([[0, 0, 2.0, 0], [0, 0, 0, 0], [2.0, 0, 0, 3.0], [0, 0, 3.0, 0]]))
    found = {tuple(nodes.tolist()): part.toarray().tolist() for nodes, part in parts_of(matrix)}
    assert found == {(0, 2, 3): [[0, 2, 0], [2, 0, 3], [0, 3, 0]], (1,): [[0]]}


def test_groups_are_parted_until_each_can_be_looked_at(thousand):
    matrix, label, worth = thousand
    community = np.where(np.arange(1000) < 30, -1, label)
    found = nest(matrix, community, (np.random.default_rng(1).random((1000, 2)), worth), Limits(80, 9))
    leaves = found.parts == 0
    assert sorted(found.order.tolist()) == list(range(1000))
    assert (found.end - found.begin)[leaves].max() <= 80
    assert sum((found.end - found.begin)[leaves]) == 1000
    assert set(found.kind.tolist()) >= {COMMUNITY, SMALL_ONES, LONELY}
    for group in np.flatnonzero(~leaves):
        parts = slice(found.first_part[group], found.first_part[group] + found.parts[group])
        assert 2 <= found.parts[group] <= 9
        assert (found.parent[parts] == group).all()
        assert found.begin[parts][0] == found.begin[group]
        assert found.end[parts][-1] == found.end[group]
    leaf = int(np.flatnonzero(leaves)[0])
    inside = worth[found.order[found.begin[leaf] : found.end[leaf]]]
    assert (np.diff(inside) <= 0).all()


def test_a_crowd_without_communities_is_cut_where_it_stands():
    star = csr_array((np.ones(99), (np.zeros(99, int), np.arange(1, 100))), shape=(100, 100))
    places = np.column_stack([np.arange(100.0), np.zeros(100)])
    found = nest(csr_array(star + star.T), np.zeros(100, int), (places, np.ones(100)), Limits(60, 9))
    assert found.kind.tolist() == [COMMUNITY, BESIDE, BESIDE]
    assert max(found.order[found.begin[1] : found.end[1]]) < min(found.order[found.begin[2] : found.end[2]])
