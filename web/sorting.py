"""The order of a list as its address says it: ?orden=nombre, ?orden=-contacto the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from web.frame import same_page

PARAMETER = "orden"


@dataclass(frozen=True)
class Orders:
    """The order in force: `by` is a word of the address, `field` what the listing function calls it.

    `falling` are the words that people first want from the top: the latest, the most.
    """

    by: str
    descending: bool
    fields: Mapping[str, str]
    falling: frozenset[str]

    @property
    def field(self) -> str:
        """The field to order by."""
        return self.fields[self.by]

    def url(self, name: str) -> str:
        """This list ordered by `name`; the other way round when it already is."""
        down = not self.descending if name == self.by else name in self.falling
        return same_page(after=None, **{PARAMETER: f"-{name}" if down else name})


def read_orders(fields: Mapping[str, str], usual: str, falling: frozenset[str]) -> Orders:
    """The order that the address asks for; `usual` ("-contacto" for falling) when it asks for none or an unknown one."""
    asked = request.args.get(PARAMETER, "")
    wanted = asked if asked.lstrip("-") in fields else usual
    return Orders(wanted.lstrip("-"), wanted.startswith("-"), fields, falling)
