"""What the analyst keeps for pages: whole or not at all, for one state of the data, cheap to read."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from crm.actors import create_actor
from crm.derived.files import CURRENT, DamagedResults, Folder, current_name, write_folder
from crm.derived.refreshing import refresh
from crm.derived.results import Derived, freshness, read
from crm.interactions import create_interaction
from crm.messages import say
from crm.schema import SCHEMA
from crm.ties import create_tie
from crm.views.model import SavedView
from crm.views.saving import create_view
from graph.measures import NAMES
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_tie

DAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "derived"


@pytest.fixture
def lively(store):
    """Three partners who met, the university twice; a network of cities only as reference."""
    create_actor(store, ANA, make_actor(id="c40", name="C40", type="city_network", reference=True))
    create_tie(store, ANA, make_tie("ccb", "c40"))
    create_interaction(store, ANA, make_interaction("uis", "ccb", themes=["water"]))
    create_interaction(store, ANA, make_interaction("uis", "embajada-francia", themes=["scholarships"]))
    return store


def state_folders(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())


def test_there_is_nothing_to_read_before_the_first_time(store, folder):
    assert read(folder) is None
    assert freshness(read(folder), store) == "missing"


def test_results_are_of_one_revision_and_grow_stale_with_the_next(lively, folder):
    derived = refresh(lively, folder, DAY)
    assert derived.revision == lively.revision()
    assert freshness(derived, lively) == "fresh"
    create_interaction(lively, ANA, make_interaction("ccb", "embajada-francia"))
    assert freshness(read(folder), lively) == "stale"


def test_results_of_another_store_that_got_as_far_are_not_taken_for_this_one_s(folder, tmp_path):
    kept = {}
    for name in ("one", "other"):
        store = open_store(f"sqlite:///{tmp_path}/{name}.db", SCHEMA)
        create_actor(store, ANA, make_actor(id=name, name=name))
        kept[name] = (store.revision(), list(refresh(store, folder, DAY).ids))
        store.close()
    assert kept == {"one": (1, ["one"]), "other": (1, ["other"])}


def test_a_reader_gets_the_same_object_until_the_results_change(lively, folder):
    refresh(lively, folder, DAY)
    first = read(folder)
    assert read(folder) is first
    create_interaction(lively, ANA, make_interaction("ccb"))
    refresh(lively, folder, DAY)
    assert read(folder) is not first


def test_nothing_is_computed_twice_for_the_same_data_and_day(lively, folder):
    first = refresh(lively, folder, DAY)
    assert refresh(lively, folder, DAY) is first
    assert refresh(lively, folder, date(2026, 11, 24)) is not first


def test_every_partner_has_every_measure_and_who_is_none_has_none(lively, folder):
    derived = refresh(lively, folder, DAY)
    assert set(derived.measures) == set(NAMES)
    assert set(derived.statuses.values()) == {"exact"}
    degree = dict(zip(derived.ids, derived.measures["degree"].tolist(), strict=True))
    assert {id: value for id, value in degree.items() if not np.isnan(value)} == {
        "uis": 2.0,
        "ccb": 1.0,
        "embajada-francia": 1.0,
    }


def test_communities_are_named_by_their_members_and_themes(lively, folder):
    derived = refresh(lively, folder, DAY)
    (only,) = derived.communities
    assert (only.size, only.first[0]) == (3, "uis")
    assert derived.community_of("ccb") == only
    assert derived.community_of("ofai") is None
    assert derived.community_name(0, "es").startswith("Universidad Industrial de Santander, ")
    assert " y 1 más" in derived.community_name(0, "es")
    assert " and 1 more" in derived.community_name(0, "en")


def test_everybody_has_a_place_and_those_who_had_one_keep_it(lively, folder):
    before = dict(refresh(lively, folder, DAY).positions)
    assert set(before) == {"ofai", "embajada-francia", "uis", "ccb", "c40"}
    create_actor(lively, ANA, make_actor(id="new", name="Nuevo"))
    create_interaction(lively, ANA, make_interaction("new", "uis"))
    after = refresh(lively, folder, DAY).positions
    for id in ("uis", "ccb", "embajada-francia"):
        assert np.hypot(*np.subtract(after[id], before[id])) < 60


def test_results_are_written_whole_under_another_name_first(lively, folder, monkeypatch):
    first = refresh(lively, folder, DAY)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(np, "save", fail)
    create_interaction(lively, ANA, make_interaction("ccb"))
    with pytest.raises(OSError, match="disk full"):
        refresh(lively, folder, DAY)
    assert read(folder) is first
    assert len(state_folders(folder)) == 1


def grow_older(folder: Path) -> None:
    for entry in folder.iterdir():
        os.utime(entry, (time.time() - 600,) * 2)


def test_old_results_stay_while_a_page_may_be_reading_them_and_then_go(lively, folder):
    for number in range(3):
        refresh(lively, folder, date(2026, 11, 1 + number))
    assert len(state_folders(folder)) == 3
    (folder / "heartbeat.json").touch()
    (folder / ".half-crashed").mkdir()
    grow_older(folder)
    last = refresh(lively, folder, date(2026, 11, 3))
    assert state_folders(folder) == [last.folder.path.name]
    assert (folder / "heartbeat.json").exists()
    assert read(folder) is last


def test_results_of_another_version_or_damaged_ones_count_as_missing(lively, folder):
    write_folder(folder, "1", {}, {"meta": {"format": 0}})
    assert read(folder) is None
    assert refresh(lively, folder, DAY).revision == lively.revision()
    current = (folder / CURRENT).read_text()
    (folder / current / "meta.json").write_text("{")
    (folder / CURRENT).unlink()
    (folder / CURRENT).write_text(current)
    assert read(folder) is None


def test_a_saved_view_leaves_the_results_fresh_and_they_are_not_made_again(lively, folder):
    derived = refresh(lively, folder, DAY)
    create_view(lively, ANA, SavedView.of({"name": "La ciudad", "query": "todo=1"}))
    assert lively.revision() > derived.revision
    assert freshness(derived, lively) == "fresh"
    assert refresh(lively, folder, DAY) is derived
    create_interaction(lively, ANA, make_interaction("ccb", "embajada-francia"))
    assert freshness(derived, lively) == "stale"
    assert refresh(lively, folder, DAY).revision == lively.revision()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("large_group.npy", None),
        ("large_first.npy", 0.5),
        ("position.npy", 0),
        ("bubbles.json", 0.5),
        ("actors.json", None),
    ],
)
def test_a_damaged_file_is_one_named_error_and_the_results_are_made_anew(lively, folder, name, left):
    before = refresh(lively, folder, DAY)
    file = before.folder.path / name
    content = file.read_bytes()
    file.unlink()
    if left is not None:
        file.write_bytes(content[: int(len(content) * left)])
    reader = Folder(before.folder.path)
    ask = reader.array if name.endswith(".npy") else reader.document
    with pytest.raises(DamagedResults):
        ask(file.stem)
    assert read(folder) is None
    assert refresh(lively, folder, DAY).folder.path != before.folder.path


def test_a_file_that_is_whole_yet_another_than_was_written_is_damaged(lively, folder):
    path = refresh(lively, folder, DAY).folder.path
    (path / "bubbles.json").write_text("[]")
    with pytest.raises(DamagedResults):
        Folder(path).document("bubbles")


def test_results_that_came_since_stay_when_a_file_of_those_before_is_gone(lively, folder):
    before = refresh(lively, folder, DAY)
    (before.folder.path / "large_group.npy").unlink()
    create_interaction(lively, ANA, make_interaction("ccb", "embajada-francia"))
    now = refresh(lively, folder, DAY)
    with pytest.raises(DamagedResults):
        before.array("large_group")
    assert read(folder) is not None
    assert current_name(folder) == now.folder.path.name


def test_damaged_places_do_not_keep_the_analyst_from_the_next_results(lively, folder):
    before = refresh(lively, folder, DAY)
    (before.folder.path / "position.npy").write_bytes(b"no array")
    create_interaction(lively, ANA, make_interaction("ccb", "embajada-francia"))
    assert refresh(lively, folder, DAY).revision == lively.revision()


def test_a_reader_maps_the_arrays_and_does_not_change_them(lively, folder):
    derived = refresh(lively, folder, DAY)
    weights = derived.array("core_weight")
    assert isinstance(weights, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        weights[0] = 1


def test_what_only_one_person_may_see_is_not_in_the_results(lively, folder):
    create_interaction(lively, ANA, make_interaction("ccb", "embajada-francia", audience=("user:jefa",)))
    derived = refresh(lively, folder, DAY)
    assert len(derived.array("interaction_id")) == 2
    assert len(derived.array("core_first")) == 2


def test_an_empty_store_has_empty_results(empty, folder):
    derived = refresh(empty, folder, DAY)
    assert isinstance(derived, Derived)
    assert (list(derived.ids), derived.communities, dict(derived.positions)) == ([], [], {})


def test_a_page_can_say_in_both_languages_how_fresh_the_results_are():
    for key in ("fresh", "stale", "missing"):
        assert say(f"freshness.{key}", "es") != say(f"freshness.{key}", "en")


def test_the_documents_are_plain_json(lively, folder):
    derived = refresh(lively, folder, DAY)
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in derived.folder.path.glob("*.json")]
    assert documents
