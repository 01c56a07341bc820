"""Following up does the same on both stores."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewUser, create_user
from crm.accounts.persons import link_person
from crm.actors import create_actor, get_actor, save_many_actors
from crm.calendar.agenda import agenda_of, week_around
from crm.calendar.feed import Reader, edition, feed_events
from crm.calendar.keys import Choice, make_key, revoke_key, who_reads
from crm.commitments import CommitmentFilter, create_commitment, list_commitments
from crm.follow_up.cadences import list_cadences, set_cadences, settle_cold_days
from crm.follow_up.going_cold import count_cold, going_cold, soon_cold
from crm.follow_up.next_steps import NextStep, Outcome, conclude
from crm.follow_up.reciprocity import reciprocity_of
from crm.follow_up.tending import tend
from crm.follow_up.weight import Weight
from crm.history import history_of, undo
from crm.interactions import create_interaction
from crm.office import today
from crm.periods import parse_period
from crm.schema import SCHEMA
from crm.ties import create_tie
from graph.opening import open_store
from graph.store import Store
from tests.crm.conftest import ANA, BOSS
from tests.crm.engines import ENGINES
from tests.makers import make_actor, make_commitment, make_interaction, make_office, make_person, make_tie

DAY = today()


@pytest.fixture(params=ENGINES)
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The office, the French embassy and a university."""
    if request.param == "neo4j":
        store: Store = request.getfixturevalue("neo4j_store_factory")(SCHEMA)
    else:
        store = open_store(f"sqlite:///{tmp_path}/red.db", SCHEMA)
    uis = make_actor(id="uis", name="Universidad Industrial de Santander", type="university")
    save_many_actors(store, ANA, [make_office(), make_actor(), uis])
    yield store
    store.close()


def test_ties_are_weighed_and_listed_by_urgency_until_a_rhythm_changes(city: Store) -> None:
    for ago in (140, 141):
        meeting = make_interaction("uis", when=DAY - timedelta(days=ago), strategic_line="2017-positioning")
        create_interaction(city, ANA, meeting)
    create_interaction(city, ANA, make_interaction("embajada-francia", when=DAY - timedelta(days=170)))
    create_tie(city, ANA, make_tie("uis", "embajada-francia"))
    tend(city)
    (first,) = going_cold(city)
    assert (first.actor.id, first.weight, first.days_late) == ("uis", Weight(2, 1, 1), 20)
    assert [one.actor.id for one in soon_cold(city)] == ["embajada-francia"]
    embassy = next(one for one in list_cadences(city) if one.type == "embassy")
    set_cadences(city, BOSS, [replace(embassy, days=30)])
    assert settle_cold_days(city)
    assert [one.actor.id for one in going_cold(city)] == ["embajada-francia", "uis"]
    undo(city, BOSS, history_of(city, "cadence-embassy")[0].transaction)
    assert count_cold(city).total == 1
    assert get_actor(city, "embajada-francia").cold_on == DAY + timedelta(days=10)


def test_a_promise_is_kept_followed_and_counted_and_taken_back(city: Store) -> None:
    due = DAY - timedelta(days=5)
    one = create_commitment(city, ANA, make_commitment(beneficiary="uis", due=str(due)))
    outcome = Outcome("enviada", next=NextStep("firmar", parse_period("2030-03")))
    kept, following = conclude(city, ANA, one.id, one.version, outcome)
    assert following is not None
    assert [found.id for found in list_commitments(city, CommitmentFilter(follows=kept.id)).items] == [
        following.id
    ]
    ours = reciprocity_of(city, "uis").ours
    assert (ours.total, len(ours.kept), len(ours.open), ours.median_delay) == (2, 1, 1, 5)
    undo(city, ANA, history_of(city, one.id)[0].transaction)
    assert len(reciprocity_of(city, "uis").ours.late) == 1


def test_a_persons_calendar_and_agenda_hold_what_is_theirs(city: Store) -> None:
    user = create_user(city, SYSTEM, NewUser("luisa@red", "Luisa", "una frase larga y tranquila"), "editor")
    luisa = create_actor(city, ANA, make_person(name="Luisa Gómez", parent="ofai"))
    linked = link_person(city, user.viewer, user.id, luisa.id)
    create_commitment(city, ANA, make_commitment(text="lo de Luisa", owner=luisa.id, due=str(DAY)))
    create_commitment(city, ANA, make_commitment(text="lo de todos", due=str(DAY)))
    create_interaction(
        city, ANA, make_interaction("uis", title="Comité", when=DAY, hour="09:30", status="planned")
    )
    key, secret = make_key(city, user.viewer, Choice(mine=True), datetime.now(UTC))
    found = who_reads(city, secret)
    assert found is not None
    assert (found[0].id, found[1]) == (user.id, key)
    mine = [one.title for one in feed_events(city, Reader(linked, key.choice), DAY)]
    assert mine == ["Vence: lo de Luisa"]
    everything = {one.title for one in feed_events(city, Reader(linked, Choice()), DAY)}
    assert everything >= {"Vence: lo de Luisa", "Vence: lo de todos", "Comité"}
    assert edition(city, Reader(linked, Choice()), DAY)[0] == edition(city, Reader(linked, Choice()), DAY)[0]
    first, last = week_around(DAY)
    entries = [entry.title for day in agenda_of(city, first, last).days for entry in day.entries]
    assert sorted(entries) == ["Comité", "lo de Luisa", "lo de todos"]
    own = [entry.title for day in agenda_of(city, first, last, person=luisa.id).days for entry in day.entries]
    assert own == ["lo de Luisa"]
    revoke_key(city, user.viewer)
    assert who_reads(city, secret) is None
