"""Whom one actor may be the same as, by bounded look-ups in the store's own indexes: names, words, other languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale

from crm.duplicates.finding import Pair
from crm.duplicates.records import described, name_of
from crm.duplicates.scoring import DEFAULT, compare
from crm.duplicates.stored import APART
from crm.duplicates.words import known_names
from crm.likeness import telling_words
from crm.merging.signposts import MERGED_INTO
from crm.naming import folded_names
from graph.fold import fold
from graph.records import Node
from graph.store import EdgeQuery, Query, Store, Where

_CANDIDATES, _WORDS, _PREFIX, _EXACT = 60, 6, 5, 12


def candidates(store: Store, name: str) -> dict[str, Node]:
    """Actors that share a name, an acronym or a telling word with this name, in another language too."""
    found = {node.id: node for query in _queries(name) for node in store.find(query).items}
    return {id: node for id, node in found.items() if not node.get(MERGED_INTO)}


def _queries(name: str) -> Iterator[Query]:
    for exact in [*folded_names(name, ())[:8], *_known_as(name)][:_EXACT]:
        yield Query("Actor", where=(Where("folded_names", "has", exact),), limit=_CANDIDATES, total=False)
    words = telling_words(name)[:_WORDS]
    known = (("interactions", True),)
    if words:
        everything = " ".join(word[:_PREFIX] for word in words)
        yield Query("Actor", text=everything, order=known, limit=_CANDIDATES, total=False)
    for word in [*words, *_countries_in(name)]:
        yield Query("Actor", text=word[:_PREFIX], order=known, limit=_CANDIDATES, total=False)


def _known_as(name: str) -> list[str]:
    """Every name of the organisations that the tables know and this name speaks of."""
    made = name_of(fold(name))
    known = [canon[1:] for canon, _ in made.tokens if canon[0] == "#"] if made else []
    return [text for one in known for text in known_names().get(one, ())]


def _countries_in(name: str) -> list[str]:
    made = name_of(fold(name))
    codes = [canon[1:].upper() for canon, _ in made.tokens if canon[0] == "@"] if made else []
    return [word for code in codes[:2] for word in _country_words(code)]


@cache
def _country_words(code: str) -> tuple[str, ...]:
    names = [fold(Locale(language).territories.get(code, "")) for language in ("es", "en")]
    return tuple(dict.fromkeys(max(name.split(), key=len) for name in names if name))


def pairs_of(store: Store, actor: Node, threshold: float = DEFAULT) -> list[Pair]:
    """The actors that are probably the same as this one, best first, without those said not to be."""
    mine = described(actor.id, {**actor.properties})
    if mine is None or actor.get("archived"):
        return []
    apart = {end for edge in store.edges(EdgeQuery((actor.id,), (APART,))) for end in (edge.start, edge.end)}
    texts = [str(actor.get("name")), *(str(alias) for alias in actor.get("aliases", ()))][:4]
    near = {id: node for text in texts for id, node in candidates(store, text).items()}
    pairs = []
    for id, node in near.items():
        other = described(id, {**node.properties})
        if other is not None and id != actor.id and id not in apart and not node.get("archived"):
            likeness = compare(mine, other)
            if likeness.score >= threshold:
                pairs.append(Pair(actor.id, id, likeness.score, likeness.why))
    return sorted(pairs, key=lambda pair: (-pair.score, str(pair.b)))
