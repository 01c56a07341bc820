"""What every paper of a visit is made from: the visit read once for who asks, words in the paper's language, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from crm.actor_model import Actor
from crm.actors import get_actors
from crm.delegations.delegations import get_delegation
from crm.delegations.invitation_records import Invitation
from crm.delegations.invitations import invitations_to
from crm.delegations.model import Delegation, Member
from crm.delegations.precedence import precedence
from crm.delegations.programme import programme_of
from crm.delegations.programme_model import Session
from crm.delegations.records import days_of, named_actors
from crm.errors import NotFound
from crm.evidence import Evidence, get_source
from crm.interactions import Interaction, get_interaction
from crm.messages import say
from crm.office import office_id, today
from crm.papers.paper import Block, Heading, Note, Paper
from crm.periods import Period, between, say_period, whole
from crm.vocabulary import vocabulary
from graph.records import OFFICE, PUBLIC
from graph.store import Store

Language = Literal["es", "en"]


@dataclass(frozen=True)
class VisitPapers:
    """A visit with everything its papers name; `store` is the view of who asks, so nothing hidden gets on paper."""

    store: Store
    language: Language
    visit: Interaction
    delegation: Delegation
    days: tuple[date | None, date | None]
    programme: Sequence[Session]
    guests: Sequence[Invitation]
    actors: dict[str, Actor] = field(default_factory=dict)

    def word(self, key: str, **params: object) -> str:
        """A word of the papers in their language."""
        return say(f"visit_paper.{key}", self.language, **params)

    def name(self, id: str | None, otherwise: str | None = None) -> str:
        """An actor's name; what was written when it is on no record."""
        if id is None:
            return otherwise or ""
        return self.actors[id].name if id in self.actors else otherwise or ""

    def names(self, ids: Iterable[str]) -> str:
        """Names one after another."""
        return ", ".join(name for name in map(self.name, ids) if name)

    def term(self, id: str | None, vocabulary_name: str) -> str:
        """A word of a vocabulary."""
        terms = vocabulary(vocabulary_name)
        return terms.label(id, self.language) if id and id in terms else ""

    def day(self, day: date | None, style: str = "full") -> str:
        """A day in words."""
        from babel.dates import format_date

        text = format_date(day, style, locale=self.language) if day else ""
        return _capital(text) if style == "full" else text

    def when(self, period: Period | None) -> str:
        """A period as its source says it."""
        if period is None:
            return ""
        return period.text if period.text and self.language == "es" else say_period(period, self.language)

    def dates(self) -> str:
        """The days of the visit, or what is known of them."""
        first, last = self.days
        if first is None:
            return self.when(self.visit.when)
        one = whole(first, "day")
        return say_period(one if last in (None, first) else between(one, whole(last, "day")), self.language)

    def visitors(self) -> list[str]:
        """The organisations and people who come, by id, those of the members first."""
        ids = [id for one in self.delegation.members for id in (one.organisation, one.person) if id]
        ids += [one.actor for one in self.visit.participants if one.role == "counterpart"]
        return list(dict.fromkeys(ids))

    def members(self) -> list[Member]:
        """Who travels, the head first."""
        return sorted(self.delegation.members, key=lambda one: not one.head)

    def member_name(self, member: Member) -> str:
        """The member's name, on record or as it was written."""
        return self.name(member.person, member.name) or member.name or ""

    def organisation(self, member: Member) -> str:
        """On whose behalf the member travels."""
        return self.name(member.organisation, member.organisation_name) or member.organisation_name or ""

    def ordered_guests(self) -> list[Invitation]:
        """The guests in the order of protocol: places given by hand first, then by type and name."""
        return sorted(self.guests, key=self._place)

    def _place(self, guest: Invitation) -> tuple[int, int, str]:
        type = self.actors[guest.actor].type if guest.actor in self.actors else ""
        return (guest.rank or 1000, precedence(type), self.name(guest.actor))

    def source(self, evidence: Evidence) -> str:
        """Where a fact comes from: the document, its section and line."""
        try:
            title = get_source(self.store, evidence.document).title
        except NotFound:
            title = evidence.document
        parts = [
            title,
            evidence.section or "",
            self.word("line", line=evidence.line) if evidence.line else "",
        ]
        return ", ".join(part for part in parts if part)

    def sources(self, evidence: Sequence[Evidence]) -> list[Block]:
        """A note of the sources, or nothing."""
        lines = list(dict.fromkeys(map(self.source, evidence)))
        return [Heading(self.word("sources")), *(Note(line) for line in lines)] if lines else []

    def paper(self, title: str, blocks: Iterable[Block], *, internal: bool = False) -> Paper:
        """The blocks under the office's head, marked when not everyone may read them."""
        office = get_actors(self.store, [office_id()]).get(office_id())
        parent = (
            get_actors(self.store, [office.parent]).get(office.parent) if office and office.parent else None
        )
        issuer = tuple(one.name for one in (parent, office) if one)
        shared = {OFFICE, PUBLIC} & set(self.visit.audience)
        mark = self.word("internal") if internal and shared else "" if shared else self.word("reserved")
        footer = self.word("made_on", day=self.day(today(), "long"))
        return Paper(
            title,
            self.language,
            tuple(blocks),
            issuer=issuer,
            subtitle=f"{self.visit.title}\n{_capital(self.dates())}",
            mark=mark,
            made_on=today(),
            footer=footer,
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def gather_papers(store: Store, interaction: str, language: Language) -> VisitPapers:
    """Reads the visit for its papers. Raises NotFound, and InvalidData for what is no visit."""
    delegation = get_delegation(store, interaction, language)
    visit = get_interaction(store, interaction)
    programme = programme_of(store, interaction)
    guests = invitations_to(store, interaction)
    ids = {id for _field, id in named_actors(delegation)} | {one.actor for one in visit.participants}
    ids |= {one.person for one in visit.participants if one.person}
    ids |= {who for one in programme for who in (*one.hosts, *one.people)}
    ids |= {id for one in guests for id in (one.actor, one.person) if id}
    ids |= {id for one in visit.commitments for id in (one.owner, one.beneficiary) if id}
    days = days_of(visit, delegation)
    return VisitPapers(store, language, visit, delegation, days, programme, guests, get_actors(store, ids))
