"""Reading and saving the rows of an engagement plan, one or all together in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm.access import Viewer
from crm.assessments.hanging import ends_of, hanging_in, hung, put_hanging
from crm.engagement.model import ENGAGEMENT, Engagement, engagement_id, read_engagement, said_in
from crm.errors import InvalidData, NotFound, Problem
from crm.interaction_rules import actor_problems, private_among
from crm.listing import Listing, find_page
from crm.merging.signposts import current_ids
from crm.saving import check, node_of, refuse_stale, refuse_version, writing
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

MOST = 300


@dataclass(frozen=True)
class EngagementFilter:
    """Which rows: of one project; those taken out only when asked for."""

    project: str | None = None
    archived: bool | None = False
    limit: int = 100
    after: str | None = None


def plan_of(store: Store, project: str) -> list[Engagement]:
    """The rows of a project's plan in their order, those whose actor the view shows."""
    found = [read_engagement(one) for one in hanging_in(store, ENGAGEMENT, project)]
    return _current(store, sorted(found, key=lambda one: (one.position, one.id)))


def list_engagements(store: Store, filter: EngagementFilter) -> Listing[Engagement]:
    """One page of rows by id. Raises InvalidData for a cursor of another list."""
    wanted = {"project": filter.project, "archived": filter.archived}
    where = tuple(Where(name, "=", value) for name, value in wanted.items() if value is not None)
    order = (("project", False), ("position", False))
    page = find_page(
        store, Query("Engagement", where=where, order=order, limit=filter.limit, after=filter.after)
    )
    return Listing(_current(store, read_rows(store, page.items)), page.total, page.more, page.next)


def _current(store: Store, rows: Sequence[Engagement]) -> list[Engagement]:
    """The rows with whoever does them by the id they have now; nobody when they are gone."""
    named = {one.who for one in rows if one.who}
    now = current_ids(store, named) if named else {}
    there = store.get(set(now.values())) if now else {}
    return [
        one.having(who=now[one.who] if now[one.who] in there else None) if one.who else one for one in rows
    ]


def get_engagement(store: Store, id: str) -> Engagement:
    """The row, taken out or not. Raises NotFound."""
    return _current(store, [read_row(store, node_of(store, "engagement", "Engagement", id))])[0]


def read_rows(reader: Store | Transaction, nodes: Sequence[Node]) -> list[Engagement]:
    """The rows of the nodes, those whose actor may be seen."""
    return [read_engagement(one) for one in hung(reader, ENGAGEMENT, nodes)]


def read_row(reader: Store | Transaction, node: Node) -> Engagement:
    """The row of a node. Raises NotFound when its actor may not be seen."""
    found = read_rows(reader, [node])
    if not found:
        raise NotFound("engagement", node.id)
    return found[0]


def create_engagement(store: Store, viewer: Viewer, row: Engagement) -> Engagement:
    """Puts an actor on the plan; one that was taken out comes back as given. Raises InvalidData, NotFound, NotAllowed."""
    with writing(store, viewer) as tx:
        return _create(tx, row, "")


def update_engagement(store: Store, viewer: Viewer, row: Engagement) -> Engagement:
    """Saves the row as given. Raises EditConflict with both versions, InvalidData, NotFound."""
    with writing(store, viewer) as tx:
        return _update(tx, row, "")


def save_plan(store: Store, viewer: Viewer, rows: Sequence[Engagement]) -> list[Engagement]:
    """Saves several rows or none: new ones (version 0) and changed ones; fields such as "rows[2].when" in what is refused."""
    if len(rows) > MOST:
        raise InvalidData.of("rows", "too_many", limit=MOST)
    with writing(store, viewer) as tx:
        return [
            (_update if one.version else _create)(tx, one, f"rows[{number}].")
            for number, one in enumerate(rows)
        ]


def _create(tx: Transaction, row: Engagement, prefix: str) -> Engagement:
    id = engagement_id(row.project, row.actor)
    before = tx.get([id]).get(id)
    if before is not None and not before.get("archived"):
        check([Problem(f"{prefix}actor", "plan_twice", {"value": row.actor})])
    return _write(tx, row.having(id=id), prefix)


def _update(tx: Transaction, row: Engagement, prefix: str) -> Engagement:
    current = read_row(tx, node_of(tx, "engagement", "Engagement", row.id))
    lasting = ("actor", "project", "commitment", "audience", "archived")
    given = row.having(**{name: getattr(current, name) for name in lasting})
    refuse_stale("engagement", current, given)
    return _write(tx, given, prefix)


def _write(tx: Transaction, row: Engagement, prefix: str) -> Engagement:
    ends = ends_of(tx, row.project, row.actor)
    check(_problems(tx, row, ends.project.audience, prefix))
    return read_row(tx, put_hanging(tx, ENGAGEMENT, row.id, ends, said_in(row)))


def _problems(tx: Transaction, row: Engagement, audience: Sequence[str], prefix: str) -> Iterable[Problem]:
    named = {f"{prefix}who": row.who} if row.who else {}
    known = tx.get({row.actor, *named.values()})
    hidden = {f"{prefix}actor": row.actor, **named}
    return [*actor_problems(named, known), *private_among(hidden.items(), audience, known)]


def archive_engagement(store: Store, viewer: Viewer, id: str, version: int) -> Engagement:
    """Takes the row out; a commitment it became stays. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_engagement(store: Store, viewer: Viewer, id: str, version: int) -> Engagement:
    """Brings it back."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Engagement:
    id, version = which
    with writing(store, viewer) as tx:
        node = node_of(tx, "engagement", "Engagement", id)
        refuse_version("engagement", read_row(tx, node), version)
        return read_row(tx, tx.put_nodes([node.with_properties(archived=archived)])[0])
