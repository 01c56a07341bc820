"""The map of a project as one document: everything that is said of each actor, ties among them, JSON and back."""

from __future__ import annotations

import pytest

from crm.actors import archive_actor, create_actor, get_actor
from crm.derived.refreshing import refresh
from crm.maps.making import make_map
from crm.maps.model import FORMAT, read_map, write_map
from tests.crm.conftest import ANA
from tests.crm.maps.conftest import DAY, make_water
from tests.makers import make_actor


def test_the_map_has_each_actor_with_score_parts_reasons_and_the_tie_with_the_office(city, derive, project):
    made = make_map(city, derive(), project)
    first = made.actors[0]
    assert {one.actor for one in made.actors[:2]} == {"amb", "uis"}
    assert [one.place for one in made.actors] == list(range(1, len(made.actors) + 1))
    for one in made.actors:
        assert one.score == pytest.approx(sum(one.parts.values()))
        assert set(one.parts) == set(made.weights)
        assert all(reason.facts for reason in one.reasons)
        assert all(points <= made.weights[name] + 1e-9 for name, points in one.parts.items())
    assert 0 < (first.strength or 0) < 1
    assert first.last_contact is not None
    assert made.by_actor["uis"].requirements == (0,)


def test_the_map_says_of_which_data_day_and_version_it_speaks(city, derive, project):
    derived = derive()
    made = make_map(city, derived, project)
    state = (made.revision, made.origin, made.version, made.as_of)
    assert state == (derived.revision, derived.origin, project.version, DAY)
    assert made.candidates == 5


def test_who_covers_no_requirement_is_missing_by_need(city, derive, project):
    (gap,) = make_map(city, derive(), project).needs_open
    assert (gap.requirement, gap.need, gap.type) == (1, "difusión", "media")


def test_the_ties_among_the_actors_come_along(city, derive, project):
    links = make_map(city, derive(), project).links
    assert {(one.first, one.second, one.count) for one in links} >= {("amb", "uis", 1)} or {
        (one.second, one.first, one.count) for one in links
    } >= {("amb", "uis", 1)}
    assert all(one.weight > 0 for one in links)


def test_a_map_is_the_same_after_a_turn_as_json_and_one_of_another_version_is_none(city, derive, project):
    made = make_map(city, derive(), project)
    assert read_map(write_map(made)) == made
    assert read_map(write_map(made).replace(f'"format":{FORMAT}', '"format":0')) is None
    with pytest.raises(ValueError, match="JSON"):
        read_map("{")


def test_an_archived_actor_is_on_no_map(city, derive, project):
    derived = derive()
    archive_actor(city, ANA, "amb", get_actor(city, "amb").version)
    assert "amb" not in make_map(city, derived, project).by_actor


def test_an_empty_network_and_a_network_of_one_make_a_map_without_anybody_or_with_one(empty, tmp_path):
    made = make_map(empty, refresh(empty, tmp_path / "a", DAY), make_water())
    assert (made.actors, made.candidates, len(made.needs_open)) == ((), 0, 2)

    create_actor(empty, ANA, make_actor(id="sola", name="Universidad del Agua", type="university"))
    made = make_map(empty, refresh(empty, tmp_path / "a", DAY), make_water())
    assert [one.actor for one in made.actors] == ["sola"]
    assert made.actors[0].strength is None
