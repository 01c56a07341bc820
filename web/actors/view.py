"""Everything a record of an actor shows, gathered in a few reads: facts, timeline, relations, doubts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import request

from crm.actors import Actor, Person, get_actor, get_actors
from crm.companions import companions_of
from crm.interaction_lists import query_of
from crm.interactions import InteractionFilter
from crm.listing import Counts, Listing, count_facets
from crm.office import office_id
from crm.people import Holder, people_of
from crm.publishing.people import posts_shown
from crm.schema import ACTOR_TIES
from crm.source_issues import SourceIssue, issues_about
from crm.ties import Tie, ties_of
from crm.timeline import TimelineEntry, timeline_of
from crm.vocabulary import vocabulary
from graph.store import Store
from web.actors.alike import AlikeLine, alike_lines
from web.actors.filters import known
from web.facets import Facet, Labels, choices_facet, chosen
from web.i18n import language, term
from web.red.ego import Ego, draw_ego
from web.saying import record_names
from web.texts import gettext as _
from web.tie_status import TieStatus, tie_status
from web.wording import actor_names

PAGE = 15
SHOWN = 12
BUSY = 2_000


@dataclass(frozen=True)
class TieLine:
    """A tie as this actor's sentence: "es miembro de" and the other actor."""

    tie: Tie
    words: str
    other: Actor


@dataclass(frozen=True)
class Relations:
    """The right zone; `parts` and `people` may be more than are shown."""

    people: Sequence[Holder]
    parts: Sequence[Actor]
    ties: Sequence[TieLine]
    alike: Sequence[AlikeLine]
    ego: Ego | None


@dataclass(frozen=True)
class ActorView:
    """A whole record."""

    actor: Actor
    status: TieStatus
    timeline: Listing[TimelineEntry]
    kinds: Facet
    relations: Relations
    doubts: Sequence[SourceIssue]
    shown_posts: Collection[str] = ()
    """Ids of the posts held or held here that anybody may know of."""

    @property
    def person(self) -> Person | None:
        """The actor as a person, when it is one."""
        return self.actor if isinstance(self.actor, Person) else None

    @property
    def open_doubts(self) -> list[SourceIssue]:
        """What nobody has settled yet."""
        return [doubt for doubt in self.doubts if doubt.status == "open"]

    @property
    def is_office(self) -> bool:
        """Whether it is the office itself."""
        return self.actor.id == office_id()


def gather_actor(store: Store, id: str) -> ActorView:
    """The record. Raises NotFound, and InvalidData for a page of the timeline that does not exist."""
    actor = get_actor(store, id)
    kinds = known(chosen("clase"), "interaction_kinds")
    timeline = timeline_of(store, id, PAGE, request.args.get("after") or None, kinds)
    relations, doubts = _relations(store, actor), issues_about(store, id)
    status, facet = _status(actor, timeline), kinds_facet(store, actor)
    people = {id} if isinstance(actor, Person) else {holder.person.id for holder in relations.people}
    view = ActorView(actor, status, timeline, facet, relations, doubts, posts_shown(store, people))
    _name_all(view)
    return view


def _status(actor: Actor, timeline: Listing[TimelineEntry]) -> TieStatus:
    days = {entry.interaction.when.sort_day: entry.interaction.kind for entry in reversed(timeline.items)}
    return tie_status(actor, days.get(actor.last_contact, "") if actor.last_contact else "")


def kinds_facet(store: Store, actor: Actor) -> Facet:
    """The kinds of its interactions with counts; of the busiest actors all kinds, uncounted."""
    counts: Counts = dict.fromkeys(vocabulary("interaction_kinds").ids, 1)
    if actor.interactions <= BUSY:
        query = query_of(InteractionFilter(actor=actor.id))
        counts = count_facets(store, {"kind": (query, "kind")})["kind"]
    labels = Labels(lambda kind: term(kind, "interaction_kinds"))
    return choices_facet("clase", _("Clase"), counts, labels)


def _relations(store: Store, actor: Actor) -> Relations:
    ties = ties_of(store, actor.id)
    inside = [tie.start_actor for tie in ties if tie.type == "PART_OF" and tie.end_actor == actor.id]
    standing = [tie for tie in ties if tie.type != "PART_OF"]
    others = get_actors(store, {*inside, *(_other(tie, actor.id) for tie in standing)})
    return Relations(
        people_of(store, actor.id),
        sorted((others[id] for id in inside if id in others), key=lambda one: one.name),
        [_line(tie, actor.id, others) for tie in _ordered(standing) if _other(tie, actor.id) in others],
        alike_lines(actor.id),
        draw_ego([] if actor.id == office_id() else companions_of(store, actor.id)),
    )


def _other(tie: Tie, actor: str) -> str:
    return tie.end_actor if tie.start_actor == actor else tie.start_actor


def _ordered(ties: Sequence[Tie]) -> list[Tie]:
    place = {name: number for number, name in enumerate(ACTOR_TIES)}
    return sorted(ties, key=lambda tie: (place[tie.type], tie.start_actor, tie.end_actor))


def _line(tie: Tie, actor: str, others: dict[str, Actor]) -> TieLine:
    return TieLine(tie, tie_words(tie.type, tie.start_actor == actor), others[_other(tie, actor)])


def tie_words(type: str, forward: bool = True) -> str:
    """The tie as a verb, from the side of its start or of its end: "financia a", "es financiado por"."""
    found = vocabulary("tie_types").get(type)
    return found.label(language()) if forward else str(found.extra[f"inverse_{language()}"])


def _name_all(view: ActorView) -> None:
    """Reads in one go the names that the page will ask for."""
    promised = [one for entry in view.timeline.items for one in entry.commitments]
    ids = {id for one in promised for id in (one.owner, one.beneficiary)} | {view.actor.parent}
    if view.person:
        ids |= {held.organisation for held in view.person.posts}
    actor_names([id for id in ids if id])
    record_names({id for doubt in view.open_doubts for id in doubt.concerns})
