"""One row after another: the values of its cells, or what is wrong with them, each at its row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.errors import InvalidData, Problem
from crm.interaction_model import Participant
from crm.messages import say
from crm.tables.cells import read_cell
from crm.tables.columns import Columns
from crm.tables.names import ActorNames
from crm.tables.synonyms import PARTIES
from crm.tables.table import Table

PARTIES_IN_ORDER = sorted(PARTIES)
_ROLES = PARTIES - {"people"}


@dataclass(frozen=True)
class RowProblem:
    """Why a row cannot be taken; `column` is the file's own header, "" when the whole row is meant."""

    row: int
    column: str
    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """Row, column and reason in one sentence."""
        reason = say(self.key, lang, **self.params)
        key = "table_row_problem" if self.column else "table_row_problem_whole"
        return say(key, lang, row=self.row, column=self.column, text=reason)


@dataclass(frozen=True)
class Row:
    """The values of a row that are not empty, by field; those `assumed` are said for every row and count for new records."""

    number: int
    values: dict[str, Any]
    assumed: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The record it names, or "" for a new one."""
        return str(self.values.get("id", ""))


def rows_of(
    table: Table, columns: Columns, refused: list[RowProblem]
) -> Iterator[list[tuple[str, str]] | None]:
    """The (field, text) pairs of each row in turn; None for one of the wrong length, which is noted as refused."""
    for number, cells in table.numbered():
        if len(cells) != columns.width:
            key = "table_row_long" if len(cells) > columns.width else "table_row_short"
            refused.append(RowProblem(number, "", key, {"count": len(cells), "limit": columns.width}))
            yield None
        else:
            yield [(name, cells[at]) for name, at in columns.at.items() if cells[at]]


def read_row(number: int, pairs: Iterable[tuple[str, str]], columns: Columns) -> tuple[Row, list[RowProblem]]:
    """The row's values; those that need to know the actors ("parent", "participants") stay texts."""
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for name, text in pairs:
        try:
            values[name] = read_cell(name, text)
        except InvalidData as error:
            problems += problems_of(number, columns, error, name)
    return Row(number, values), problems


def resolve(row: Row, columns: Columns, names: ActorNames) -> list[RowProblem]:
    """Puts ids in the place of actors' names, in the row itself; says which names could not be."""
    problems: list[RowProblem] = []
    for name in ("parent", "organisation"):
        if name in row.values:
            try:
                row.values[name] = names.find(row.values[name], "company")
            except InvalidData as error:
                problems += problems_of(row.number, columns, error, name)
    return problems + _parties(row, columns, names)


def _parties(row: Row, columns: Columns, names: ActorNames) -> list[RowProblem]:
    """All columns of who took part become one list; who stands in two of them counts in the first."""
    problems: list[RowProblem] = []
    given = [name for name in ("participants", *PARTIES_IN_ORDER) if name in row.values]
    found: list[Participant] = []
    for name in given:
        try:
            said = names.participants(row.values.pop(name))
        except InvalidData as error:
            problems += problems_of(row.number, columns, error, name)
            continue
        there = {one.actor for one in found}
        role = name if name in _ROLES else None
        found += [one.having(role=role) if role else one for one in said if one.actor not in there]
    if given and not problems:
        row.values["participants"] = found
    return problems


def problems_of(number: int, columns: Columns, error: InvalidData, name: str = "") -> list[RowProblem]:
    """An error's problems at this row, in the words of the file."""
    return [_at(number, columns, problem, name) for problem in error.problems]


def _at(number: int, columns: Columns, problem: Problem, name: str) -> RowProblem:
    field_at = name or problem.field
    return RowProblem(number, columns.header(field_at) if field_at else "", problem.key, problem.params)
