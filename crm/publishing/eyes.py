"""What anybody may see: the store by the eyes of the public, and which of its records count."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from crm.actor_model import PERSON
from crm.merging.signposts import MERGED_INTO
from crm.vocabulary import vocabulary
from graph.records import PUBLIC, Node
from graph.store import Store


def seen_by_anybody(store: Store) -> Store:
    """The store as somebody without an account sees it."""
    return store.as_seen_by({PUBLIC})


def is_shown(node: Node) -> bool:
    """Whether it is an actor of the directory: the office's own, neither a person nor archived nor joined with another.

    People are no entries of their own: they are named with their post, at their organisation.
    """
    return (
        node.root == "Actor"
        and PUBLIC in node.audience
        and node.get("type") != PERSON
        and not any(node.get(name) for name in ("archived", "reference", MERGED_INTO, "erasing"))
    )


def happened(interaction: Node) -> bool:
    """Whether it is an interaction of the office's own that took place and is not archived."""
    return (
        interaction.root == "Interaction"
        and not interaction.get("archived")
        and not interaction.get("reference")
        and bool(vocabulary("statuses").get(str(interaction.get("status", "done"))).extra["happened"])
    )


def counts(interaction: Node) -> bool:
    """Whether it took place and anybody may know of it."""
    return happened(interaction) and PUBLIC in interaction.audience


def shown_of(seen: Store, ids: Collection[str]) -> Mapping[str, Node]:
    """Those of the ids that the directory has; the order is that of the ids."""
    nodes = seen.get(ids) if ids else {}
    return {id: nodes[id] for id in ids if id in nodes and is_shown(nodes[id])}
