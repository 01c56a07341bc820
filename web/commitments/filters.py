"""The commitments as the address asks for them: the first of each stretch of days, or one stretch page by page.

/compromisos                      overdue, today, this week, later, without a date, to review, done: the first of each
/compromisos?grupo=vencidos       all that are overdue                 /compromisos?estado=done     all of one status
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import request

from crm.access import Viewer
from crm.accounts.persons import person_of
from crm.commitments import Commitment, CommitmentFilter, facet_commitments, list_commitments
from crm.listing import Listing
from graph.store import Store
from web.actors.filters import LONGEST, known
from web.facets import Active, Facet, Labels, active_filters, choices_facet, chosen, flag, is_on
from web.frame import same_page
from web.i18n import term
from web.remembered import remembered
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _

OPEN = ("pending", "waiting")
DIRECTIONS = ("ours", "theirs", "none")
FIRST = 12
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Group:
    """Commitments of one stretch of days; `tone` paints its title, `url` shows all of them."""

    id: str
    title: str
    filter: CommitmentFilter
    tone: str = ""


@dataclass(frozen=True)
class Shown:
    """A group with what is shown of it."""

    group: Group
    listing: Listing[Commitment]
    url: str


@dataclass(frozen=True)
class CommitmentList:
    """What the page shows: the groups that are not empty; `whole` when it is one, page by page."""

    words: str
    groups: list[Shown]
    facets: list[Facet]
    active: list[Active]
    whole: bool

    @property
    def total(self) -> int:
        """How many there are in all groups."""
        return sum(shown.listing.total for shown in self.groups)


def gather_commitments(store: Store, viewer: Viewer, day: date) -> CommitmentList:
    """The groups and facets."""
    filter = read_commitment_filter(viewer)
    asked = wanted_groups(filter, day)
    whole = len(asked) == 1
    groups = [_shown(store, group, whole) for group in asked]
    facets = _facets(store, filter)
    active = active_filters(facets, filter.words) + _active_group(asked)
    return CommitmentList(filter.words, [one for one in groups if one.listing.total], facets, active, whole)


def left_to_review() -> int:
    """How many old ones wait to be looked at."""
    return list_commitments(current_store(), CommitmentFilter(status=("to_review",), limit=1)).total


def read_commitment_filter(viewer: Viewer) -> CommitmentFilter:
    """The filter of the address; what no vocabulary has filters nothing."""
    asked = CommitmentFilter(
        words=request.args.get("q", "")[:LONGEST].strip(),
        status=known(chosen("estado"), "commitment_statuses"),
        direction=tuple(value for value in chosen("de") if value in DIRECTIONS),
        archived=is_on("archivados"),
    )
    return own_commitments(asked, viewer) if is_on("mios") else asked


def own_commitments(filter: CommitmentFilter, viewer: Viewer) -> CommitmentFilter:
    """Those one owes; of an account that is tied to no person, those one recorded."""
    person = person_of(whole_store(), viewer)
    return replace(filter, owner=(person,)) if person else replace(filter, mine=viewer.id)


def wanted_groups(filter: CommitmentFilter, day: date) -> list[Group]:
    """The groups that the address asks for: those of a status, one by its name, or all."""
    if filter.status:
        title = ", ".join(term(status, "commitment_statuses") for status in filter.status)
        return [Group("estado", title, _by_day_done(filter) if filter.status == ("done",) else filter)]
    every = _groups(filter, day)
    named = [group for group in every if group.id == request.args.get("grupo")]
    return named or every


def _groups(filter: CommitmentFilter, day: date) -> list[Group]:
    due = replace(filter, status=OPEN)
    done = _by_day_done(replace(filter, status=("done",)))
    return [
        Group("vencidos", _("Vencidos"), replace(due, until=day - DAY), "bad"),
        Group("hoy", _("Hoy"), replace(due, since=day, until=day), "warning"),
        Group("semana", _("Esta semana"), replace(due, since=day + DAY, until=day + WEEK)),
        Group("adelante", _("Más adelante"), replace(due, since=day + WEEK + DAY)),
        Group("sin-fecha", _("Sin fecha"), replace(due, undated=True)),
        Group("por-revisar", _("Por revisar"), replace(filter, status=("to_review",))),
        Group("hechos", _("Cumplidos"), done, "good"),
    ]


def _by_day_done(filter: CommitmentFilter) -> CommitmentFilter:
    return replace(filter, order="done_on", descending=True)


def _shown(store: Store, group: Group, whole: bool) -> Shown:
    after = request.args.get("after") or None
    asked = replace(group.filter, after=after) if whole else replace(group.filter, limit=FIRST)
    return Shown(group, list_commitments(store, asked), same_page(grupo=group.id, after=None, cumplido=None))


def _active_group(asked: list[Group]) -> list[Active]:
    named = [group for group in asked if group.id == request.args.get("grupo")]
    return [Active(_("Cuándo"), group.title, same_page(grupo=None, after=None)) for group in named]


def _facets(store: Store, filter: CommitmentFilter) -> list[Facet]:
    counts = remembered(
        "commitments", filter, lambda: facet_commitments(store, filter, ("status", "direction"))
    )
    words = {"ours": _("De la oficina"), "theirs": _("De otros"), "none": _("Sin responsable")}
    directions = Labels(lambda id: words.get(id, id), order=DIRECTIONS)
    statuses = Labels(lambda id: term(id, "commitment_statuses"))
    others = (flag("mios", _("Lo mío"), None), flag("archivados", _("Archivados"), None))
    return [
        choices_facet("de", _("De quién"), counts["direction"], directions),
        choices_facet("estado", _("Estado"), counts["status"], statuses),
        Facet("otros", _("También"), others),
    ]
