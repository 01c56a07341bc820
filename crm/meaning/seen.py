"""Sentences as their reader may read them now: whoever was made confidential, or erased, since the analysis is not named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.meaning.statements import NAMES, PAIRS, Fact, Statement

Names = Mapping[str, str]
# A sentence names a few actors of a list and counts the others: nobody needs the names of those.
READ = 40


def actors_in(statements: Iterable[Statement]) -> Iterator[str]:
    """Every actor that the sentences, what to do about them, or their facts name."""
    for one in statements:
        for params in (one.params, one.advised):
            for name, value in params.items():
                if name in NAMES:
                    yield from value[:READ]
                elif name == PAIRS:
                    yield from (id for _sector, id in value)
        yield from (id for fact in one.facts for id in fact.actors)


def statements_seen(names: Names, statements: Sequence[Statement]) -> list[Statement]:
    """The sentences with the actors in `names` only; what was said of nobody else is left out."""
    return [seen for one in statements if (seen := _seen(names, one)) is not None]


def _seen(names: Names, one: Statement) -> Statement | None:
    params, advised = (_params(names, said) for said in (one.params, one.advised))
    if params is None:
        return None
    facts = tuple(seen for fact in one.facts if (seen := _fact(names, fact)) is not None)
    if advised is None:
        return replace(one, params=params, advice="", advised={}, facts=facts)
    return replace(one, params=params, advised=advised, facts=facts)


def _params(names: Names, params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The parameters without the others; None when one that named somebody names nobody any more."""
    found = {name: _value(names, name, value) for name, value in params.items()}
    emptied = any(params[name] and not found[name] for name in (*NAMES, PAIRS) if name in params)
    return None if emptied else found


def _value(names: Names, name: str, value: Any) -> Any:
    if name in NAMES:
        return (*(id for id in value[:READ] if id in names), *value[READ:])
    if name == PAIRS:
        return [(sector, id) for sector, id in value if id in names]
    return value


def _fact(names: Names, fact: Fact) -> Fact | None:
    """A tie is told of both its ends or not at all; of a list the others stay."""
    actors = tuple(id for id in fact.actors if id in names)
    if len(actors) < len(fact.actors) and (fact.interactions or not actors):
        return None
    return replace(fact, actors=actors)
