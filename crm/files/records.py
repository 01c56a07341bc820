"""A file as a node, and back.

(:Interaction)-[:HAS_FILE]->(:File {name, sha256, size, kind})        its audience is its interaction's
"""

from __future__ import annotations

import secrets
from typing import Annotated

from pydantic import Field

from crm.fields import THE_OFFICE, Audience, NewId, Noun, RecordId, Version
from crm.files.kinds import KINDS, FileKind
from crm.files.vault import Kept
from crm.identity import edge_id
from graph.fold import fold
from graph.records import Edge, Node, Value

HAS_FILE = "HAS_FILE"


class Attachment(Noun):
    """A file of a record: what people call it, its type ("pdf"), its size in bytes and the SHA-256 of its content."""

    id: NewId = ""
    record: RecordId
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: str
    media: str
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    purpose: str | None = None
    archived: bool = False
    audience: Audience = THE_OFFICE
    version: Version = 0

    @property
    def type(self) -> FileKind:
        """What kind of file it is."""
        return KINDS[self.kind]


def new_node(kept: Kept, owner: Node, author: str, purpose: str = "") -> Node:
    """The node of a file that was just taken in; nobody can guess its id."""
    properties: dict[str, Value] = {
        "name": kept.name,
        "sort_name": fold(kept.name),
        "kind": kept.kind,
        "size": kept.size,
        "sha256": kept.sha256,
        "record": owner.id,
        "archived": False,
        "recorded_by": author,
    }
    more: dict[str, Value] = {"purpose": purpose} if purpose else {}
    return Node(f"archivo-{secrets.token_hex(10)}", ("File",), {**properties, **more}, owner.audience)


def edge_to(file: Node) -> Edge:
    """The edge from the record to its file."""
    owner = str(file.get("record"))
    return Edge(edge_id(HAS_FILE, owner, file.id), HAS_FILE, owner, file.id, {}, file.audience)


def attachment_of(node: Node) -> Attachment:
    """The file that a node keeps."""
    said = {name: node.get(name) for name in ("record", "name", "kind", "size", "sha256", "purpose")}
    own = {"id": node.id, "audience": tuple(node.audience), "version": node.version}
    media = KINDS[str(node.get("kind"))].media
    return Attachment.trusted({**said, **own, "media": media, "archived": bool(node.get("archived"))})
