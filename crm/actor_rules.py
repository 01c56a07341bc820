"""What the store must know before an actor may be saved, and what makes somebody a person."""

from __future__ import annotations

from collections.abc import Iterator

from crm.actor_model import Actor, Person, PostHeld, is_person
from crm.errors import Problem
from crm.evidence import unknown_documents
from crm.office import today
from crm.posts import post_problems
from crm.saving import unknown_ids
from graph.store import Transaction

_HIGHEST = 50


def as_person(actor: Actor, current: Actor | None = None) -> Actor:
    """A person as a Person, with a post at its parent if it has none there; anyone else as a plain Actor.

    Given as a plain Actor, a person keeps the posts it has: the form without posts does not take them away.
    """
    if not is_person(actor):
        return _plain(actor) if isinstance(actor, Person) else actor
    person = actor if isinstance(actor, Person) else _person(actor, current)
    organisations = {held.organisation for held in person.posts}
    if person.parent is not None and person.parent not in organisations:
        title = person.name if person.unnamed else ""
        posts = [*person.posts, PostHeld(title=title, organisation=person.parent)]
        return person.having(posts=posts)
    if person.parent is None and person.posts:
        now = [held.organisation for held in person.posts if held.held_on(today())]
        return person.having(parent=next(iter(now), None))
    return person


def _plain(actor: Actor) -> Actor:
    return Actor.trusted({name: getattr(actor, name) for name in Actor.model_fields})


def _person(actor: Actor, current: Actor | None) -> Person:
    kept = {"unnamed": current.unnamed, "posts": current.posts} if isinstance(current, Person) else {}
    return Person.trusted({**dict(actor), "unnamed": False, "posts": [], **kept})


def problems_of_actor(tx: Transaction, actor: Actor) -> list[Problem]:
    """Unknown parent, documents, organisations and posts, and a parent that would be its own ancestor."""
    parent = {"parent": actor.parent} if actor.parent else {}
    problems = unknown_ids(tx, parent, "Actor") + unknown_documents(tx, actor.sources)
    if isinstance(actor, Person):
        problems += post_problems(tx, actor)
    if not problems and actor.id in set(_above(tx, actor.parent)):
        problems.append(Problem("parent", "part_of_itself"))
    return problems


def _above(tx: Transaction, parent: str | None) -> Iterator[str]:
    for _ in range(_HIGHEST):
        if parent is None:
            return
        yield parent
        node = tx.get([parent]).get(parent)
        parent = node.get("parent") if node else None
