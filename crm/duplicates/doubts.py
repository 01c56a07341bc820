"""The pairs somebody should decide about, a page at a time; and the decision that two are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm.access import Viewer
from crm.actors import Actor, get_actors
from crm.duplicates.finding import Pair
from crm.duplicates.kept import Found, read_found
from crm.duplicates.neighbours import pairs_of
from crm.duplicates.stored import APART
from crm.merging.signposts import MERGED_INTO
from crm.ties import Tie, create_tie
from graph.records import Node
from graph.store import EdgeQuery, Store

_CHANGES, _NEWEST, _STEP = 400, 12, 60


@dataclass(frozen=True)
class Doubt:
    """Two actors that may be one; `place` is where the pair stands in the list."""

    one: Actor
    other: Actor
    score: float
    why: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class Doubts:
    """One page. `total` counts what was found, decided since or not; `next` is where to go on; `ready` whether any search was made."""

    items: list[Doubt]
    total: int
    next: int | None
    ready: bool


def list_doubts(store: Store, derived: Path, start: int = 0, limit: int = 20) -> Doubts:
    """The pairs kept by the analyst and those of actors changed since, without what was decided. Nothing is computed at large."""
    found = read_found(derived)
    pairs = _with_newest(store, found)
    doubts: list[Doubt] = []
    place = max(0, start)
    while len(doubts) <= limit and place < len(pairs):
        doubts += _open(store, pairs[place : place + _STEP], place)
        place += _STEP
    more = doubts[limit].place if len(doubts) > limit else None
    return Doubts(doubts[:limit], len(pairs), more, found is not None)


def _with_newest(store: Store, found: Found | None) -> list[Pair]:
    """What was kept, and before it the pairs of the few actors that were made or changed since."""
    kept = found.pairs if found else []
    since = found.revision if found else max(0, store.revision() - _CHANGES)
    changes = store.changes(since, limit=_CHANGES)
    changed = {
        c.id
        for c in changes
        if isinstance(c.after, Node) and c.after.root == "Actor" and _renamed(c.before, c.after)
    }
    nodes = list(store.get(sorted(changed)[:_NEWEST]).values())
    new = {frozenset((p.a, p.b)): p for node in nodes for p in pairs_of(store, node)}
    known = {frozenset((p.a, p.b)) for p in kept}
    return [*(pair for key, pair in new.items() if key not in known), *kept]


def _renamed(before: object, after: Node) -> bool:
    names = ("name", "aliases", "type", "city", "country", "website", "email", "archived")
    return not isinstance(before, Node) or any(before.get(name) != after.get(name) for name in names)


def _open(store: Store, pairs: Sequence[Pair], start: int) -> list[Doubt]:
    """Those of the pairs that still are two actors and that nobody has decided about."""
    ids = {str(id) for pair in pairs for id in (pair.a, pair.b)}
    nodes = store.get(ids)
    shown = [id for id, node in nodes.items() if not node.get("archived") and not node.get(MERGED_INTO)]
    actors = get_actors(store, shown)
    edges = store.edges(EdgeQuery(tuple(sorted(ids)), (APART,))) if ids else []
    apart = {frozenset((edge.start, edge.end)) for edge in edges}
    return [
        Doubt(*_known_first(actors[str(pair.a)], actors[str(pair.b)]), pair.score, pair.why, start + place)
        for place, pair in enumerate(pairs)
        if pair.a in actors and pair.b in actors and frozenset((pair.a, pair.b)) not in apart
    ]


def _known_first(one: Actor, other: Actor) -> tuple[Actor, Actor]:
    """The one of which more is recorded first: it is the one to stay."""
    weights = [(actor.interactions, len(actor.sources), not actor.to_review) for actor in (one, other)]
    return (one, other) if weights[0] >= weights[1] else (other, one)


def keep_apart(store: Store, viewer: Viewer, one: str, other: str) -> Tie:
    """Remembers that the two are not the same; undone from the history or by taking the tie away."""
    first, second = sorted((one, other))
    return create_tie(store, viewer, Tie.of({"type": APART, "start_actor": first, "end_actor": second}))
