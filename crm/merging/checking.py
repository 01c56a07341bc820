"""Whether every signpost leads somewhere, and nothing was left behind on one."""

from __future__ import annotations

from collections.abc import Iterator

from crm.merging.signposts import MERGED_INTO
from graph.integrity import Flaw
from graph.store import Store


def check_signposts(store: Store) -> Iterator[Flaw]:
    """Flaws with the reasons "merged_lost" (it leads to nobody, or in a circle) and "merged_left" (it still counts as a party)."""
    there: set[str] = set()
    leads: dict[str, str] = {}
    counted: dict[str, object] = {}
    for batch in store.table("Actor", ("id", MERGED_INTO, "archived", "interactions")):
        for id, into, archived, interactions in batch:
            there.add(str(id))
            if into:
                leads[str(id)] = str(into)
                counted[str(id)] = interactions if archived else "archived"
    for id, winner in leads.items():
        if _end(id, leads) not in there:
            yield Flaw("merged_lost", id, winner)
        if counted[id]:
            yield Flaw("merged_left", id, winner)


def _end(id: str, leads: dict[str, str]) -> str:
    """Where one comes out; nothing when one walks in a circle."""
    seen = {id}
    while id in leads:
        id = leads[id]
        if id in seen:
            return ""
        seen.add(id)
    return id
