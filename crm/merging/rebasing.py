"""Taking one unit of work back although others came after it: what they changed stays, what they left alone goes back.

value now = value it got then  ->  the value before        value now = something newer  ->  it stays
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crm.history_fields import DERIVED
from crm.naming import folded_names
from graph.fold import fold
from graph.records import Change, Edge, Node, Record, Value
from graph.store import Store, Transaction


@dataclass(frozen=True)
class Step:
    """One record before and after the unit of work, and as it is now."""

    before: Record | None
    after: Record | None
    now: Record | None

    @property
    def record(self) -> Record:
        """Any state of it, for what never changes: its id, its type."""
        record = self.before or self.after
        assert record is not None
        return record


def steps_of(tx: Transaction, store: Store, changes: Iterable[Change]) -> list[Step]:
    """One step a record. Edges are read beside the transaction, before it writes."""
    sides: dict[str, tuple[Record | None, Record | None]] = {}
    for change in changes:
        sides[change.id] = (sides[change.id][0] if change.id in sides else change.before, change.after)
    now: dict[str, Record] = {**tx.get(sides.keys()), **store.get_edges(sides.keys())}
    return [Step(before, after, now.get(id)) for id, (before, after) in sides.items() if before or after]


def back(step: Step) -> Record:
    """A record that is there before, after and now, without what that unit of work did to it."""
    before, after, now = step.before, step.after, step.now
    assert before is not None
    assert after is not None
    assert now is not None
    names = (before.properties.keys() | now.properties.keys()) - DERIVED
    said = {name: _value(*(side.get(name) for side in (before, after, now))) for name in names}
    kept = {name: value for name, value in now.properties.items() if name in DERIVED}
    properties: dict[str, Value] = {n: v for n, v in {**kept, **said}.items() if v is not None}
    audience = before.audience if set(now.audience) == set(after.audience) else now.audience
    if isinstance(now, Node) and isinstance(before, Node) and isinstance(after, Node):
        labels = before.labels if now.labels == after.labels else now.labels
        return _named(replace(now, labels=labels, properties=_edited(properties), audience=audience))
    assert isinstance(now, Edge)
    return replace(now, properties=properties, audience=audience)


def _value(before: Value | None, after: Value | None, now: Value | None) -> Value | None:
    if _plain(now) == _plain(after):
        return before
    if isinstance(now, (list, tuple)):
        old, new = _items(before), _items(after)
        added = [item for item in new if item not in old]
        left = [item for item in now if item not in added]
        return [*left, *(item for item in old if item not in new and item not in left)]
    return now


def _items(value: Value | None) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _plain(value: Value | None) -> object:
    return list(value) if isinstance(value, (list, tuple)) else value


def _edited(properties: dict[str, Value]) -> dict[str, Value]:
    edition = properties.get("edition")
    return {**properties, "edition": edition + 1} if isinstance(edition, int) else properties


def _named(node: Node) -> Node:
    """An actor's names for look-up follow from its names as they are now."""
    if node.root != "Actor":
        return node
    aliases = [str(alias) for alias in node.get("aliases", ())]
    name = str(node.get("name"))
    found = node.with_properties(sort_name=fold(name), folded_names=folded_names(name, aliases))
    return found if aliases else found.with_properties(aliases=None)
