"""The public directory: who is public and not archived, with the fields that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.actor_model import PERSON
from crm.errors import InvalidData, NotFound
from crm.fields import is_id
from crm.listing import Listing, find_page
from crm.merging.signposts import current_id
from crm.publishing.eyes import is_shown, seen_by_anybody, shown_of
from crm.publishing.fields import read_public
from crm.publishing.hiding import say
from crm.publishing.model import PublicActor, PublicFacets, PublicFilter
from crm.publishing.settings import PublicSettings, public_settings
from graph.fold import fold
from graph.records import Node
from graph.store import Query, Store, Where

MOST = 100
_FACETS = ("type", "sector", "country")
_MOST_FOUND = 5_000
_STEP = 500


def public_directory(store: Store, filter: PublicFilter) -> Listing[PublicActor]:
    """One page of the directory, by name. Its total is not counted (-1). Raises InvalidData for a cursor of another list."""
    seen, settings = seen_by_anybody(store), public_settings(store)
    filter = replace(filter, limit=max(1, min(filter.limit, MOST)))
    nodes, after = _found(seen, filter, settings) if fold(filter.text) else _listed(seen, filter, settings)
    return Listing(read_public(seen, nodes, settings.fields), -1, after is not None, after)


def public_actor(store: Store, id: str) -> PublicActor:
    """The actor, by the id it has now. Raises NotFound for whoever is not public, just as for who never was there."""
    seen = seen_by_anybody(store)
    now = current_id(seen, id) if is_id(id) else ""
    nodes = list(shown_of(seen, [now]).values()) if now else []
    if not nodes:
        raise NotFound("actor", id[:80])
    return read_public(seen, nodes, public_settings(store).fields)[0]


def public_facets(store: Store) -> PublicFacets:
    """How many there are of each type, sector and country, without numbers that would tell an actor apart."""
    seen, settings = seen_by_anybody(store), public_settings(store)
    said = ["type", *(name for name in _FACETS if name in settings.fields)]
    counted = seen.count(_query(PublicFilter(), settings), said)
    cells = {name: {str(value or ""): number for value, number in counted[name].items()} for name in said}
    total, shown = say(cells, settings.limit)
    return PublicFacets(total, **{name: shown.get(name, {}) for name in _FACETS})


def every_public_actor(store: Store) -> Iterator[PublicActor]:
    """The whole directory by name, read as one goes."""
    seen, settings = seen_by_anybody(store), public_settings(store)
    query = replace(_query(PublicFilter(limit=_STEP), settings), total=False)
    while True:
        page = find_page(seen, query)
        yield from read_public(seen, [node for node in page.items if is_shown(node)], settings.fields)
        if page.next is None:
            return
        query = replace(query, after=page.next)


def _listed(seen: Store, filter: PublicFilter, settings: PublicSettings) -> tuple[list[Node], str | None]:
    page = find_page(seen, replace(_query(filter, settings), after=filter.after, total=False))
    return [node for node in page.items if is_shown(node)], page.next


def _found(seen: Store, filter: PublicFilter, settings: PublicSettings) -> tuple[list[Node], str | None]:
    """By words of the name (and the city where it is published).

    The store's own search knows notes and other names as well, and what it finds by them would betray them.
    """
    words = fold(filter.text).split()
    wanted = replace(_query(filter, settings), text=filter.text, limit=_STEP, total=False)
    found = [node for node in _candidates(seen, wanted) if is_shown(node) and _says(node, words, settings)]
    start = _place(filter.after)
    rest = found[start : start + filter.limit]
    end = start + len(rest)
    return rest, str(end) if end < len(found) else None


def _candidates(seen: Store, query: Query) -> Iterator[Node]:
    looked_at = 0
    while looked_at < _MOST_FOUND:
        page = find_page(seen, query)
        yield from page.items
        looked_at += len(page.items)
        if page.next is None:
            return
        query = replace(query, after=page.next)


def _says(node: Node, words: Sequence[str], settings: PublicSettings) -> bool:
    published = [node.get("name", ""), node.get("city", "") if "city" in settings.fields else ""]
    there = fold(" ".join(map(str, published))).split()
    return all(any(one.startswith(word) for one in there) for word in words)


def _place(after: str | None) -> int:
    if not after:
        return 0
    if not after.isascii() or not after.isdigit() or len(after) > 5:
        raise InvalidData.of("after", "bad_query")
    return int(after)


def _query(filter: PublicFilter, settings: PublicSettings) -> Query:
    """People, archived and reference actors are left out; a field that is not published filters nothing."""
    asked = {
        "type": filter.type,
        **{name: getattr(filter, name) for name in settings.fields if name in _FACETS},
    }
    chosen = tuple(Where(name, "=", value) for name, value in asked.items() if value)
    flags = (Where("archived", "=", False), Where("reference", "=", False), Where("type", "!=", PERSON))
    return Query(
        "Actor",
        where=(*chosen, *flags),
        order=(("sort_name", False),),
        limit=filter.limit,
    )
