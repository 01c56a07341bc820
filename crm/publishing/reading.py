"""Publications as anybody may see them: who was published and is public now, with the ties that all may know of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from crm.errors import NotFound
from crm.listing import every
from crm.merging.signposts import current_ids
from crm.network import STRUCTURE
from crm.publishing.eyes import counts, seen_by_anybody, shown_of
from crm.publishing.fields import read_public
from crm.publishing.model import TOGETHER, Band, Publication, PublicRed, PublicTie
from crm.publishing.records import LABEL, id_of, read_publication
from crm.publishing.settings import public_settings
from crm.saving import edges_of
from graph.records import Node
from graph.store import Query, Store, Where

# A gathering of so many makes no ties between two of them.
MOST_TOGETHER = 60
MOST_TIES = 5_000


def publications(store: Store) -> list[Publication]:
    """Those that are public, the latest first, by title within a day."""
    query = Query(LABEL, where=(Where("archived", "=", False),), order=(("sort_name", False),))
    found = [read_publication(node) for node in every(store.as_seen_by(None), query)]
    return sorted(
        found, key=lambda one: one.published_on.toordinal() if one.published_on else 0, reverse=True
    )


def publication(store: Store, slug: str) -> Publication:
    """The publication as it was published. Raises NotFound, also for one that was withdrawn."""
    node = _stored(store, slug)
    if node is None or node.get("archived"):
        raise NotFound("publication", slug[:80])
    return read_publication(node)


def stored_publication(store: Store, slug: str) -> Publication:
    """The publication, withdrawn or not, for those who administer. Raises NotFound."""
    node = _stored(store, slug)
    if node is None:
        raise NotFound("publication", slug[:80])
    return read_publication(node)


def _stored(store: Store, slug: str) -> Node | None:
    node = store.as_seen_by(None).get([id_of(slug)]).get(id_of(slug))
    return node if node is not None and node.root == LABEL else None


def public_red(store: Store, slug: str) -> PublicRed:
    """What the publication shows today. Raises NotFound."""
    return red_of(store, publication(store, slug))


def red_of(store: Store, published: Publication) -> PublicRed:
    """The publication without whoever is not public now, those who were joined by the ids they have now."""
    seen, settings = seen_by_anybody(store), public_settings(store)
    now = current_ids(seen, published.actors) if published.actors else {}
    shown = shown_of(seen, list(dict.fromkeys(now.values())))
    places = {now.get(id, id): place for id, place in published.positions.items()}
    kept = replace(published, actors=tuple(shown), positions={id: places[id] for id in shown if id in places})
    actors = read_public(seen, list(shown.values()), settings.fields)
    ties = public_ties(seen, shown, settings.limit)
    return PublicRed(kept, tuple(actors), tuple(ties[:MOST_TIES]))


def public_ties(seen: Store, shown: Mapping[str, Node], limit: int) -> list[PublicTie]:
    """The ties among some actors that anybody may know of, ordered by their ends."""
    met = [
        PublicTie(a, b, TOGETHER, band_of(number, limit), number if number >= limit else None)
        for (a, b), number in _together(seen, shown).items()
    ]
    standing = {(e.start, e.end, e.type) for e in edges_of(seen, shown, STRUCTURE, "out") if e.end in shown}
    held = [PublicTie(a, b, kind, 1) for a, b, kind in standing if a != b]
    return sorted([*met, *held], key=lambda tie: (tie.a, tie.b, tie.kind))


def band_of(number: int, limit: int) -> Band:
    """1 under the limit, 2 under three times the limit, else 3."""
    return 1 if number < limit else 2 if number < 3 * limit else 3


def _together(seen: Store, shown: Mapping[str, Node]) -> Counter[tuple[str, str]]:
    """How many public interactions each pair shares."""
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges_of(seen, shown, ("TOOK_PART",), "out"):
        parties[edge.end].add(edge.start)
    several = {id: who for id, who in parties.items() if 1 < len(who) <= MOST_TOGETHER}
    meetings = seen.get(several) if several else {}
    found = {id: who for id, who in several.items() if id in meetings and counts(meetings[id])}
    return Counter(_pairs(found))


def _pairs(parties: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for who in parties.values():
        yield from combinations(sorted(who), 2)
