"""Records as flat rows, one table a noun, with the columns that an import understands.

actors  interactions  commitments  projects  ties  sources  source_issues    and, taken out of them:  posts  evidence
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.exports.records import NOUNS, Record, records
from crm.periods import read_period
from crm.tables.cells import join
from crm.tables.synonyms import FIELDS
from graph.store import Store

Cell = str | int | float
_PLACE = ("document", "section", "line", "where", "grade", "note")
_POST = ("person", "post", "title", "organisation", "when", "when_text", "note")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actors": (*FIELDS["actor"], "audience", "interactions", "last_contact", "next_due"),
    "interactions": (*FIELDS["interaction"], "audience"),
    "commitments": (
        "id", "interaction", "text", "owner", "beneficiary", "direction", "due", "due_text", "status", "result",
        "proof", "proof_url", "done_on", "follows", "reference", "archived", "audience",
    ),
    "projects": (
        "id", "title", "summary", "themes", "sdgs", "sectors", "place", "when", "when_text", "budget", "funder",
        "funder_name", "call", "deadline", "deadline_text", "funder_hopes", "requirements", "must_include", "exclude",
        "lead", "status", "notes", "archived", "audience",
    ),
    "ties": ("id", "type", "start_actor", "end_actor", "when", "when_text", *_PLACE),
    "sources": ("id", "title", "when", "when_text", "note"),
    "source_issues": (
        "id", "kind", "severity", "status", "document", "issue_es", "issue_en", "handling_es", "handling_en", "concerns",
    ),
    "delegations": (
        "interaction", "purpose", "first_day", "last_day", "places", "languages", "lodging", "raise_topics",
        "avoid_topics", "members", "hosts", "budget", "documents", "press", "steps", "audience",
    ),
    "programme": (
        "id", "interaction", "day", "begins", "minutes", "title", "place", "hosts", "people", "transport", "buffer",
        "notes", "archived", "audience",
    ),
    "invitations": ("id", "interaction", "actor", "status", "person", "note", "rank", "archived", "audience"),
    "engagements": (
        "id", "project", "actor", "objective", "message", "channel", "who", "when", "when_text", "next_step", "commitment",
        "position", "archived", "audience",
    ),
    "posts": _POST,
    "evidence": ("record", *_PLACE),
}  # fmt: skip


@dataclass(frozen=True)
class Flat:
    """A table: its name, its headers, and its rows one after another."""

    name: str
    headers: Sequence[str]
    rows: Iterator[list[Cell]]


def tables(store: Store) -> Iterator[Flat]:
    """All tables in turn; posts and evidence come last, collected while the others were read: read them in order."""
    posts: list[list[Cell]] = []
    evidence: list[list[Cell]] = []
    for noun in NOUNS:
        yield Flat(noun, COLUMNS[noun], _rows(store, noun, posts, evidence))
    for name, rows in (("evidence", evidence), ("posts", posts)):
        yield Flat(name, COLUMNS[name], iter(sorted(rows, key=_by_text)))


def _by_text(row: list[Cell]) -> list[str]:
    return [str(cell) for cell in row]


def _rows(
    store: Store, noun: str, posts: list[list[Cell]], evidence: list[list[Cell]]
) -> Iterator[list[Cell]]:
    for record in records(store, noun):
        id = record.get("id") or record["interaction"]  # a delegation is known by its interaction
        evidence += [[id, *_cells(place, _PLACE)] for place in record.get("sources", ())]
        posts += [_cells({**held, "person": id}, _POST) for held in record.get("posts", ())]
        yield _cells(record, COLUMNS[noun])


def _cells(record: Record, columns: Sequence[str]) -> list[Cell]:
    flat = _with_periods({**(record.get("source") or {}), **_present(record)})
    return [_cell(name, flat.get(name)) for name in columns]


def _present(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None}


def _with_periods(record: Record) -> Record:
    flat = dict(record)
    for field, column in (("when", "when"), ("period", "when"), ("due", "due"), ("deadline", "deadline")):
        if isinstance(record.get(field), dict):
            period = read_period(record[field])
            flat |= {column: period.edtf, f"{column}_text": period.text}
    return flat


def _cell(name: str, value: Any) -> Cell:
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, list):
        return join(_ITEMS.get(name, str)(item) for item in value)
    if isinstance(value, dict):
        return f"{value['currency']} {value['amount']}"  # the budget of a project
    return value if isinstance(value, int | float) else str(value)


def _participant(item: Record) -> str:
    parts = [item["actor"], item["role"], *([item["person"]] if item.get("person") else [])]
    return ":".join(parts)


def _amount(item: Record) -> str:
    about = "≈ " if item.get("approx") else ""
    return f"{item['currency']} {about}{item['value']} {item.get('concept') or ''}".strip()


def _figure(item: Record) -> str:
    qualifier = f" [{item['qualifier']}]" if item.get("qualifier") else ""
    return f"{item['value']} {item['unit']}{qualifier}"


def _requirement(item: Record) -> str:
    return f"{item['need']} [{item['kind']}]" if item.get("kind") else str(item["need"])


def _told(*names: str) -> Callable[[Any], str]:
    """An item of a group as its telling values: "Marie Tremblay, Ministra"; an id alone as it is."""
    return lambda item: (
        ", ".join(str(item[name]) for name in names if item.get(name))
        if isinstance(item, dict)
        else str(item)
    )


_ITEMS: Mapping[str, Callable[[Any], str]] = {
    "members": _told("name", "person", "post", "organisation", "organisation_name"),
    "hosts": _told("actor", "sector", "task"),
    "budget": _told("concept", "currency", "amount", "payer", "payer_name"),
    "documents": _told("title", "url", "on"),
    "press": _told("title", "url", "on"),
    "steps": _told("text", "days_before", "owner", "done_on"),
    "participants": _participant,
    "amounts": _amount,
    "numbers": _figure,
    "requirements": _requirement,
}
