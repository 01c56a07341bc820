"""Everything worth saying of an actor, or of the whole network, the weightiest first.

statements_of(derived, "imebu")   ->  "Si se va, 4 actores se quedan sin contacto con …", what to do, the facts
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.meaning.leaving import cut_statements, door_statements, lean_statements
from crm.meaning.standing import broker_statements, contact_statements, core_statements

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.meaning.statements import Statement

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
    said = derived.folder.document("meaning")["brokers"]
    found = []
    for sector, number in said.items():
        found += [(sector, derived.ids[number], one) for one in broker_statements(derived, number)][:1]
    return found


def weightiest(derived: Derived, most: int = 5) -> list[tuple[str, Statement]]:
    """The actors whose leaving would cost most, each with its weightiest sentence."""
    found = derived.folder.document("meaning")["hinges"][:most]
    said = [(derived.ids[number], statements_of(derived, derived.ids[number])) for number in found]
    return [(id, statements[0]) for id, statements in said if statements]
