"""An account may be tied to the person of the network that it belongs to."""

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewUser, create_user, list_users
from crm.accounts.persons import link_person, person_of
from crm.actors import create_actor
from crm.errors import InvalidData, NotAllowed, NotFound
from crm.merging.merge import MergeOrder, merge_actors
from graph.store import Store
from tests.makers import make_person


@pytest.fixture
def luisa(store: Store):
    return create_user(store, SYSTEM, NewUser("luisa@red", "Luisa", "una frase larga y tranquila"), "editor")


def test_an_account_is_tied_to_its_person_and_parted_again(store: Store, luisa, boss) -> None:
    person = create_actor(store, SYSTEM, make_person(name="Luisa Gómez"))
    assert person_of(store, luisa.viewer) is None
    assert link_person(store, boss, luisa.id, person.id).person == person.id
    assert person_of(store, luisa.viewer) == person.id
    assert [user.person for user in list_users(store)] == [person.id]
    link_person(store, luisa.viewer, luisa.id, None)
    assert person_of(store, luisa.viewer) is None
    assert person_of(store, SYSTEM) is None


def test_only_a_person_that_is_nobody_elses_can_be_tied(store: Store, luisa, boss, ana) -> None:
    person = create_actor(store, SYSTEM, make_person(name="Luisa Gómez"))
    for wrong in ("uis", "nadie"):
        with pytest.raises(InvalidData):
            link_person(store, boss, luisa.id, wrong)
    with pytest.raises(NotAllowed):
        link_person(store, ana, luisa.id, person.id)
    with pytest.raises(NotFound):
        link_person(store, boss, "nadie", person.id)
    other = create_user(store, SYSTEM, NewUser("otra@red", "Otra", "una frase larga y tranquila"), "editor")
    link_person(store, boss, other.id, person.id)
    with pytest.raises(InvalidData):
        link_person(store, boss, luisa.id, person.id)


def test_a_person_that_was_joined_into_another_is_the_other(store: Store, luisa, boss) -> None:
    old = create_actor(store, SYSTEM, make_person(name="Luisa Gomez"))
    new = create_actor(store, SYSTEM, make_person(name="Luisa Gómez Díaz"))
    link_person(store, boss, luisa.id, old.id)
    merge_actors(store, boss, MergeOrder(new.id, old.id, (new.version, old.version)))
    assert person_of(store, luisa.viewer) == new.id
