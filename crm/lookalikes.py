"""Who may already be there under another name: shown before a second copy of an actor is made.

Candidates come from the store's own indexes (exact names, then words and their beginnings), never from all actors.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm.actor_model import Actor
from crm.actor_records import read_actors
from crm.duplicates.neighbours import candidates
from crm.duplicates.records import Described, described
from crm.duplicates.scoring import compare as compare_records
from crm.likeness import Names, compare, names_of
from crm.vocabulary import vocabulary
from graph.records import Node
from graph.store import Store

LIKELY = 0.85
_LEAST = 0.55


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
    mine = described("", {"name": name, "type": type})
    scored = [(_scored(given, mine, node), node) for node in candidates(store, name).values()]
    best = sorted((one for one in scored if one[0][0] >= _LEAST), key=lambda one: (-one[0][0], one[1].id))[
        :limit
    ]
    actors = read_actors(store, [node for _, node in best])
    return [
        Lookalike(actor, round(score, 3), why) for actor, ((score, why), _) in zip(actors, best, strict=True)
    ]


def _scored(given: Names, mine: Described | None, node: Node) -> tuple[float, list[str]]:
    """The better of two answers: whom the words may mean, and whether two records with these names are one."""
    score, why = _typed(compare(given, names_of(node.get("name"), node.get("aliases", ()))), mine, node)
    other = described(node.id, {**node.properties})
    if mine is None or other is None:
        return score, why
    record = compare_records(mine, other)
    return (record.score, list(record.why)) if record.score > max(score, LIKELY) else (score, why)


def _typed(found: tuple[float, list[str]], mine: Described | None, node: Node) -> tuple[float, list[str]]:
    score, why = found
    type = mine.type if mine else None
    if type is None or type == node.get("type") or score == 1.0:
        return score, why
    types = vocabulary("actor_types")
    same_family = types.get(type).extra["family"] == types.get(node.get("type")).extra["family"]
    return score * (0.95 if same_family else 0.85), why
