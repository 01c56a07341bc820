"""The questions of the backtest: each partner of each interaction hidden once, with what was known before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from crm.derived.results import Derived
from crm.mapping.recommending import Asked
from graph.fold import fold
from graph.store import Store

_TOLD = ("id", "title", "summary", "themes")
_TOGETHER = 2
_BRACKETS = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True)
class Case:
    """One question: the interaction, whom it hides (a number of the results), and what is asked."""

    interaction: str
    hidden: int
    asked: Asked
    fresh: bool  # whether the hidden actor had never been seen before


def cases_of(store: Store, derived: Derived, first: date | None, end: date | None) -> list[Case]:
    """Every case of the interactions that began from `first` until before `end`, in the order of days and ids."""
    texts = {str(row[0]): _text(row) for row in chain.from_iterable(store.table("Interaction", _TOLD))}
    starts = derived.array("interaction_start")
    low = first.toordinal() if first else 0
    high = end.toordinal() if end else int(starts.max(initial=0)) + 1
    chosen = np.flatnonzero((starts >= low) & (starts < high) & ~derived.array("interaction_reference"))
    ids = derived.interaction_ids(chosen)
    ordered = sorted(zip(starts[chosen].tolist(), ids, chosen.tolist(), strict=True))
    members = _members(derived)
    return [
        case for day, id, event in ordered for case in _cases(derived, (day, id, texts[id]), members[event])
    ]


def without_names(store: Store, derived: Derived, cases: Sequence[Case]) -> list[Case]:
    """The same cases with the hidden actor's names and aliases taken out of the text."""
    rows: Iterator[tuple[Any, ...]] = chain.from_iterable(store.table("Actor", ("id", "name", "aliases")))
    names = {str(id): _names(name, aliases or ()) for id, name, aliases in rows}
    return [_blanked(case, names[derived.ids[case.hidden]]) for case in cases]


def _text(row: tuple[Any, ...]) -> str:
    _, title, summary, themes = row
    return ". ".join(part for part in (title, summary, ", ".join(themes or ())) if part)


def _members(derived: Derived) -> list[list[int]]:
    """The partners of each interaction."""
    begins, event = derived.array("took_part_begins"), derived.array("took_part_event")
    actor = np.repeat(np.arange(len(derived.ids)), np.diff(begins))
    kept = derived.array("partner")[actor]
    found: list[list[int]] = [[] for _ in derived.array("interaction_start")]
    for number, one in zip(actor[kept].tolist(), event[kept].tolist(), strict=True):
        found[one].append(number)
    return found


def _cases(derived: Derived, what: tuple[int, str, str], members: Sequence[int]) -> Iterator[Case]:
    day, id, text = what
    if len(members) < _TOGETHER:
        return
    before = date.fromordinal(day)
    for hidden in members:
        rest = tuple(derived.ids[one] for one in members if one != hidden)
        yield Case(id, hidden, Asked(text, rest, before, (id,)), not _seen(derived, hidden, day))


def _seen(derived: Derived, actor: int, day: int) -> bool:
    begin, end = derived.array("took_part_begins")[actor : actor + 2].tolist()
    events = derived.array("took_part_event")[begin:end]
    return bool((derived.array("interaction_end")[events] < day).any())


def _names(name: str, aliases: Sequence[str]) -> list[str]:
    said = [name, *aliases]
    parts = [part for one in said for part in (one, _BRACKETS.sub(" ", one), *_BRACKETS.findall(one))]
    return sorted({fold(part).strip() for part in parts if fold(part).strip()}, key=lambda part: -len(part))


def _blanked(case: Case, names: Sequence[str]) -> Case:
    text = f" {fold(case.asked.text)} "
    for name in names:
        text = text.replace(f" {name} ", "  ").replace(f" {name}s ", "  ")
    asked = Asked(text, case.asked.companions, case.asked.before, case.asked.without)
    return Case(case.interaction, case.hidden, asked, case.fresh)
