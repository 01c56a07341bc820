"""Saved views: what is kept, who sees it, what differs since, and that nobody's work is lost."""

import pytest

from crm.access import Viewer, principals_of
from crm.actors import create_actor, get_actor, update_actor
from crm.erasing.erasing import consequences_of, erase_record
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of, recent_changes, undo
from crm.merging.merge import MergeOrder, merge_actors
from crm.projects import create_project
from crm.searching import search
from crm.units import unit_of
from crm.views.comparing import since_saved
from crm.views.model import HOME, SavedView
from crm.views.query import tidy_query
from crm.views.reading import ViewFilter, list_views, view_of, views_pinned_to
from crm.views.saving import (
    archive_view,
    change_view,
    create_view,
    keep_story,
    pin_view,
    renew_view,
    restore_view,
    update_view,
)
from graph.fold import fold
from graph.integrity import check_integrity
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_actor, make_project

__all__ = ["both"]
LUZ = Viewer("luz", "Luz", "editor", principals_of("luz"))
PICTURE = {
    "query": "actor=uis&nivel=2",
    "positions": {"uis": (10.5, -4), "ccb": [0, 7.25]},
    "annotations": [
        {"text": "Quien más sabe de agua", "actor": "uis"},
        {"text": "Aquí falta alguien", "x": 3, "y": 4},
    ],
    "camera": {"x": 1, "y": 2, "scale": 1.5},
    "held": {"actors": ["uis", "ccb"], "ties": 1},
}


def view(**said) -> SavedView:
    return SavedView.of({"name": "Agua en Santander", **PICTURE, **said})


def test_a_view_comes_back_as_it_was_saved_on_both_stores(both: Store, ana: Viewer):
    made = create_view(both, ana, view(notes="Para el Concejo"))
    kept = view_of(both, made.id)
    assert made.id == "vista-agua-santander"
    assert (kept.query, kept.notes, kept.owner) == ("actor=uis&nivel=2", "Para el Concejo", "ana")
    assert kept.positions == {"uis": (10.5, -4.0), "ccb": (0.0, 7.25)}
    assert [(one.text, one.actor, one.x) for one in kept.annotations] == [
        ("Quien más sabe de agua", "uis", None),
        ("Aquí falta alguien", None, 3.0),
    ]
    assert kept.camera is not None
    assert kept.camera.scale == 1.5
    assert kept.revision == both.revision() - 1
    assert kept.saved_on is not None
    pin_view(both, ana, (kept.id, kept.version), [HOME, "uis"])
    assert [one.id for one in views_pinned_to(both, "uis")] == [kept.id]
    assert list_views(both, ViewFilter(mine="ana")).total == 1


def test_a_private_view_is_seen_by_whoever_made_it_alone(store: Store, ana: Viewer):
    made = create_view(store.as_seen_by(ana.principals), ana, view(audience=["user:ana"]))
    assert list_views(store.as_seen_by(ana.principals), ViewFilter()).total == 1
    assert list_views(store.as_seen_by(LUZ.principals), ViewFilter()).total == 0
    with pytest.raises(NotFound):
        view_of(store.as_seen_by(LUZ.principals), made.id)
    with pytest.raises(InvalidData):
        create_view(store, ana, view(audience=["user:luz"]))
    with pytest.raises(InvalidData):
        create_view(store, ana, view(audience=["public"]))


def test_a_view_names_nobody_whom_its_reader_may_not_see(store: Store, ana: Viewer):
    create_actor(store, ana, make_actor(id="secreto", name="Secreto", audience=["user:ana"]))
    said = view(
        positions={"secreto": (1, 1), "uis": (2, 2)},
        annotations=[{"text": "Con quién se habla", "actor": "secreto"}],
        held={"actors": ["secreto", "uis"], "ties": 1},
        steps=[{"text": "Un paso", "actors": ["secreto", "uis"], "facts": ["secreto"]}],
        pins=["secreto"],
    )
    made = create_view(store, ana, said)
    seen = view_of(store.as_seen_by(LUZ.principals), made.id)
    assert "secreto" not in seen.model_dump_json()
    (told,) = history_of(store.as_seen_by(LUZ.principals), made.id)
    (record,) = unit_of(store.as_seen_by(LUZ.principals), told.transaction).records
    assert "Un paso" not in repr((told, record))
    assert "Con quién" not in repr((told, record))
    assert "Un paso" in repr(history_of(store.as_seen_by(ana.principals), made.id))
    assert "secreto" in view_of(store.as_seen_by(ana.principals), made.id).model_dump_json()


def test_views_are_in_no_search_yet_their_changes_are_told_and_undone(store: Store, ana: Viewer):
    made = create_view(store, ana, view())
    assert made.id not in str(search(store, "Agua Santander", 20))
    renamed = change_view(store, ana, (made.id, made.version), name="Agua y territorio")
    archived = archive_view(store, ana, made.id, renamed.version)
    assert archived.archived
    assert list_views(store, ViewFilter()).total == 0
    last, before = history_of(store, made.id)[:2]
    assert [field for field, *_ in last.fields] == ["archived"]
    assert ("name", "Agua en Santander", "Agua y territorio") in before.fields
    assert recent_changes(store, 1)[0].records[0].kind == "view"
    undo(store, ana, last.transaction)
    assert not view_of(store, made.id).archived
    undo(store, ana, before.transaction)
    assert view_of(store, made.id).name == "Agua en Santander"


def test_undoing_the_first_saving_takes_the_view_away(store: Store, ana: Viewer):
    made = create_view(store, ana, view())
    undo(store, ana, history_of(store, made.id)[0].transaction)
    with pytest.raises(NotFound):
        view_of(store, made.id)


def test_of_two_who_save_at_once_the_second_is_told(store: Store, ana: Viewer):
    made = create_view(store, ana, view())
    update_view(store, LUZ, made.having(name="De Luz"))
    with pytest.raises(EditConflict) as refused:
        update_view(store, ana, made.having(name="De Ana"))
    assert refused.value.fields == ["name"]
    with pytest.raises(EditConflict):
        renew_view(store, ana, (made.id, made.version), made.having(positions={}))
    with pytest.raises(EditConflict):
        archive_view(store, ana, made.id, made.version)


def test_a_renewed_picture_is_of_now_and_keeps_name_story_and_pins(store: Store, ana: Viewer):
    made = create_view(store, ana, view(pins=[HOME]))
    told = keep_story(store, ana, (made.id, made.version), view(steps=[{"text": "Así empezó"}]).steps)
    assert told.revision == made.revision
    fresh = view(positions={}, query="todo=1", held={"actors": ["uis"], "ties": 0})
    renewed = renew_view(store, ana, (made.id, told.version), fresh)
    assert (renewed.query, renewed.positions, renewed.held.actors) == ("todo=1", {}, ["uis"])
    assert (renewed.name, renewed.pins, renewed.steps[0].text) == (made.name, [HOME], "Así empezó")
    assert renewed.revision > made.revision


def test_only_who_edits_saves(store: Store, ana: Viewer, reader: Viewer):
    made = create_view(store, ana, view())
    for write in (
        lambda: create_view(store, reader, view()),
        lambda: update_view(store, reader, made),
        lambda: renew_view(store, reader, (made.id, made.version), made),
        lambda: archive_view(store, reader, made.id, made.version),
        lambda: restore_view(store, reader, made.id, made.version),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_what_differs_since_is_counted(store: Store, ana: Viewer):
    made = create_view(store, ana, view())
    assert not since_saved(made, ["uis", "ccb"], 1)
    found = since_saved(made, ["uis", "embajada-francia", "x"], 3)
    assert (found.came, found.went, found.ties) == (("embajada-francia", "x"), ("ccb",), 2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"query": "a" * 5000}, "query"),
        ({"query": "<script>=1"}, "query"),
        ({"query": "tema=%00"}, "query"),
        ({"face": "https://otro.example"}, "face"),
        ({"positions": {"uis": (float("nan"), 1)}}, "positions.uis[0]"),
        ({"positions": {"../x": (0, 1)}}, "positions.../x.[key]"),
        ({"annotations": [{"text": "sin lugar"}]}, "annotations[0].x"),
        ({"annotations": [{"text": "x" * 5000, "x": 1, "y": 1}]}, "annotations[0].text"),
        ({"camera": {"x": 0, "y": 0, "scale": 0}}, "camera.scale"),
        ({"pins": ["javascript:alert(1)"]}, "pins[0]"),
        ({"steps": [{"text": "x"}] * 13}, "steps"),
    ],
)
def test_bad_input_is_refused_with_its_field(said, field):
    with pytest.raises(InvalidData) as refused:
        view(**said)
    assert refused.value.problems[0].field == field


def test_a_query_keeps_the_selection_and_drops_what_is_of_a_moment():
    assert tidy_query("?actor=uis&sel=ccb&lang=en&q=x&vista=otra&tema=agua%20y") == "actor=uis&tema=agua+y"


def test_a_view_is_pinned_to_actors_and_projects_that_are_there(store: Store, ana: Viewer):
    create_project(store, ana, make_project())
    made = create_view(store, ana, view(pins=[HOME, "uis", "agua-segura"]))
    assert made.pins == [HOME, "uis", "agua-segura"]
    with pytest.raises(InvalidData) as refused:
        pin_view(store, ana, (made.id, made.version), ["no-existe"])
    assert refused.value.problems[0].field == "pins[0]"


def test_who_is_erased_leaves_the_views_too(store: Store, boss: Viewer, tmp_path):
    made = create_view(store, boss, view(held={"actors": ["uis", "ccb"], "ties": 1}, pins=["uis"]))
    erase_record(store, boss, "uis", "Universidad Industrial de Santander", Vault(tmp_path))
    kept = view_of(store, made.id)
    assert "uis" not in kept.model_dump_json()
    assert kept.query == "nivel=2"
    assert set(kept.positions) == {"ccb"}
    assert [one.text for one in kept.annotations] == ["Aquí falta alguien"]


def test_a_view_follows_those_who_are_joined(store: Store, ana: Viewer):
    said = view(
        pins=["ccb"], steps=[{"text": "Un paso", "actors": ["ccb", "uis"]}], query="actor=ccb&actor=uis"
    )
    made = create_view(store, ana, said)
    versions = (get_actor(store, "uis").version, get_actor(store, "ccb").version)
    merge_actors(store, ana, MergeOrder("uis", "ccb", versions))
    joined = view_of(store, made.id)
    assert joined.query == "actor=uis"
    assert (joined.pins, joined.steps[0].actors, joined.held.actors) == (["uis"], ["uis"], ["uis"])
    assert [one.id for one in views_pinned_to(store, "uis")] == [made.id]


def with_a_secret(store: Store, ana: Viewer) -> SavedView:
    create_actor(store, ana, make_actor(id="secreto", name="Secreto", audience=["user:ana"]))
    said = view(
        positions={"secreto": (1, 1), "uis": (2, 2)},
        annotations=[{"text": "Con quién se habla", "actor": "secreto"}],
        held={"actors": ["secreto", "uis"], "ties": 1},
        steps=[
            {"text": "Uno", "actors": ["uis"]},
            {"text": "Secreto duda", "actors": ["secreto", "uis"]},
            {"text": "Tres", "facts": ["ccb"]},
        ],
        pins=["secreto"],
    )
    return create_view(store, ana, said)


def test_what_a_writer_does_not_see_of_a_view_stays_in_it_on_both_stores(both: Store, ana: Viewer):
    made = with_a_secret(both, ana)
    theirs = both.as_seen_by(LUZ.principals)
    seen = view_of(theirs, made.id)
    assert [one.text for one in seen.steps] == ["Uno", "Tres"]
    update = update_view(theirs, LUZ, seen.having(name="De Luz", positions={"uis": (9, 9)}))
    assert "ecreto" not in update.model_dump_json()
    renewed = renew_view(theirs, LUZ, (made.id, update.version), update.having(annotations=[], positions={}))
    assert "ecreto" not in renewed.model_dump_json()
    pin_view(theirs, LUZ, (made.id, renewed.version), [HOME])
    kept = view_of(both.as_seen_by(ana.principals), made.id)
    assert (kept.name, kept.positions, kept.pins) == ("De Luz", {"secreto": (1, 1)}, [HOME, "secreto"])
    assert [one.text for one in kept.annotations] == ["Con quién se habla"]
    assert kept.steps == made.steps
    assert kept.held.actors == ["uis", "secreto"]


def test_a_conflict_tells_nothing_of_those_its_reader_does_not_see(store: Store, ana: Viewer):
    made = with_a_secret(store, ana)
    theirs = store.as_seen_by(LUZ.principals)
    seen = view_of(theirs, made.id)
    change_view(store, ana, (made.id, made.version), name="De Ana")
    for write in (
        lambda: update_view(theirs, LUZ, seen.having(name="De Luz")),
        lambda: archive_view(theirs, LUZ, made.id, seen.version),
    ):
        with pytest.raises(EditConflict) as refused:
            write()
        assert "ecreto" not in repr(vars(refused.value))


def test_who_sees_a_view_is_said_by_its_owner_or_an_administrator(store: Store, ana: Viewer, boss: Viewer):
    made = create_view(store, ana, view())
    with pytest.raises(InvalidData) as refused:
        update_view(store, LUZ, made.having(audience=("user:ana",)))
    assert refused.value.problems[0].field == "audience"
    mine = update_view(store, ana, made.having(audience=("user:ana",)))
    assert update_view(store, boss, mine.having(audience=("office",))).is_shared


def test_places_are_kept_of_those_alone_who_are_there(store: Store, ana: Viewer):
    made = create_view(store, ana, view(positions={"uis": (1, 1), "nadie": (2, 2)}))
    assert set(made.positions) == {"uis"}
    moved = update_view(store, ana, made.having(positions={"ccb": (1, 1), "nadie": (2, 2)}))
    assert set(moved.positions) == {"ccb"}


@pytest.mark.parametrize("face", ["salir", "red/datos", "vistas/una", "api"])
def test_a_view_shows_only_the_faces_of_the_red(face):
    with pytest.raises(InvalidData) as refused:
        view(face=face)
    assert refused.value.problems[0].field == "face"


def test_who_is_erased_leaves_every_word_of_a_view_and_its_history_on_both_stores(
    both: Store, boss: Viewer, tmp_path
):
    update_actor(both, boss, get_actor(both, "uis").having(aliases=["Universidad Industrial de Santander"]))
    said = {"query": "actor=ccb&fijo=uis_40_-120&color=puente", "positions": {"ccb": (0, 1)}}
    words = {
        "notes": "Lo dijo la UNIVERSIDAD industrial de Santander; la uis calla.",
        "annotations": [
            {"text": "la Uis, a solas", "x": 1, "y": 1},
            {"text": "Luisa sabe", "x": 2, "y": 2},
        ],
        "steps": [
            {"text": "Antes se llamaba Industrial", "actors": ["uis"]},
            {"text": "Uis primero"},
            {"text": "CCB", "actors": ["ccb"]},
        ],
    }
    made = create_view(both, boss, view(**{**said, **words, "name": "Con la UIS"}))
    change_view(both, boss, (made.id, made.version), notes="Solo la uis sabe")
    told = [one for one in consequences_of(both, "uis").titles if one.kind == "view"]
    assert {one.field for one in told} == {"name", "notes", "annotations", "story"}
    erase_record(both, boss, "uis", "UIS", Vault(tmp_path))
    kept = view_of(both, made.id)
    assert (kept.name, kept.notes) == ("Con la (nombre borrado)", "Solo la (nombre borrado) sabe")
    assert kept.query == "actor=ccb&color=puente"
    assert [one.text for one in kept.annotations] == ["Luisa sabe"]
    assert [one.text for one in kept.steps] == ["CCB"]
    log = [side for one in both.changes(of=[made.id]) for side in (one.before, one.after) if side]
    assert log
    for side in log:
        texts = {name: value for name, value in side.properties.items() if name != "saved_on"}
        assert not {"uis", "santander"} & set(fold(repr(texts)).split())
    assert "UIS" not in repr(history_of(both, made.id))
    assert check_integrity(both).flaws == []


def test_a_pin_in_the_address_follows_those_who_are_joined(store: Store, ana: Viewer):
    made = create_view(store, ana, view(query="fijo=ccb_40_-120", annotations=[], positions={}))
    versions = (get_actor(store, "uis").version, get_actor(store, "ccb").version)
    merge_actors(store, ana, MergeOrder("uis", "ccb", versions))
    assert view_of(store, made.id).query == "fijo=uis_40_-120"
