"""Which published pictures an actor is in: one table for all actors, made once for a state of the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from crm.merging.signposts import current_ids
from crm.publishing.eyes import seen_by_anybody
from crm.publishing.reading import publications
from graph.store import Store
from web.public.keeping import remembered
from web.store_keeping import whole_store


class Picture(NamedTuple):
    """A published picture, as a link says it."""

    slug: str
    title: str


def appearances() -> Mapping[str, list[Picture]]:
    """The pictures by the ids that their actors have now, in the order of the home."""
    return remembered("appearances", lambda: _appearances(whole_store()))


def _appearances(store: Store) -> dict[str, list[Picture]]:
    published = publications(store)
    ids = dict.fromkeys(id for one in published for id in one.actors)
    now = current_ids(seen_by_anybody(store), ids) if ids else {}
    found: defaultdict[str, list[Picture]] = defaultdict(list)
    for one in published:
        # Two who were joined are in a picture once.
        for id in dict.fromkeys(now.get(id, id) for id in one.actors):
            found[id].append(Picture(one.slug, one.title))
    return dict(found)
