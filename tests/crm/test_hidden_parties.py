"""An actor made confidential after a meeting: what it keeps stays right when a colleague, who does not see it, changes things."""

from datetime import date

import pytest

from crm.access import Viewer, principals_of
from crm.actors import get_actor, update_actor
from crm.commitments import create_commitment, get_commitment, tick_commitment, update_commitment
from crm.errors import InvalidData
from crm.follow_up.next_steps import NextStep, Outcome, conclude
from crm.history import history_of, undo
from crm.interaction_archiving import archive_interaction, restore_interaction
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.periods import parse_period
from crm.verification import check_kept
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_commitment, make_interaction

__all__ = ["both"]
BEA = Viewer("bea", "Bea", "editor", principals_of("bea"))


@pytest.fixture
def secret(both: Store, ana: Viewer) -> Store:
    """UIS took part and owes something, and since then only Ana sees it."""
    promise = make_commitment(id="ficha", owner="uis", due="2027-01-10")
    create_interaction(both, ana, make_interaction("uis", "ccb", id="mesa", commitments=[promise]))
    update_actor(both, ana, get_actor(both, "uis").having(audience=("user:ana",)))
    return both


def test_a_colleague_moves_the_meeting(secret: Store) -> None:
    view = secret.as_seen_by(BEA.principals)
    meeting = get_interaction(view, "mesa")
    assert "uis" not in {one.actor for one in meeting.participants}
    update_interaction(
        view, BEA, meeting.having(when=parse_period("2026-03-02"), commitments=meeting.commitments)
    )
    assert get_actor(secret, "uis").last_contact == date(2026, 3, 2)
    assert get_actor(secret, "ccb").last_contact == date(2026, 3, 2)
    assert {one.actor for one in get_interaction(secret, "mesa").participants} >= {"uis", "ccb"}
    assert check_kept(secret) == []


def test_a_colleague_archives_and_restores_it(secret: Store) -> None:
    view = secret.as_seen_by(BEA.principals)
    gone = archive_interaction(view, BEA, "mesa", get_interaction(view, "mesa").version)
    assert (get_actor(secret, "uis").interactions, get_actor(secret, "uis").next_due) == (0, None)
    assert check_kept(secret) == []
    restore_interaction(view, BEA, "mesa", gone.version)
    assert get_actor(secret, "uis").interactions == 1
    assert check_kept(secret) == []


def test_a_colleague_ticks_what_somebody_hidden_owes(secret: Store) -> None:
    view = secret.as_seen_by(BEA.principals)
    promise = get_commitment(view, "ficha")
    done = tick_commitment(view, BEA, "ficha", promise.version, "Llegó")
    assert (done.status, done.direction) == ("done", "theirs")
    assert get_commitment(secret, "ficha").owner == "uis"
    assert get_actor(secret, "uis").next_due is None
    assert check_kept(secret) == []


def test_a_colleague_changes_the_promise_and_undoes_it(secret: Store) -> None:
    view = secret.as_seen_by(BEA.principals)
    promise = get_commitment(view, "ficha")
    update_commitment(view, BEA, promise.having(due=parse_period("2027-02-20")))
    assert get_actor(secret, "uis").next_due == date(2027, 2, 20)
    assert check_kept(secret) == []
    undo(
        secret,
        Viewer("ana", "Ana", "editor", principals_of("ana")),
        history_of(secret, "ficha")[0].transaction,
    )
    assert get_actor(secret, "uis").next_due == date(2027, 1, 10)
    assert check_kept(secret) == []
    assert view.get(["uis"]) == {}


def test_whom_others_do_not_see_cannot_be_added_to_what_they_see(secret: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData) as refused:
        create_interaction(secret, ana, make_interaction("uis", title="Otra"))
    assert refused.value.problems[0].key == "private_party"
    made = create_interaction(secret, ana, make_interaction("uis", title="Otra", audience=("user:ana",)))
    assert secret.as_seen_by(BEA.principals).get([made.id]) == {}
    assert check_kept(secret) == []


def test_a_promise_to_whom_others_do_not_see_is_not_seen_by_others(secret: Store, ana: Viewer) -> None:
    asked = make_commitment(id="propuesta", owner="ofai", beneficiary="uis")
    with pytest.raises(InvalidData) as refused:
        create_commitment(secret, ana, asked)
    assert [(one.field, one.key) for one in refused.value.problems] == [("beneficiary", "private_party")]
    made = create_commitment(secret, ana, asked.having(audience=("user:ana",)))
    assert secret.as_seen_by(BEA.principals).get([made.id]) == {}
    shared = create_commitment(secret, ana, make_commitment(id="abierta", owner="ccb"))
    with pytest.raises(InvalidData):
        update_commitment(secret, ana, shared.having(owner="uis"))
    with pytest.raises(InvalidData) as following:
        conclude(secret, ana, shared.id, shared.version, Outcome(next=NextStep(text="Llamar", owner="uis")))
    assert following.value.problems[0].field == "next.owner"


def test_a_promise_of_a_private_meeting_may_name_whom_only_its_people_see(secret: Store, ana: Viewer) -> None:
    create_interaction(secret, ana, make_interaction("uis", id="cerrada", audience=("user:ana",)))
    made = create_commitment(secret, ana, make_commitment(owner="uis", interaction="cerrada"))
    assert made.audience == ("user:ana",)
    assert check_kept(secret) == []
