"""Whole records as JSON text: the form in which a change log keeps what was before and after.

node  {"labels": ["Thing", "Red"], "audience": ["office"], "version": 3, "properties": {…}}
edge  {"type": "NEAR", "start": "a", "end": "b", "audience": ["office"], "version": 1, "properties": {…}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from graph.records import Edge, Node, Record
from graph.values import untagged, write_json, write_properties


@lru_cache(maxsize=1_000)
def _names(names: tuple[str, ...]) -> str:
    return write_json(names)


def write_record(record: Record, properties: str | None = None) -> str:
    """A checked record as JSON, without its id; `properties` spares writing them when that was done already."""
    written = write_properties(record.properties) if properties is None else properties
    if isinstance(record, Node):
        head = f'"labels":{_names(record.labels)}'
    else:
        head = f'"type":"{record.type}","start":"{record.start}","end":"{record.end}"'
    return (
        f'{{{head},"audience":{_names(record.audience)},"version":{record.version},"properties":{written}}}'
    )


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
