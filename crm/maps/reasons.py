"""Which reasons of one map another does not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crm.mapping.reasons import Reason

# One reason under two keys, as it is said of one interaction or of many.
_ONE = {"did_one": "did", "did_many": "did"}


def beyond(some: Iterable[Reason], others: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons of `some` that `others` do not have, or not with all the facts."""
    known: dict[tuple[str, str], set[str]] = {}
    for one in others:
        known.setdefault(_name(one), set()).update(one.facts)
    found = []
    for one in some:
        facts = tuple(fact for fact in one.facts if fact not in known.get(_name(one), set()))
        if facts or _name(one) not in known:
            found.append(replace(one, facts=facts))
    return tuple(found)


def _name(one: Reason) -> tuple[str, str]:
    """What makes a reason the same one on another day."""
    key = one.key.rpartition(".")[2]
    return _ONE.get(key, key), str(one.params.get("need", ""))
