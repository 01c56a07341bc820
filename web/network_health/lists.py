"""The actors behind a number of a period, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from crm.derived.results import Derived
from crm.health.reading import LISTS, PeriodHealth, actors_behind, health_of, named_in, period_seen
from crm.health.spans import Unit
from web.texts import gettext as _
from web.wording import actor_names

PAGE = 100


@dataclass(frozen=True)
class ShownList:
    """One page of a list: (id, name, type) each; `next` is where the following page begins, "" for none."""

    name: str
    title: str
    measure: str
    items: Sequence[tuple[str, str, str]]
    total: int
    next: str
    more: bool = False


def periods_seen(derived: Derived, unit: Unit) -> list[PeriodHealth]:
    """The periods of one length, naming whom the reader may see now."""
    periods = health_of(derived, unit)
    names = actor_names(named_in(periods))
    return [period_seen(one, names) for one in periods]


def list_titles() -> dict[str, str]:
    """What each list of a period is called."""
    return {
        "active": _("Aliados activos"),
        "new": _("Aliados nuevos"),
        "back": _("Aliados de vuelta"),
        "lost": _("Activos en el periodo anterior y no en este"),
        "cold": _("Aliados con más tiempo sin contacto que su ritmo"),
    }


def shown_list(derived: Derived, period: PeriodHealth, name: str) -> ShownList:
    """A page of the list of that name; of the active ones when there is no such list."""
    name = name if name in LISTS else "active"
    numbers = actors_behind(derived, period, name)
    text = request.args.get("after", "0")
    begin = int(text) if text.isdecimal() and len(text) < 8 else 0
    found = {derived.ids[one]: derived.actors["type"][one] for one in numbers[begin : begin + PAGE].tolist()}
    names = actor_names(found)
    items = [(id, names[id], type) for id, type in found.items() if id in names]
    following = str(begin + PAGE) if begin + PAGE < len(numbers) else ""
    return ShownList(
        name, list_titles()[name], "cold" if name == "cold" else "size", items, len(numbers), following
    )
