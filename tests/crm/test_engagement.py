"""The engagement plan: rows between actors and a project, which become commitments of the office."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.access import Viewer
from crm.actors import create_actor, get_actor
from crm.assessments.model import Assessment
from crm.assessments.saving import save_assessment
from crm.commitment_lists import CommitmentFilter
from crm.commitments import archive_commitment, get_commitment, list_commitments, tick_commitment
from crm.engagement.model import Engagement
from crm.engagement.pacing import paced
from crm.engagement.plans import (
    archive_engagement,
    create_engagement,
    get_engagement,
    plan_of,
    restore_engagement,
    save_plan,
    update_engagement,
)
from crm.engagement.promising import commitments_of, promise_step
from crm.engagement.proposing import best_of, placed_high, propose_rows, proposed_day
from crm.erasing.consequences import consequences_of
from crm.erasing.erasing import erase_record
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of, undo
from crm.mapping.reasons import Reason
from crm.maps.model import Chosen, Member, StakeholderMap
from crm.merging.merge import MergeOrder, merge_actors
from crm.periods import whole
from crm.projects import create_project
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_actor, make_person, make_project

__all__ = ["both"]
EMPTY_MAP = StakeholderMap({}, date(2026, 11, 23), 1, "", 1, "", {}, ())


@pytest.fixture
def planned(store: Store, ana: Viewer) -> Store:
    create_project(store, ana, make_project())
    return store


@pytest.fixture
def planned_on_both(both: Store, ana: Viewer) -> Store:
    create_project(both, ana, make_project())
    return both


def row(actor: str = "uis", **said) -> Engagement:
    return Engagement.of({"project": "agua-segura", "actor": actor, **said})


def test_a_row_comes_back_as_it_was_given_in_the_order_of_the_plan(
    planned_on_both: Store, ana: Viewer
) -> None:
    said = {
        "objective": "Que preste el laboratorio",
        "channel": "Reunión",
        "who": "ofai",
        "when": "marzo de 2027",
    }
    first = create_engagement(planned_on_both, ana, row("ccb", position=2))
    saved = create_engagement(
        planned_on_both, ana, row(position=1, next_step="Llamar", message="Hola", **said)
    )
    assert get_engagement(planned_on_both, saved.id) == saved
    assert saved.when is not None
    assert saved.when.edtf == "2027-03"
    assert (saved.objective, saved.who, saved.version) == ("Que preste el laboratorio", "ofai", 1)
    assert [one.id for one in plan_of(planned_on_both, "agua-segura")] == [saved.id, first.id]


def test_an_actor_is_on_a_plan_once_and_comes_back_when_it_was_taken_out(planned: Store, ana: Viewer) -> None:
    made = create_engagement(planned, ana, row(objective="Uno"))
    with pytest.raises(InvalidData) as error:
        create_engagement(planned, ana, row())
    assert error.value.problems[0].key == "plan_twice"
    gone = archive_engagement(planned, ana, made.id, made.version)
    assert plan_of(planned, "agua-segura") == []
    restore_engagement(planned, ana, gone.id, gone.version)
    assert [one.objective for one in plan_of(planned, "agua-segura")] == ["Uno"]


def test_the_second_editor_sees_both_versions_and_readers_are_refused(
    planned: Store, ana: Viewer, reader: Viewer
) -> None:
    mine = create_engagement(planned, ana, row(objective="Uno"))
    update_engagement(planned, ana, mine.changed(objective="Dos"))
    with pytest.raises(EditConflict) as error:
        update_engagement(planned, ana, mine.changed(objective="Tres"))
    assert error.value.fields == ["objective"]
    for write in (create_engagement, update_engagement):
        with pytest.raises(NotAllowed):
            write(planned, reader, mine)
    with pytest.raises(NotFound):
        create_engagement(planned, ana, Engagement.of({"project": "nada", "actor": "uis"}))


def test_a_plan_is_saved_whole_or_not_at_all(planned: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData) as error:
        save_plan(planned, ana, [row(), row("ccb", who="nadie")])
    assert [one.field for one in error.value.problems] == ["rows[1].who"]
    assert plan_of(planned, "agua-segura") == []
    both_rows = save_plan(planned, ana, [row(), row("ccb")])
    changed = save_plan(planned, ana, [both_rows[0].changed(next_step="Llamar"), both_rows[1]])
    assert [(one.next_step, one.version) for one in changed] == [("Llamar", 2), (None, 2)]


def test_a_step_becomes_a_commitment_of_the_office_and_is_undone_with_it(
    planned_on_both: Store, ana: Viewer
) -> None:
    made = create_engagement(planned_on_both, ana, row(next_step="Enviar la ficha", when="2027-03-15"))
    kept = promise_step(planned_on_both, ana, made.id, made.version)
    promise = get_commitment(planned_on_both, kept.commitment or "")
    assert (promise.text, promise.owner, promise.beneficiary, promise.direction) == (
        "Enviar la ficha", "ofai", "uis", "ours",
    )  # fmt: skip
    assert promise.due is not None
    assert promise.due.edtf == "2027-03-15"
    assert commitments_of(planned_on_both, [kept])[kept.id] == promise
    with pytest.raises(InvalidData):
        promise_step(planned_on_both, ana, kept.id, kept.version)
    undo(planned_on_both, ana, history_of(planned_on_both, kept.id, limit=1)[0].transaction)
    assert get_engagement(planned_on_both, kept.id).commitment is None
    assert list_commitments(planned_on_both, CommitmentFilter()).items == []


def test_a_step_that_was_done_may_be_followed_by_another(planned: Store, ana: Viewer) -> None:
    made = create_engagement(planned, ana, row(next_step="Enviar la ficha"))
    kept = promise_step(planned, ana, made.id, made.version)
    promise = get_commitment(planned, kept.commitment or "")
    tick_commitment(planned, ana, promise.id, promise.version)
    again = update_engagement(planned, ana, kept.changed(next_step="Visitar"))
    second = promise_step(planned, ana, again.id, again.version)
    assert second.commitment != promise.id
    (standing,) = commitments_of(planned, [second]).values()
    archive_commitment(planned, ana, standing.id, standing.version)
    assert commitments_of(planned, [second]) == {}


def test_a_step_must_be_said_to_be_promised(planned: Store, ana: Viewer) -> None:
    made = create_engagement(planned, ana, row())
    with pytest.raises(InvalidData) as error:
        promise_step(planned, ana, made.id, made.version)
    assert (error.value.problems[0].field, error.value.problems[0].key) == ("next_step", "plan_no_step")


def test_joining_two_records_of_an_actor_keeps_its_row(planned_on_both: Store, boss: Viewer) -> None:
    made = create_engagement(planned_on_both, boss, row("ccb", objective="Uno"))
    versions = (get_actor(planned_on_both, "uis").version, get_actor(planned_on_both, "ccb").version)
    merge_actors(planned_on_both, boss, MergeOrder("uis", "ccb", versions))
    assert [(one.actor, one.objective) for one in plan_of(planned_on_both, "agua-segura")] == [("uis", "Uno")]
    assert get_engagement(planned_on_both, made.id).actor == "uis"


def test_first_rows_begin_with_the_coalition_and_leave_out_who_is_there(store: Store, ana: Viewer) -> None:
    needs = [{"need": "laboratorio", "kind": "university"}]
    project = create_project(store, ana, make_project(requirements=needs, exclude=["embajada-francia"]))
    first = (Member("uis", "UIS", (0,)), Member("embajada-francia", "Francia", ()), Member("ccb", "CCB", ()))
    rows = propose_rows(store, project, first, {"ccb"}, "es")
    assert [(one.actor, one.objective, one.channel) for one in rows] == [
        ("uis", "Que aporte: laboratorio.", "Carta y llamada")
    ]
    assert rows[0].next_step == "Presentar la oficina y «Agua segura»"
    assert propose_rows(store, project, (), (), "en") == []


def test_whom_people_placed_high_comes_after_the_coalition_and_who_pays_is_asked_what_it_requires(
    store: Store, ana: Viewer
) -> None:
    project = create_project(store, ana, make_project(funder="embajada-francia"))
    for actor, power, interest in (("ccb", 4, 5), ("gobernacion", 5, 3)):
        if not store.get([actor]):
            create_actor(store, ana, make_actor(id=actor, name=actor))
        said = {"project": project.id, "actor": actor, "power": power, "interest": interest}
        save_assessment(store, ana, Assessment.of(said))
    assert placed_high(store, ana, project.id) == ["ccb"]
    made = replace(EMPTY_MAP, coalition=Chosen((Member("uis", "UIS", ()),)))
    ranked = best_of(made, placed_high(store, ana, project.id), project.funder)
    assert [one.actor for one in ranked] == ["uis", "ccb", "embajada-francia"]
    rows = {one.actor: one for one in propose_rows(store, project, ranked, (), "es")}
    assert rows["embajada-francia"].objective == "Saber qué exige y qué financia."
    assert rows["ccb"].objective == "Que conozca el proyecto y diga en qué puede ayudar."


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("28 de febrero de 2027", date(2027, 1, 29)),
        ("15 de diciembre de 2026", date(2026, 12, 4)),
        ("febrero de 2026", None),
        (None, None),
    ],
)
def test_the_proposed_day_is_a_month_before_the_call_closes_and_never_past(
    deadline: str | None, day: date | None
) -> None:
    found = proposed_day(make_project(deadline=deadline), date(2026, 11, 23))
    assert (found.start if found else None) == day


def test_the_proposed_message_can_be_sent_as_it_is_with_the_need_and_why_one_thought_of_them(
    store: Store, ana: Viewer
) -> None:
    project = create_project(store, ana, make_project(requirements=[{"need": "Laboratorio de agua."}]))
    reasons = (
        Reason("reason.requirement", {"need": "x", "type": "university"}, points=90),
        Reason("reason.promises_late", {"late": 3}, points=80),
        Reason("reason.no_contact", points=70),
        Reason("reason.did_one", {"words": ["agua («acueducto»)", "cuencas"]}, points=3),
        Reason("reason.must_include", points=1),
    )
    (row,) = propose_rows(store, project, (Member("uis", "UIS", (0,), reasons),), (), "es")
    name = get_actor(store, "uis").name
    assert (
        row.message
        == f"«Agua segura» necesita laboratorio de agua, y pensamos en {name} porque ya ha trabajado en agua y cuencas."
    )


def test_first_steps_are_spread_over_working_days_up_to_the_proposed_one() -> None:
    now = date(2026, 11, 23)
    days = [one.start for one in paced(now, whole(date(2026, 12, 12), "day"), 10) if one and one.start]
    assert days == sorted(days)
    assert len(days) == 10
    assert max(days) == date(2026, 12, 11)
    assert max(days.count(day) for day in days) == 2
    assert date(2026, 12, 8) not in days  # the Immaculate Conception
    assert all(day.weekday() < 5 for day in days)
    tomorrow = paced(date(2026, 11, 27), whole(date(2026, 11, 28), "day"), 3)
    assert {one.start for one in tomorrow if one} == {date(2026, 11, 30)}
    assert paced(now, None, 2) == [None, None]


def test_erasing_an_actor_takes_its_row_and_a_person_leaves_the_rows_they_do(
    planned: Store, boss: Viewer, tmp_path: Path
) -> None:
    create_actor(planned, boss, make_person(id="lina", name="Lina Mora"))
    create_engagement(planned, boss, row(message="Saludo de Lina Mora"))
    create_engagement(planned, boss, row("ccb", who="lina", objective="Uno"))
    vault = Vault(tmp_path / "files")
    mentions = consequences_of(planned, "lina").mentions
    assert [(one.kind, one.field) for one in mentions] == [("engagement", "message")]
    erase_record(planned, boss, "lina", "Lina Mora", vault)
    assert [one.who for one in plan_of(planned, "agua-segura")] == [None, None]
    erase_record(planned, boss, "uis", get_actor(planned, "uis").name, vault)
    assert [one.actor for one in plan_of(planned, "agua-segura")] == ["ccb"]
