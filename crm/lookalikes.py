"""Who may already be there under another name: shown before a second copy of an actor is made.

Candidates come from the store's own indexes (exact names, then words and their beginnings), never from all actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crm.actor_model import Actor
from crm.actor_records import read_actors
from crm.likeness import Names, compare, names_of, telling_words
from crm.naming import folded_names
from crm.vocabulary import vocabulary
from graph.records import Node
from graph.store import Query, Store, Where

LIKELY = 0.85
_LEAST = 0.55
_CANDIDATES = 60
_WORDS = 6
_PREFIX = 5


@dataclass(frozen=True)
class Lookalike:
    """An actor that may be the same; `why` are keys of the catalogue under "why". From 0.85 on it is likely."""

    actor: Actor
    score: float
    why: list[str]

    @property
    def likely(self) -> bool:
        """Whether one should be asked before a second copy is made."""
        return self.score >= LIKELY


def find_lookalikes(store: Store, name: str, type: str | None = None, limit: int = 5) -> list[Lookalike]:
    """The actors most like the name, best first; of two equally alike the one of the given type. Archived ones too."""
    given = names_of(name)
    if not given.own:
        return []
    nodes = {node.id: node for query in _queries(name) for node in store.find(query).items}
    scored = [(_scored(given, node, type), node) for node in nodes.values()]
    best = sorted((one for one in scored if one[0][0] >= _LEAST), key=lambda one: (-one[0][0], one[1].id))[
        :limit
    ]
    actors = read_actors(store, [node for _, node in best])
    return [
        Lookalike(actor, round(score, 3), why) for actor, ((score, why), _) in zip(actors, best, strict=True)
    ]


def _queries(name: str) -> Iterator[Query]:
    for exact in folded_names(name, ())[:8]:
        where = (Where("folded_names", "has", exact),)
        yield Query("Actor", where=where, limit=_CANDIDATES, total=False)
    words = telling_words(name)[:_WORDS]
    known = (("interactions", True),)
    if words:
        everything = " ".join(word[:_PREFIX] for word in words)
        yield Query("Actor", text=everything, order=known, limit=_CANDIDATES, total=False)
    for word in words:
        yield Query("Actor", text=word[:_PREFIX], order=known, limit=_CANDIDATES, total=False)


def _scored(given: Names, node: Node, type: str | None) -> tuple[float, list[str]]:
    score, why = compare(given, names_of(node.get("name"), node.get("aliases", ())))
    if type is None or type == node.get("type") or score == 1.0:
        return score, why
    types = vocabulary("actor_types")
    same_family = types.get(type).extra["family"] == types.get(node.get("type")).extra["family"]
    return score * (0.95 if same_family else 0.85), why
