"""Pictures: nodes apart, groups apart, parts side by side, and people who stay where they were."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.spatial.distance import pdist, squareform

from graph.layout import GAP, Drawing, lay_out


def make_groups(groups: int, size: int, seed: int = 1, bridges: int = 2) -> tuple[csr_array, np.ndarray]:
    """Dense groups in a ring, joined by a few bridges."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), size).astype(np.int32)
    weight = np.zeros((groups * size, groups * size))
    for index in range(groups):
        inside = np.flatnonzero(group == index)
        weight[np.ix_(inside, inside)] = rng.random((size, size)) < 0.3
        weight[inside[0], inside[1:]] = 1
        for bridge in range(bridges if groups > 1 else 0):
            weight[inside[bridge], (inside[bridge] + size) % (groups * size)] = 1
    weight = np.triu(np.maximum(weight, weight.T), 1)
    return csr_array(weight + weight.T), group


def overlaps(places: np.ndarray, radius: np.ndarray, gap: float = GAP) -> int:
    apart = squareform(pdist(places)) - radius[:, None] - radius[None, :]
    return int((apart[np.triu_indices(len(places), 1)] < gap - 0.01).sum())


@pytest.mark.parametrize(("groups", "size"), [(1, 2), (3, 8), (6, 30), (10, 50)])
def test_no_two_nodes_overlap_however_large_they_are(groups, size):
    matrix, group = make_groups(groups, size)
    radius = 5 + np.random.default_rng(0).random(groups * size) * 25
    assert overlaps(lay_out(matrix, Drawing(radius, group)), radius) == 0


def test_the_same_network_is_drawn_the_same_way_each_time():
    matrix, group = make_groups(4, 20)
    drawing = Drawing(np.full(80, 8.0), group)
    assert lay_out(matrix, drawing).tolist() == lay_out(matrix, drawing).tolist()


def test_groups_stand_apart():
    matrix, group = make_groups(5, 30)
    places = lay_out(matrix, Drawing(np.full(150, 8.0), group))
    middles = np.array([places[group == index].mean(axis=0) for index in range(5)])
    nearest = np.hypot(*(places[:, None] - middles[None]).transpose(2, 0, 1)).argmin(axis=1)
    assert (nearest == group).mean() > 0.95


def test_parts_without_a_tie_between_them_stand_in_frames_that_do_not_cross():
    first, group = make_groups(2, 15)
    second, _ = make_groups(1, 10)
    matrix = csr_array(
        np.block([[first.toarray(), np.zeros((30, 10))], [np.zeros((10, 30)), second.toarray()]])
    )
    places = lay_out(matrix, Drawing(np.full(40, 8.0), np.r_[group, np.full(10, 2)].astype(np.int32)))
    low_a, high_a = places[:30].min(axis=0), places[:30].max(axis=0)
    low_b, high_b = places[30:].min(axis=0), places[30:].max(axis=0)
    assert ((high_a < low_b) | (high_b < low_a)).any()


def test_nodes_without_ties_stand_below_in_rows():
    matrix, group = make_groups(2, 10)
    all_nodes = csr_array(np.pad(matrix.toarray(), ((0, 30), (0, 30))))
    radius = np.full(50, 8.0)
    places = lay_out(all_nodes, Drawing(radius, np.r_[group, np.full(30, -1)].astype(np.int32)))
    assert places[20:, 1].min() > places[:20, 1].max()
    assert overlaps(places, radius) == 0


def test_those_who_were_there_stay_and_a_new_node_comes_beside_its_contacts():
    matrix, group = make_groups(4, 20)
    radius = np.full(80, 8.0)
    before = lay_out(matrix, Drawing(radius, group))
    grown = np.pad(matrix.toarray(), ((0, 2), (0, 2)))
    grown[80, [3, 4]] = grown[[3, 4], 80] = 1
    known = np.vstack([before, np.full((2, 2), np.nan)])
    radius, group = np.full(82, 8.0), np.r_[group, 0, -1].astype(np.int32)
    after = lay_out(csr_array(grown), Drawing(radius, group, known))
    assert (after[:80] == before).all()
    assert np.hypot(*(after[80] - before[[3, 4]].mean(axis=0))) < 80
    assert after[81, 1] > after[:81, 1].max()
    assert overlaps(after, radius) == 0


def test_a_picture_of_mostly_new_nodes_is_drawn_afresh():
    matrix, group = make_groups(4, 20)
    drawing = Drawing(np.full(80, 8.0), group)
    known = np.full((80, 2), np.nan)
    known[:10] = 0.0
    assert (
        lay_out(matrix, Drawing(drawing.radius, group, known)).tolist() == lay_out(matrix, drawing).tolist()
    )


def test_a_large_network_is_drawn_without_overlaps_too():
    rng = np.random.default_rng(3)
    ends = rng.integers(0, 3000, (2, 9000))
    weight = csr_array((np.ones(9000), (ends[0], ends[1])), shape=(3000, 3000))
    weight = csr_array(weight + weight.T)
    weight.setdiag(0)
    weight.eliminate_zeros()
    radius = np.full(3000, 6.0)
    assert overlaps(lay_out(weight, Drawing(radius, np.zeros(3000, dtype=np.int32))), radius) == 0


def test_nothing_and_one_node_can_be_drawn():
    assert lay_out(csr_array((0, 0)), Drawing(np.zeros(0), np.zeros(0, dtype=np.int32))).shape == (0, 2)
    assert lay_out(csr_array((1, 1)), Drawing(np.ones(1), np.zeros(1, dtype=np.int32))).tolist() == [
        [0.0, 0.0]
    ]
