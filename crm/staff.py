"""The people of the office: who can have been there on its behalf."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from crm.actor_model import Actor, Person
from crm.actors import get_actors
from crm.office import office_id
from crm.people import people_of
from graph.store import Store

MOST = 40


def staff_on(store: Store, day: date, linked: Collection[str] = ()) -> list[Person]:
    """Who held a post at the office that day, and who the accounts belong to (`linked`), by name, each once.

    Posts whose holder has no name are left out.
    """
    people: dict[str, Actor] = {one.person.id: one.person for one in people_of(store, office_id(), day)}
    people |= get_actors(store, set(linked) - people.keys())
    named = [
        one for one in people.values() if isinstance(one, Person) and not one.unnamed and not one.archived
    ]
    return sorted(named, key=lambda one: one.name.casefold())[:MOST]
