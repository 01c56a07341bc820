"""The history says who changed what, and undoing puts it back, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from crm.access import SYSTEM, Viewer, principals_of
from crm.accounts.managing import NewUser, create_user
from crm.actors import archive_actor, create_actor, get_actor, restore_actor, update_actor
from crm.commitments import get_commitment, tick_commitment
from crm.errors import EditConflict, NotAllowed, NotFound
from crm.history import Link, as_recorded, history_of, recent_changes, undo
from crm.interactions import Participant, create_interaction, get_interaction, update_interaction
from crm.saving import writing
from crm.ties import create_tie, delete_tie
from crm.units import unit_of
from graph.records import Edge, Node
from graph.store import Query, Where
from tests.makers import make_actor, make_commitment, make_evidence, make_interaction, make_tie

EVA = Viewer("eva", "Eva", "editor", principals_of("eva"))
VIEW = {"public", "office"}


def view(store):
    return store.as_seen_by(VIEW)


def last(store) -> int:
    return store.changes(since=store.revision() - 1)[-1].transaction


def content(store):
    """Everything the store holds but versions and the number of edits."""
    return {
        record.id: (
            {name: value for name, value in record.properties.items() if name != "edition"},
            sorted(record.audience),
        )
        for batch in store.scan()
        for record in batch
    }


def meet(store, viewer, *actors, **changes):
    return create_interaction(store, viewer, make_interaction(*actors, **changes))


def fields_of(entry) -> dict:
    return {name: (before, after) for name, before, after in entry.fields}


def test_the_history_of_an_actor_names_who_changed_which_field_from_what_to_what(store, ana):
    actor = get_actor(store, "uis")
    update_actor(store, EVA, actor.changed(city="Bucaramanga", name="UIS"))
    newest, first = history_of(view(store), "uis")
    assert (newest.author, newest.action) == ("eva", "updated")
    assert fields_of(newest) == {
        "city": (None, "Bucaramanga"),
        "name": ("Universidad Industrial de Santander", "UIS"),
    }
    assert (first.author, first.action) == ("ana", "created")
    assert fields_of(first)["country"] == (None, "CO")
    assert newest.revision > first.revision
    assert newest.at >= first.at


def test_meetings_recorded_with_an_actor_are_no_change_of_its_card(store, ana):
    meet(store, ana, "uis")
    assert [entry.action for entry in history_of(view(store), "uis")] == ["created"]


def test_archiving_and_restoring_are_called_so(store, ana):
    archived = archive_actor(store, ana, "uis", get_actor(store, "uis").version)
    restore_actor(store, ana, "uis", archived.version)
    assert [entry.action for entry in history_of(view(store), "uis")] == ["restored", "archived", "created"]


def test_participants_and_sources_belong_to_the_history_of_an_interaction(store, ana):
    meeting = meet(store, ana, "uis", sources=[make_evidence()])
    participants = [Participant(actor="ofai", role="host"), Participant(actor="ccb", role="invited")]
    update_interaction(store, EVA, meeting.changed(participants=participants, when="noviembre de 2026"))
    newest, first = history_of(view(store), meeting.id)
    assert (Link("uis", "counterpart"), None) in [
        (b, a) for name, b, a in newest.fields if name == "participants"
    ]
    assert (None, Link("ccb", "invited")) in [
        (b, a) for name, b, a in newest.fields if name == "participants"
    ]
    assert fields_of(newest)["when"] == ("2026-11-19", "2026-11")
    assert {name for name, *_ in newest.fields} == {"participants", "when"}
    assert fields_of(first)["sources"] == (None, Link("002", "Embajada de Francia"))
    assert fields_of(first)["title"] == (None, "Reunión")


def test_a_tie_shows_in_the_history_of_both_ends_and_has_one_of_its_own(store, ana):
    tie = create_tie(store, ana, make_tie("uis", "ccb"))
    for id, other in (("uis", "ccb"), ("ccb", "uis")):
        newest = history_of(view(store), id)[0]
        assert newest.fields == (("ties", None, Link(other, "MEMBER_OF")),)
    assert [entry.action for entry in history_of(view(store), tie.id)] == ["created"]
    delete_tie(store, EVA, tie.id)
    assert [entry.action for entry in history_of(view(store), tie.id)] == ["deleted", "created"]


def test_what_a_viewer_may_not_see_has_no_history_for_them(store, ana):
    secret = create_actor(store, ana, make_actor(name="Reservado"))
    meeting = meet(store, ana, "uis", secret.id)
    update_actor(store, ana, get_actor(store, secret.id).changed(audience=("user:ana",)))
    assert history_of(store.as_seen_by(ana.principals), secret.id)
    with pytest.raises(NotFound):
        history_of(view(store), secret.id)
    entry = history_of(view(store), meeting.id)[-1]
    assert secret.id not in repr(entry)
    assert secret.id not in repr(recent_changes(view(store)))
    with pytest.raises(NotFound):
        undo(store, EVA, last(store))
    assert get_interaction(store, meeting.id)


def test_accounts_and_settings_have_no_history(store, ana):
    user = create_user(store, SYSTEM, NewUser("luz", "Luz", "tres tristes tigres"), "reader")
    with pytest.raises(NotFound):
        history_of(store, user.id)
    with pytest.raises(NotFound):
        undo(store, SYSTEM, last(store))
    assert as_recorded(store, user.id, datetime.now(UTC)) is None
    assert user.id not in repr(recent_changes(store))


@pytest.mark.parametrize("id", ["nadie", "", "x" * 500])
def test_what_never_was_has_no_history(store, id):
    with pytest.raises(NotFound):
        history_of(view(store), id)


def test_a_record_can_be_seen_as_it_was_recorded_at_a_moment(store, ana):
    before = datetime.now(UTC)
    update_actor(store, ana, get_actor(store, "uis").changed(city="Girón"))
    old = as_recorded(view(store), "uis", before)
    new = as_recorded(view(store), "uis", datetime.now(UTC))
    assert old is not None
    assert new is not None
    assert (old.get("city"), new.get("city")) == (None, "Girón")
    assert as_recorded(view(store), "uis", before - timedelta(days=1)) is None
    assert as_recorded(view(store), "nadie", before) is None


def test_what_was_erased_is_only_known_to_have_been(store, ana):
    moment = datetime.now(UTC)
    create_actor(store, ana, make_actor(id="persona", name="Juan Secreto"))
    store.erase(["persona"], "jefa")
    history = history_of(view(store), "persona")
    assert "Juan" not in repr(history)
    assert history[0].action == "erased"
    assert as_recorded(view(store), "persona", moment) is None
    with pytest.raises(NotFound):
        undo(store, ana, last(store))


def test_undoing_an_edit_brings_every_field_back(store, ana):
    before = content(store)
    version = get_actor(store, "uis").version
    update_actor(
        store, ana, get_actor(store, "uis").changed(city="Girón", aliases=[], name="Otra", type="company")
    )
    undone = undo(store, EVA, last(store))
    assert undone.restored == ("uis",)
    assert content(store) == before
    assert get_actor(store, "uis").version > version
    assert get_actor(store, "uis").type == "university"
    assert history_of(view(store), "uis")[0].author == "eva"


def test_undoing_a_recorded_meeting_leaves_no_trace_of_it_among_the_actors(store, ana):
    meet(store, ana, "uis", when="2026-10-01")
    before = content(store)
    meeting = meet(
        store, ana, "uis", "ccb", commitments=[make_commitment(beneficiary="ccb")], sources=[make_evidence()]
    )
    assert get_actor(store, "uis").interactions == 2
    undone = undo(store, ana, last(store))
    assert set(undone.deleted) == {meeting.id, f"{meeting.id}-c1"}
    assert content(store) == before
    actor = get_actor(store, "uis")
    assert (actor.interactions, actor.last_contact) == (1, date(2026, 10, 1))
    assert get_actor(store, "ccb").next_due is None


def test_undoing_the_undoing_records_the_meeting_again(store, ana):
    meet(store, ana, "uis", "ccb", commitments=[make_commitment(beneficiary="ccb")])
    before = content(store)
    undo(store, ana, last(store))
    undo(store, ana, last(store))
    assert content(store) == before
    assert get_actor(store, "ccb").next_due == date(2026, 12, 15)


def test_undoing_a_change_of_participants_moves_the_contacts_back(store, ana):
    meeting = meet(store, ana, "uis")
    before = content(store)
    participants = [Participant(actor="ofai", role="host"), Participant(actor="ccb", role="counterpart")]
    update_interaction(store, ana, meeting.changed(participants=participants, when="2026-11-20"))
    assert get_actor(store, "uis").interactions == 0
    undo(store, ana, last(store))
    assert content(store) == before
    assert get_actor(store, "uis").last_contact == date(2026, 11, 19)
    assert get_actor(store, "ccb").last_contact is None


def test_undoing_a_tick_makes_the_promise_due_again(store, ana):
    meeting = meet(store, ana, "uis", commitments=[make_commitment(beneficiary="uis")])
    promise = get_commitment(store, f"{meeting.id}-c1")
    tick_commitment(store, ana, promise.id, promise.version, result="enviada")
    assert get_actor(store, "uis").next_due is None
    undo(store, ana, last(store))
    assert get_commitment(store, promise.id).status == "pending"
    assert get_actor(store, "uis").next_due == date(2026, 12, 15)


def test_undoing_brings_a_deleted_tie_back(store, ana):
    tie = create_tie(store, ana, make_tie("uis", "ccb", note="socio"))
    before = content(store)
    delete_tie(store, ana, tie.id)
    undo(store, ana, last(store))
    assert content(store) == before


def test_what_was_changed_afterwards_is_not_undone_and_the_fields_are_named(store, ana):
    update_actor(store, ana, get_actor(store, "uis").changed(city="Girón", name="Otra"))
    transaction = last(store)
    update_actor(
        store, EVA, get_actor(store, "uis").changed(city="Piedecuesta", website="https://uis.edu.co")
    )
    before = content(store)
    with pytest.raises(EditConflict) as caught:
        undo(store, ana, transaction)
    assert (caught.value.kind, caught.value.id, caught.value.fields) == ("actor", "uis", ["city", "website"])
    assert caught.value.current["city"] == "Piedecuesta"
    assert caught.value.given["name"] == "Universidad Industrial de Santander"
    assert content(store) == before


def test_a_recorded_meeting_that_was_worked_on_is_not_undone(store, ana):
    meeting = meet(store, ana, "uis", commitments=[make_commitment()])
    transaction = last(store)
    promise = get_commitment(store, f"{meeting.id}-c1")
    tick_commitment(store, EVA, promise.id, promise.version)
    with pytest.raises(EditConflict) as caught:
        undo(store, ana, transaction)
    assert caught.value.kind == "commitment"
    assert "status" in caught.value.fields
    assert get_interaction(store, meeting.id)


def test_new_actors_that_others_use_by_now_are_archived_not_deleted(store, ana):
    create_actor(store, ana, make_actor(id="nuevo", name="Nuevo"))
    transaction = last(store)
    meet(store, ana, "nuevo")
    undone = undo(store, ana, transaction)
    assert undone.archived == ("nuevo",)
    actor = get_actor(store, "nuevo")
    assert (actor.archived, actor.interactions) == (True, 1)


def test_a_new_actor_that_nobody_uses_is_gone_and_its_id_is_not_given_again(store, ana):
    create_actor(store, ana, make_actor(name="Nuevo", audience=("public",)))
    undo(store, ana, last(store))
    with pytest.raises(NotFound):
        get_actor(store, "nuevo")
    assert create_actor(store, ana, make_actor(name="Nuevo")).id == "nuevo-2"


def test_a_private_tie_keeps_a_unit_of_work_from_being_undone_by_others(store, ana):
    meeting = meet(store, ana, "uis")
    with writing(store, ana) as tx:
        tx.put_edges([Edge("e-private", "MEMBER_OF", "uis", "ccb", {}, ("user:ana",))])
        tx.put_nodes([store.get(["uis"])["uis"].with_properties(city="Girón")])
    with pytest.raises(NotFound):
        undo(store, EVA, last(store))
    assert undo(store, ana, last(store)).restored == ("uis",)
    assert get_interaction(store, meeting.id)


def some_work(store, ana, random):
    """One unit of work as an office does them."""
    actors = random.sample(["uis", "ccb", "embajada-francia"], random.randint(1, 3))
    meetings = [node.id for node in store.find(Query("Interaction")).items]
    promises = list(store.find(Query("Commitment", where=(Where("status", "=", "pending"),))).items)
    work = random.choice(["meet", "edit", "move", "tick", "card", "tie"])
    when = f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    if work == "tick" and promises:
        tick_commitment(store, ana, promises[0].id, promises[0].version, done_on=date(2026, 11, 20))
    elif work in {"edit", "move"} and meetings:
        meeting = get_interaction(store, random.choice(meetings))
        others = [Participant(actor=actor, role="counterpart") for actor in actors]
        update_interaction(store, ana, meeting.changed(when=when, participants=others, notes=when))
    elif work == "card":
        update_actor(
            store, ana, get_actor(store, actors[0]).changed(city=when, reference=random.random() < 0.3)
        )
    elif work == "tie" and len(actors) > 1:
        create_tie(store, ana, make_tie(actors[0], actors[1], note=when, period=when))
    else:
        promise = make_commitment(beneficiary=actors[0], due=when, text=f"enviar {when}")
        meet(store, ana, *actors, when=when, commitments=[promise])


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_done_undoing_it_leaves_the_store_as_it_was_and_undoing_that_brings_it_back(
    store, ana, seed
):
    random = Random(seed)
    for _ in range(12):
        before, revision = content(store), store.revision()
        some_work(store, ana, random)
        if store.revision() == revision:
            continue
        after = content(store)
        undo(store, ana, last(store))
        assert content(store) == before
        undo(store, ana, last(store))
        assert content(store) == after


def test_undoing_twice_is_refused_the_second_time(store, ana):
    update_actor(store, ana, get_actor(store, "uis").changed(city="Girón"))
    transaction = last(store)
    undo(store, ana, transaction)
    with pytest.raises(EditConflict) as caught:
        undo(store, ana, transaction)
    assert caught.value.fields == ["city"]


def test_a_reader_cannot_undo_and_nobody_what_never_happened(store, ana, reader):
    update_actor(store, ana, get_actor(store, "uis").changed(city="Girón"))
    with pytest.raises(NotAllowed):
        undo(store, reader, last(store))
    for transaction in (0, -1, 10**9, last(store) + 1):
        with pytest.raises(NotFound):
            undo(store, ana, transaction)


def test_a_number_inside_a_unit_of_work_is_not_its_name(store, ana):
    meet(store, ana, "uis")
    assert last(store) < store.revision()
    with pytest.raises(NotFound):
        undo(store, ana, store.revision())


def test_a_large_unit_of_work_is_undone_whole(store, ana):
    before = content(store)
    with writing(store, ana) as tx:
        tx.put_nodes([Node(f"a{n}", ("Actor",), {"name": f"A {n}", "type": "company"}) for n in range(2500)])
    assert len(undo(store, ana, last(store)).deleted) == 2500
    assert content(store) == before


def test_recent_changes_come_newest_first_page_after_page(store, ana):
    for number in range(30):
        update_actor(store, ana, get_actor(store, "uis").changed(city=f"Ciudad {number}"))
    meet(store, EVA, "uis", "ccb")
    whole = recent_changes(view(store), 100)
    assert [unit.transaction for unit in whole] == sorted({u.transaction for u in whole}, reverse=True)
    assert whole[0].author == "eva"
    assert [(r.kind, r.name, r.action) for r in whole[0].records] == [("interaction", "Reunión", "created")]
    paged, before = [], None
    while page := recent_changes(view(store), 7, before):
        paged += page
        before = page[-1].transaction
    assert paged == whole
    assert whole[-1].records[0].action == "created"


def test_recent_changes_step_over_a_unit_longer_than_a_page(store, ana):
    with writing(store, ana) as tx:
        tx.put_nodes([Node(f"a{n}", ("Actor",), {"name": f"A {n}", "type": "company"}) for n in range(2500)])
    large = last(store)
    update_actor(store, ana, get_actor(store, "uis").changed(city="Girón"))
    units = recent_changes(view(store), 3)
    assert [unit.transaction for unit in units][:2] == [last(store), large]
    assert len(units) == 3


def test_a_busy_record_shows_its_newest_changes(store, ana):
    for number in range(60):
        update_actor(store, ana, get_actor(store, "uis").changed(city=f"Ciudad {number}"))
    entries = history_of(view(store), "uis", limit=5)
    assert [fields_of(entry)["city"][1] for entry in entries] == [f"Ciudad {n}" for n in (59, 58, 57, 56, 55)]


@pytest.mark.parametrize("transaction", [-1, 0, 10**9, 10**30])
def test_a_number_that_is_no_unit_of_work_is_not_found(store, ana, transaction):
    with pytest.raises(NotFound):
        undo(store, ana, transaction)
    with pytest.raises(NotFound):
        unit_of(store, transaction)
