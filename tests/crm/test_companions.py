"""Whom an actor meets, counted over its latest interactions."""

from datetime import date

import pytest

from crm.access import SYSTEM
from crm.actors import archive_actor, create_actor, get_actor
from crm.companions import companions_of
from crm.interactions import Participant, archive_interaction, create_interaction
from tests.makers import make_actor, make_interaction, make_office, make_person, make_post


@pytest.fixture
def partners(empty):
    store = empty
    create_actor(store, SYSTEM, make_office())
    for id, name in (("a", "Alfa"), ("b", "Beta"), ("c", "Gama")):
        create_actor(store, SYSTEM, make_actor(id=id, name=name, type="company"))
    return store


def meet(store, *actors, when="2024-03-01"):
    return create_interaction(store, SYSTEM, make_interaction(*actors, when=when))


def shown(store, actor, **more):
    return [(one.id, one.together, one.last) for one in companions_of(store, actor, **more)]


def test_companions_are_counted_and_the_office_is_none(partners):
    meet(partners, "a", "b", when="2024-03-01")
    meet(partners, "a", "b", "c", when="2024-05-01")
    assert shown(partners, "a") == [("b", 2, date(2024, 5, 1)), ("c", 1, date(2024, 5, 1))]


def test_equals_come_by_the_day_they_last_met_then_by_name(partners):
    meet(partners, "a", "c", when="2024-03-01")
    meet(partners, "a", "b", when="2024-03-01")
    assert [id for id, _count, _day in shown(partners, "a")] == ["b", "c"]
    meet(partners, "a", "c", when="2024-06-01")
    meet(partners, "a", "b", when="2024-05-01")
    assert [id for id, _count, _day in shown(partners, "a")] == ["c", "b"]


def test_only_the_latest_interactions_are_looked_at(partners):
    for day in range(1, 6):
        meet(partners, "a", "b", when=f"2024-03-0{day}")
    meet(partners, "a", "c", when="2024-04-01")
    assert shown(partners, "a", reach=2) == [("c", 1, date(2024, 4, 1)), ("b", 1, date(2024, 3, 5))]


def test_what_is_archived_does_not_count(partners):
    made = meet(partners, "a", "b")
    meet(partners, "a", "c")
    archive_interaction(partners, SYSTEM, made.id, made.version)
    assert [id for id, _count, _day in shown(partners, "a")] == ["c"]
    archive_actor(partners, SYSTEM, "c", get_actor(partners, "c").version)
    assert shown(partners, "a") == []


def test_who_came_for_an_organisation_is_not_named_beside_it(partners):
    create_actor(partners, SYSTEM, make_person(id="p", name="Paula", posts=[make_post("b")]))
    meeting = make_interaction("a", when="2024-03-01")
    came = [*meeting.participants, Participant(actor="b", person="p")]
    create_interaction(partners, SYSTEM, meeting.changed(participants=came))
    assert [id for id, _count, _day in shown(partners, "a")] == ["b"]


def test_who_met_nobody_has_no_companions(partners):
    assert companions_of(partners, "a") == []


def test_what_a_viewer_may_not_see_does_not_count(partners):
    hidden = make_interaction("a", "b", when="2024-03-01", audience=("user:u-otra",))
    create_interaction(partners, SYSTEM, hidden)
    assert companions_of(partners.as_seen_by({"public", "office"}), "a") == []
