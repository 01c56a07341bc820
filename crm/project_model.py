"""The project: the single definition, and the project as a node. Import it from `crm.projects`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from crm.fields import (
    THE_OFFICE,
    Audience,
    Empty,
    Ids,
    Line,
    Name,
    NewId,
    Noun,
    SomeId,
    Text,
    Version,
    Words,
    term,
)
from crm.periods import Period, period_from, period_properties
from crm.saving import present
from graph.fold import fold
from graph.records import Node

_COPIED = ("title", "summary", "place", "lead", "status", "notes", "archived")
_LISTS = ("themes", "sdgs", "sectors", "funder_hopes", "must_include", "exclude")


class Requirement(Noun):
    """Something the project needs from somebody of a kind: "laboratorio de agua" from a university."""

    need: Annotated[str, Field(min_length=1, max_length=300)]
    kind: Annotated[Annotated[str, term("actor_types")] | None, Empty] = None


class Project(Noun):
    """A project and its brief. Only title and summary must be said."""

    id: NewId = ""
    title: Name
    summary: Annotated[str, Field(min_length=1, max_length=20_000)]
    themes: Words = Field(default_factory=list)
    sdgs: Annotated[list[Annotated[str, term("sdgs")]], Field(max_length=17)] = Field(default_factory=list)
    sectors: Annotated[list[Annotated[str, term("sectors")]], Field(max_length=20)] = Field(
        default_factory=list
    )
    place: Line = None
    period: Period | None = None
    funder_hopes: Words = Field(default_factory=list)
    requirements: Annotated[list[Requirement], Field(max_length=60)] = Field(default_factory=list)
    must_include: Ids = Field(default_factory=list)
    exclude: Ids = Field(default_factory=list)
    lead: SomeId = None
    status: Annotated[str, term("project_statuses")] = "idea"
    notes: Text = None
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0


def node_of_project(project: Project, before: Node | None = None, author: str = "") -> Node:
    """The project's node; requirements are JSON texts."""
    properties = present({name: getattr(project, name) for name in _COPIED})
    properties |= {name: values for name in _LISTS if (values := getattr(project, name))}
    properties |= period_properties(project.period) if project.period else {}
    if project.requirements:
        properties["requirements"] = [one.model_dump_json(exclude_none=True) for one in project.requirements]
    properties |= present({"recorded_by": before.get("recorded_by") if before else author})
    properties["sort_name"] = fold(project.title)
    version = before.version if before else 0
    return Node(project.id, ("Project",), properties, tuple(project.audience), version)


def read_project(node: Node) -> Project:
    """The project that a node keeps."""
    said = {name: node.get(name) for name in _COPIED} | {n: list(node.get(n, ())) for n in _LISTS}
    needs = [Requirement.model_validate_json(text) for text in node.get("requirements", ())]
    own = {"id": node.id, "audience": tuple(node.audience), "version": node.version}
    return Project.trusted({**said, **own, "requirements": needs, "period": period_from(node.properties)})
