"""Assessments: one's own, one a day, blind until saved, undoable, on both stores."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest

from crm.access import Viewer, principals_of
from crm.actors import archive_actor, get_actor
from crm.assessments.attributes import attributes_in, attributes_of, save_attributes
from crm.assessments.grids import grid_of
from crm.assessments.hiding import assessments_for, may_see
from crm.assessments.influences import influences_in, remove_influence, save_influence
from crm.assessments.model import ActorInProject, Assessment, Influence
from crm.assessments.records import assessments_of
from crm.assessments.saving import (
    get_assessment,
    placed,
    save_assessment,
    save_assessments,
    withdraw_assessment,
)
from crm.erasing.erasing import erase_record
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of, recent_changes, undo
from crm.interactions import create_interaction
from crm.merging.merge import MergeOrder, merge_actors
from crm.merging.undo import undo_merge
from crm.office import today
from crm.projects import Project, create_project, get_project, update_project
from graph.store import Store
from tests.crm.conftest import ANA, BOSS, READER
from tests.crm.engines import both
from tests.makers import make_interaction, make_project

__all__ = ["both"]
LUIS = Viewer("luis", "Luis", "editor", principals_of("luis"))


def make_assessment(**changes: object) -> Assessment:
    return Assessment.of({"project": "agua", "actor": "uis", "power": 4, "interest": 2, **changes})


@pytest.fixture
def project(store: Store) -> Project:
    return create_project(store, ANA, make_project(id="agua"))


def values(store: Store, actor: str = "uis") -> list[tuple[str, int | None, int | None]]:
    said = assessments_of(store, "agua").get(actor, ())
    return [(one.assessor, one.power, one.interest) for one in said]


def test_an_assessment_is_kept_replaced_on_the_same_day_and_undone(both):
    create_project(both, ANA, make_project(id="agua"))
    first = save_assessment(both, ANA, make_assessment())
    assert (first.assessor, first.on, first.version) == ("ana", today(), 1)
    second = save_assessment(both, ANA, make_assessment(power=5, version=1))
    assert (second.id, values(both)) == (first.id, [("ana", 5, 2)])
    undo(both, ANA, recent_changes(both)[0].transaction)
    assert values(both) == [("ana", 4, 2)]
    current = get_assessment(both, ANA, first.id)
    withdraw_assessment(both, ANA, first.id, current.version)
    assert values(both) == []


def test_making_one_can_be_undone_at_once(store, project):
    made = save_assessment(store, ANA, make_assessment())
    undo(store, ANA, history_of(store, made.id)[0].transaction)
    assert values(store) == []
    assert made.id not in store.get([made.id])


def test_nobody_takes_another_s_word_back_but_an_administrator(both):
    create_project(both, ANA, make_project(id="agua"))
    made = save_assessment(both, ANA, make_assessment())
    saved = history_of(both, made.id)[0].transaction
    with pytest.raises(NotAllowed) as refused:
        undo(both, LUIS, saved)
    assert [one.key for one in refused.value.problems] == ["assessment_of_another"]
    assert values(both) == [("ana", 4, 2)]
    undo(both, BOSS, saved)
    assert values(both) == []


def test_hiding_a_project_may_be_undone_though_assessments_of_others_followed_it(store, project):
    save_assessment(store, LUIS, make_assessment())
    update_project(store, ANA, get_project(store, "agua").having(audience=("user:ana",)))
    undo(store, ANA, recent_changes(store)[0].transaction)
    assert get_project(store, "agua").audience == ("office",)


def test_earlier_days_are_kept_and_the_last_word_stands(store, project):
    before = today() - timedelta(days=30)
    save_assessment(store, ANA, make_assessment(power=1, on=before))
    save_assessment(store, ANA, make_assessment(power=5))
    assert values(store) == [("ana", 5, 2)]
    (old,) = assessments_of(store, "agua", before)["uis"]
    assert old.power == 1


def test_a_stale_version_is_refused_and_the_same_words_are_not(store, project):
    save_assessment(store, ANA, make_assessment())
    with pytest.raises(EditConflict):
        save_assessment(store, ANA, make_assessment(power=1))
    assert save_assessment(store, ANA, make_assessment()).power == 4


def test_others_are_hidden_until_one_has_said_ones_own(both):
    create_project(both, ANA, make_project(id="agua"))
    hers = save_assessment(both, ANA, make_assessment(note="secreto"))
    said, hidden = assessments_for(both, LUIS, "agua")
    assert (said, hidden) == ({}, {"uis"})
    assert not may_see(both, LUIS, hers)
    with pytest.raises(NotFound):
        get_assessment(both, LUIS, hers.id)
    save_assessment(both, LUIS, make_assessment(power=1))
    said, hidden = assessments_for(both, LUIS, "agua")
    assert [one.assessor for one in said["uis"]] == ["ana", "luis"]
    assert hidden == set()
    assert get_assessment(both, LUIS, hers.id).note == "secreto"


def test_a_voice_written_down_for_another_opens_nothing_but_counts(store, project):
    save_assessment(store, ANA, make_assessment())
    save_assessment(store, LUIS, make_assessment(voice="Acueducto", power=1))
    said, hidden = assessments_for(store, LUIS, "agua")
    assert [one.voice for one in said["uis"]] == ["Acueducto"]
    assert hidden == {"uis"}
    assert len(values(store)) == 2


def test_the_history_does_not_tell_what_somebody_thinks(store, project):
    made = save_assessment(store, ANA, make_assessment(note="secreto"))
    save_assessment(store, ANA, make_assessment(power=5, version=1))
    told = [change for entry in history_of(store, made.id) for change in entry.fields]
    assert {field for field, _old, _new in told} <= {
        "project",
        "assessor",
        "on",
        "title",
        "saved_at",
        "archived",
    }
    assert "secreto" not in str(told)
    assert len(history_of(store, made.id)) == 2


def test_readers_see_all_and_write_nothing(store, project):
    save_assessment(store, ANA, make_assessment())
    assert assessments_for(store, READER, "agua")[1] == set()
    with pytest.raises(NotAllowed):
        save_assessment(store, READER, make_assessment())


def test_another_persons_cannot_be_taken_back(store, project):
    made = save_assessment(store, ANA, make_assessment())
    with pytest.raises(NotAllowed):
        withdraw_assessment(store, LUIS, made.id, made.version)


def test_values_that_make_no_sense_are_refused(store, project):
    for wrong in (
        {"power": 6},
        {"power": 0},
        {"attitude": 3},
        {"power": "alto"},
        {"power": None, "interest": None},
    ):
        with pytest.raises(InvalidData):
            make_assessment(**wrong)
    with pytest.raises(InvalidData):
        save_assessment(store, ANA, make_assessment(on=today() + timedelta(days=1)))
    with pytest.raises(NotFound):
        save_assessment(store, ANA, make_assessment(actor="no-hay"))
    with pytest.raises(InvalidData):
        save_assessments(store, ANA, [make_assessment(), make_assessment()])
    assert values(store) == []


def test_placing_keeps_what_was_said_before(store, project):
    save_assessment(store, ANA, make_assessment(urgency=5, note="por la sequía", on=date(2026, 1, 5)))
    (moved,) = save_assessments(store, ANA, placed(store, ANA, "agua", [("uis", {"power": "1"})]))
    assert (moved.power, moved.interest, moved.urgency, moved.note) == (1, 2, 5, "por la sequía")
    (again,) = save_assessments(store, ANA, placed(store, ANA, "agua", [("uis", {"power": "2"})]))
    assert (again.version, values(store)) == (2, [("ana", 2, 2)])


def test_an_actor_that_was_joined_brings_what_was_said_of_it(both):
    create_project(both, ANA, make_project(id="agua"))
    save_assessment(both, ANA, make_assessment(actor="ccb", power=2))
    save_attributes(both, ANA, ActorInProject.of({"project": "agua", "actor": "ccb", "interests": "Agua"}))
    save_influence(both, ANA, Influence.of({"project": "agua", "actor": "ccb", "upon": "embajada-francia"}))
    versions = get_actor(both, "uis").version, get_actor(both, "ccb").version
    merge_actors(both, ANA, MergeOrder("uis", "ccb", versions))
    assert values(both) == [("ana", 2, 2)]
    assert attributes_in(both, "agua")["uis"].interests == "Agua"
    assert [(one.actor, one.upon) for one in influences_in(both, "agua")] == [("uis", "embajada-francia")]
    with pytest.raises(InvalidData):
        save_assessment(both, ANA, make_assessment(actor="ccb"))
    saved = save_attributes(both, ANA, attributes_of(both, "agua", "uis").having(motivations="Servir"))
    assert (saved.interests, saved.motivations, saved.version) == ("Agua", "Servir", 1)


def test_archived_actors_leave_the_grid_and_erased_ones_everything(store, project, tmp_path: Path):
    made = save_assessment(store, ANA, make_assessment())
    save_assessment(store, ANA, make_assessment(actor="ccb"))
    known = save_influence(store, ANA, Influence.of({"project": "agua", "actor": "ccb", "upon": "uis"}))
    archive_actor(store, ANA, "ccb", get_actor(store, "ccb").version)
    assert [one.actor for one in grid_of(store, None, project, {}).placed] == ["uis"]
    assert influences_in(store, "agua") == []
    erase_record(store, BOSS, "uis", get_actor(store, "uis").name, Vault(tmp_path / "files"))
    assert grid_of(store, None, project, {}).placed == ()
    assert store.get([made.id, known.id]) == {}


def test_what_an_actor_brings_is_kept_with_its_facts(both):
    create_project(both, ANA, make_project(id="agua"))
    fact = create_interaction(both, ANA, make_interaction("uis")).id
    given = {
        "project": "agua",
        "actor": "uis",
        "interests": "Agua limpia",
        "willingness": 4,
        "scope": "local",
    }
    saved = save_attributes(both, ANA, ActorInProject.of({**given, "facts": [f"interests={fact}"]}))
    assert attributes_of(both, "agua", "uis").facts_of("interests") == [fact]
    for wrong in ([f"interests={fact}", "economic=no-hay"], [f"raro={fact}"]):
        with pytest.raises(InvalidData):
            save_attributes(both, ANA, saved.having(facts=wrong))
    with pytest.raises(EditConflict):
        save_attributes(both, ANA, saved.having(version=0, interests="Otra cosa"))
    with pytest.raises(InvalidData):
        ActorInProject.of({**given, "guide_type": "marcianos"})


def test_influences_are_said_changed_and_taken_back(store, project):
    said = {"project": "agua", "actor": "uis", "upon": "ccb"}
    first = save_influence(store, ANA, Influence.of({**said, "strength": 3}))
    save_influence(store, ANA, Influence.of({**said, "actor": "ccb", "upon": "uis", "strength": 1}))
    assert [(one.actor, one.strength) for one in influences_in(store, "agua")] == [("uis", 3), ("ccb", 1)]
    with pytest.raises(EditConflict):
        save_influence(store, LUIS, Influence.of({**said, "strength": 1}))
    remove_influence(store, ANA, first.id, first.version)
    assert [one.actor for one in influences_in(store, "agua")] == ["ccb"]
    undo(store, ANA, history_of(store, first.id)[0].transaction)
    assert len(influences_in(store, "agua")) == 2
    with pytest.raises(InvalidData):
        Influence.of({**said, "upon": "uis"})


def test_what_belongs_to_a_private_project_stays_private(store):
    create_project(store, ANA, make_project(id="agua", audience=["user:ana"]))
    made = save_assessment(store, ANA, make_assessment())
    assert made.audience == ("user:ana",)
    assert made.id not in store.as_seen_by(LUIS.principals).get([made.id])


def test_many_who_save_at_once_lose_nothing_and_the_same_words_twice_are_one(store, project):
    people = [Viewer(f"p{n}", "P", "editor", principals_of(f"p{n}")) for n in range(6)]
    refused: list[Exception] = []

    def save(viewer: Viewer, power: int) -> None:
        try:
            save_assessment(store, viewer, make_assessment(power=power))
        except EditConflict as error:
            refused.append(error)

    jobs = [Thread(target=save, args=(viewer, 3)) for viewer in people]
    jobs += [Thread(target=save, args=(people[0], power)) for power in (1, 5)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert {who for who, _power, _interest in values(store)} == {viewer.id for viewer in people}
    assert len(refused) == 2


def test_a_joining_taken_back_gives_each_its_own_words_again(store, project):
    save_assessment(store, ANA, make_assessment(power=5))
    save_assessment(store, ANA, make_assessment(actor="ccb", power=2))
    versions = get_actor(store, "uis").version, get_actor(store, "ccb").version
    merged = merge_actors(store, ANA, MergeOrder("uis", "ccb", versions))
    assert len(values(store)) == 1
    undo_merge(store, ANA, merged.merge)
    assert (values(store), values(store, "ccb")) == ([("ana", 5, 2)], [("ana", 2, 2)])
