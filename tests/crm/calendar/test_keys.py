"""The secret address of a calendar belongs to one person, who renews it and takes it back."""

from datetime import UTC, datetime

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewUser, create_user, disable_user
from crm.calendar.keys import Choice, key_of, make_key, revoke_key, who_reads
from crm.errors import InvalidData, NotFound
from graph.store import Store

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def luisa(store: Store):
    return create_user(store, SYSTEM, NewUser("luisa@red", "Luisa", "una frase larga y tranquila"), "reader")


def test_a_secret_opens_the_calendar_of_its_person_until_it_is_renewed_or_taken_back(
    store: Store, luisa
) -> None:
    key, secret = make_key(store, luisa.viewer, Choice(("commitments",), mine=True), NOW)
    assert (key, key.made) == (key_of(store, luisa.id), NOW)
    found = who_reads(store, secret)
    assert found is not None
    assert (found[0].id, found[1].choice) == (luisa.id, Choice(("commitments",), mine=True))
    _, renewed = make_key(store, luisa.viewer, Choice(), NOW)
    assert who_reads(store, secret) is None
    assert who_reads(store, renewed) is not None
    revoke_key(store, luisa.viewer)
    assert (who_reads(store, renewed), key_of(store, luisa.id)) == (None, None)
    revoke_key(store, luisa.viewer)


def test_the_secret_itself_is_nowhere_in_the_store(store: Store, luisa) -> None:
    _, secret = make_key(store, luisa.viewer, Choice(), NOW)
    assert secret not in repr([record for batch in store.scan() for record in batch])
    assert secret not in repr(store.changes(limit=10_000))


def test_the_calendar_of_an_account_that_ended_is_closed(store: Store, luisa, boss) -> None:
    _, secret = make_key(store, luisa.viewer, Choice(), NOW)
    disable_user(store, boss, luisa.id)
    assert who_reads(store, secret) is None


def test_nonsense_opens_nothing_and_makes_nothing(store: Store, luisa, boss) -> None:
    for secret in ("", "x", "a" * 43, "a" * 5000):
        assert who_reads(store, secret) is None
    for parts in ((), ("todo",)):
        with pytest.raises(InvalidData):
            make_key(store, luisa.viewer, Choice(parts), NOW)
    with pytest.raises(NotFound):
        make_key(store, boss, Choice(), NOW)
