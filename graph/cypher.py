"""Safe Cypher: names are checked and quoted, every value is a parameter.

>>> labels("Actor", "Embassy"), types(["OWES", "OWED_TO"]), stored("n", "name")
(':`Actor`:`Embassy`', ':`OWES`|`OWED_TO`', 'n.`name`')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

# The node's or edge's own id; a property that a record happens to call "id" is kept beside it.
ID: Final = "id"
GIVEN_ID: Final = "_id"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def quoted(name: str) -> str:
    """A label, type or property name as Cypher may hold it. Raises ValueError for anything but a plain name."""
    # Cypher resolves \u0060 inside backticks too, so doubling backticks alone would not do.
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name: {name[:40]!r}")
    return f"`{name}`"


def labels(*names: str) -> str:
    """As in ":`A`:`B`", for a pattern that asks for all of them."""
    return "".join(f":{quoted(name)}" for name in names)


def types(names: Iterable[str]) -> str:
    """As in ":`A`|`B`", for a relationship of any of them; "" when there are none."""
    text = "|".join(quoted(name) for name in names)
    return f":{text}" if text else ""


def stored_name(name: str) -> str:
    """What a record's property is called in the database."""
    return GIVEN_ID if name == ID else name


def stored(variable: str, name: str) -> str:
    """A record's property as an expression."""
    return f"{variable}.{quoted(stored_name(name))}"


class Values:
    """Collects the parameters of one statement."""

    def __init__(self, **values: Any) -> None:
        self.all: dict[str, Any] = dict(values)

    def add(self, value: Any) -> str:
        """Keeps a value; gives the expression that stands for it."""
        name = f"v{len(self.all)}"
        self.all[name] = value
        return f"${name}"
