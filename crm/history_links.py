"""What a change of an edge says of the record it touches: who or what came, went, or is shown to anybody now."""

from __future__ import annotations

from collections.abc import Iterator

from crm.history_fields import FROM_IT, TIES, TO_IT, FieldChange, Link
from graph.records import PUBLIC, Change, Edge, Record

# What is shown to anybody by a choice of its own (crm.publishing.people).
_CHOSEN = {"posts": "public_posts", "holders": "public_holders"}


def link_changes(change: Change, id: str) -> Iterator[FieldChange]:
    """What the change of an edge is for the record `id` that it touches: a participant, a source, a tie that came or went."""
    before, after = (_link(side, id) for side in (change.before, change.after))
    field = next((named[0] for named in (after, before) if named), None)
    old, new = (named[1] if named else None for named in (before, after))
    if field is not None and old != new:
        yield field, old, new
    if field in _CHOSEN and _is_public(change.before) != _is_public(change.after):
        yield (
            _CHOSEN[field],
            old if _is_public(change.before) else None,
            new if _is_public(change.after) else None,
        )


def _is_public(side: Record | None) -> bool:
    return side is not None and PUBLIC in side.audience


def _link(side: Record | None, id: str) -> tuple[str, Link] | None:
    if not isinstance(side, Edge) or "at" in side.properties:
        return None  # a person who came for an organisation is told with the organisation
    outgoing = side.start == id
    if side.type in TIES:
        field: str | None = "ties"
    else:
        field = (FROM_IT if outgoing else TO_IT).get(side.type)
    if field is None:
        return None
    detail = side.type if field == "ties" else side.get("role") or side.get("where") or side.get("when") or ""
    return field, Link(side.end if outgoing else side.start, str(detail))
