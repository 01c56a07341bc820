"""The rhythms of the types of actors: read, set by an administrator, and what follows of them for who turns cold.

A change is saved at once and can be undone. The days on which ties turn cold are then worked out again, of few actors
right away, of many by the analyst: whatever stops it, the next look goes on, until all of them follow the rhythms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from crm.access import SYSTEM, Viewer, require
from crm.contact import with_cold_day
from crm.errors import EditConflict, InvalidData, Problem, translated
from crm.follow_up.rhythm import LABEL, Rhythm, cadence_id, rhythm_of, usual_days
from crm.listing import every
from crm.vocabulary import vocabulary
from graph.records import Node, Value
from graph.store import Query, Store, Where

LONGEST = 3650
AT_ONCE = 300
_SETTLED = "cold-days-settled"
_STEP = 500


@dataclass(frozen=True)
class Cadence:
    """The rhythm of a type in days, 0 for none; `usual` is what the product comes with."""

    type: str
    days: int
    usual: int
    version: int = 0


def list_cadences(store: Store) -> list[Cadence]:
    """All types in their order."""
    nodes = store.get([cadence_id(term.id) for term in vocabulary("actor_types")])
    return [_cadence(term.id, nodes.get(cadence_id(term.id))) for term in vocabulary("actor_types")]


def _cadence(type: str, node: Node | None) -> Cadence:
    usual = usual_days(type)
    return Cadence(type, node.get("days"), usual, node.version) if node else Cadence(type, usual, usual)


def set_cadences(store: Store, viewer: Viewer, given: Sequence[Cadence]) -> list[str]:
    """Saves the rhythms that differ, in one unit of work; gives their types. What follows is settled by `settle_cold_days`.

    Raises NotAllowed, InvalidData, and EditConflict when somebody set one of them meanwhile.
    """
    require(viewer, "administer")
    _check(given)
    with translated(), store.transaction(viewer.id) as tx:
        now = tx.get([cadence_id(one.type) for one in given])
        changed = [one for one in given if _cadence(one.type, now.get(cadence_id(one.type))).days != one.days]
        for one in changed:
            _refuse_stale(_cadence(one.type, now.get(cadence_id(one.type))), one)
        tx.put_nodes([_node(one) for one in changed])
    return [one.type for one in changed]


def _check(given: Sequence[Cadence]) -> None:
    problems = []
    for one in given:
        if one.type not in vocabulary("actor_types"):
            problems.append(Problem(one.type, "unknown_choice", {"value": one.type}))
        elif not 0 <= one.days <= LONGEST:
            problems.append(
                Problem(
                    one.type,
                    "too_big" if one.days > 0 else "too_small",
                    {"limit": LONGEST if one.days > 0 else 0},
                )
            )
    if problems:
        raise InvalidData(problems)


def _refuse_stale(now: Cadence, given: Cadence) -> None:
    if now.version != given.version:
        current, wanted = ({"days": one.days, "version": one.version} for one in (now, given))
        raise EditConflict("cadence", cadence_id(now.type), current, wanted, ["days"])


def _node(cadence: Cadence) -> Node:
    name = vocabulary("actor_types").label(cadence.type, "es")
    properties: dict[str, Value] = {"type": cadence.type, "days": cadence.days, "name": name}
    return Node(cadence_id(cadence.type), (LABEL,), properties, version=cadence.version)


def unsettled(store: Store) -> list[str]:
    """The types whose actors do not all follow their rhythm yet."""
    return list(_unsettled(store, rhythm_of(store)))


def _unsettled(store: Store, rhythm: Rhythm) -> dict[str, int]:
    done = _settled(store)
    return {type: days for type, days in rhythm.types.items() if done.get(type, usual_days(type)) != days}


def _settled(store: Store) -> Mapping[str, int]:
    node = store.get([_SETTLED]).get(_SETTLED)
    return dict(json.loads(node.get("days"))) if node else {}


def settle_cold_days(store: Store, most: int | None = None) -> bool:
    """Works out again who turns cold when, for types whose rhythm changed; at most `most` actors. Says whether all is done."""
    whole = store.as_seen_by(None)
    left = most
    for type, days in _unsettled(whole, rhythm_of(whole)).items():
        if left is not None:
            left -= whole.find(_met(type, limit=1)).total
            if left < 0:
                return False
        for batch in _batches(every(whole, _met(type))):
            _turn(whole, batch)
        _note(whole, type, days)
    return True


def _met(type: str, limit: int = 50) -> Query:
    where = (Where("type", "=", type), Where("last_contact", "present"))
    return Query("Actor", where=where, limit=limit)


def _turn(store: Store, batch: Sequence[Node]) -> None:
    with translated(), store.transaction(SYSTEM.id) as tx:
        rhythm, now = rhythm_of(tx), tx.get([node.id for node in batch])
        turned = [with_cold_day(node, rhythm) for node in now.values()]
        tx.put_nodes([node for node in turned if node.get("cold_on") != now[node.id].get("cold_on")])


def _note(store: Store, type: str, days: int) -> None:
    """Says which rhythm the actors follow now; if it changed while they were settled, the next look sees it."""
    with translated(), store.transaction(SYSTEM.id) as tx:
        node = tx.get([_SETTLED]).get(_SETTLED) or Node(_SETTLED, ("Setting",), {})
        said = dict(json.loads(node.get("days", "{}"))) | {type: days}
        tx.put_nodes([node.with_properties(days=json.dumps(said, sort_keys=True))])


def _batches(nodes: Iterator[Node]) -> Iterator[list[Node]]:
    while batch := list(islice(nodes, _STEP)):
        yield batch
