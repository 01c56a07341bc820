"""Between which places a partner stands, as the analyst keeps it for pages."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.derived.rank_spread import evidence, read_ranks, refresh_ranks
from crm.derived.refreshing import refresh
from crm.evidence import Evidence, Source, save_source
from crm.interactions import create_interaction
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction

DAY = date(2026, 11, 23)


@pytest.fixture
def weak(store, tmp_path):
    """The chamber has three meetings that a report is thought to mean; the university two that the office wrote down."""
    save_source(store, ANA, Source(id="informe", title="Informe"))
    for id in ("uno", "dos", "tres"):
        create_actor(store, ANA, make_actor(id=id, name=id.title(), type="company"))
        source = [Evidence(document="informe", where="se deduce", grade="derived")]
        create_interaction(store, ANA, make_interaction("ccb", id, sources=source))
    for id in ("uis", "embajada-francia"):
        create_actor(store, ANA, make_actor(id=f"con-{id}", name=f"Con {id}", type="ngo_foundation"))
        create_interaction(store, ANA, make_interaction("uis", f"con-{id}"))
    folder = tmp_path / "derived"
    return store, folder, refresh(store, folder, DAY)


def test_a_partner_known_by_hearsay_has_a_place_between_two(weak):
    store, folder, derived = weak
    assert read_ranks(derived).of("degree", 0) is None
    refresh_ranks(store, folder)
    places = read_ranks(derived)
    low, high = places.of("degree", derived.number["ccb"]) or (0, 0)
    assert low == 1
    assert high >= 2
    assert places.of("degree", derived.number["uis"]) is not None
    assert places.of("degree", derived.number["ofai"]) is None
    assert places.of("community", 0) is None


def test_what_the_office_wrote_down_is_trusted_and_a_source_as_far_as_its_grade(weak):
    _, _, derived = weak
    assert sorted(evidence(weak[0], derived).tolist()) == [0.5, 0.5, 0.5, 1.0, 1.0]


def test_places_belong_to_one_state_of_the_results_and_are_made_once(weak):
    store, folder, derived = weak
    refresh_ranks(store, folder)
    made = (folder / "ranks" / "current").stat().st_mtime_ns
    refresh_ranks(store, folder)
    assert (folder / "ranks" / "current").stat().st_mtime_ns == made
    create_interaction(store, ANA, make_interaction("uis", "uno"))
    assert read_ranks(refresh(store, folder, DAY)).between == {}
    assert read_ranks(derived).between != {}
