"""Whole records as JSON text: the form in which a change log keeps what was before and after.

node  {"labels": ["Thing", "Red"], "audience": ["office"], "version": 3, "properties": {…}}
edge  {"type": "NEAR", "start": "a", "end": "b", "audience": ["office"], "version": 1, "properties": {…}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from graph.records import Edge, Node, Record
from graph.values import untagged, write_json, write_properties


def write_record(record: Record, properties: str | None = None) -> str:
    """A checked record as JSON, without its id; `properties` spares writing them when that was done already."""
    written = write_properties(record.properties) if properties is None else properties
    if isinstance(record, Node):
        head = f'"labels":{write_json(record.labels)}'
    else:
        head = f'"type":"{record.type}","start":"{record.start}","end":"{record.end}"'
    audience = write_json(record.audience)
    return f'{{{head},"audience":{audience},"version":{record.version},"properties":{written}}}'


def read_record(kind: Literal["node", "edge"], record: str, text: str) -> Record:
    """The record of that id which `write_record` wrote."""
    return record_from(kind, record, json.loads(text))


def record_from(kind: Literal["node", "edge"], record: str, given: Mapping[str, Any]) -> Record:
    """The same, of JSON that was read already."""
    properties = {name: untagged(value) for name, value in given["properties"].items()}
    audience = tuple(given["audience"])
    if kind == "node":
        return Node(record, tuple(given["labels"]), properties, audience, given["version"])
    return Edge(record, given["type"], given["start"], given["end"], properties, audience, given["version"])
