"""Delegations and visits: what extends an interaction, its programme, its guests, what they need; on both stores."""

from datetime import date

import pytest

from crm.actors import get_actor, save_many_actors
from crm.calendar.agenda import agenda_of
from crm.calendar.feed import every_event
from crm.calendar.sessions import sessions_between
from crm.delegations.checking import holiday_names, remarks_on
from crm.delegations.delegations import (
    add_step,
    drop_step,
    get_delegation,
    plan_step,
    save_delegation,
    tick_step,
)
from crm.delegations.invitations import (
    count_invitations,
    invitations_to,
    invite,
    last_invited,
    update_invitation,
    withdraw_invitation,
)
from crm.delegations.model import Delegation, Needs, delegation_id
from crm.delegations.needs import forget_needs, get_needs, save_needs
from crm.delegations.needs_records import needs_id
from crm.delegations.programme import (
    archive_session,
    create_session,
    get_session,
    move_session,
    nudged,
    programme_of,
    restore_session,
    update_session,
)
from crm.delegations.programme_model import Session
from crm.delegations.steps import default_steps, step_due
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.evidence import save_source
from crm.history import history_of, undo
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.merging.merge import MergeOrder, merge_actors
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.crm.conftest import ANA, BOSS, READER
from tests.makers import make_actor, make_interaction, make_office, make_period, make_source

ENGINES = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]
VISIT = "visita-francia"


@pytest.fixture(params=ENGINES)
def store(request, tmp_path):
    """The office, an embassy, a university and a chamber, and a delegation of the embassy in June 2027."""
    if request.param == "neo4j":
        made: Store = request.getfixturevalue("neo4j_store_factory")(SCHEMA)
    else:
        made = SqliteStore(tmp_path / "red.db", SCHEMA)
    save_source(made, ANA, make_source())
    university = make_actor(id="uis", name="UIS", type="university", sector="academic_cultural", country="CO")
    chamber = make_actor(id="ccb", name="Cámara", type="chamber_of_commerce", sector="private", country="CO")
    save_many_actors(made, ANA, [make_office(), make_actor(), university, chamber])
    visit = {
        "id": VISIT,
        "kind": "delegation_received",
        "title": "Delegación de Francia",
        "status": "planned",
    }
    create_interaction(made, ANA, make_interaction("embajada-francia", when="2027-06-07/2027-06-09", **visit))
    yield made
    made.close()


def make_delegation(**changes) -> Delegation:
    return Delegation.of({"interaction": VISIT, "purpose": "Agua y jóvenes", **changes})


def make_session(**changes) -> Session:
    given = {"interaction": VISIT, "day": "2027-06-08", "begins": "9:00", "title": "Saludo", "hosts": ["uis"]}
    return Session.of({**given, **changes})


def test_a_delegation_is_an_interaction_with_more(store) -> None:
    assert get_delegation(store, VISIT).version == 0
    members = [
        {"name": "Marie Curie", "post": "Embajadora", "organisation": "embajada-francia", "head": True}
    ]
    budget = [{"concept": "Almuerzo", "amount": 350000, "payer": "ccb"}]
    hosts = [{"actor": "uis", "sector": "academic_cultural", "task": "laboratorios"}]
    saved = save_delegation(store, ANA, make_delegation(members=members, budget=budget, hosts=hosts))
    assert saved == get_delegation(store, VISIT)
    assert saved.members[0].head
    assert saved.budget[0].currency == "COP"
    assert get_interaction(store, VISIT).title == "Delegación de Francia"


def test_only_delegations_and_visits_have_a_programme(store) -> None:
    meeting = create_interaction(store, ANA, make_interaction("uis")).id
    with pytest.raises(InvalidData):
        get_delegation(store, meeting)
    with pytest.raises(InvalidData):
        create_session(store, ANA, make_session(interaction=meeting))
    with pytest.raises(NotFound):
        get_delegation(store, "no-hay")


def test_a_reader_changes_nothing(store) -> None:
    for write in (
        lambda: save_delegation(store, READER, make_delegation()),
        lambda: create_session(store, READER, make_session()),
        lambda: invite(store, READER, VISIT, ["uis"]),
        lambda: save_needs(store, READER, Needs(interaction=VISIT)),
        lambda: get_needs(store, READER, VISIT),
        lambda: tick_step(store, READER, (VISIT, 0), "agenda", done=True),
        lambda: forget_needs(store, ANA),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_who_saves_an_old_version_is_told_what_differs(store) -> None:
    first = save_delegation(store, ANA, make_delegation())
    save_delegation(store, BOSS, first.changed(lodging="Hotel Dann"))
    with pytest.raises(EditConflict) as caught:
        save_delegation(store, ANA, first.changed(lodging="Hotel Chicamocha"))
    assert caught.value.fields == ["lodging"]
    with pytest.raises(EditConflict):
        save_delegation(store, ANA, make_delegation(purpose="Otra cosa"))


def test_saving_is_undone_from_the_history(store) -> None:
    first = save_delegation(store, ANA, make_delegation())
    second = save_delegation(store, ANA, first.changed(purpose="Otra cosa"))
    entry = history_of(store, delegation_id(VISIT), limit=1)[0]
    assert [change[0] for change in entry.fields] == ["purpose"]
    undo(store, ANA, entry.transaction)
    assert get_delegation(store, VISIT).purpose == "Agua y jóvenes"
    assert get_delegation(store, VISIT).version > second.version


def test_the_checklist_is_that_of_the_report_with_its_source(store) -> None:
    steps = get_delegation(store, VISIT).steps
    assert [one.id for one in steps] == ["guests", "agenda", "sponsors", "route", "minutes", "accompany"]
    assert {(one.source.document, one.source.line) for one in steps if one.source} == {("001", 156)}
    assert step_due(steps[1], date(2027, 6, 7)) == date(2027, 5, 17)
    assert step_due(steps[1], None) is None
    assert [one.id for one in default_steps("en")] == [one.id for one in steps]


def test_steps_are_ticked_planned_added_and_dropped(store) -> None:
    ticked = tick_step(store, ANA, (VISIT, 0), "agenda", done=True)
    assert {one.id for one in ticked.steps if one.done_on} == {"agenda"}
    planned = plan_step(store, ANA, (VISIT, ticked.version), "route", ("uis", 10))
    assert next(one for one in planned.steps if one.id == "route").owner == "uis"
    added = add_step(store, ANA, (VISIT, planned.version), "Pedir banderas", 3)
    assert [one.text for one in added.steps][-2] == "Pedir banderas"
    dropped = drop_step(store, ANA, (VISIT, added.version), "sponsors")
    assert "sponsors" not in {one.id for one in dropped.steps}
    assert not next(
        one
        for one in tick_step(store, ANA, (VISIT, dropped.version), "agenda", done=False).steps
        if one.id == "agenda"
    ).done_on
    with pytest.raises(EditConflict):
        tick_step(store, ANA, (VISIT, ticked.version), "route", done=True)


def test_one_person_heads_a_delegation(store) -> None:
    with pytest.raises(InvalidData):
        make_delegation(members=[{"name": "A", "head": True}, {"name": "B", "head": True}])


def test_needs_leave_no_trace_once_they_are_erased(store, tmp_path) -> None:
    given = Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "food": "alergia al marañón xyzzy"}]})
    saved = save_needs(store, ANA, given)
    assert saved.erase_on == date(2027, 6, 16)
    assert get_needs(store, ANA, VISIT).needs[0].food == "alergia al marañón xyzzy"
    assert not [change for change in store.changes() if change.id == needs_id(VISIT)]
    assert "xyzzy" not in str(store.changes())
    assert forget_needs(store, BOSS, date(2027, 6, 16)) == 0
    assert forget_needs(store, BOSS, date(2027, 6, 17)) == 1
    assert get_needs(store, ANA, VISIT).needs == []
    assert "xyzzy" not in str(list(store.scan()))
    if (tmp_path / "red.db").exists():
        store.close()
        held = b"".join(file.read_bytes() for file in tmp_path.glob("red.db*"))
        assert b"xyzzy" not in held


def test_needs_past_their_day_are_not_shown_even_before_they_are_erased(store, monkeypatch) -> None:
    save_needs(store, ANA, Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "access": "rampa"}]}))
    monkeypatch.setattr("crm.delegations.needs.today", lambda: date(2027, 6, 17))
    assert get_needs(store, ANA, VISIT).needs == []


def test_saving_what_guests_need_again_after_the_visit_keeps_it_no_longer(store, monkeypatch) -> None:
    given = Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "access": "rampa"}]})
    saved = save_needs(store, ANA, given)
    monkeypatch.setattr("crm.delegations.needs_records.today", lambda: date(2027, 6, 14))
    again = save_needs(store, ANA, saved.changed(needs=[{"name": "Marie", "food": "sin sal"}]))
    assert again.erase_on == saved.erase_on == date(2027, 6, 16)


def test_what_guests_of_a_visit_without_an_end_need_is_not_kept_longer_by_each_edit(
    store, monkeypatch
) -> None:
    visit = get_interaction(store, VISIT)
    update_interaction(store, ANA, visit.changed(when=make_period("2026-06-08/..")))
    given = Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "access": "rampa"}]})
    for module in ("needs", "needs_records"):
        monkeypatch.setattr(f"crm.delegations.{module}.today", lambda: date(2026, 6, 8))
    saved = save_needs(store, ANA, given)
    assert saved.erase_on == date(2026, 6, 15)
    for module in ("needs", "needs_records"):
        monkeypatch.setattr(f"crm.delegations.{module}.today", lambda: date(2026, 6, 14))
    again = save_needs(store, ANA, saved.changed(needs=[{"name": "Marie", "food": "sin sal"}]))
    assert again.erase_on == date(2026, 6, 15)
    update_interaction(store, ANA, get_interaction(store, VISIT).changed(title="Otra"))
    assert get_needs(store, ANA, VISIT).erase_on == date(2026, 6, 15)
    update_interaction(store, ANA, get_interaction(store, VISIT).changed(when=make_period("2026-06")))
    assert get_needs(store, ANA, VISIT).erase_on == date(2026, 7, 7)


def test_a_visit_put_off_keeps_what_its_guests_need_until_it_is_over(store) -> None:
    save_needs(store, ANA, Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "access": "rampa"}]}))
    later = save_delegation(store, ANA, make_delegation(first_day="2027-09-01", last_day="2027-09-03"))
    assert get_needs(store, ANA, VISIT).erase_on == date(2027, 9, 10)
    save_delegation(store, ANA, later.changed(first_day=None, last_day=None))
    visit = get_interaction(store, VISIT)
    update_interaction(store, ANA, visit.changed(when=make_period("2027-07-01"), audience=("user:ana",)))
    needs = store.get([needs_id(VISIT)])[needs_id(VISIT)]
    assert (needs.get("erase_on"), needs.audience) == (date(2027, 7, 8), ("user:ana",))


def test_who_may_not_see_a_visit_sees_nothing_of_it(store) -> None:
    save_delegation(store, ANA, make_delegation())
    session = create_session(store, ANA, make_session())
    invite(store, ANA, VISIT, ["ccb"])
    visit = get_interaction(store, VISIT)
    update_interaction(store, ANA, visit.changed(audience=("user:ana",)))
    others = store.as_seen_by(BOSS.principals)
    with pytest.raises(NotFound):
        get_delegation(others, VISIT)
    with pytest.raises(NotFound):
        get_session(others, session.id)
    assert not last_invited(others, ["ccb"], date(2028, 1, 1))
    assert programme_of(store.as_seen_by(ANA.principals), VISIT)[0].hosts == ["uis"]
    labels = ("Delegation", "ProgrammeSession", "VisitInvitation")
    seen = [record for batch in others.scan() for record in batch if getattr(record, "root", "") in labels]
    assert seen == []


def test_sessions_are_made_changed_moved_taken_out_and_brought_back(store) -> None:
    made = create_session(store, ANA, make_session(people=["ccb"], buffer="30 min", minutes="1:30"))
    assert (made.begins, made.ends, made.minutes, made.buffer) == ("09:00", "10:30", 90, 30)
    moved = move_session(store, ANA, (made.id, made.version), nudged(made, later=15, longer=-30, days=1))
    assert (moved.day, moved.begins, moved.ends) == (date(2027, 6, 9), "09:15", "10:15")
    with pytest.raises(EditConflict):
        move_session(store, ANA, (made.id, made.version), nudged(made, later=15))
    changed = update_session(store, ANA, moved.changed(title="Bienvenida", hosts=["ccb"], people=[]))
    assert get_session(store, made.id) == changed
    gone = archive_session(store, ANA, made.id, changed.version)
    assert programme_of(store, VISIT) == []
    assert restore_session(store, ANA, made.id, gone.version).title == "Bienvenida"
    assert [one.id for one in programme_of(store, VISIT)] == [made.id]


def test_a_new_session_is_undone(store) -> None:
    made = create_session(store, ANA, make_session())
    undo(store, ANA, history_of(store, made.id, limit=1)[0].transaction)
    assert programme_of(store, VISIT) == []


def test_sessions_stand_in_the_agenda_and_in_the_calendar_of_who_is_on_them(store):
    made = create_session(
        store,
        ANA,
        make_session(hosts=["uis"], people=["embajada-francia"], title="Ver la planta", transport="Bus"),
    )
    first, last = date(2027, 6, 1), date(2027, 6, 30)
    for person, there in ((None, True), ("uis", True), ("embajada-francia", True), ("ccb", False)):
        days = agenda_of(store, first, last, person=person).days
        entries = [
            (day.day, one.hour, one.about) for day in days for one in day.entries if one.kind == "session"
        ]
        assert entries == ([(made.day, made.begins, VISIT)] if there else [])
    everything = {event.title: event for event in every_event(store, "es")}
    event = everything["Ver la planta"]
    assert (event.first, event.hour, event.minutes) == (made.day, made.begins, made.minutes)
    assert event.description.splitlines()[:3] == [
        "Del programa de: Delegación de Francia", "Recibe: UIS", "Transporte: Bus",
    ]  # fmt: skip
    visit = get_interaction(store, VISIT)
    update_interaction(store, ANA, visit.having(status="cancelled"))
    assert sessions_between(store, first, last) == []


def test_a_session_stays_within_its_day() -> None:
    with pytest.raises(InvalidData):
        make_session(begins="23:30", minutes=60)
    late = make_session(begins="23:00", minutes=60)
    assert nudged(late, later=60) == (late.day, "23:00", 60)
    assert nudged(make_session(begins="0:10", minutes=15), later=-60, longer=-60)[1:] == ("00:00", 15)


def test_invited_people_who_attended_become_participants(store) -> None:
    first, _ = invite(store, ANA, VISIT, ["ccb", "uis", "ccb"])
    assert count_invitations(invitations_to(store, VISIT))["invited"] == 2
    assert invite(store, ANA, VISIT, ["ccb"]) == []
    came = update_invitation(store, ANA, first.having(status="attended"))
    assert first.actor in {one.actor for one in get_interaction(store, VISIT).participants}
    back = update_invitation(store, ANA, came.having(status="declined"))
    assert first.actor not in {one.actor for one in get_interaction(store, VISIT).participants}
    with pytest.raises(EditConflict):
        update_invitation(store, ANA, came)
    gone = withdraw_invitation(store, ANA, back.id, back.version)
    assert gone.archived
    assert len(invitations_to(store, VISIT)) == 1
    assert invite(store, ANA, VISIT, [first.actor])[0].status == "invited"


def test_who_took_part_already_stays_when_the_tick_is_taken_back(store) -> None:
    (host,) = invite(store, ANA, VISIT, ["embajada-francia"])
    came = update_invitation(store, ANA, host.having(status="attended"))
    update_invitation(store, ANA, came.having(status="confirmed"))
    assert "embajada-francia" in {one.actor for one in get_interaction(store, VISIT).participants}


def test_having_come_is_undone_with_its_part(store) -> None:
    (one,) = invite(store, ANA, VISIT, ["ccb"])
    update_invitation(store, ANA, one.having(status="attended"))
    undo(store, ANA, history_of(store, one.id, limit=1)[0].transaction)
    assert invitations_to(store, VISIT)[0].status == "invited"
    assert "ccb" not in {one.actor for one in get_interaction(store, VISIT).participants}


def test_the_last_invitation_is_known(store) -> None:
    invite(store, ANA, VISIT, ["ccb"])
    assert last_invited(store, ["ccb", "uis"], date(2027, 7, 1)) == {"ccb": (date(2027, 6, 9), VISIT)}
    assert last_invited(store, ["ccb"], date(2027, 6, 9)) == {}


def kinds(*sessions: Session, days=(None, None)) -> set[str]:
    named = [one.having(id=f"s{at}") for at, one in enumerate(sessions)]
    return {remark.kind for remark in remarks_on(named, days)}


def test_overlaps_and_people_booked_twice_are_told_apart() -> None:
    one = make_session()
    assert kinds(one, make_session(begins="9:30", hosts=["ccb"])) == {"overlap"}
    assert kinds(one, make_session(begins="9:30", hosts=["ccb"], people=["uis"])) == {"double_booked"}
    assert kinds(one, make_session(begins="10:00")) == set()


def test_a_move_that_takes_longer_than_there_is_time_is_pointed_out() -> None:
    one = make_session(place="Alcaldía", buffer=30)
    assert kinds(one, make_session(begins="10:15", place="Neomundo")) == {"transfer"}
    assert kinds(one, make_session(begins="10:30", place="Neomundo")) == set()
    assert kinds(one, make_session(begins="10:00", place="ALCALDIA")) == set()


def test_holidays_weekends_missing_hosts_and_days_outside_are_pointed_out() -> None:
    holiday = date(2026, 12, 8)
    assert holiday_names(holiday) == {"es": "La Inmaculada Concepción", "en": "Immaculate Conception"}
    assert kinds(make_session(day=holiday)) == {"holiday"}
    assert kinds(make_session(day=date(2026, 12, 12), hosts=[])) == {"weekend", "no_host"}
    days = (date(2026, 12, 9), date(2026, 12, 10))
    assert kinds(make_session(day=date(2026, 12, 11)), days=days) == {"outside"}
    assert kinds(make_session(day=days[0]), days=days) == set()


def test_joined_records_are_named_by_the_one_that_stays(store) -> None:
    hosts = [{"actor": "uis"}, {"actor": "ccb"}]
    save_delegation(
        store, ANA, make_delegation(hosts=hosts, budget=[{"concept": "Bus", "amount": 1, "payer": "ccb"}])
    )
    create_session(store, ANA, make_session(hosts=["ccb"]))
    invite(store, ANA, VISIT, ["ccb"])
    pair = (get_actor(store, "uis"), get_actor(store, "ccb"))
    merge_actors(store, ANA, MergeOrder("uis", "ccb", (pair[0].version, pair[1].version), {}))
    now = get_delegation(store, VISIT)
    assert [one.actor for one in now.hosts] == ["uis"]
    assert now.budget[0].payer == "uis"
    assert programme_of(store, VISIT)[0].hosts == ["uis"]
    assert [one.actor for one in invitations_to(store, VISIT)] == ["uis"]
    assert save_delegation(store, ANA, now.changed(lodging="Hotel")).lodging == "Hotel"
