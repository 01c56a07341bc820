"""Keeping a commitment says what came of it and opens the next step; old ones are looked at one at a time."""

from datetime import date, timedelta

import pytest

from crm.actors import create_actor
from crm.commitments import create_commitment, get_commitment, update_commitment
from crm.errors import EditConflict, InvalidData, NotAllowed
from crm.follow_up.next_steps import NextStep, Outcome, conclude
from crm.follow_up.reciprocity import reciprocity_of
from crm.follow_up.reviewing import Verdict, review, whose_turn
from crm.history import history_of, undo
from crm.interactions import create_interaction, get_interaction
from crm.office import today
from crm.people import get_person
from crm.periods import parse_period
from crm.rotation.handover import handover_of
from graph.store import Store
from tests.makers import make_commitment, make_interaction, make_person, make_post


def promise(store: Store, viewer, **changes):
    return create_commitment(store, viewer, make_commitment(**changes))


def test_one_says_at_once_what_came_of_it_and_what_comes_next(store: Store, ana) -> None:
    first = promise(store, ana, beneficiary="uis")
    step = NextStep("firmar el convenio", parse_period("2027-03"))
    outcome = Outcome("ficha enviada", "correo del 3 de marzo", "https://red.example/acta", next=step)
    kept, following = conclude(store, ana, first.id, first.version, outcome)
    assert (kept.status, kept.result, kept.proof, kept.proof_url) == (
        "done", "ficha enviada", "correo del 3 de marzo", "https://red.example/acta",
    )  # fmt: skip
    assert kept.done_on == today()
    assert following is not None
    assert (following.follows, following.owner, following.beneficiary) == (first.id, "ofai", "uis")
    assert get_commitment(store, following.id) == following
    undo(store, ana, history_of(store, first.id)[0].transaction)
    assert get_commitment(store, first.id).status == "pending"
    assert store.get([following.id]) == {}


def test_a_next_step_stays_with_its_meeting_and_is_in_the_handover_of_who_was_there(
    store: Store, ana
) -> None:
    create_actor(
        store, ana, make_person(id="rectora", name="Rectora", posts=[make_post("uis", title="Rectora")])
    )
    meeting = make_interaction("uis", id="reunion", commitments=[make_commitment(text="enviar la ficha")])
    (first,) = create_interaction(store, ana, meeting).commitments
    outcome = Outcome(next=NextStep("firmar el convenio", parse_period("2027-03")))
    _kept, following = conclude(store, ana, first.id, first.version, outcome)
    assert following is not None
    assert following.interaction == "reunion"
    assert following.id in {one.id for one in get_interaction(store, "reunion").commitments}
    held = get_person(store, "rectora").posts[0].id
    assert [one.id for one in handover_of(store, "rectora", held).commitments] == [following.id]


def test_what_was_ticked_before_keeps_its_day(store: Store, ana) -> None:
    first = promise(store, ana, status="done", done_on="2026-01-15")
    kept, following = conclude(store, ana, first.id, first.version, Outcome(result="enviada"))
    assert (kept.done_on, kept.result, following) == (date(2026, 1, 15), "enviada", None)


def test_a_next_step_that_cannot_be_saved_saves_nothing(store: Store, ana, reader) -> None:
    first = promise(store, ana)
    for step in (NextStep(""), NextStep("algo", owner="nadie")):
        with pytest.raises(InvalidData) as refused:
            conclude(store, ana, first.id, first.version, Outcome(next=step))
        assert all(problem.field.startswith("next.") for problem in refused.value.problems)
    with pytest.raises(EditConflict):
        conclude(store, ana, first.id, first.version + 1, Outcome())
    with pytest.raises(NotAllowed):
        conclude(store, reader, first.id, first.version, Outcome())
    assert get_commitment(store, first.id) == first


def test_what_a_commitment_follows_must_be_one_and_stays(store: Store, ana) -> None:
    with pytest.raises(InvalidData) as refused:
        promise(store, ana, follows="uis")
    assert [problem.field for problem in refused.value.problems] == ["follows"]
    first = promise(store, ana)
    second = promise(store, ana, text="otro", follows=first.id)
    assert update_commitment(store, ana, second.changed(follows=None, text="otra")).follows == first.id


def test_old_commitments_are_reviewed_one_at_a_time(store: Store, ana) -> None:
    olds = [
        promise(store, ana, text=f"viejo {n}", due=f"2024-0{n}-01", status="to_review") for n in range(1, 5)
    ]
    turn = whose_turn(store)
    assert turn.commitment == olds[0]
    assert (turn.left, whose_turn(store, turn.next).commitment) == (4, olds[1])
    done = review(store, ana, olds[0].id, olds[0].version, Verdict("done", result="se firmó"))
    assert (done.status, done.done_on, done.result) == ("done", None, "se firmó")
    with pytest.raises(InvalidData):
        review(store, ana, olds[1].id, olds[1].version, Verdict("open"))
    still = review(store, ana, olds[1].id, olds[1].version, Verdict("open", parse_period("2027-02")))
    assert (still.status, still.due.edtf if still.due else "") == ("pending", "2027-02")
    assert review(store, ana, olds[2].id, olds[2].version, Verdict("cancelled")).status == "cancelled"
    lost = review(store, ana, olds[3].id, olds[3].version, Verdict("unknown"))
    assert (lost.status, lost.open, whose_turn(store).commitment) == ("unknown", False, None)
    undo(store, ana, history_of(store, lost.id)[0].transaction)
    assert whose_turn(store).left == 1


def test_the_ledger_says_what_both_sides_promised_and_kept(store: Store, ana) -> None:
    day = today()
    due = day - timedelta(days=20)
    for late in (-2, 4, 10):
        promise(store, ana, text=f"nuestro {late}", beneficiary="uis", due=str(due), status="done",
                done_on=str(due + timedelta(days=late)))  # fmt: skip
    promise(store, ana, text="vencido", beneficiary="uis", due=str(due))
    promise(store, ana, text="por venir", beneficiary="uis", due=str(day + timedelta(days=3)))
    promise(store, ana, text="sin día", beneficiary="uis", due=None)
    promise(store, ana, text="suyo", owner="uis", due="2024", status="to_review")
    promise(store, ana, text="de otros", owner="ccb", beneficiary="ofai")
    ledger = reciprocity_of(store, "uis")
    ours, theirs = ledger.ours, ledger.theirs
    assert (ours.total, len(ours.kept), len(ours.late), len(ours.open)) == (6, 3, 1, 2)
    assert (ours.median_delay, ours.in_time, ours.looked_at) == (4, 1, 6)
    assert (theirs.total, len(theirs.to_review), theirs.median_delay) == (1, 1, None)
    assert reciprocity_of(store, "embajada-francia").empty
    assert reciprocity_of(store, "ofai").empty


def test_what_the_people_of_a_partner_promised_counts_for_it(store: Store, ana) -> None:
    rector = create_actor(
        store, ana, make_person(name="Hernán Porras", posts=[make_post("uis", title="Rector")])
    )
    promise(store, ana, owner=rector.id)
    assert reciprocity_of(store, "uis").theirs.total == 1
