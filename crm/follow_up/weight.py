"""How much a tie weighs for the office, 0 to 99: kept with the actor so that lists can be ordered by it.

    w = contacts + 2 · ties + 3 · strategic lines          importance = 100 · w / (w + 10), rounded

Each saved contact counts at once. Ties and lines are counted by the analyst, which looks at the whole graph; until it
did, they are those of its last look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm.access import SYSTEM
from crm.errors import translated
from crm.schema import ACTOR_TIES
from graph.records import Node
from graph.store import Store

TIES, LINES, IMPORTANCE = "tie_count", "line_count", "importance"
_OF_A_TIE, _OF_A_LINE, _HALF = 2, 3, 10
_STEP = 500


@dataclass(frozen=True)
class Weight:
    """What an actor's importance is made of."""

    contacts: int
    ties: int
    lines: int

    @classmethod
    def of(cls, actor: Node) -> Weight:
        """The parts as the actor keeps them."""
        return cls(actor.get("interactions", 0), actor.get(TIES, 0), actor.get(LINES, 0))

    @property
    def importance(self) -> int:
        """0 for nobody one ever met, 50 at ten contacts, 99 at the most."""
        weight = self.contacts + _OF_A_TIE * self.ties + _OF_A_LINE * self.lines
        return min(99, round(100 * weight / (weight + _HALF)))


def with_importance(actor: Node) -> Node:
    """The actor's node with its importance worked out from what it keeps."""
    return actor.with_properties(importance=Weight.of(actor).importance or None)


def weigh_all(store: Store) -> int:
    """Counts ties and strategic lines of every actor, and saves what differs. Says how many actors changed."""
    whole = store.as_seen_by(None)
    lines, ties = _lines(whole), _ties(whole)
    changed = 0
    for ids in _differing(whole, lines, ties):
        with translated(), whole.transaction(SYSTEM.id) as tx:
            now = tx.get(ids)
            counted = (_counted(node, lines, ties) for node in now.values())
            new = [node for node in counted if node.properties != now[node.id].properties]
            tx.put_nodes(new)
        changed += len(new)
    return changed


def _counted(actor: Node, lines: Mapping[str, int], ties: Mapping[str, int]) -> Node:
    counts = {TIES: ties.get(actor.id) or None, LINES: lines.get(actor.id) or None}
    return with_importance(actor.with_properties(**counts))


def _differing(store: Store, lines: Mapping[str, int], ties: Mapping[str, int]) -> Iterator[list[str]]:
    batch: list[str] = []
    for rows in store.table("Actor", ("id", "interactions", TIES, LINES, IMPORTANCE)):
        for id, contacts, tie_count, line_count, kept in rows:
            properties = {"interactions": contacts or 0, TIES: tie_count, LINES: line_count, IMPORTANCE: kept}
            node = Node(
                str(id), ("Actor",), {name: value for name, value in properties.items() if value is not None}
            )
            if _counted(node, lines, ties).properties != node.properties:
                batch.append(node.id)
            if len(batch) == _STEP:
                yield batch
                batch = []
    if batch:
        yield batch


def _ties(store: Store) -> Counter[str]:
    counted: Counter[str] = Counter()
    for type in ACTOR_TIES:
        if type not in {"POSSIBLE_DUPLICATE_OF", "NOT_SAME_AS"}:
            for rows in store.table(type, ("start", "end")):
                counted.update(str(end) for row in rows for end in row)
    return counted


def _lines(store: Store) -> dict[str, int]:
    """How many of the office's strategic lines each actor took part in."""
    of: dict[str, str] = {}
    for rows in store.table("Interaction", ("id", "strategic_line", "archived", "reference")):
        of |= {
            str(id): str(line)
            for id, line, archived, reference in rows
            if line and not archived and not reference
        }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for rows in store.table("TOOK_PART", ("start", "end")):
        for actor, interaction in rows:
            if str(interaction) in of:
                found[str(actor)].add(of[str(interaction)])
    return {actor: len(lines) for actor, lines in found.items()}
