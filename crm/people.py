"""People and their posts: who holds what where, who held it on a day, who leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.access import Viewer
from crm.actor_model import Person, PostHeld
from crm.actor_records import node_of_actor, read_actors
from crm.actors import get_actor
from crm.contact import with_cold_day
from crm.errors import InvalidData, NotFound
from crm.follow_up.rhythm import rhythm_of
from crm.office import today
from crm.periods import Period, between, whole
from crm.posts import post_problems, read_holding, save_posts
from crm.saving import check, edges_of, node_of, writing
from graph.fold import fold
from graph.records import Node
from graph.store import Store, Transaction

__all__ = [
    "Holder",
    "Post",
    "add_post",
    "end_post",
    "get_person",
    "holder_on",
    "people_of",
    "posts_at",
    "remove_post",
]


@dataclass(frozen=True)
class Post:
    """A post at an organisation; without a title it is somebody's place there."""

    id: str
    title: str
    organisation: str


@dataclass(frozen=True)
class Holder:
    """A person with the post they hold or held."""

    person: Person
    held: PostHeld


def get_person(store: Store, id: str) -> Person:
    """The person with all posts, past and present. Raises NotFound for who is none."""
    actor = get_actor(store, id)
    if not isinstance(actor, Person):
        raise NotFound("person", id)
    return actor


def posts_at(store: Store, organisation: str) -> list[Post]:
    """The posts there are at an organisation, by title; those without one come first."""
    nodes = store.get({edge.start for edge in edges_of(store, [organisation], ("AT",), "in")})
    posts = [Post(node.id, node.get("title", ""), organisation) for node in nodes.values()]
    return sorted(posts, key=lambda post: (fold(post.title), post.id))


def people_of(store: Store, organisation: str, on: date | None = None) -> list[Holder]:
    """Who holds or held a post there, the latest first; with `on` only those who held it that day."""
    holders = _holders(store, [post.id for post in posts_at(store, organisation)])
    return [holder for holder in holders if on is None or holder.held.held_on(on)]


def _holders(store: Store, posts: Sequence[str]) -> list[Holder]:
    holdings = edges_of(store, posts, ("HOLDS",), "in")
    nodes = store.get({edge.start for edge in holdings} | set(posts))
    people = [nodes[id] for id in dict.fromkeys(edge.start for edge in holdings) if id in nodes]
    by_id = {actor.id: actor for actor in read_actors(store, people)}
    found = [(by_id.get(edge.start), read_holding(edge, nodes[edge.end])) for edge in holdings]
    holders = [Holder(person, held) for person, held in found if isinstance(person, Person)]
    return sorted(holders, key=_began, reverse=True)


def _began(holder: Holder) -> tuple[date, str]:
    period = holder.held.period
    return ((period.start if period else None) or date.min, holder.person.id)


def holder_on(store: Store, post: str | tuple[str, str], day: date) -> Person | None:
    """Who held the post on that day: the post's id, or (organisation, title); None when nobody did.

    "The ambassador of X on date D". A known holder comes before one without a name, the latest before earlier ones.
    """
    posts = [post] if isinstance(post, str) else _titled(store, *post)
    holders = [holder for holder in _holders(store, posts) if holder.held.held_on(day)]
    named = [holder for holder in holders if not holder.person.unnamed]
    return next((holder.person for holder in (*named, *holders)), None)


def _titled(store: Store, organisation: str, title: str) -> list[str]:
    return [post.id for post in posts_at(store, organisation) if fold(post.title) == fold(title)]


def add_post(store: Store, viewer: Viewer, person: str, held: PostHeld) -> Person:
    """Gives the person a post. Raises NotFound, InvalidData, NotAllowed."""
    with writing(store, viewer) as tx:
        node, current = read_in(tx, person)
        return save_in(tx, store, node, current.having(posts=[*current.posts, held]))


def end_post(store: Store, viewer: Viewer, person: str, holding: str, day: date) -> Person:
    """The person leaves the post on that day; the post stays. Raises NotFound, and InvalidData for a day too early."""
    with writing(store, viewer) as tx:
        node, current = read_in(tx, person)
        held = held_of(current, holding)
        ended = held.having(period=_until(held.period, day))
        posts = [ended if one.id == holding else one for one in current.posts]
        return save_in(tx, store, node, current.having(posts=posts))


def remove_post(store: Store, viewer: Viewer, person: str, holding: str) -> Person:
    """Takes away a holding that was recorded by mistake; the post stays. Raises NotFound."""
    with writing(store, viewer) as tx:
        node, current = read_in(tx, person)
        posts = [one for one in current.posts if one != held_of(current, holding)]
        return save_in(tx, store, node, current.having(posts=posts))


def read_in(tx: Transaction, id: str) -> tuple[Node, Person]:
    """The person within a unit of work. Raises NotFound."""
    node = node_of(tx, "person", "Actor", id)
    (actor,) = read_actors(tx, [node])
    if not isinstance(actor, Person):
        raise NotFound("person", id)
    return node, actor


def held_of(person: Person, holding: str) -> PostHeld:
    """The holding of that id among the person's. Raises NotFound."""
    held = next((one for one in person.posts if one.id == holding), None)
    if held is None:
        raise NotFound("post", holding)
    return held


def _until(period: Period | None, day: date) -> Period:
    last = whole(day, "day")
    if period is None or period.start is None:
        return between(None, last)
    if period.start > day:
        raise InvalidData.of("day", "end_before_start")
    precision = period.start_precision if period.precision == "range" else period.precision
    return between(whole(period.start, precision), last)


def save_in(tx: Transaction, store: Store, before: Node, person: Person) -> Person:
    """Saves a person and their posts within a unit of work. Raises InvalidData."""
    placed = person.having(parent=_parent(person))
    check(post_problems(tx, placed))
    node = node_of_actor(placed, before)
    (saved,) = tx.put_nodes([with_cold_day(node, rhythm_of(tx))])
    save_posts(tx, store, [placed])
    _, person = read_in(tx, saved.id)
    return person


def _parent(person: Person) -> str | None:
    """Where the person is: still at the parent, else at the organisation of another post held today."""
    now = [held.organisation for held in person.posts if held.held_on(today())]
    return person.parent if person.parent in now else next(iter(now), None)
