"""What every store accepts, checked in one place so that no engine can be more lenient than another.

The checks give back the record in its normal form: labels beside the root and the audience sorted without doubles,
lists as `list`, datetimes in UTC, subclasses of str, int and float as plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from graph.errors import InvalidRecord
from graph.records import OFFICE, PUBLIC, Edge, Node, Record, Scalar, Value
from graph.store import EdgeType, Kind, Label, Schema
from graph.values import scalar

NODE_ID: Final = re.compile(r"[a-z0-9-]{1,80}")
EDGE_ID: Final = re.compile(r"[A-Za-z0-9_.:~-]{1,300}")
LABEL: Final = re.compile(r"[A-Z][A-Za-z0-9]{0,79}")
EDGE_TYPE: Final = re.compile(r"[A-Z][A-Z0-9_]{0,79}")
PROPERTY: Final = re.compile(r"[a-z][a-z0-9_]{0,79}")
PRINCIPAL: Final = re.compile(r"[A-Za-z0-9_.:@-]{1,200}")

# An index entry has to fit a page: Neo4j's range index takes 8,167 bytes, a character takes up to 4.
MAX_INDEXED = 2_000

_PLAIN_AUDIENCES: Final = ((OFFICE,), (PUBLIC,))
_KINDS: Mapping[Kind, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (date,),
    "list": (list,),
}


@dataclass(frozen=True)
class Rules:
    """A schema made ready for checking many records. Raises ValueError when the schema itself is not well formed."""

    schema: Schema
    labels: Mapping[str, Label] = field(init=False)
    edge_types: Mapping[str, EdgeType] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", {label.name: label for label in self.schema.labels})
        object.__setattr__(self, "edge_types", {kind.name: kind for kind in self.schema.edge_types})
        _check_names(self.schema)

    @cached_property
    def kinds(self) -> Mapping[str, Mapping[str, Kind]]:
        """For each root label its indexed properties, the unique ones among them."""
        return {
            label.name: {**dict.fromkeys(label.unique, "text"), **label.indexed}
            for label in self.schema.labels
        }

    def check(self, record: Record) -> Record:
        """Either sort of record in its normal form. Raises InvalidRecord."""
        return self.check_node(record) if isinstance(record, Node) else self.check_edge(record)

    def check_node(self, node: Node) -> Node:
        """The node in its normal form. Raises InvalidRecord."""
        _check_id(node.id, NODE_ID)
        labels = _labels(node, self.labels)
        _check_version(node)
        properties = _properties(node)
        for name, kind in self.kinds[labels[0]].items():
            if name in properties:
                _check_kind(node.id, name, properties[name], kind)
        return Node(node.id, labels, properties, _audience(node), node.version)

    def check_edge(self, edge: Edge) -> Edge:
        """The edge in its normal form; whether its ends exist is the store's question. Raises InvalidRecord."""
        _check_id(edge.id, EDGE_ID)
        if edge.type not in self.edge_types:
            raise InvalidRecord(edge.id, "type", "unknown_type")
        for name, end in (("start", edge.start), ("end", edge.end)):
            if not _matches(NODE_ID, end):
                raise InvalidRecord(edge.id, name, "id")
        _check_version(edge)
        properties = _properties(edge)
        sort = self.edge_types[edge.type].sort
        if sort in properties:
            _check_kind(edge.id, sort, properties[sort], "date" if type(properties[sort]) is date else "text")
        return Edge(edge.id, edge.type, edge.start, edge.end, properties, _audience(edge), edge.version)


def _check_names(schema: Schema) -> None:
    names = [label.name.casefold() for label in schema.labels] + [kind.name for kind in schema.edge_types]
    fields = [name for label in schema.labels for name in (*label.indexed, *label.unique, *label.text)]
    fields += [kind.sort for kind in schema.edge_types if kind.sort is not None]
    good = all(LABEL.fullmatch(label.name) for label in schema.labels)
    good = good and all(EDGE_TYPE.fullmatch(kind.name) for kind in schema.edge_types)
    if not good or len(set(names)) != len(names) or not all(PROPERTY.fullmatch(name) for name in fields):
        raise ValueError("the schema has a name twice or one that is not well formed")


def _matches(pattern: re.Pattern[str], given: object) -> bool:
    return isinstance(given, str) and pattern.fullmatch(given) is not None


def _check_id(given: object, pattern: re.Pattern[str]) -> None:
    if not _matches(pattern, given):
        raise InvalidRecord("", "id", "id")


def _check_version(record: Record) -> None:
    if type(record.version) is not int or record.version < 0:
        raise InvalidRecord(record.id, "version", "version")


def _labels(node: Node, roots: Mapping[str, Label]) -> tuple[str, ...]:
    labels = tuple(node.labels)
    if not labels or not all(_matches(LABEL, label) for label in labels):
        raise InvalidRecord(node.id, "labels", "label")
    if labels[0] not in roots:
        raise InvalidRecord(node.id, "labels", "unknown_label")
    beside = sorted(set(labels[1:]) - {labels[0]})
    if any(label in roots for label in beside):
        raise InvalidRecord(node.id, "labels", "second_root")
    return (labels[0], *beside)


def _audience(record: Record) -> tuple[str, ...]:
    names: object = record.audience
    if names in _PLAIN_AUDIENCES:
        return record.audience
    if not isinstance(names, (tuple, list)) or not all(_matches(PRINCIPAL, name) for name in names):
        raise InvalidRecord(record.id, "audience", "principal")
    return tuple(sorted(set(names)))


def _properties(record: Record) -> dict[str, Value]:
    checked: dict[str, Value] = {}
    for name, value in record.properties.items():
        if name not in _GOOD_NAMES:
            _check_name(record.id, name)
        # Most values by far are plain text, so their road is short.
        if type(value) is str and value.isascii() and "\0" not in value:
            checked[name] = value
        else:
            checked[name] = _value(record.id, name, value)
    return checked


# Names that were found good, as the same few come again and again; bounded, for they come from outside too.
_GOOD_NAMES: Final[set[str]] = set()


def _check_name(record: str, name: str) -> None:
    if not _matches(PROPERTY, name):
        raise InvalidRecord(record, str(name)[:80], "name")
    if len(_GOOD_NAMES) < 10_000:
        _GOOD_NAMES.add(name)


def _check_kind(record: str, name: str, value: Value, kind: Kind) -> None:
    if type(value) not in _KINDS[kind]:
        raise InvalidRecord(record, name, f"not_{kind}")
    if kind in {"text", "list"}:
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, str) and len(item) > MAX_INDEXED:
                raise InvalidRecord(record, name, "too_long_to_index")


def _value(record: str, name: str, value: Any) -> Value:
    if isinstance(value, (list, tuple)):
        items = [_checked(record, name, item) for item in value]
        if len({type(item) for item in items}) > 1:
            raise InvalidRecord(record, name, "mixed_list")
        return items
    return _checked(record, name, value)


def _checked(record: str, name: str, value: Any) -> Scalar:
    try:
        return scalar(value)
    except ValueError as problem:
        raise InvalidRecord(record, name, str(problem)) from None
