"""What was read in a call, as the fields of a project: what is ticked beforehand, or everything."""

from __future__ import annotations

from typing import Any

from crm.briefs.model import Terms
from crm.projects import Project

_ONES = ("title", "summary", "call", "funder", "funder_name", "place", "notes")
_LISTS = ("themes", "sdgs", "sectors")
_LONGEST_QUOTE = 600


def fields_of(terms: Terms, *, all_of_it: bool = False) -> dict[str, Any]:
    """The project's fields by name: those that are sure, or `all_of_it`."""
    said = {name: getattr(terms, name) for name in _ONES}
    given: dict[str, Any] = {
        name: one.value
        for name, one in said.items()
        if one and (one.sure or all_of_it or name in ("title", "summary"))
    }
    for name in _LISTS:
        given[name] = [one.value for one in getattr(terms, name) if one.sure or all_of_it]
    for name, when in (("deadline", terms.deadline), ("period", terms.period)):
        if when and (when.sure or all_of_it):
            given[name] = when.period
    if terms.budget:
        given["budget"] = {"amount": terms.budget.amount, "currency": terms.budget.currency}
    given["requirements"] = [
        {
            "need": one.need,
            "kind": one.kind,
            "other_kinds": one.other_kinds,
            "count": one.count,
            "optional": one.force == "wish",
            "quote": one.quote[:_LONGEST_QUOTE],
        }
        for one in terms.requirements
        if one.sure or all_of_it
    ]
    return given


def project_from(terms: Terms) -> Project:
    """A project of what is sure, not saved. Raises InvalidData when not even a title and a summary were found."""
    return Project.of(fields_of(terms))
