"""What is kept with an actor follows every save: contacts, the last one, the next due, the day it turns cold."""

from datetime import date, timedelta

import pytest

from crm.access import Viewer
from crm.actors import ActorFilter, create_actor, get_actor, list_actors, update_actor
from crm.commitments import create_commitment, tick_commitment, update_commitment
from crm.errors import NotAllowed
from crm.in_use import begin_use, in_use_since
from crm.interactions import (
    archive_interaction,
    create_interaction,
    get_interaction,
    restore_interaction,
    save_many_interactions,
    update_interaction,
)
from crm.office import today
from crm.verification import check_kept
from crm.vocabulary import vocabulary
from graph.store import Store
from tests.makers import make_actor, make_commitment, make_interaction, make_person


def kept(store: Store, id: str) -> tuple[int, date | None]:
    actor = get_actor(store, id)
    return actor.interactions, actor.last_contact


def test_recording_counts_for_everyone_who_took_part(store: Store, ana: Viewer) -> None:
    create_interaction(store, ana, make_interaction("uis", when="2024"))
    create_interaction(store, ana, make_interaction("uis", "ccb", when="2023-05-02"))
    assert kept(store, "ofai") == kept(store, "uis") == (2, date(2024, 12, 31))
    assert kept(store, "ccb") == (1, date(2023, 5, 2))
    assert kept(store, "embajada-francia") == (0, None)


def test_what_is_planned_cancelled_or_reference_is_no_contact_yet(store: Store, ana: Viewer) -> None:
    planned = create_interaction(store, ana, make_interaction("uis", when="2030-01-01", status="planned"))
    create_interaction(store, ana, make_interaction("uis", status="cancelled"))
    create_interaction(store, ana, make_interaction("uis", reference=True))
    assert kept(store, "uis") == (0, None)
    update_interaction(store, ana, planned.changed(status="done"))
    assert kept(store, "uis") == (1, today())


def test_moving_a_meeting_back_finds_the_one_before_it(store: Store, ana: Viewer) -> None:
    for month in range(1, 4):
        create_interaction(store, ana, make_interaction("uis", when=f"2024-0{month}-01"))
    last = create_interaction(store, ana, make_interaction("uis", when="2025-05-05"))
    update_interaction(store, ana, last.changed(when="2020"))
    assert kept(store, "uis") == kept(store, "ofai") == (4, date(2024, 3, 1))


def test_leaving_a_meeting_takes_its_contact_away(store: Store, ana: Viewer) -> None:
    saved = create_interaction(store, ana, make_interaction("uis", "ccb", when="2025-05-05"))
    update_interaction(store, ana, saved.changed(participants=saved.participants[:2]))
    assert kept(store, "ccb") == (0, None)
    assert kept(store, "uis") == (1, date(2025, 5, 5))


def test_archiving_and_restoring_a_meeting_move_the_contact(store: Store, ana: Viewer) -> None:
    create_interaction(store, ana, make_interaction("uis", when="2024"))
    saved = create_interaction(
        store, ana, make_interaction("uis", when="2025", commitments=[make_commitment()])
    )
    gone = archive_interaction(store, ana, saved.id, saved.version)
    assert kept(store, "uis") == (1, date(2024, 12, 31))
    assert get_actor(store, "ofai").next_due is None
    restore_interaction(store, ana, gone.id, gone.version)
    assert kept(store, "uis") == (2, date(2025, 12, 31))
    assert get_actor(store, "ofai").next_due == date(2026, 12, 15)


def test_the_next_due_is_the_nearest_open_promise_of_or_to_an_actor(store: Store, ana: Viewer) -> None:
    far = create_commitment(store, ana, make_commitment(due="2027-02-01", beneficiary="uis"))
    near = create_commitment(store, ana, make_commitment(due="2027-01-01", owner="uis", beneficiary="ofai"))
    create_commitment(store, ana, make_commitment(due="2024", status="to_review"))
    assert get_actor(store, "ofai").next_due == get_actor(store, "uis").next_due == date(2027, 1, 1)
    tick_commitment(store, ana, near.id, near.version)
    assert get_actor(store, "ofai").next_due == get_actor(store, "uis").next_due == date(2027, 2, 1)
    update_commitment(store, ana, far.changed(due="2028", beneficiary=None))
    assert get_actor(store, "ofai").next_due == date(2028, 12, 31)
    assert get_actor(store, "uis").next_due is None


def test_a_tie_turns_cold_a_cadence_after_the_last_contact(store: Store, ana: Viewer) -> None:
    cadence = timedelta(days=vocabulary("actor_types").get("university").extra["cadence_days"])
    create_interaction(store, ana, make_interaction("uis", when="2024-03-01"))
    assert get_actor(store, "uis").cold_on == date(2024, 3, 1) + cadence
    assert get_actor(store, "ccb").cold_on is None


def test_who_is_no_partner_never_turns_cold(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(name="Feria", type="event", sector=None))
    create_actor(store, ana, make_actor(name="Gremios", type="business_association", is_group=True))
    create_actor(store, ana, make_actor(name="Ciudad guía", type="local_government", reference=True))
    create_actor(store, ana, make_person(name="Pasante", parent="ofai"))
    others = ("feria", "gremios", "ciudad-guia", "pasante")
    create_interaction(store, ana, make_interaction(*others, when="2020"))
    assert {get_actor(store, id).cold_on for id in ("ofai", *others)} == {None}


def test_nothing_is_cold_before_the_office_has_used_the_system_for_a_while(
    store: Store, ana: Viewer, boss: Viewer
) -> None:
    create_interaction(store, ana, make_interaction("uis", "ccb", when="2017"))
    create_interaction(store, ana, make_interaction("ccb", when="2018"))
    assert quiet(store) == ["ccb", "uis"]
    begin_use(store, boss, today())
    assert in_use_since(store) == today()
    assert quiet(store) == []
    begin_use(store, boss, today() - timedelta(days=5000))
    assert quiet(store) == ["ccb", "uis"]
    with pytest.raises(NotAllowed):
        begin_use(store, ana, today())


def quiet(store: Store) -> list[str]:
    filter = ActorFilter(quiet=True, order="interactions", descending=True)
    return [actor.id for actor in list_actors(store, filter).items]


def test_another_type_has_another_cadence(store: Store, ana: Viewer) -> None:
    create_interaction(store, ana, make_interaction("uis", when="2024-03-01"))
    saved = update_actor(store, ana, get_actor(store, "uis").changed(type="embassy"))
    cadence = vocabulary("actor_types").get("embassy").extra["cadence_days"]
    assert saved.cold_on == date(2024, 3, 1) + timedelta(days=cadence)
    assert update_actor(store, ana, saved.changed(is_group=True)).cold_on is None


def test_saving_many_keeps_the_same_as_saving_one_by_one(store: Store, ana: Viewer) -> None:
    meetings = [
        make_interaction("uis", when="2024", commitments=[make_commitment(due="2027")]),
        make_interaction("uis", "ccb", when="2025-01-01", status="planned"),
        make_interaction("ccb", when="2023-02"),
    ]
    save_many_interactions(store, ana, meetings)
    together = [get_actor(store, id) for id in ("ofai", "uis", "ccb")]
    for id in [saved.id for saved in _all(store)]:
        archive_interaction(store, ana, id, get_interaction(store, id).version)
    for meeting in meetings:
        create_interaction(store, ana, meeting)
    assert [get_actor(store, id) for id in ("ofai", "uis", "ccb")] == together


def _all(store: Store):
    from crm.interactions import InteractionFilter, list_interactions

    return list_interactions(store, InteractionFilter()).items


def test_what_only_one_person_may_see_moves_nothing_that_everybody_reads(store: Store, ana: Viewer) -> None:
    shared = create_interaction(store, ana, make_interaction("uis", when="2024-05-05"))
    promise = {"text": "Llamar", "owner": "uis", "due": "2031-01-01"}
    mine = make_interaction("uis", when="2025-05-05", audience=("user:ana",), commitments=[promise])
    private = create_interaction(store, ana, mine)
    assert kept(store, "uis") == (1, date(2024, 5, 5))
    assert get_actor(store, "uis").next_due is None
    create_commitment(
        store, ana, make_commitment(owner="uis", due="2031-05-01", status="pending", audience=("user:ana",))
    )
    open_one = create_commitment(store, ana, make_commitment(owner="uis", due="2031-03-01", status="pending"))
    tick_commitment(store, ana, open_one.id, open_one.version)
    assert get_actor(store, "uis").next_due is None
    assert check_kept(store) == []
    update_interaction(store, ana, private.changed(audience=("office",)))
    assert kept(store, "uis") == (2, date(2025, 5, 5))
    assert get_actor(store, "uis").next_due == date(2031, 1, 1)
    update_interaction(store, ana, get_interaction(store, shared.id).changed(audience=("user:ana",)))
    assert kept(store, "uis") == (1, date(2025, 5, 5))
    assert check_kept(store) == []
