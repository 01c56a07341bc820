"""A picture told in steps: each sentence from what was measured, each with the records that show it."""

from datetime import date

import networkx
import pytest

from crm.derived.refreshing import refresh
from crm.picture import PictureFilter, draw
from crm.schema import SCHEMA
from crm.standing_ties import standing_ties
from crm.stories.bridging import cut_off, open_pairs
from crm.stories.making import MOST, make_story
from crm.stories.scene import Scene
from graph.opening import open_store
from seed.loader import load
from tests.crm.meaning.conftest import DAY, make_city

OFFICE = {"public", "office"}


def scene_of(store, derived, filter=None, lang="es") -> Scene:
    picture = draw(derived, filter or PictureFilter())
    ids = [node.id for node in picture.nodes]
    standing = standing_ties(store, ids)
    return Scene(
        store.as_seen_by(OFFICE), derived, "Toda la red", DAY, picture.nodes, picture.edges, standing, lang
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = tmp_path_factory.mktemp("story")
    store = make_city(folder / "red.db")
    yield store, refresh(store, folder / "derived", DAY)
    store.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seed")
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    load(store)
    yield store, refresh(store, folder / "derived", date(2026, 11, 23))
    store.close()


def test_a_small_city_is_told_with_its_door_to_europe(city):
    steps = make_story(scene_of(*city))
    texts = [step.text for step in steps]
    assert texts[0].startswith("«Toda la red» reúne 7 actores y 5 vínculos.")
    door = next(step for step in steps if "Unión Europea es" in step.text)
    assert "Delegación de la Unión Europea (Bélgica), con 3 contactos" in door.text
    assert door.actors == ["delegacion-ue"]
    bridge = next(step for step in steps if step.text.startswith("El puente es"))
    assert bridge.actors[0] in bridge.facts
    scene = scene_of(*city)
    named = [name for name in scene.names.values() if name in bridge.text]
    assert len(named) > 1
    assert str(open_pairs(scene, bridge.actors[0])) in bridge.text


def test_no_step_speaks_of_anybody_or_anything_outside_the_picture(office):
    store, derived = office
    for filter in (PictureFilter(around=("imebu",)), PictureFilter(until=date(2019, 12, 31))):
        scene = scene_of(store, derived, filter)
        steps = make_story(scene)
        others = {
            derived.actors["name"][number] for id, number in derived.number.items() if id not in scene.names
        }
        told = " ".join(step.text for step in steps)
        assert len(steps) >= 5
        assert {id for step in steps for id in step.actors} <= set(scene.names)
        assert not {name for name in others if len(name) > 12 and name in told}
        meetings = [fact for step in steps for fact in step.facts if fact not in scene.names]
        last = max(edge.last for edge in scene.edges)
        assert all(node.get("start") <= last for node in store.get(meetings).values())


def test_who_would_be_cut_off_has_no_other_way(office):
    store, derived = office
    scene = scene_of(store, derived, PictureFilter(around=("imebu",), depth=2))
    for node in scene.most_connected[:12]:
        graph = networkx.Graph([(one, other) for one, own in scene.contacts.items() for other in own])
        mine = networkx.node_connected_component(graph, node.id) - {node.id}
        parts = list(networkx.connected_components(graph.subgraph(mine)))
        assert len(cut_off(scene, node.id)) == len(mine) - max(map(len, parts))


def test_the_strongest_tie_is_told_with_its_meetings(office):
    store, derived = office
    scene = scene_of(store, derived)
    tie = max(scene.edges, key=lambda one: one.count)
    step = next(one for one in make_story(scene) if one.text.startswith("El vínculo más fuerte"))
    assert f": {tie.count} encuentros" in step.text
    assert step.facts
    assert all(store.get([id])[id].root == "Interaction" for id in step.facts)
    assert len(step.actors) == 2


def test_the_real_data_give_five_to_eight_steps_always_the_same(office):
    first, second = make_story(scene_of(*office)), make_story(scene_of(*office))
    assert first == second
    assert 5 <= len(first) <= MOST
    assert all(step.text and "{" not in step.text for step in first)
    known = office[0].get({id for step in first for id in (*step.actors, *step.facts)})
    assert set(known) == {id for step in first for id in (*step.actors, *step.facts)}


def test_the_story_is_told_in_english_too(office):
    steps = make_story(scene_of(office[0], office[1], lang="en"))
    assert steps[0].text.startswith("“Toda la red” brings together")


def test_an_empty_picture_tells_nothing(city):
    store, derived = city
    assert make_story(Scene(store, derived, "Nada", DAY, [], [], [], "es")) == []
