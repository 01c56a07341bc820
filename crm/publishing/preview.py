"""What would be shown if a view were published, who would be left out and why, and what could be made public for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, get_args

from crm.access import Viewer, require
from crm.actor_model import PERSON
from crm.contact import is_shared
from crm.merging.signposts import MERGED_INTO, current_ids
from crm.network import STRUCTURE
from crm.publishing.eyes import happened, is_shown
from crm.publishing.model import Publication, PublicRed
from crm.publishing.reading import MOST_TOGETHER, red_of
from crm.saving import edges_of
from graph.records import OFFICE, PUBLIC, Edge, Node
from graph.store import Store

Reason = Literal["office", "person", "private", "reference", "archived", "gone"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody of the view whom the public would not see."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture as the public would see it, and who is missing there.

    The rest is by id what could be made public for it: actors that only the office sees, interactions of at least two of
    all these, and ties among them.
    """

    shown: PublicRed
    left_out: Mapping[Reason, tuple[LeftOut, ...]]
    actors: tuple[str, ...]
    interactions: tuple[str, ...]
    ties: tuple[str, ...]

    @property
    def can_open(self) -> bool:
        """Whether anything could be made public."""
        return bool(self.actors or self.interactions or self.ties)

    def mark(self, name: Literal["actors", "interactions", "ties"]) -> str:
        """The same for the same records alone: what a page posts of those it counted."""
        return blake2b("\0".join(sorted(getattr(self, name))).encode(), digest_size=16).hexdigest()


def preview(store: Store, viewer: Viewer, draft: Publication) -> Preview:
    """The preview of a publication that is not saved yet. `store` is the viewer's. Raises NotAllowed."""
    require(viewer, "administer")
    now = list(dict.fromkeys(current_ids(store, draft.actors).values())) if draft.actors else []
    nodes = store.get(now) if now else {}
    left: defaultdict[Reason, list[LeftOut]] = defaultdict(list)
    for id in now:
        node = nodes.get(id)
        if node is None or not is_shown(node):
            left[reason_of(node)].append(LeftOut(id, str(node.get("name")) if node else id))
    open_to = [node.id for node in nodes.values() if is_shown(node)]
    closed = tuple(one.id for one in left["office"])
    both = [*open_to, *closed]
    meetings, ties = _meetings(store, both), _ties(store, both)
    named = {reason: tuple(left[reason]) for reason in REASONS if left[reason]}
    return Preview(red_of(store, draft), named, closed, meetings, ties)


def reason_of(node: Node | None) -> Reason:
    """Why the public does not see an actor; None is one whom the reader does not see either."""
    if node is None or node.root != "Actor":
        return "gone"
    if node.get("archived") or node.get(MERGED_INTO):
        return "archived"
    if node.get("reference"):
        return "reference"
    if node.get("type") == PERSON:
        return "person"
    return "office" if is_shared(node.audience) else "private"


def _meetings(store: Store, ids: Sequence[str]) -> tuple[str, ...]:
    """Interactions that the whole office sees and the public does not, of at least two of these actors."""
    parties: defaultdict[str, int] = defaultdict(int)
    for edge in edges_of(store, ids, ("TOOK_PART",), "out") if ids else ():
        parties[edge.end] += 1
    several = [id for id, number in parties.items() if 1 < number <= MOST_TOGETHER]
    nodes = store.get(several) if several else {}
    return tuple(sorted(id for id, node in nodes.items() if is_closed(node) and happened(node)))


def _ties(store: Store, ids: Sequence[str]) -> tuple[str, ...]:
    inside = set(ids)
    edges = edges_of(store, ids, STRUCTURE, "out") if ids else []
    return tuple(sorted(edge.id for edge in edges if edge.end in inside and is_closed(edge)))


def is_closed(record: Node | Edge) -> bool:
    """Whether the whole office sees it, and the public does not: alone such a record can be made public from here."""
    return OFFICE in record.audience and PUBLIC not in record.audience
