"""What a table leaves open: names that may be somebody already there, or nobody yet. A person decides each name once.

"Univ. Industrial de Santander" in rows 4 and 9 may be uis (0.91, a very similar name); or it is new: a university
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crm.tables.alike import Alike
from crm.tables.kinds import type_of_name
from crm.tables.names import UNSURE, ActorNames
from crm.tables.rows import RowProblem
from graph.fold import fold

_LEAST = 0.6


@dataclass
class Doubt:
    """One name. `mention`: other records name it, so that rows wait for it; else it is the record of the row itself."""

    name: str
    rows: list[int]
    options: list[Alike]
    mention: bool
    type: str | None = None


@dataclass
class Doubts:
    """All of them, by folded name."""

    by_name: dict[str, Doubt] = field(default_factory=dict)

    def note(self, name: str, row: int, options: Sequence[Alike], *, mention: bool) -> None:
        """Adds a row to a name."""
        known = self.by_name.get(fold(name))
        if known is None:
            type = type_of_name(name)
            self.by_name[fold(name)] = Doubt(name, [row], list(options), mention, type)
        elif known.rows[-1] != row:
            known.rows.append(row)

    def note_refused(self, problems: Iterable[RowProblem], names: ActorNames) -> None:
        """Adds the names that rows were refused for."""
        for problem in problems:
            name = str(problem.params.get("value", ""))
            if problem.key in UNSURE and name:
                new = fold(name) not in self.by_name
                options = _options(problem, name, names) if new else []
                self.note(name, problem.row, options, mention=True)

    @property
    def rows(self) -> set[int]:
        """Every row that has one."""
        return {row for doubt in self.by_name.values() for row in doubt.rows}


def _options(problem: RowProblem, name: str, names: ActorNames) -> list[Alike]:
    candidates = problem.params.get("candidates")
    if isinstance(candidates, list):
        return [Alike(id, names.name_of(id), 1.0, ("same_name",)) for id in candidates]
    return names.alike.find(name, _LEAST)
