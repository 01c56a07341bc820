"""The order of protocol, and on which side of a balanced list an actor stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from crm.vocabulary import vocabulary

Side = Literal["public", "private", "academic", "social", "abroad"]
SIDES: tuple[Side, ...] = ("public", "private", "academic", "social", "abroad")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("crm.data").joinpath("precedence.toml").read_text(encoding="utf-8"))


def precedence(type: str) -> int:
    """The place of a type of actor in the order of protocol, 1 first."""
    order: Sequence[str] = _table()["order"]
    return order.index(type) + 1 if type in order else len(order) + 1


def side_of(type: str) -> Side:
    """The side that a type of actor stands on."""
    terms = vocabulary("actor_types")
    family = terms.get(type).extra.get("family", "") if type in terms else ""
    return cast("Side", _table()["sides"].get(family, "abroad"))
