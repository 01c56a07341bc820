"""A change of holder in one unit of work: the post stays, one period ends, another begins, promises pass or stay.

(:Person)-[:HOLDS {…/2026-11}]->(:Post)<-[:HOLDS {2026-12/…}]-(:Person)      undone together
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field, model_validator

from crm.access import Viewer
from crm.actor_model import Person, PostHeld
from crm.actor_records import edges_of_actor, node_of_actor
from crm.commitment_records import read_commitments
from crm.contact import Ledger
from crm.errors import InvalidData, Problem
from crm.fields import Email, Ids, Line, Noun, Phone, RecordId, SomeId, Version
from crm.hidden_parties import settle_hidden
from crm.identity import free_ids, slug
from crm.interaction_model import Commitment
from crm.interaction_writing import Written, write_commitments
from crm.people import held_of, read_in, save_in
from crm.periods import Period, between, whole
from crm.posts import save_posts
from crm.saving import check, refuse_version, writing
from graph.store import Store, Transaction

_NO_ENDS = {"range", "week"}


class Succession(Noun):
    """Who leaves which post when, and who follows: a known person, a new one by name, or nobody yet.

    `last` and `first` are as exact as is known; without `first` the successor begins right after. `passing` are the
    open commitments that the successor takes over; the others stay with who leaves. `version` is the leaver's.
    """

    person: RecordId
    holding: RecordId
    last: Period
    successor: SomeId = None
    name: Line = None
    email: Email = None
    phone: Phone = None
    first: Period | None = None
    passing: Ids = Field(default_factory=list)
    note: Line = None
    version: Version = 0

    @model_validator(mode="after")
    def _one_successor(self) -> Succession:
        problems = []
        if self.successor and self.name:
            problems.append(Problem("name", "successor_twice"))
        if self.successor == self.person:
            problems.append(Problem("successor", "successor_is_leaver"))
        if self.passing and not self.follows:
            problems.append(Problem("passing", "successor_missing"))
        if problems:
            raise InvalidData(problems)
        return self

    @property
    def follows(self) -> bool:
        """Whether it is known who comes."""
        return bool(self.successor or self.name)


@dataclass(frozen=True)
class Succeeded:
    """Who left, who follows (None when nobody is known yet), and which commitments passed."""

    left: Person
    successor: Person | None
    passed: Sequence[str]


def change_holder(store: Store, viewer: Viewer, change: Succession) -> Succeeded:
    """Does it all or nothing. Raises NotFound, NotAllowed, InvalidData, EditConflict when the leaver was changed."""
    with writing(store, viewer) as tx:
        node, leaver = read_in(tx, change.person)
        refuse_version("person", leaver, change.version)
        held = held_of(leaver, change.holding)
        check(_problems(held, change))
        left = save_in(tx, store, node, _without(leaver, held, change))
        successor = _begin(tx, store, viewer, (held, change))
        _pass_on(tx, store, viewer, (change, successor))
        if successor is not None:
            _, successor = read_in(tx, successor.id)
        _, left = read_in(tx, left.id)
    settle_hidden(store, change.passing)
    return Succeeded(left, successor, list(change.passing))


def _problems(held: PostHeld, change: Succession) -> Iterator[Problem]:
    start = held.period.start if held.period else None
    if change.last.end is None:
        yield Problem("last", "period_without_dates")
    elif start is not None and start > change.last.end:
        yield Problem("last", "end_before_start")
    if held.period is not None and held.period.end is not None and held.period.precision == "range":
        yield Problem("last", "post_ended")


def _without(leaver: Person, held: PostHeld, change: Succession) -> Person:
    ended = held.having(period=_until(held.period, _side(change.last, "end")), note=change.note or held.note)
    return leaver.having(posts=[ended if one.id == held.id else one for one in leaver.posts])


def _side(period: Period, which: str) -> Period:
    """The period itself or, of several days, the first or the last of them: an end of a range has one precision."""
    if period.precision not in _NO_ENDS:
        return period
    day = period.end if which == "end" else period.start
    if day is None:
        raise InvalidData.of("last" if which == "end" else "first", "period_without_dates")
    return whole(day, "day")


def _until(period: Period | None, last: Period) -> Period:
    if period is None or period.start is None:
        return between(None, last)
    precision = period.start_precision if period.precision == "range" else period.precision
    return between(whole(period.start, precision), last)


def _from(change: Succession) -> Period:
    if change.first is not None:
        return between(_side(change.first, "start"), None)
    last = _side(change.last, "end")
    assert last.end is not None
    begins = whole(last.end + timedelta(days=1), "day") if last.precision == "day" else last
    return between(begins, None)


_Begun = tuple[PostHeld, Succession]


def _begin(tx: Transaction, store: Store, viewer: Viewer, what: _Begun) -> Person | None:
    held, change = what
    if not change.follows:
        return None
    post = PostHeld(post=held.post, title=held.title, organisation=held.organisation, period=_from(change))
    if change.successor is None:
        return _new(tx, store, viewer, (post, change))
    node, person = read_in(tx, change.successor)
    if any(one.post == held.post and (one.period is None or one.period.end is None) for one in person.posts):
        raise InvalidData.of("successor", "holds_it_already", value=person.name)
    return save_in(tx, store, node, person.having(posts=[*person.posts, _own(post)]))


def _own(post: PostHeld) -> PostHeld:
    """An untitled post is its holder's own: who follows gets another at the same organisation."""
    return post if post.title else post.having(post="")


def _new(tx: Transaction, store: Store, viewer: Viewer, what: _Begun) -> Person:
    post, change = what
    named = {"name": change.name, "email": change.email, "phone": change.phone, "parent": post.organisation}
    person = Person.of({**named, "posts": [_own(post)]})
    id = free_ids(tx, store, [slug(person.name, "persona")])[0]
    person = person.having(id=id)
    tx.put_nodes([node_of_actor(person, author=viewer.id)])
    tx.put_edges(list(edges_of_actor(person)))
    save_posts(tx, store, [person])
    return read_in(tx, id)[1]


def _pass_on(tx: Transaction, store: Store, viewer: Viewer, what: tuple[Succession, Person | None]) -> None:
    change, successor = what
    if not change.passing or successor is None:
        return
    ledger = Ledger()
    write_commitments(tx, viewer.id, list(_passed(tx, change, successor.id)), ledger)
    ledger.settle(tx, store)


def _passed(tx: Transaction, change: Succession, successor: str) -> Iterator[Written]:
    nodes = tx.get(change.passing)
    current = {one.id: one for one in read_commitments(tx, list(nodes.values()))}
    for index, id in enumerate(change.passing):
        one = current.get(id)
        if one is None or one.archived or change.person not in {one.owner, one.beneficiary}:
            raise InvalidData.of(f"passing[{index}]", "not_of_this_record", value=id)
        yield nodes[id], one, moved(one, change.person, successor)


def moved(one: Commitment, before: str, after: str) -> Commitment:
    """The commitment with one actor in the place of another, as who owes it and as whom it is owed to."""
    owner = after if one.owner == before else one.owner
    beneficiary = after if one.beneficiary == before else one.beneficiary
    return one.having(owner=owner, beneficiary=beneficiary)
