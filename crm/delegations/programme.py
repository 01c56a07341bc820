"""The programme of a visit: its sessions by day and hour, made, changed, moved, taken out and brought back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm.access import Viewer
from crm.delegations.programme_model import (
    DAY_MINUTES,
    Session,
    edges_of_session,
    hour_of,
    node_of_session,
    read_session,
)
from crm.delegations.records import visit_node
from crm.errors import Problem
from crm.identity import free_ids, slug
from crm.listing import Listing, find_page
from crm.saving import (
    check,
    edges_of,
    node_of,
    refuse_stale,
    refuse_version,
    sync_edges,
    unknown_ids,
    writing,
)
from graph.records import Edge, Node
from graph.store import Query, Store, Transaction, Where

MOST = 500
_STEP = 15


@dataclass(frozen=True)
class SessionFilter:
    """Which sessions: of one visit, of some days (inclusive); those taken out only when asked for."""

    interaction: str | None = None
    since: date | None = None
    until: date | None = None
    archived: bool | None = False
    limit: int = 100
    after: str | None = None


def list_sessions(store: Store, filter: SessionFilter) -> Listing[Session]:
    """One page of sessions by day. Raises InvalidData for a cursor of another list."""
    wanted = {"interaction": filter.interaction, "archived": filter.archived}
    where = [Where(name, "=", value) for name, value in wanted.items() if value is not None]
    where += [Where("day", ">=", filter.since)] if filter.since else []
    where += [Where("day", "<=", filter.until)] if filter.until else []
    order = (("day", False), ("begins", False))
    query = Query("ProgrammeSession", where=tuple(where), order=order, limit=filter.limit, after=filter.after)
    page = find_page(store, query)
    return Listing(read_sessions(store, page.items), page.total, page.more, page.next)


def programme_of(store: Store, interaction: str) -> list[Session]:
    """The whole programme of a visit, in the order of time."""
    found = list_sessions(store, SessionFilter(interaction, limit=MOST)).items
    return sorted(found, key=lambda one: (one.day, one.start, one.id))


def read_sessions(store: Store | Transaction, nodes: Sequence[Node]) -> list[Session]:
    """The sessions of the nodes, two reads for any number of them."""
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(store, [node.id for node in nodes], ("ON_PROGRAMME",), "in"):
        edges[edge.end].append(edge)
    return [read_session(node, edges[node.id]) for node in nodes]


def get_session(store: Store, id: str) -> Session:
    """The session, taken out or not. Raises NotFound."""
    return read_sessions(store, [node_of(store, "session", "ProgrammeSession", id)])[0]


def create_session(store: Store, viewer: Viewer, session: Session) -> Session:
    """Puts a session on the programme. Raises InvalidData, NotFound, NotAllowed."""
    with writing(store, viewer) as tx:
        visit = visit_node(tx, session.interaction)
        check(_problems(tx, session))
        if session.id and tx.get([session.id]):
            check([Problem("id", "id_taken", {"value": session.id})])
        base = slug(f"{session.day.isoformat()} {session.title}", limit=68)
        id = session.id or free_ids(tx, store, [base])[0]
        return _write(tx, session.having(id=id), None, visit.audience)


def update_session(store: Store, viewer: Viewer, session: Session) -> Session:
    """Saves the session as given. Raises EditConflict with both versions, InvalidData, NotFound."""
    with writing(store, viewer) as tx:
        before = node_of(tx, "session", "ProgrammeSession", session.id)
        (current,) = read_sessions(tx, [before])
        kept = {
            "archived": current.archived,
            "interaction": current.interaction,
            "audience": current.audience,
        }
        given = session.having(**kept)
        refuse_stale("session", current, given)
        check(_problems(tx, given))
        return _write(tx, given, before, before.audience)


def move_session(store: Store, viewer: Viewer, which: tuple[str, int], to: tuple[date, str, int]) -> Session:
    """Puts it at (day, hour, minutes). `which` is (id, version). Raises EditConflict, InvalidData, NotFound."""
    id, version = which
    day, begins, minutes = to
    current = get_session(store, id)
    moved = current.changed(day=day, begins=begins, minutes=minutes, version=version)
    refuse_version("session", current, version)
    return update_session(store, viewer, moved)


def nudged(session: Session, later: int = 0, longer: int = 0, days: int = 0) -> tuple[date, str, int]:
    """Where a session lands that is moved by minutes or days or made longer, kept within its day."""
    minutes = min(max(session.minutes + longer, _STEP), DAY_MINUTES - session.start)
    start = min(max(session.start + later, 0), DAY_MINUTES - minutes)
    return date.fromordinal(session.day.toordinal() + days), hour_of(start), minutes


def archive_session(store: Store, viewer: Viewer, id: str, version: int) -> Session:
    """Takes it off the programme; it can be brought back. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_session(store: Store, viewer: Viewer, id: str, version: int) -> Session:
    """Brings it back."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Session:
    id, version = which
    with writing(store, viewer) as tx:
        before = node_of(tx, "session", "ProgrammeSession", id)
        (current,) = read_sessions(tx, [before])
        refuse_version("session", current, version)
        return _write(tx, current.having(archived=archived), before, before.audience)


def _write(tx: Transaction, session: Session, before: Node | None, audience: tuple[str, ...]) -> Session:
    (node,) = tx.put_nodes([node_of_session(session, before, audience)])
    old = edges_of(tx, [node.id], ("ON_PROGRAMME",), "in") + edges_of(tx, [node.id], ("SCHEDULED_IN",), "out")
    sync_edges(tx, old if before else (), edges_of_session(session, tuple(audience)))
    return read_sessions(tx, [node])[0]


def _problems(tx: Transaction, session: Session) -> Iterable[Problem]:
    wanted = {f"hosts[{number}]": id for number, id in enumerate(session.hosts)}
    wanted |= {f"people[{number}]": id for number, id in enumerate(session.people)}
    return unknown_ids(tx, wanted, "Actor")
