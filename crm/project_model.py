"""The project: the single definition, and the project as a node. Import it from `crm.projects`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from crm.errors import InvalidData, Problem
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
    is_id,
    term,
)
from crm.money import Budget
from crm.periods import Period, period_from, period_properties
from crm.saving import present
from graph.fold import fold
from graph.records import Node

_COPIED = (
    "title", "summary", "place", "funder", "funder_name", "call", "lead", "status", "notes", "archived",
)  # fmt: skip
_LISTS = ("themes", "sdgs", "sectors", "funder_hopes", "must_include", "exclude")


class Requirement(Noun):
    """Something the project needs from somebody of a kind: "laboratorio de agua" from a university.

    `other_kinds` would do as well ("una universidad o un centro de investigación"), `count` is how many are asked for, and
    what is `optional` is only valued: nothing is missing without it. `quote` is what the call said, word for word, when
    the need was read from one.
    """

    need: Annotated[str, Field(min_length=1, max_length=300)]
    kind: Annotated[Annotated[str, term("actor_types")] | None, Empty] = None
    other_kinds: Annotated[list[Annotated[str, term("actor_types")]], Field(max_length=5)] = Field(
        default_factory=list
    )
    count: Annotated[int, Field(ge=1, le=20)] = 1
    optional: bool = False
    quote: Annotated[Annotated[str, Field(max_length=600)] | None, Empty] = None

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, data: object) -> object:
        return {"need": data} if isinstance(data, str) else data

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of actor any of which will do; none when it does not say."""
        return tuple(dict.fromkeys((self.kind, *self.other_kinds))) if self.kind else ()


class Project(Noun):
    """A project and its brief. Only title and summary must be said.

    Who pays is an actor (`funder`) or, while it is none, a text (`funder_name`); a `funder` that is no id is taken for
    the text. `call` is the call for proposals it answers, which closes on `deadline`.
    """

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
    budget: Budget | None = None
    funder: SomeId = None
    funder_name: Line = None
    call: Line = None
    deadline: Period | None = None
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

    @model_validator(mode="before")
    @classmethod
    def _funder_in_words(cls, data: Any) -> Any:
        said = data.get("funder") if isinstance(data, dict) else None
        if not isinstance(said, str) or not said.strip() or is_id(said.strip()) or data.get("funder_name"):
            return data
        return {**data, "funder": None, "funder_name": said}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = list(_contradictions(self))
        if problems:
            raise InvalidData(problems)
        return self


def _contradictions(project: Project) -> Iterator[Problem]:
    for number, id in enumerate(project.exclude):
        if id in project.must_include:
            yield Problem(f"exclude[{number}]", "both_in_and_out", {"value": id})


def node_of_project(project: Project, before: Node | None = None, author: str = "") -> Node:
    """The project's node; requirements are JSON texts."""
    properties = present({name: getattr(project, name) for name in _COPIED})
    properties |= {name: values for name in _LISTS if (values := getattr(project, name))}
    properties |= period_properties(project.period) if project.period else {}
    if project.deadline is not None:
        properties |= {
            **period_properties(project.deadline, "deadline_"),
            "deadline": project.deadline.sort_day,
        }
    if project.budget is not None:
        properties |= {"budget_amount": project.budget.amount, "budget_currency": project.budget.currency}
    if project.requirements:
        properties["requirements"] = [
            one.model_dump_json(exclude_defaults=True) for one in project.requirements
        ]
    properties |= present({"recorded_by": before.get("recorded_by") if before else author})
    properties["sort_name"] = fold(project.title)
    version = before.version if before else 0
    return Node(project.id, ("Project",), properties, tuple(project.audience), version)


def read_project(node: Node) -> Project:
    """The project that a node keeps."""
    said = {name: node.get(name) for name in _COPIED} | {n: list(node.get(n, ())) for n in _LISTS}
    needs = [Requirement.model_validate_json(text) for text in node.get("requirements", ())]
    amount, currency = node.get("budget_amount"), node.get("budget_currency")
    worked_out = {
        "requirements": needs,
        "period": period_from(node.properties),
        "deadline": period_from(node.properties, "deadline_"),
        "budget": Budget.trusted({"amount": amount, "currency": currency}) if amount else None,
    }
    own = {"id": node.id, "audience": tuple(node.audience), "version": node.version}
    return Project.trusted({**said, **own, **worked_out})
