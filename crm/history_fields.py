"""What a change of a record says to a person: which fields differ, by the names people know, and what it joins.

properties start, end, precision, when, year  ->  one field "when"          a TOOK_PART edge  ->  "participants"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm.actor_model import KEPT, WEIGHED
from crm.schema import ACTOR_TIES
from crm.schema.internal import TOLD
from graph.records import Change, Edge, Node, Record, Value
from graph.store import Schema

# Kept by saving other records, so a change of theirs is no change of the card.
DERIVED = frozenset({*KEPT, *WEIGHED, "edition"})
# Worked out from other properties of the same record: shown, if at all, under the name of what they come from.
_COMES_FROM = {
    "sort_name": "name",
    "folded_names": "aliases",
    "start": "when",
    "end": "when",
    "precision": "when",
    "year": "when",
    "on": "when",
    "due_start": "due",
    "due_end": "due",
    "due_precision": "due",
    "due_when": "due",
    "due_when_text": "due",
    "deadline_start": "deadline",
    "deadline_end": "deadline",
    "deadline_precision": "deadline",
    "deadline_when": "deadline",
    "deadline_when_text": "deadline",
    "archived_with": "archived",
    "direction": "owner",
}
# Which of several properties stands for the field.
_STANDS_FOR = {"due": "due_when", "deadline": "deadline_when"}
_SILENT = frozenset({"position"})
_KINDS = {
    "Actor": "actor",
    "Post": "post",
    "Interaction": "interaction",
    "Commitment": "commitment",
    "Project": "project",
    "StakeholderMap": "map",
    "Assessment": "assessment",
    "ActorInProject": "attributes",
    "Influence": "influence",
    "Engagement": "engagement",
    "Cadence": "cadence",
    "Delegation": "delegation",
    "ProgrammeSession": "session",
    "VisitInvitation": "invitation",
    "File": "file",
    "View": "view",
    "Publication": "publication",
    "PublicPage": "public_page",
    "Source": "source",
    "SourceIssue": "source_issue",
    "Merge": "merge",
}
FROM_IT = {
    "PRODUCED": "commitments",
    "STATED_IN": "sources",
    "RELATED_TO": "related",
    "HAS_FILE": "files",
    "HOLDS": "posts",
    "CONCERNS": "concerns",
}
TO_IT = {
    "TOOK_PART": "participants",
    "HOLDS": "holders",
    "INVITES_TO": "invitations",
    "ON_PROGRAMME": "hosts",
    "SCHEDULED_IN": "programme",
}
TIES = tuple(type for type in ACTOR_TIES if type != "PART_OF")
OUTGOING = (*FROM_IT, *TIES)
# What somebody thinks of an actor is not told here: others learn it when they have said their own. A kept map is one
# long document that its own page shows.
_UNTOLD = {
    "StakeholderMap": frozenset({"map", "ranked", "gaps"}),
    "View": frozenset(
        {"positions", "hidden", "camera", "held", "annotations_places", "story_places", "owner"}
    ),
    "Publication": frozenset({"positions", "slug"}),
    "Assessment": frozenset({"power", "interest", "legitimacy", "urgency", "attitude", "note", "voice"}),
}
FieldChange = tuple[str, "Value | Link | None", "Value | Link | None"]


@dataclass(frozen=True)
class Link:
    """The other record a change joins or parts, and in what way: the role, the place in the document."""

    id: str
    detail: str = ""


def kind_of(record: Record) -> str:
    """The word of crm.messages for the record: "actor", "interaction", "tie" …; "record" for others."""
    return _KINDS.get(record.root, "record") if isinstance(record, Node) else "tie"


def name_of(record: Record) -> str:
    """What people call the record; a tie is called by its type."""
    if isinstance(record, Edge):
        return record.type
    return str(next((record.get(name) for name in ("name", "title", "text") if record.get(name)), record.id))


def is_internal(change: Change, schema: Schema) -> bool:
    """Whether the change concerns accounts, settings or the like, which no history shows."""
    roots = {side.root for side in (change.before, change.after) if isinstance(side, Node)}
    return any(label.internal and label.name not in TOLD for label in schema.labels if label.name in roots)


def differing(one: Record | None, other: Record | None) -> set[str]:
    """The properties (and "audience", "labels") in which two states differ, apart from what is only kept with them."""
    before, after = _state(one), _state(other)
    names = (before.keys() | after.keys()) - DERIVED
    return {name for name in names if before.get(name) != after.get(name)}


def _state(record: Record | None) -> dict[str, object]:
    if record is None:
        return {}
    state: dict[str, object] = {name: _plain(value) for name, value in record.properties.items()}
    state["audience"] = sorted(record.audience)
    if isinstance(record, Node):
        state["labels"] = sorted(record.labels)
    return state


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, list | tuple) else value


def field_names(properties: set[str], record: Record | None) -> list[str]:
    """The fields those properties belong to, as people know them, sorted."""
    names = {_COMES_FROM.get(name, name) for name in properties - _SILENT}
    names.discard("labels")
    if "name" in names and record is not None and record.get("name") is None:
        names = names - {"name"} | {"title"}  # sort_name comes from a title where there is no name
    return sorted(names)


def shown(record: Record | None) -> dict[str, Value]:
    """The record's fields as people know them."""
    if record is None:
        return {}
    left_out = DERIVED | _SILENT | _UNTOLD.get(getattr(record, "root", ""), frozenset())
    fields = {n: v for n, v in record.properties.items() if n not in _COMES_FROM and n not in left_out}
    standing = {f: record.properties[p] for f, p in _STANDS_FOR.items() if p in record.properties}
    return {**fields, **standing, "audience": tuple(sorted(record.audience))}


def field_changes(before: Record | None, after: Record | None) -> Iterator[FieldChange]:
    """(field, before, after) of what differs, by name; a new record says only what it holds."""
    old, new = shown(before), shown(after)
    if before is None or after is None:
        for name in ("audience", "recorded_by"):
            old.pop(name, None)
            new.pop(name, None)
    for name in field_names(differing(before, after), after or before):
        if _plain_or_none(old, name) != _plain_or_none(new, name):
            yield name, old.get(name), new.get(name)


def _plain_or_none(fields: Mapping[str, Value], name: str) -> object:
    return _plain(fields[name]) if name in fields else None
