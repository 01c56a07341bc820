"""The invented city: the same each time, and like a real one in what analysis and lists care about."""

from collections import Counter
from datetime import date, timedelta

import networkx as nx
import pytest

from crm.access import SYSTEM
from crm.actors import Actor, Person, get_actor
from crm.errors import InvalidData
from crm.interactions import Interaction
from crm.network import ProjectionSpec, project
from crm.vocabulary import vocabulary
from graph.store import Query, Store, Where
from seed.loader import load
from seed.synthetic import Size, invent, synthesise

UNTIL = date(2026, 11, 20)
SIZE = Size(400, 4_000)


@pytest.fixture(scope="module")
def city() -> tuple[list[Actor], list[Interaction]]:
    actors, interactions = invent(SIZE, UNTIL)
    return actors, list(interactions)


City = tuple[list[Actor], list[Interaction]]


def test_the_same_seed_gives_the_same_city_and_another_seed_another(city: City) -> None:
    actors, interactions = invent(SIZE, UNTIL)
    assert (actors, list(interactions)) == city
    other, _ = invent(Size(400, 4_000, seed=2), UNTIL)
    assert [actor.name for actor in other] != [actor.name for actor in actors]


def test_every_record_is_as_valid_as_one_typed_in(city: City) -> None:
    actors, interactions = city
    for actor in actors:
        type(actor).of(actor.model_dump())
    for interaction in interactions:
        assert Interaction.of(interaction.model_dump()).title == interaction.title


def test_names_are_different_spanish_and_of_many_types(city: City) -> None:
    actors, _ = city
    assert len(actors) == len({actor.name for actor in actors}) == len({actor.id for actor in actors}) == 400
    assert {actor.type for actor in actors} == set(vocabulary("actor_types").ids)
    assert any("ó" in actor.name for actor in actors)
    people = [actor for actor in actors if isinstance(actor, Person)]
    organisations = {actor.id for actor in actors} - {person.id for person in people}
    assert {held.organisation for person in people for held in person.posts} <= organisations
    assert 0.08 < len(people) / 400 < 0.17


def test_countries_are_real_and_most_actors_are_at_home(city: City) -> None:
    actors, _ = city
    countries = Counter(actor.country for actor in actors if actor.country)
    assert set(countries) <= set(vocabulary("countries").ids)
    assert countries["CO"] > 200
    assert len(countries) > 15
    assert {actor.country for actor in actors if actor.type == "embassy"}.isdisjoint({"CO", None})


def test_a_few_actors_do_most_of_it(city: City) -> None:
    _, interactions = city
    times = Counter(p.actor for one in interactions for p in one.participants if p.actor != "ofai")
    ordered = [count for _, count in times.most_common()]
    assert sum(ordered[:40]) > 0.3 * sum(ordered)
    assert ordered[0] > 10 * ordered[len(ordered) // 2]


def test_the_office_is_nearly_always_there_and_nobody_twice(city: City) -> None:
    _, interactions = city
    parties = [[p.actor for p in one.participants] for one in interactions]
    assert all(len(party) == len(set(party)) >= 2 for party in parties)
    assert sum("ofai" in party for party in parties) > 0.93 * len(parties)
    assert max(map(len, parties)) > 5


def test_nothing_happens_after_the_last_day_and_later_years_are_busier(city: City) -> None:
    _, interactions = city
    days = [one.when.sort_day for one in interactions]
    assert max(days) <= UNTIL
    assert max(days) > UNTIL - timedelta(days=10)
    assert sum(day > UNTIL - timedelta(days=4 * 365) for day in days) > 0.65 * len(days)
    precisions = Counter(one.when.precision for one in interactions)
    assert set(precisions) == {"day", "month", "quarter", "year"}


def test_promises_are_ours_and_theirs_kept_and_open(city: City) -> None:
    _, interactions = city
    promises = [promise for one in interactions for promise in one.commitments]
    assert 300 < len(promises) < 700
    assert {promise.status for promise in promises} == {"done", "pending"}
    assert 0.3 < sum(promise.owner == "ofai" for promise in promises) / len(promises) < 0.8
    assert all(promise.due for promise in promises)


def test_saved_it_has_communities_bridges_and_ties_gone_quiet(empty: Store) -> None:
    made = synthesise(empty, SYSTEM, Size(300, 3_000), UNTIL)
    assert (made.actors, made.interactions) == (300, 3_000)
    assert empty.count(Query("Interaction"), ["kind"])["kind"].keys() >= {
        "meeting",
        "roundtable",
        "agreement",
    }
    graph = project(empty, ProjectionSpec(as_of=UNTIL, include_people=True, include_events=True))
    parts = nx.community.louvain_communities(graph, weight="weight", seed=1)
    assert nx.community.modularity(graph, parts, weight="weight") > 0.4
    met = empty.find(Query("Actor", where=(Where("last_contact", "present"),))).total
    quiet = empty.find(Query("Actor", where=(Where("last_contact", "<", UNTIL - timedelta(days=730)),))).total
    assert 0.15 < quiet / met < 0.6
    assert get_actor(empty, "ofai").interactions > 2_700


def test_it_can_live_beside_the_offices_own_data_but_not_twice(empty: Store) -> None:
    load(empty)
    synthesise(empty, SYSTEM, Size(30, 100), UNTIL)
    assert empty.find(Query("Actor")).total == 332 + 30
    revision = empty.revision()
    with pytest.raises(InvalidData, match="id_taken"):
        synthesise(empty, SYSTEM, Size(30, 100), UNTIL)
    assert empty.revision() == revision


@pytest.mark.parametrize("actors", [1, 3, 10])
def test_very_small_cities_work(empty: Store, actors: int) -> None:
    assert synthesise(empty, SYSTEM, Size(actors, 20), UNTIL).interactions == 20
