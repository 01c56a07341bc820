"""One unit of work, record by record, before it is undone."""

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor, save_many_actors, update_actor
from crm.errors import NotFound
from crm.history import Link, recent_changes
from crm.interactions import create_interaction
from crm.units import MOST, unit_of
from tests.makers import make_actor, make_commitment, make_interaction, make_office


@pytest.fixture
def partners(empty):
    store = empty
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    return store


def last(store):
    return recent_changes(store, 1)[0].transaction


def test_a_unit_tells_each_record_and_its_fields(partners):
    update_actor(partners, SYSTEM, get_actor(partners, "embajada-francia").having(city="Bogotá"))
    unit = unit_of(partners, last(partners))
    assert (unit.author, unit.cut) == ("system", False)
    (one,) = unit.records
    assert (one.record.id, one.record.action) == ("embajada-francia", "updated")
    assert one.fields == (("city", None, "Bogotá"),)


def test_what_was_joined_belongs_to_the_record(partners):
    promise = make_commitment(owner="embajada-francia")
    create_interaction(partners, SYSTEM, make_interaction("embajada-francia", commitments=[promise]))
    unit = unit_of(partners, last(partners))
    assert {one.record.kind for one in unit.records} == {"interaction", "commitment"}
    meeting = next(one for one in unit.records if one.record.kind == "interaction")
    joined = {after for name, _before, after in meeting.fields if name == "participants"}
    assert joined == {Link("ofai", "host"), Link("embajada-francia", "counterpart")}


def test_a_very_large_unit_is_cut_and_says_so(partners):
    save_many_actors(partners, SYSTEM, [make_actor(id=f"a-{n}", name=f"Actor {n}") for n in range(MOST + 5)])
    unit = unit_of(partners, last(partners))
    assert unit.cut
    assert len(unit.records) == MOST


def test_what_does_not_exist_or_may_not_be_seen_is_not_found(partners):
    create_interaction(partners, SYSTEM, make_interaction("embajada-francia", audience=("user:u-otra",)))
    hidden = last(partners)
    view = partners.as_seen_by({"public", "office"})
    for transaction in (hidden, 0, -3, 10_000):
        with pytest.raises(NotFound):
            unit_of(view, transaction)
