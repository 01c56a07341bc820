"""Finding by words, accents and case aside: everything at once, or actors while somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crm.actor_model import Actor
from crm.actor_records import read_actors
from crm.commitment_records import read_commitments
from crm.interaction_model import Commitment, Interaction
from crm.interaction_records import read_interactions
from crm.naming import SMALL_WORDS
from crm.project_model import Project, read_project
from graph.fold import fold
from graph.records import Node
from graph.store import Query, Store, Where

_NOT_ARCHIVED = Where("archived", "=", False)
_KNOWN = (("interactions", True),)
_LAST = "\U0010ffff"
# So many are ranked to say who is meant; the last place of `_rank` at which a name begins with what was typed.
_MEANT, _BEGINS = 8, 2


@dataclass(frozen=True)
class SearchResult:
    """What was found of each noun, the best first. Archived records are left out."""

    actors: list[Actor]
    people: list[Actor]
    interactions: list[Interaction]
    commitments: list[Commitment]
    projects: list[Project]


@dataclass(frozen=True)
class Suggestion:
    """An actor for a picker. `place` is its city or, failing that, its country's code: enough to tell twins apart."""

    id: str
    name: str
    type: str
    place: str | None
    alias: str | None


def search(store: Store, words: str, limit: int = 20) -> SearchResult:
    """What has all the words, as beginnings of words, in its texts; at most `limit` of each noun."""
    text = _telling(words)
    if not text:
        return SearchResult([], [], [], [], [])
    found = {"actors": _actors(store, words, None, limit), "people": _actors(store, words, "Person", limit)}
    organisations = [node for node in found["actors"] if "Person" not in node.labels]
    return SearchResult(
        read_actors(store, organisations[:limit]),
        read_actors(store, found["people"][:limit]),
        read_interactions(store, _found(store, "Interaction", text, limit, ("on", True))),
        read_commitments(store, _found(store, "Commitment", text, limit, ("due", True))),
        [read_project(node) for node in _found(store, "Project", text, limit, ("start", True))],
    )


def suggest_actors(store: Store, words: str, limit: int = 8) -> list[Suggestion]:
    """Actors for a picker: an exact name, alias or acronym first, then names that begin so, then the rest."""
    folded = fold(words)
    if not folded:
        return []
    nodes = _actors(store, words, None, limit)
    return [_suggestion(node, folded) for node in nodes[:limit]]


def actor_named(store: Store, words: str) -> str | None:
    """The actor that has this very name, alias or acronym; None for nobody, and for several."""
    folded = fold(words)
    exact = (Where("folded_names", "has", folded), Where("sort_name", "=", folded))
    queries = [Query("Actor", where=(one, _NOT_ARCHIVED), limit=2, total=False) for one in exact]
    found = {node.id for query in queries for node in store.find(query).items}
    return found.pop() if len(found) == 1 else None


def actor_meant(store: Store, words: str) -> str | None:
    """The actor whose name, alias or acronym is or begins with these words: of several the best known; None for nobody."""
    folded = fold(words)
    nodes = _actors(store, words, None, _MEANT) if len(folded) > 2 else []
    return nodes[0].id if nodes and _rank(nodes[0], folded)[0] <= _BEGINS else None


def _telling(words: str) -> str:
    """The words without articles and prepositions, unless nothing else is left; the last may still be unfinished."""
    folded = fold(words).split()
    return " ".join(word for word in folded if word not in SMALL_WORDS) or " ".join(folded)


def _found(store: Store, root: str, text: str, limit: int, order: tuple[str, bool]) -> tuple[Node, ...]:
    query = Query(root, text=text, where=(_NOT_ARCHIVED,), order=(order,), limit=limit, total=False)
    return store.find(query).items


def _actors(store: Store, words: str, label: str | None, limit: int) -> list[Node]:
    """Exact names, names that begin so, and any text, each by its own index; then ranked together."""
    folded = fold(words)
    begins = (Where("sort_name", ">=", folded), Where("sort_name", "<", folded + _LAST), _NOT_ARCHIVED)
    exact = (Where("folded_names", "has", folded), _NOT_ARCHIVED)
    queries = [
        Query("Actor", label, where=exact, order=_KNOWN, limit=limit, total=False),
        Query("Actor", label, where=begins, order=(("sort_name", False),), limit=limit, total=False),
    ]
    if len(folded) > 1:
        text = _telling(words)
        where = (_NOT_ARCHIVED,)
        queries.append(Query("Actor", label, text, where, order=_KNOWN, limit=3 * limit, total=False))
    nodes = {node.id: node for query in queries for node in store.find(query).items}
    return sorted(nodes.values(), key=lambda node: _rank(node, folded))


def _rank(node: Node, folded: str) -> tuple[int, bool, int, str]:
    names = node.get("folded_names", ())
    name = node.get("sort_name", "")
    steps = (
        folded in (name, *names),
        name.startswith(folded),
        _begins(names, folded),
        _words_begin(name, folded),
    )
    place = next((step for step, holds in enumerate(steps) if holds), len(steps))
    return (place, bool(node.get("reference")), -node.get("interactions", 0), name)


def _begins(names: Iterable[str], folded: str) -> bool:
    return any(name.startswith(folded) for name in names)


def _words_begin(name: str, folded: str) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in folded.split())


def _suggestion(node: Node, folded: str) -> Suggestion:
    place = node.get("city") or node.get("country")
    shown = None
    if not _words_begin(node.get("sort_name", ""), folded):
        aliases = node.get("aliases", ())
        shown = next((alias for alias in aliases if _words_begin(fold(alias), folded)), None)
    return Suggestion(node.id, node.get("name"), node.get("type"), place, shown)
