"""The public directory: who is public and not archived, with the fields that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.actor_model import PERSON
from crm.errors import NotFound
from crm.fields import is_id
from crm.listing import Listing, cursor_after, find_page
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
_STEP = 500
# How many are looked at for one page of a search, step by step: most words find enough in the first.
_STEPS = (100, 400, 500, 500)


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

    The store's own search knows notes and other names as well, and what it finds by them would betray them: the next page
    begins after the last one shown, never after one that was passed over.
    """
    words, found = fold(filter.text).split(), list[Node]()
    query = replace(_query(filter, settings), text=filter.text, total=False, after=filter.after)
    for node in _candidates(seen, query):
        if node is None:
            return found, cursor_after(query, found[-1]) if found else None
        if is_shown(node) and _says(node, words, settings):
            if len(found) == filter.limit:
                return found, cursor_after(query, found[-1])
            found.append(node)
    return found, None


def _candidates(seen: Store, query: Query) -> Iterator[Node | None]:
    """So many that a page of a word that all names have costs little, and of one that all notes have not much.

    Ends with None when there are more that were not looked at.
    """
    for step in _STEPS:
        page = find_page(seen, replace(query, limit=step))
        yield from page.items
        if page.next is None:
            return
        query = replace(query, after=page.next)
    yield None


def _says(node: Node, words: Sequence[str], settings: PublicSettings) -> bool:
    city = fold(str(node.get("city", ""))) if "city" in settings.fields else ""
    there = f"{node.get('sort_name', '')} {city}".split()
    return all(any(one.startswith(word) for one in there) for word in words)


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
