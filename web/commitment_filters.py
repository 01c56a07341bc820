"""The commitments as the address asks for them: in groups of days, or all of one status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import request

from crm.access import Viewer
from crm.commitments import Commitment, CommitmentFilter, facet_commitments, list_commitments
from crm.listing import Listing
from graph.store import Store
from web.actor_filters import LONGEST, known
from web.facets import Active, Facet, Labels, active_filters, choices_facet, chosen, flag, is_on
from web.i18n import term
from web.texts import gettext as _

OPEN = ("pending", "waiting")
DIRECTIONS = ("ours", "theirs", "none")
FIRST = 30


@dataclass(frozen=True)
class Group:
    """Commitments of one stretch of days; `tone` paints its title, `order` takes the listing's next page."""

    id: str
    title: str
    listing: Listing[Commitment]
    tone: str = ""


@dataclass(frozen=True)
class CommitmentList:
    """What the page shows: the groups that are not empty."""

    words: str
    groups: list[Group]
    facets: list[Facet]
    active: list[Active]

    @property
    def total(self) -> int:
        """How many there are in all groups."""
        return sum(group.listing.total for group in self.groups)


def gather_commitments(store: Store, viewer: Viewer, day: date) -> CommitmentList:
    """The groups and facets. With a status in the address there is one group: that status, page by page."""
    filter = _read_filter(viewer)
    groups = [_of_status(store, filter)] if filter.status else _by_day(store, filter, day)
    facets = _facets(store, filter)
    filled = [group for group in groups if group.listing.total]
    return CommitmentList(filter.words, filled, facets, active_filters(facets, filter.words))


def _read_filter(viewer: Viewer) -> CommitmentFilter:
    return CommitmentFilter(
        words=request.args.get("q", "")[:LONGEST].strip(),
        status=known(chosen("estado"), "commitment_statuses"),
        direction=tuple(value for value in chosen("de") if value in DIRECTIONS),
        archived=is_on("archivados"),
        mine=viewer.id if is_on("mios") else None,
        after=request.args.get("after") or None,
    )


def _of_status(store: Store, filter: CommitmentFilter) -> Group:
    done = filter.status == ("done",)
    order = replace(filter, order="done_on", descending=True) if done else filter
    title = ", ".join(term(status, "commitment_statuses") for status in filter.status)
    return Group("todos", title, list_commitments(store, order))


def _by_day(store: Store, filter: CommitmentFilter, day: date) -> list[Group]:
    open_ones = replace(filter, status=OPEN, limit=FIRST, after=None)
    one = timedelta(days=1)
    week = day + timedelta(days=7)
    far = date.max
    spans: Sequence[tuple[str, str, date, date, str]] = (
        ("vencidos", _("Vencidos"), date.min, day - one, "bad"),
        ("hoy", _("Hoy"), day, day, "warning"),
        ("semana", _("Esta semana"), day + one, week, ""),
        ("adelante", _("Más adelante"), week + one, far, ""),
    )
    groups = [
        Group(id, title, list_commitments(store, replace(open_ones, since=since, until=until)), tone)
        for id, title, since, until, tone in spans
    ]
    return [*groups, _undated(store, open_ones), _status_group(store, filter, "to_review", _("Por revisar"))]


def _undated(store: Store, filter: CommitmentFilter) -> Group:
    return Group("sin-fecha", _("Sin fecha"), list_commitments(store, replace(filter, undated=True)))


def _status_group(store: Store, filter: CommitmentFilter, status: str, title: str) -> Group:
    listing = list_commitments(store, replace(filter, status=(status,), limit=FIRST, after=None))
    return Group(status, title, listing)


def _facets(store: Store, filter: CommitmentFilter) -> list[Facet]:
    counts = facet_commitments(store, filter)
    words = {"ours": _("De la oficina"), "theirs": _("De otros"), "none": _("Sin responsable")}
    statuses = Labels(lambda id: term(id, "commitment_statuses"))
    others = (flag("mios", _("Los que registré"), None), flag("archivados", _("Archivados"), None))
    return [
        choices_facet(
            "de", _("De quién"), counts["direction"], Labels(lambda id: words.get(id, id), order=DIRECTIONS)
        ),
        choices_facet("estado", _("Estado"), counts["status"], statuses),
        Facet("otros", _("También"), others),
    ]
