"""A coalition as its reader may see it now: who was hidden, erased or called otherwise since the analysis.

A coalition is solved over the analyst's arrays, and kept while those are the same; names and facts are read when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crm.coalitions.model import Alternative, Chosen, Coalition, MissingPart, Rule
from crm.mapping.reasons import Reason

if TYPE_CHECKING:
    from graph.records import Node
    from graph.store import Store

_Pairs = tuple[tuple[str, str], ...]


def as_seen(
    store: Store, coalition: Coalition, others: Sequence[Alternative], somebody: str
) -> tuple[Coalition, tuple[Alternative, ...]]:
    """Both without whom and without what the view does not show; everybody by the name they have now.

    `somebody` stands for who is unseen where a rule that cannot be kept is about them.
    """
    named = {*_named(coalition), *(id for one in others for id in _ends(one))}
    known = store.get(named) if named else {}
    seen = replace(
        coalition,
        chosen=tuple(_chosen(known, one) for one in coalition.chosen if _there(known, one.actor)),
        gaps=tuple(_gap(known, part) for part in coalition.gaps),
        conflict=tuple(_rule(known, rule, somebody) for rule in coalition.conflict),
    )
    return seen, tuple(_alternative(known, one) for one in others if _there(known, one.without))


def _named(coalition: Coalition) -> Iterator[str]:
    for one in coalition.chosen:
        yield from filter(None, (one.actor, one.broker, one.next_best))
        yield from (fact for reason in one.reasons for fact in reason.facts)
    yield from (one.actor for part in coalition.gaps for one in part.names)
    yield from (rule.id for rule in coalition.conflict if rule.id)


def _ends(one: Alternative) -> Iterator[str]:
    yield one.without
    yield from (id for id, _name in (*one.added, *one.removed))


def _there(known: Mapping[str, Node], id: str) -> bool:
    return id in known and not known[id].get("archived")


def _name(known: Mapping[str, Node], id: str) -> str:
    return str(known[id].get("name"))


def _chosen(known: Mapping[str, Node], one: Chosen) -> Chosen:
    return replace(
        one,
        name=_name(known, one.actor),
        reasons=tuple(_reason(known, why) for why in one.reasons if known.keys() >= set(why.facts)),
        broker=one.broker if one.broker in known else None,
        next_best=one.next_best if one.next_best in known else None,
    )


def _reason(known: Mapping[str, Node], why: Reason) -> Reason:
    """A reason that names somebody has that actor as its fact."""
    if "name" not in why.params or len(why.facts) != 1:
        return why
    return replace(why, params={**why.params, "name": _name(known, why.facts[0])})


def _gap(known: Mapping[str, Node], part: MissingPart) -> MissingPart:
    names = tuple(
        replace(one, name=_name(known, one.actor)) for one in part.names if _there(known, one.actor)
    )
    return replace(part, names=names, unconfirmed=part.unconfirmed and bool(names))


def _rule(known: Mapping[str, Node], rule: Rule, somebody: str) -> Rule:
    if not rule.id:
        return rule
    if rule.id not in known:
        return replace(rule, id="", name=somebody)
    return replace(rule, name=_name(known, rule.id))


def _alternative(known: Mapping[str, Node], one: Alternative) -> Alternative:
    added, removed = (_pairs(known, pairs) for pairs in (one.added, one.removed))
    return replace(one, name=_name(known, one.without), added=added, removed=removed)


def _pairs(known: Mapping[str, Node], pairs: _Pairs) -> _Pairs:
    return tuple((id, _name(known, id)) for id, _was in pairs if _there(known, id))
