"""The countries of a selection: who is there, what happened with them, who came and went, whose cities are twinned."""

from datetime import date

import pytest

from crm.actors import create_actor, save_many_actors
from crm.derived.refreshing import refresh
from crm.evidence import save_source
from crm.interactions import create_interaction
from crm.picture import PictureFilter
from crm.schema import SCHEMA
from crm.ties import save_many_ties
from crm.world.counting import actors_of, interactions_with, read_world, scope_of
from crm.world.model import Twinning
from graph.sqlite.store import SqliteStore
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_office, make_source, make_tie

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    """France came in 2024, Canada was visited in 2023, Lyon and Bilbao are twinned, Bilbao only in the guide."""
    store = SqliteStore(tmp_path_factory.mktemp("world") / "red.db", SCHEMA)
    save_source(store, ANA, make_source())
    create_actor(store, ANA, make_office(country="CO"))
    city = {"type": "local_government"}
    save_many_actors(
        store,
        ANA,
        [
            make_actor(),
            make_actor(id="canada", name="Embajada de Canadá", country="CA"),
            make_actor(id="oim", name="OIM", type="international_organization", country=None),
            make_actor(id="uis", name="UIS", type="university", country="CO"),
            make_actor(id="lyon", name="Lyon", country="FR", **city),
            make_actor(id="bilbao", name="Bilbao", country="ES", reference=True, **city),
            make_actor(id="medellin", name="Medellín", country="CO", reference=True, **city),
        ],
    )
    save_many_ties(
        store,
        ANA,
        [
            make_tie(type="TWINNED_WITH", start="uis", end="lyon"),
            make_tie(type="TWINNED_WITH", start="medellin", end="bilbao"),
        ],
    )
    for who, kind, when in (
        (("embajada-francia", "uis"), "delegation_received", "2024"),
        (("embajada-francia", "canada"), "meeting", "2022-05-02"),
        (("canada",), "delegation_sent", "2023-03"),
        (("uis",), "delegation_received", "2021"),
    ):
        create_interaction(store, ANA, make_interaction(*who, kind=kind, when=when))
    yield refresh(store, tmp_path_factory.mktemp("derived"), DAY)
    store.close()


def test_countries_are_counted_the_most_active_first_and_home_apart(derived):
    world = read_world(derived, PictureFilter(), "CO")
    counted = [(one.code, one.actors, one.interactions, one.sent, one.received) for one in world.countries]
    assert counted == [("FR", 2, 2, 0, 1), ("CA", 1, 2, 1, 0), ("ES", 0, 0, 0, 0)]
    assert [one.code for one in world.partners] == ["FR", "CA"]
    assert (world.home.code, world.home.actors) == ("CO", 1)
    assert (world.abroad, world.placeless, world.unplaced) == (3, 1, 1)
    assert world.countries[0].last == date(2024, 12, 31)


def test_twinned_cities_say_whether_they_are_the_guide_s(derived):
    world = read_world(derived, PictureFilter(), "CO")
    france, spain = world.country("FR"), world.country("ES")
    assert france is not None
    assert spain is not None
    assert france.twinnings == (Twinning("lyon", "uis", reference=False),)
    assert spain.twinnings == (Twinning("bilbao", "medellin", reference=True),)
    assert (spain.reference, spain.is_partner) == (1, False)


def test_filters_of_the_selection_hold_for_the_world(derived):
    world = read_world(derived, PictureFilter(until=date(2022, 12, 31)), "CO")
    assert [(one.code, one.interactions) for one in world.partners] == [("CA", 1), ("FR", 1)]
    embassies = read_world(derived, PictureFilter(types=("embassy",), since=date(2024, 1, 1)), "CO")
    assert [(one.code, one.actors) for one in embassies.countries] == [("FR", 1)]
    assert not embassies.home.actors
    assert (embassies.unplaced, embassies.placeless) == (0, 0)


def test_a_country_s_actors_and_interactions_are_those_counted(derived):
    scope = scope_of(derived, PictureFilter())
    assert actors_of(derived, scope, "FR") == ["embajada-francia", "lyon"]
    ids = derived.interaction_ids(interactions_with(derived, scope, "FR"))
    assert [id[:4] for id in ids] == ["2024", "2022"]
    assert actors_of(derived, scope, "AQ") == []
    assert len(interactions_with(derived, scope, "AQ")) == 0


def test_nobody_in_a_selection_makes_an_empty_world(derived):
    world = read_world(derived, PictureFilter(types=("media",)), "CO")
    assert (world.countries, world.abroad, world.placeless) == ((), 0, 0)
