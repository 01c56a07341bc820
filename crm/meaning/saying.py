"""Everything worth saying of an actor, or of the whole network, the weightiest first.

statements_of(derived, "imebu")   ->  "Si se va, 4 actores se quedan sin contacto con …", what to do, the facts
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from crm.meaning.leaving import cut_statements, door_statements, lean_statements
from crm.meaning.standing import broker_statements, contact_statements, core_statements

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.meaning.statements import Statement

T = TypeVar("T")
# Sentences about the whole network are the same for everybody while the results are the same.
_KEPT: WeakKeyDictionary[Derived, dict[str, Any]] = WeakKeyDictionary()
_PARTS = (
    door_statements,
    cut_statements,
    broker_statements,
    lean_statements,
    contact_statements,
    core_statements,
)


def statements_of(derived: Derived, actor: str) -> list[Statement]:
    """The sentences about a partner; none for somebody who is no partner or came after the results were made."""
    number = derived.number.get(actor)
    if number is None or not derived.array("partner")[number]:
        return []
    found = [statement for part in _PARTS for statement in part(derived, number)]
    return sorted(found, key=lambda statement: -statement.weight)


def sector_brokers(derived: Derived) -> list[tuple[str, str, Statement]]:
    """Of each sector the partner between most pairs that have not met: the sector, the actor, the sentence that says so."""
    return _kept(derived, "brokers", lambda: _sector_brokers(derived))


def _sector_brokers(derived: Derived) -> list[tuple[str, str, Statement]]:
    said = derived.folder.document("meaning")["brokers"]
    found: list[tuple[str, str, Statement]] = []
    for sector, number in said.items():
        found += [(sector, derived.ids[number], one) for one in broker_statements(derived, number)][:1]
    return found


def weightiest(derived: Derived, most: int = 5) -> list[tuple[str, Statement]]:
    """The actors whose leaving would cost most, each with its weightiest sentence."""
    return _kept(derived, f"weightiest {most}", lambda: _weightiest(derived, most))


def _weightiest(derived: Derived, most: int) -> list[tuple[str, Statement]]:
    found = derived.folder.document("meaning")["hinges"][:most]
    said = [
        (number, max(_losses(derived, number), key=lambda one: one.weight, default=None)) for number in found
    ]
    return [(derived.ids[number], statement) for number, statement in said if statement is not None]


def _losses(derived: Derived, number: int) -> Iterator[Statement]:
    yield from door_statements(derived, number)
    yield from cut_statements(derived, number)


def _kept(derived: Derived, name: str, make: Callable[[], T]) -> T:
    """What was made before of the same results, or made now."""
    kept = _KEPT.setdefault(derived, {})
    if name not in kept:
        kept[name] = make()
    found: T = kept[name]
    return found
