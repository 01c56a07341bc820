"""How often the office wants to hear from whom, as the store keeps it now: the types' own rhythms, and since when.

cadence-embassy {type, days}       in place of the `cadence_days` of crm/data/actor_types.toml; 0 expects nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm.vocabulary import vocabulary
from graph.records import Node
from graph.store import Store, Transaction

IN_USE = "in-use-since"
LABEL = "Cadence"


def cadence_id(type: str) -> str:
    """The id of the record that keeps a type's rhythm."""
    return f"cadence-{type.replace('_', '-')}"


def usual_days(type: str) -> int:
    """The rhythm a type has when nobody said otherwise; 0 for none."""
    return int(vocabulary("actor_types").get(type).extra.get("cadence_days", 0))


@dataclass(frozen=True)
class Rhythm:
    """`since` is the day the office began to use the system, `types` the days of every actor type."""

    since: date | None
    types: Mapping[str, int]

    def days_for(self, actor: Node) -> int | None:
        """In how many days one wants to hear from this actor: its own rhythm, or its type's; None for no rhythm."""
        own = actor.get("cadence_days")
        days = self.types.get(actor.get("type"), 0) if own is None else int(own)
        return days or None


def rhythm_of(reader: Store | Transaction) -> Rhythm:
    """The rhythm in force, in one read."""
    ids = {term.id: cadence_id(term.id) for term in vocabulary("actor_types")}
    nodes = reader.get([IN_USE, *ids.values()])
    setting = nodes.get(IN_USE)
    types = {type: nodes[id].get("days") if id in nodes else usual_days(type) for type, id in ids.items()}
    return Rhythm(setting.get("day") if setting else None, types)
