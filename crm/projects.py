"""Projects: what the office wants to do, and whom it may need for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crm.access import Viewer
from crm.engagement.following import promises_follow
from crm.errors import Problem
from crm.identity import free_ids, slug
from crm.listing import Counts, Listing, all_of, any_of, count_facets, find_page, without
from crm.project_audience import follow_audience
from crm.project_model import Project, Requirement, node_of_project, read_project
from crm.saving import check, node_of, refuse_stale, refuse_version, unknown_ids, writing
from graph.store import Query, Store, Transaction, Where

__all__ = [
    "Project",
    "ProjectFilter",
    "Requirement",
    "archive_project",
    "check_brief",
    "create_project",
    "facet_projects",
    "get_project",
    "list_projects",
    "restore_project",
    "update_project",
]


@dataclass(frozen=True)
class ProjectFilter:
    """Which projects. Themes, SDGs and sectors must all be there; statuses are alternatives."""

    words: str = ""
    status: Sequence[str] = ()
    themes: Sequence[str] = ()
    sdgs: Sequence[str] = ()
    sectors: Sequence[str] = ()
    archived: bool | None = False
    mine: str | None = None
    order: Literal["title", "start", "end", "deadline"] = "title"
    descending: bool = False
    limit: int = 50
    after: str | None = None


def get_project(store: Store, id: str) -> Project:
    """The project, archived or not. Raises NotFound."""
    return read_project(node_of(store, "project", "Project", id))


def list_projects(store: Store, filter: ProjectFilter) -> Listing[Project]:
    """One page of projects. Raises InvalidData for a cursor of another list."""
    page = find_page(store, _query(filter))
    return Listing([read_project(node) for node in page.items], page.total, page.more, page.next)


def facet_projects(store: Store, filter: ProjectFilter) -> dict[str, Counts]:
    """For each dimension: how many projects have each value, the other filters applied."""
    names = ("status", "themes", "sdgs", "sectors")
    queries = {name: _query(without(filter, name)) for name in names}
    return count_facets(store, {name: (query, name) for name, query in queries.items()})


def _query(filter: ProjectFilter) -> Query:
    order = {"title": "sort_name"}.get(filter.order, filter.order)
    return Query(
        "Project",
        text=filter.words,
        where=tuple(_conditions(filter)),
        order=((order, filter.descending),),
        limit=filter.limit,
        after=filter.after,
    )


def _conditions(filter: ProjectFilter) -> Iterator[Where]:
    yield from any_of("status", filter.status)
    for name in ("themes", "sdgs", "sectors"):
        yield from all_of(name, getattr(filter, name))
    if filter.archived is not None:
        yield Where("archived", "=", filter.archived)
    if filter.mine is not None:
        yield Where("recorded_by", "=", filter.mine)


def create_project(store: Store, viewer: Viewer, project: Project) -> Project:
    """Makes the project. Raises InvalidData, NotAllowed."""
    with writing(store, viewer) as tx:
        problems = _problems(tx, project)
        if project.id and tx.get([project.id]):
            problems.append(Problem("id", "id_taken", {"value": project.id}))
        check(problems)
        id = project.id or free_ids(tx, store, [slug(project.title, "proyecto")])[0]
        named = project.having(id=id)
        return read_project(tx.put_nodes([node_of_project(named, author=viewer.id)])[0])


def update_project(store: Store, viewer: Viewer, project: Project) -> Project:
    """Saves the project as given. Raises EditConflict with both versions, InvalidData, NotFound."""
    with writing(store, viewer) as tx:
        before = node_of(tx, "project", "Project", project.id)
        current = read_project(before)
        given = project.having(archived=current.archived)
        refuse_stale("project", current, given)
        check(_problems(tx, given))
        (now,) = tx.put_nodes([node_of_project(given, before)])
        follow_audience(tx, before, now)
        promises_follow(tx, store, viewer, (before, now))
        return read_project(now)


def archive_project(store: Store, viewer: Viewer, id: str, version: int) -> Project:
    """Takes it out of lists and search; it stays reachable by its id. Raises NotFound, EditConflict."""
    return _set_archived(store, viewer, (id, version), archived=True)


def restore_project(store: Store, viewer: Viewer, id: str, version: int) -> Project:
    """Brings an archived project back."""
    return _set_archived(store, viewer, (id, version), archived=False)


def _set_archived(store: Store, viewer: Viewer, which: tuple[str, int], *, archived: bool) -> Project:
    id, version = which
    with writing(store, viewer) as tx:
        before = node_of(tx, "project", "Project", id)
        refuse_version("project", read_project(before), version)
        return read_project(tx.put_nodes([before.with_properties(archived=archived)])[0])


def check_brief(store: Store, project: Project) -> None:
    """Raises InvalidData for whoever a brief names and the store does not show."""
    check(_problems(store, project))


def _problems(tx: Transaction | Store, project: Project) -> list[Problem]:
    wanted = {name: id for name in ("lead", "funder") if (id := getattr(project, name))}
    for name in ("must_include", "exclude"):
        wanted |= {f"{name}[{index}]": id for index, id in enumerate(getattr(project, name))}
    return unknown_ids(tx, wanted, "Actor")
