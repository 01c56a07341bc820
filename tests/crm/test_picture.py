"""Pictures from what the analyst kept: who is drawn, which ties, counted over which interactions."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.interactions import create_interaction
from crm.picture import Picture, PictureFilter, draw
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_person

DAY = date(2026, 11, 23)


@pytest.fixture
def derived(store, tmp_path) -> Derived:
    """The university is at the middle of a chain; a person, a fair and a reference network are around."""
    create_actor(store, ANA, make_person(id="myriam", name="Myriam"))
    create_actor(store, ANA, make_actor(id="feria", name="Feria", type="event"))
    create_actor(store, ANA, make_actor(id="media", name="Vanguardia", type="media", sector="media"))
    create_interaction(
        store, ANA, make_interaction("uis", "ccb", when="2017", strategic_line="2017-positioning")
    )
    create_interaction(store, ANA, make_interaction("uis", "ccb", "myriam", when="2024-03-05"))
    create_interaction(
        store, ANA, make_interaction("uis", "embajada-francia", kind="visit", when="2024-05-05")
    )
    create_interaction(store, ANA, make_interaction("ccb", "media", when="2025", kind="event"))
    create_interaction(store, ANA, make_interaction("media", "feria", when="2025"))
    return refresh(store, tmp_path / "derived", DAY)


def who(picture: Picture) -> set[str]:
    return {node.id for node in picture.nodes}


def ties(picture: Picture) -> dict[str, int]:
    return {"-".join(sorted((edge.source, edge.target))): edge.count for edge in picture.edges}


def test_partners_and_their_ties_are_drawn_without_the_office_people_events_and_reference(derived):
    picture = draw(derived, PictureFilter())
    assert who(picture) == {"uis", "ccb", "embajada-francia", "media"}
    assert ties(picture) == {"ccb-uis": 2, "embajada-francia-uis": 1, "ccb-media": 1}
    assert (picture.total, picture.total_edges) == (4, 3)


def test_a_node_has_what_a_page_draws(derived):
    node = next(node for node in draw(derived, PictureFilter()).nodes if node.id == "uis")
    assert (node.name, node.family, node.interactions) == (
        "Universidad Industrial de Santander",
        "academic_cultural",
        3,
    )
    assert derived.positions["uis"] == (pytest.approx(node.x, abs=0.1), pytest.approx(node.y, abs=0.1))
    assert node.size > 7


def test_a_tie_says_its_last_day(derived):
    last = {edge.count: edge.last for edge in draw(derived, PictureFilter(around=("uis",))).edges}
    assert last[2] == date(2024, 3, 5)


def test_types_families_and_sectors_choose_actors(derived):
    assert who(draw(derived, PictureFilter(types=("university", "media")))) == {"uis", "media"}
    assert who(draw(derived, PictureFilter(families=("diplomatic",)))) == {"embajada-francia"}
    assert who(draw(derived, PictureFilter(families=("diplomatic",), types=("media",)))) == {
        "embajada-francia",
        "media",
    }
    assert who(draw(derived, PictureFilter(sectors=("media", "private"), types=("media",)))) == {"media"}
    assert who(draw(derived, PictureFilter(countries=("FR",)))) == {"embajada-francia", "media"}


def test_a_period_draws_who_took_part_in_it_and_counts_only_its_interactions(derived):
    picture = draw(derived, PictureFilter(since=date(2024, 1, 1), until=date(2024, 12, 31)))
    assert who(picture) == {"uis", "ccb", "embajada-francia"}
    assert ties(picture) == {"ccb-uis": 1, "embajada-francia-uis": 1}


def test_a_date_shows_the_network_as_it_was(derived):
    assert ties(draw(derived, PictureFilter(until=date(2017, 12, 31)))) == {"ccb-uis": 1}
    assert ties(draw(derived, PictureFilter(until=date(2016, 12, 31)))) == {}


def test_kinds_and_strategic_lines_choose_interactions(derived):
    assert ties(draw(derived, PictureFilter(kinds=("visit",)))) == {"embajada-francia-uis": 1}
    assert ties(draw(derived, PictureFilter(strategic_lines=("2017",)))) == {"ccb-uis": 1}


def test_a_theme_draws_who_met_about_it_or_about_what_is_below_it(store, tmp_path):
    create_interaction(store, ANA, make_interaction("uis", "ccb", when="2024-03-05", themes=["water"]))
    create_interaction(store, ANA, make_interaction("uis", "embajada-francia", themes=["Una palabra propia"]))
    kept = refresh(store, tmp_path / "derived", DAY)
    assert ties(draw(kept, PictureFilter(themes=("water",)))) == {"ccb-uis": 1}
    assert ties(draw(kept, PictureFilter(themes=("environment",)))) == {"ccb-uis": 1}
    assert who(draw(kept, PictureFilter(themes=("sports",)))) == set()


def test_the_weight_of_a_filtered_tie_has_faded_to_the_filters_day(derived):
    day = date(2024, 3, 5)
    (edge,) = draw(derived, PictureFilter(since=day, until=day, include_people=False)).edges
    # partners only: the two are each other's only other party
    assert edge.weight == pytest.approx(1.0)


def test_surroundings_grow_with_each_tie(derived):
    assert who(draw(derived, PictureFilter(around=("embajada-francia",)))) == {"embajada-francia", "uis"}
    two = draw(derived, PictureFilter(around=("embajada-francia",), depth=2))
    assert who(two) == {"embajada-francia", "uis", "ccb"}
    assert who(draw(derived, PictureFilter(around=("nobody",)))) == set()


def test_surroundings_follow_only_the_ties_of_the_filter(derived):
    filter = PictureFilter(around=("uis",), kinds=("visit",))
    assert who(draw(derived, filter)) == {"uis", "embajada-francia"}


def test_people_and_events_come_in_when_asked_for(derived):
    picture = draw(derived, PictureFilter(include_people=True, include_events=True))
    assert {"myriam", "feria"} <= who(picture)
    assert ties(picture)["myriam-uis"] == 1
    assert ties(picture)["feria-media"] == 1


def test_somebodys_surroundings_show_them_also_when_their_kind_is_not_asked_for(derived):
    assert who(draw(derived, PictureFilter(around=("myriam",), include_people=True))) == {
        "myriam",
        "uis",
        "ccb",
    }
    assert who(draw(derived, PictureFilter(around=("ofai",), include_office=True))) >= {"ofai"}


def test_the_office_is_tied_to_all_it_met_when_asked_for(derived):
    picture = draw(derived, PictureFilter(include_office=True))
    assert ties(picture)["ofai-uis"] == 3
    assert ties(picture)["media-ofai"] == 2
    filtered = draw(derived, PictureFilter(include_office=True, kinds=("visit",)))
    assert ties(filtered) == {"embajada-francia-uis": 1, "ofai-uis": 1, "embajada-francia-ofai": 1}


def test_the_office_is_surrounded_by_whom_it_met(derived):
    picture = draw(derived, PictureFilter(around=("ofai",), include_office=True))
    assert who(picture) == {"ofai", "uis", "ccb", "embajada-francia", "media"}


def test_weak_ties_can_be_left_out(derived):
    assert ties(draw(derived, PictureFilter(at_least=2))) == {"ccb-uis": 2}


def test_a_picture_too_large_keeps_the_most_connected_and_says_how_many_there_are(derived):
    picture = draw(derived, PictureFilter(limit=2, edge_limit=1))
    assert who(picture) == {"uis", "ccb"}
    assert (picture.total, picture.total_edges, len(picture.edges)) == (4, 1, 1)
    around = draw(derived, PictureFilter(around=("media",), depth=3, limit=2))
    assert "media" in who(around)


def test_an_empty_network_is_an_empty_picture(empty, tmp_path):
    picture = draw(refresh(empty, tmp_path / "derived", DAY), PictureFilter(include_office=True))
    assert (picture.nodes, picture.edges, picture.total) == ([], [], 0)
