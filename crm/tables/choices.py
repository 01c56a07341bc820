"""What a person decided about a table: which column is which field, who the doubtful names are, what empty cells mean.

    columns  {"Entidad": "name", "Color": ""}      names  {"uis": "uis", "club kiwanis": "+ngo_foundation", "x": "!"}

A name means an actor's id, "+" (new, of the type after it), or "!" (leave it out). `defaults` fills empty cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.errors import InvalidData
from graph.fold import fold

NEW = "+"
OUT = "!"
_MOST = 5_000
_LONGEST = 300
_TABLES = ("columns", "names", "defaults")
_ANSWERS = ("strict", "make")


@dataclass(frozen=True)
class Choices:
    """All of it; names are folded.

    `strict`: a row whose name is doubtful waits for a decision, instead of being made and marked for review. `make`:
    names that resemble nobody's are made into actors, marked for review, of the type that they or the defaults tell.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    make: bool = False

    def shown(self) -> dict[str, Any]:
        """As it is kept and sent: three tables of texts and two answers."""
        tables = {"columns": dict(self.columns), "names": dict(self.names), "defaults": dict(self.defaults)}
        return {**tables, "strict": self.strict, "make": self.make}

    @classmethod
    def read(cls, said: object) -> Choices:
        """From three tables of texts and two answers, or from the columns alone. Raises InvalidData (field "mapping")."""
        if not isinstance(said, Mapping):
            raise InvalidData.of("mapping", "not_an_object")
        nested = any(isinstance(said.get(name), Mapping) for name in _TABLES)
        tables: Mapping[str, Any] = said if nested else {"columns": said}
        unknown = sorted(map(str, set(tables) - {*_TABLES, *_ANSWERS}))
        if unknown:
            raise InvalidData.of("mapping", "unknown_field", value=unknown[0][:80])
        columns, names, defaults = (_texts(tables.get(name, {})) for name in _TABLES)
        answers = {name: tables.get(name) is True for name in _ANSWERS}
        return cls(columns, {fold(name): means for name, means in names.items()}, defaults, **answers)


def _texts(table: object) -> dict[str, str]:
    fair = isinstance(table, Mapping) and len(table) <= _MOST
    if not fair or not all(isinstance(k, str) and isinstance(v, str) for k, v in table.items()):  # type: ignore[attr-defined]
        raise InvalidData.of("mapping", "not_an_object")
    return {key[:_LONGEST]: value[:_LONGEST] for key, value in table.items()}  # type: ignore[attr-defined]


NOTHING = Choices()
