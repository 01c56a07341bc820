"""Means, spreads, strategies, classes, what the network shows, what moved, and the guide's tables."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.actors import create_actor
from crm.assessments.attributes import attributes_in, save_attributes
from crm.assessments.changes import days_of, moves
from crm.assessments.grids import Grid, Judged, grid_of, judged, of_five, unit
from crm.assessments.hiding import visible
from crm.assessments.matrices import coverage, sector_matrix
from crm.assessments.model import ActorInProject, Assessment
from crm.assessments.records import standing
from crm.assessments.saving import save_assessment
from crm.assessments.strategies import ATTITUDES, attitude_of, salience_of, strategy_of, what_to_do
from crm.assessments.structure import POWER, Part, _mixed, interests, powers, ranks
from crm.derived.refreshing import refresh
from crm.interactions import Participant, create_interaction
from crm.projects import create_project
from crm.vocabulary import vocabulary
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project

few = settings(max_examples=30, deadline=None)
ones = st.floats(0, 1)
fives = st.one_of(st.none(), st.integers(1, 5))


def said(whose: str, actor: str = "uis", on: str = "2026-05-01", **values: object) -> Assessment:
    return Assessment.of({"project": "agua", "actor": actor, "assessor": whose, "on": on, **values})


def test_people_are_put_together_by_mean_and_distance():
    found = judged([said("ana", power=5), said("luis", power=2), said("eva", interest=1)], "power")
    assert (found.perceived, found.spread, found.assessors, found.low) == (0.625, 0.75, 2, 0.25)
    assert judged([], "power") == Judged()


@few
@given(st.lists(fives, max_size=8))
def test_a_mean_stays_between_the_lowest_and_the_highest(values):
    given_values = [said(f"p{n}", power=v, interest=1) for n, v in enumerate(values)]
    found = judged(given_values, "power")
    known = [v for v in values if v is not None]
    if not known:
        assert found.perceived is None
        return
    assert found.perceived is not None
    assert found.low is not None
    assert found.spread is not None
    assert unit(min(known)) <= found.perceived <= unit(max(known)) + 1e-12
    assert found.low + found.spread == pytest.approx(unit(max(known)))
    assert 1 <= of_five(found.perceived) <= 5


@few
@given(ones, ones)
def test_every_place_has_one_of_the_four_strategies(power, interest):
    strategy = strategy_of(power, interest)
    assert strategy is not None
    term = vocabulary("grid_strategies").get(strategy)
    assert (term.extra["power"], term.extra["interest"]) == (power >= 0.5, interest >= 0.5)


def test_the_seven_classes_and_none_are_told_apart_by_what_one_has():
    found = {salience_of(*values) for values in product((0.25, 0.75), repeat=3)}
    assert found == set(vocabulary("salience_classes").ids)
    assert salience_of(0.75, None, 0.75) is None
    assert salience_of(0.625, 0.624, 0.0) == "dormant"
    for name in ("salience_classes", "grid_strategies"):
        for term in vocabulary(name):
            assert len({what_to_do(term, lang) for lang in ("es", "en")}) == 2


@few
@given(st.floats(-2, 2))
def test_a_stance_is_the_nearest_word(mean):
    place = ATTITUDES.index(attitude_of(mean)) - 2
    assert abs(place - mean) <= 0.5 + 1e-9


@few
@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1e6)), max_size=30))
def test_ranks_keep_the_order_and_lie_between_nought_and_one(values):
    array = np.array(values, dtype=np.float64)
    found = ranks(array)
    assert np.isnan(found).tolist() == np.isnan(array).tolist()
    known = ~np.isnan(array)
    assert ((found[known] >= 0) & (found[known] <= 1)).all()
    order = np.argsort(array[known])
    assert (np.diff(found[known][order]) >= 0).all()


@pytest.fixture
def city(store: Store, tmp_path: Path):
    """The university between the chamber and the embassy, on water; somebody paid."""
    project = create_project(store, ANA, make_project(id="agua", themes=["water"]))
    create_actor(store, ANA, make_actor(id="sola", name="Fundación Sola", type="ngo_foundation"))
    create_interaction(store, ANA, make_interaction("uis", "ccb", id="taller", themes=["water"]))
    parties = [
        Participant(actor="ofai", role="host"),
        Participant(actor="uis"),
        Participant(actor="embajada-francia", role="funder"),
    ]
    create_interaction(store, ANA, make_interaction(id="beca").having(participants=parties))
    return store, project, refresh(store, tmp_path / "derived")


def test_the_network_shows_power_with_parts_that_add_up_and_facts(city):
    store, _project, derived = city
    found = powers(store, derived, ["uis", "ccb", "embajada-francia", "sola", "nadie"])
    assert set(found) == {"uis", "ccb", "embajada-francia", "sola"}
    assert max(found, key=lambda id: found[id].value) == "uis"
    for one in found.values():
        assert one.value == pytest.approx(sum(part.weight * part.value for part in one.parts))
        assert {part.name for part in one.parts} == set(POWER)
    paid = {id: next(part for part in one.parts if part.name == "funding") for id, one in found.items()}
    assert (paid["embajada-francia"].facts, paid["embajada-francia"].value) == (("beca",), 0.5)
    assert paid["uis"].value == 0.0
    assert found["sola"].value == 0.0


def test_a_measure_that_was_not_worked_out_leaves_its_weight_to_the_others():
    found = _mixed(
        [Part("betweenness", float("nan"), 0.3), Part("strength", 0.5, 0.25), Part("funding", 1.0, 0.25)]
    )
    assert found.value == pytest.approx(0.75)
    assert [part.weight for part in found.parts] == [0.5, 0.5]
    assert _mixed([Part("strength", float("nan"), 1.0)]).value == 0.0


def test_the_network_shows_interest_from_relevance_and_what_was_done(city):
    _store, project, derived = city
    found = interests(derived, project, {"uis": 0.4, "ccb": 0.1}, ["uis", "ccb", "sola"])
    parts = {id: {part.name: part for part in one.parts} for id, one in found.items()}
    assert parts["uis"]["doing"].facts == ("taller",)
    assert parts["uis"]["doing"].value == pytest.approx(1 / 3)
    assert (parts["uis"]["relevance"].value, parts["ccb"]["relevance"].value) == (1.0, 0.5)
    assert found["sola"].value == 0.0
    without = interests(derived, project.having(themes=[]), {"uis": 0.4}, ["uis"])
    assert without["uis"].value == 1.0


def test_the_grid_puts_people_and_network_side_by_side(city):
    store, project, derived = city
    values = {"power": 5, "interest": 5, "legitimacy": 5, "urgency": 4, "attitude": 2}
    save_assessment(store, ANA, Assessment.of({"project": "agua", "actor": "sola", **values}))
    grid = grid_of(store, derived, project.having(must_include=["ccb"]), {"uis": 0.8})
    assert [one.actor for one in grid.placed] == ["uis", "ccb", "sola"]
    alone, uis = grid.of("sola"), grid.of("uis")
    assert alone is not None
    assert uis is not None
    assert (alone.power.perceived, alone.power.structural, alone.power.difference) == (1.0, 0.0, -1.0)
    assert (alone.salience, alone.strategy, alone.attitude) == (
        "definitive",
        "manage_closely",
        "strong_support",
    )
    assert (uis.salience, grid.of("nadie")) == (None, None)
    assert [one.actor for one in grid.first(1).placed] == ["sola"]
    left_out = grid_of(store, derived, project.having(exclude=["sola"]), {"uis": 0.8})
    assert left_out.of("sola") is None


def test_without_results_and_without_anybody_there_is_an_empty_grid(store):
    assert grid_of(store, None, make_project(id="x"), {}) == Grid((), "Agua segura")


def test_what_moved_is_told_with_who_said_so():
    talk = [
        said("ana", on="2026-01-01", power=2, interest=2),
        said("luis", on="2026-01-02", power=2, interest=2),
        said("ana", on="2026-03-01", power=5, interest=2, attitude=1),
        said("eva", "ccb", on="2026-03-02", power=1),
    ]
    (first, second) = moves(talk, date(2026, 2, 1), date(2026, 4, 1))
    assert (first.actor, first.power, first.interest) == ("uis", (0.25, 0.625), (0.25, 0.25))
    assert [(one.whose, one.field, one.before, one.after) for one in first.said] == [
        ("ana", "power", 2, 5),
        ("ana", "attitude", None, 1),
    ]
    assert (second.actor, second.power, second.distance) == ("ccb", (None, 0.0), 0.0)
    assert moves(talk, date(2026, 3, 5), date(2026, 4, 1)) == []
    assert days_of(talk)[0] == date(2026, 3, 2)


@few
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["uis", "ccb"]), st.integers(1, 5)), max_size=12
    )
)
def test_nobody_sees_others_on_an_actor_they_have_not_assessed(rows):
    from crm.access import Viewer, principals_of
    from tests.crm.conftest import READER

    talk = [said(f"u{who}", actor, power=value) for who, actor, value in rows]
    me = Viewer("ua", "A", "editor", principals_of("ua"))
    mine = {one.actor for one in talk if one.assessor == "ua"}
    assert all(one.assessor == "ua" or one.actor in mine for one in visible(talk, me))
    assert visible(talk, READER) == talk
    assert set(standing(visible(talk, me))) <= {one.actor for one in talk}


def test_the_guides_table_has_its_seven_sectors_and_twenty_eight_types():
    terms = list(vocabulary("guide_actor_types"))
    assert len(terms) == 28
    counts = {
        sector: sum(term.extra["sector"] == sector for term in terms) for sector in vocabulary("sectors").ids
    }
    assert counts == {
        "international": 3, "other_government_levels": 3, "local_government_areas": 4, "private": 4,
        "academic_cultural": 5, "social_citizen": 6, "media": 3,
    }  # fmt: skip
    assert len(vocabulary("guide_stakeholders").ids) == 15


def test_actors_stand_in_their_sector_and_the_chosen_type_wins(store):
    create_project(store, ANA, make_project(id="agua"))
    create_actor(
        store,
        ANA,
        make_actor(
            id="concejo",
            name="Concejo de Bucaramanga",
            type="city_dependency",
            sector="local_government_areas",
            country="CO",
        ),
    )
    create_actor(
        store,
        ANA,
        make_actor(id="quebec", name="Gobierno de Québec", type="regional_government", country="CA"),
    )
    save_attributes(
        store, ANA, ActorInProject.of({"project": "agua", "actor": "ccb", "guide_type": "tourism_services"})
    )
    ids = ["uis", "ccb", "concejo", "quebec", "embajada-francia"]
    found = sector_matrix(store, ids, attributes_in(store, "agua"))
    places = {
        one.actor: (sector.sector, row.type) for sector in found for row in sector.rows for one in row.actors
    }
    assert places == {
        "uis": ("academic_cultural", "universities"),
        "ccb": ("private", "tourism_services"),
        "concejo": ("local_government_areas", "local_legislature"),
        "quebec": ("international", ""),
        "embajada-francia": ("international", "diplomatic_missions"),
    }
    local = next(one for one in found if one.sector == "local_government_areas")
    assert (local.count, local.missing) == (1, ("mayor", "cabinet", "city_departments"))
    covered = {one.stakeholder: [actor.actor for actor in one.actors] for one in coverage(store, ids)}
    assert covered["councils"] == ["concejo"]
    assert covered["public_entities"] == ["concejo"]
    assert covered["media"] == []
