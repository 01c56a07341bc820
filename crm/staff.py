"""The people of the office: who can have been there on its behalf."""

from __future__ import annotations

from datetime import date

from crm.actor_model import Person
from crm.office import office_id
from crm.people import people_of
from graph.store import Store

MOST = 40


def staff_on(store: Store, day: date) -> list[Person]:
    """Who held a post at the office that day, by name, each once; posts whose holder has no name are left out."""
    holders = people_of(store, office_id(), day)
    people = {holder.person.id: holder.person for holder in holders}
    present = [one for one in people.values() if not one.unnamed and not one.archived]
    return sorted(present, key=lambda one: one.name.casefold())[:MOST]
