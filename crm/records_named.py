"""What records of any noun are called, many in one read: for pages that name what a change or a doubt concerns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crm.history_fields import kind_of, name_of
from graph.store import Store


@dataclass(frozen=True)
class Named:
    """A record by the word of its noun ("actor", "interaction" …) and what people call it."""

    kind: str
    id: str
    name: str


def records_named(store: Store, ids: Collection[str]) -> dict[str, Named]:
    """The records by id; those that do not exist, or that the view hides, are left out."""
    nodes = store.get(set(ids)) if ids else {}
    return {id: Named(kind_of(node), id, name_of(node)) for id, node in nodes.items()}
