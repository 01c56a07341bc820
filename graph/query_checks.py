"""Whether a query makes sense for a schema, and the cursors that lead from one of its pages to the next."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

from graph.errors import BadQuery
from graph.fold import search_words
from graph.records import Scalar
from graph.store import Direction, EdgeQuery, Kind, Label, Linked, Operator, Query, Where
from graph.validation import LABEL, Rules
from graph.values import read_value, scalar, write_value

LINK: Final = "link"
MAX_WORDS: Final = 50

_TYPES: Final[dict[Kind, tuple[type, ...]]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (date,),
}
_BARE: Final = frozenset({"missing", "present"})
_EQUAL: Final = frozenset({"=", "!=", "in"})


def check_query(rules: Rules, query: Query) -> None:
    """Raises BadQuery for a label, property, operator, value, order or limit the schema has no place for."""
    if query.root not in rules.labels:
        raise BadQuery("root", "unknown_label")
    if query.label is not None and not LABEL.fullmatch(query.label):
        raise BadQuery("label", "label")
    if query.limit < 0:
        raise BadQuery("limit", "limit")
    _check_words(query.text, rules.labels[query.root])
    kinds = rules.kinds[query.root]
    for where in query.where:
        _check_where(where, kinds.get(where.property))
    for name, _ in query.order:
        _check_order(name, kinds.get(name), query.linked)
    if query.linked is not None:
        check_types(rules, query.linked.types, query.linked.direction)


def _check_words(text: str, label: Label) -> None:
    words = search_words(text)
    if words and not label.text:
        raise BadQuery("text", "not_searched")
    if len(words) > MAX_WORDS:
        raise BadQuery("text", "too_many_words")


def check_facets(rules: Rules, query: Query, by: Sequence[str]) -> None:
    """Raises BadQuery when a property to count by is not indexed, or the query itself is not well formed."""
    check_query(rules, query)
    for name in by:
        if name not in rules.kinds[query.root]:
            raise BadQuery(name, "not_indexed")


def check_edge_query(rules: Rules, query: EdgeQuery) -> None:
    """Raises BadQuery for an unknown type, direction, bound or limit."""
    check_types(rules, query.types, query.direction)
    if query.limit < 0:
        raise BadQuery("limit", "limit")
    for name, bound in (("since", query.since), ("until", query.until)):
        if bound is not None and not (isinstance(bound, str) or type(bound) is date):
            raise BadQuery(name, "type")


def check_types(rules: Rules, types: Sequence[str], direction: Direction = "any") -> None:
    """Raises BadQuery when an edge type is not in the schema or the direction is none."""
    if direction not in get_args(Direction):
        raise BadQuery("direction", "direction")
    if not set(types) <= rules.edge_types.keys():
        raise BadQuery("types", "unknown_type")


def _check_order(name: str, kind: Kind | None, linked: Linked | None) -> None:
    if name == LINK and kind is None:
        if linked is None:
            raise BadQuery(name, "not_linked")
    elif kind is None:
        raise BadQuery(name, "not_indexed")
    elif kind == "list":
        raise BadQuery(name, "not_ordered")


def _check_where(where: Where, kind: Kind | None) -> None:
    if kind is None:
        raise BadQuery(where.property, "not_indexed")
    if where.operator not in get_args(Operator):
        raise BadQuery(where.property, "operator")
    if where.operator in _BARE:
        return
    if (where.operator == "has") != (kind == "list") or (kind == "boolean" and where.operator not in _EQUAL):
        raise BadQuery(where.property, "operator")
    if isinstance(where.value, tuple) != (where.operator == "in"):
        raise BadQuery(where.property, "type")
    for value in where.value if isinstance(where.value, tuple) else (where.value,):
        _check_value(where.property, kind, value)


def _check_value(name: str, kind: Kind, value: Scalar) -> None:
    try:
        checked = scalar(value)
    except ValueError as problem:
        raise BadQuery(name, str(problem)) from None
    if kind != "list" and type(checked) not in _TYPES[kind]:
        raise BadQuery(name, "type")


def write_cursor(query: Query, values: Sequence[Scalar | None]) -> str:
    """Where a page ended: the order's values and the ids that break ties, for `read_cursor` of the same query."""
    text = json.dumps(
        [_fingerprint(query), [None if value is None else write_value(value) for value in values]]
    )
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(query: Query, types: Sequence[tuple[type, ...]]) -> list[Scalar | None]:
    """The values in the query's `after`; each is of one of its types or missing. Raises BadQuery."""
    try:
        padded = (query.after or "").encode("ascii") + b"==="
        mark, written = json.loads(base64.b64decode(padded, altchars=b"-_", validate=False))
        values = [None if text is None else read_value(text) for text in written]
    except (ValueError, TypeError, KeyError, binascii.Error, RecursionError):
        raise BadQuery("after", "cursor") from None
    fits = len(values) == len(types) and all(
        value is None or type(value) in allowed for value, allowed in zip(values, types, strict=False)
    )
    if mark != _fingerprint(query) or not fits:
        raise BadQuery("after", "cursor")
    return values


def _fingerprint(query: Query) -> str:
    parts = (query.root, query.label, search_words(query.text), query.where, query.linked, query.order)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
