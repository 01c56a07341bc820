"""Maps are made off the request: quickly after a project is saved, again when results come, and taken away in the end."""

from __future__ import annotations

import os
import time
from threading import Event, Thread

import pytest

from crm.access import principals_of
from crm.derived.analyst import follow
from crm.derived.refreshing import refresh
from crm.maps import following
from crm.maps.files import answered, ask_for, asked_for, folder_of, read_made, standing_of
from crm.maps.following import MapKeeper
from crm.projects import archive_project, create_project, update_project
from tests.crm.conftest import ANA
from tests.crm.maps.conftest import DAY, make_water, record
from tests.makers import keep_maps


@pytest.fixture
def keeper(city, folder, derive):
    derive()
    folder_of(folder).mkdir()
    return MapKeeper(city, folder)


def test_the_map_of_a_saved_project_is_made_with_the_results_there_are(city, folder, keeper):
    assert keeper.look() is False
    project = create_project(city, ANA, make_water())
    keeper.look()
    made = read_made(folder, project.id)
    assert made is not None
    assert made.version == project.version
    assert made.actors


def test_it_is_made_again_when_the_project_changes_and_when_new_results_come(city, folder, keeper, project):
    keeper.look()
    changed = update_project(city, ANA, project.changed(exclude=["amb"]))
    keeper.look()
    made = read_made(folder, project.id)
    assert made is not None
    assert (made.version, "amb" in made.by_actor) == (changed.version, False)
    record(city, "jica", "ccb", id="otra", when="2026-06-01")
    refresh(city, folder, DAY)
    keeper.look()
    again = read_made(folder, project.id)
    assert again is not None
    assert again.revision > made.revision


def test_a_look_at_the_same_data_makes_nothing(folder, keeper, project):
    keeper.look()
    before = read_made(folder, project.id)
    assert keeper.look() is False
    assert read_made(folder, project.id) is before


def test_the_one_edited_last_comes_first_unless_somebody_waits_for_another(city, folder, keeper):
    for number in range(3):
        create_project(city, ANA, make_water(id=f"p{number}"))
    ask_for(folder, "p1")
    assert keeper.look() is True
    assert (read_made(folder, "p1") is not None, asked_for(folder)) == (True, set())
    create_project(city, ANA, make_water(id="nuevo"))
    keeper.look()
    assert read_made(folder, "nuevo") is not None
    while keeper.look():
        pass
    assert all(read_made(folder, f"p{number}") for number in range(3))


def test_of_very_many_projects_the_late_ones_are_kept_up_to_date_and_another_when_asked_for(
    city, folder, keeper, monkeypatch
):
    monkeypatch.setattr(following, "LIVE", 1)
    for number in range(3):
        create_project(city, ANA, make_water(id=f"p{number}"))
        keeper.look()
    record(city, "jica", "ccb", id="otra", when="2026-06-01")
    revision = refresh(city, folder, DAY).revision
    while keeper.look():
        pass
    fresh = [id for id in ("p0", "p1", "p2") if (made := read_made(folder, id)) and made.revision == revision]
    assert fresh == ["p2"]
    ask_for(folder, "p0")
    keeper.look()
    made = read_made(folder, "p0")
    assert made is not None
    assert made.revision == revision


def test_a_new_process_goes_on_with_the_maps_made_last(city, folder, keeper):
    for number in range(3):
        create_project(city, ANA, make_water(id=f"p{number}"))
        keeper.look()
    record(city, "jica", "ccb", id="otra", when="2026-06-01")
    revision = refresh(city, folder, DAY).revision
    MapKeeper(city, folder).look()
    made = read_made(folder, "p2")
    assert made is not None
    assert made.revision == revision


def test_the_map_of_a_project_that_is_archived_goes_after_a_while(city, folder, keeper, project):
    keeper.look()
    archive_project(city, ANA, project.id, project.version)
    keeper.look()
    path = folder_of(folder) / f"{project.id}.json"
    assert path.exists()
    os.utime(path, (time.time() - 400,) * 2)
    create_project(city, ANA, make_water(id="otro"))
    keeper.look()
    assert not path.exists()


def test_what_fails_for_one_project_is_noted_and_others_get_theirs(
    city, folder, keeper, monkeypatch, project
):
    create_project(city, ANA, make_water(id="bueno"))
    make = following._made

    def failing(store, derived, node):
        if node.id == project.id:
            raise ZeroDivisionError
        return make(store, derived, node)

    monkeypatch.setattr(following, "_made", failing)
    ask_for(folder, project.id)
    while keeper.look():
        pass
    assert read_made(folder, "bueno") is not None
    assert read_made(folder, project.id) is None
    assert asked_for(folder) == set()


def test_who_is_not_shown_has_its_place_and_parts_all_the_same(city, folder, keeper, project):
    keep_maps(city, folder)
    made = read_made(folder, project.id)
    assert made is not None
    standing = standing_of(folder, project.id, made.actors[-1].actor)
    assert standing is not None
    assert 0 < standing.place <= standing.of
    assert standing.score == pytest.approx(made.actors[-1].score, abs=1e-3)
    assert standing_of(folder, project.id, "ofai") is None
    assert standing_of(folder, "../../etc", "ofai") is None


def test_a_private_project_is_mapped_for_its_own_person_alone(city, folder, keeper):
    mine = create_project(city, ANA, make_water(id="mio", audience=("user:ana",)))
    keep_maps(city, folder)
    made = read_made(folder, mine.id)
    assert made is not None
    assert made.actors
    assert city.as_seen_by(principals_of("luz")).get(["mio"]) == {}


def test_damaged_files_count_as_missing_and_notes_of_waiting_go_nowhere_without_results(
    folder, keeper, project
):
    keeper.look()
    (folder_of(folder) / f"{project.id}.json").write_text("{", encoding="utf-8")
    assert read_made(folder, project.id) is None
    answered(folder, "nobody")
    ask_for(folder / "nowhere", "x")
    assert asked_for(folder / "nowhere") == set()


def test_the_analyst_makes_the_map_while_it_follows(city, folder):
    stop = Event()
    thread = Thread(target=follow, args=(city, folder, stop, 0.05))
    thread.start()
    try:
        project = create_project(city, ANA, make_water())
        end = time.monotonic() + 30
        while read_made(folder, project.id) is None:
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        stop.set()
        thread.join(20)
