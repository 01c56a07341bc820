"""The change log: read, copied into a new store, and made to forget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, Literal

from graph.codec import read_record
from graph.cypher import types
from graph.errors import InvalidRecord
from graph.neo4j_connections import Runner
from graph.neo4j_records import NODE, View, edge_ids, from_database, node_ids
from graph.neo4j_unit import CHUNK, CHUNK_SIZE, Unit, change_row
from graph.records import Change, Record
from graph.validation import Rules

_COLUMNS: Final = "c.revision, c.transaction, c.at, c.author, c.action, c.kind, c.id, c.before, c.after"
_HIDING: Final = ", c.before_audience, c.after_audience, c.start, c.end"


def changes(
    runner: Runner, rules: Rules, view: View, asked: tuple[int, Collection[str]], limit: int
) -> list[Change]:
    """The log after a revision, oldest first.

    A view sees a change when it sees what the change holds, before and after, and the record as it is now; of an
    edge, both ends too. What was erased holds nothing any more, so everybody may see that it was.
    """
    since, of = asked
    if view.principals is None:
        return [_change(row) for row in _rows(runner, since, of, limit)]
    found: list[Change] = []
    while len(found) < limit:
        rows = _rows(runner, since, of, limit)
        found += [_change(row) for row in _seen(runner, rules, view, rows)]
        if len(rows) < limit:
            break
        since = rows[-1][0]
    return found[:limit]


def _rows(runner: Runner, since: int, of: Collection[str], limit: int) -> list[list[Any]]:
    ids = list(dict.fromkeys([*node_ids(of), *edge_ids(of)]))
    chosen = " AND c.id IN $ids" if of else ""
    text = (
        f"MATCH (c:_Change) WHERE c.revision > $since{chosen} WITH c ORDER BY c.revision LIMIT $limit "
        f"RETURN {_COLUMNS}{_HIDING}"
    )
    rows = runner.rows(text, {"since": since, "ids": ids, "limit": limit})
    return rows if of else list(_without_gap(rows, since))


def _without_gap(rows: list[list[Any]], since: int) -> Iterator[list[Any]]:
    """The rows of a commit do not appear all at once: after a gap, none is given yet, so that a follower misses none."""
    for place, row in enumerate(rows, max(since, 0) + 1):
        if row[0] != place:
            return
        yield row


def _seen(runner: Runner, rules: Rules, view: View, rows: list[list[Any]]) -> Iterator[list[Any]]:
    nodes = {row[6] for row in rows if row[5] == "node"} | {end for row in rows for end in row[11:13] if end}
    now = _audiences(runner, f"(r{NODE})", nodes)
    edges = _audiences(
        runner, f"()-[r{types(rules.edge_types)}]->()", {row[6] for row in rows if row[5] == "edge"}
    )
    for row in rows:
        current = (now if row[5] == "node" else edges).get(row[6])
        sides = [names for names in (*row[9:11], current) if names is not None]
        ends = [now.get(end, []) for end in row[11:13] if end]
        if all(view.shows(names) for names in (*sides, *ends)):
            yield row


def _audiences(runner: Runner, pattern: str, ids: Collection[str]) -> dict[str, list[str]]:
    if not ids:
        return {}
    rows = runner.rows(f"MATCH {pattern} WHERE r.id IN $ids RETURN r.id, r._audience", {"ids": list(ids)})
    return dict(rows)


def _change(row: list[Any]) -> Change:
    revision, unit, at, author, action, kind, id, before, after = row[:9]
    sides = [None if text is None else read_record(kind, id, text) for text in (before, after)]
    return Change(revision, unit, from_database(at), author, action, kind, id, sides[0], sides[1])


def last_revision(runner: Runner) -> int:
    """0 in a new store."""
    rows = runner.rows("MATCH (l:_Log) RETURN l.revision")
    return rows[0][0] if rows else 0


def copied_rows(rules: Rules, copies: Iterable[Change]) -> Iterator[list[dict[str, Any]]]:
    """Changes of another store as rows, in batches. Raises InvalidRecord for a gap or what this schema has no place for."""
    batch: list[dict[str, Any]] = []
    size = 0
    for revision, copy in enumerate(copies, 1):
        if copy.revision != revision or not 0 < copy.transaction <= revision:
            raise InvalidRecord(copy.id, "revision", "gap")
        batch.append(_copied_row(rules, copy))
        size += sum(len(batch[-1].get(side, "")) for side in ("before", "after"))
        if len(batch) == CHUNK or size > CHUNK_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _copied_row(rules: Rules, copy: Change) -> dict[str, Any]:
    sides: list[Record | None] = [side and rules.check(side) for side in (copy.before, copy.after)]
    row = change_row(copy.id, sides) | {"kind": copy.kind, "at": copy.at, "author": copy.author}
    return row | {"revision": copy.revision, "transaction": copy.transaction, "action": copy.action}


def forget(unit: Unit, kind: Literal["node", "edge"], ids: Collection[str]) -> None:
    """Empties the sides of all changes of these records."""
    unit.runner.do(
        "MATCH (c:_Change) WHERE c.id IN $ids AND c.kind = $kind "
        "REMOVE c.before, c.after, c.before_audience, c.after_audience, c.start, c.end",
        {"kind": kind, "ids": list(ids)},
    )


def edges_ever_at(unit: Unit, node: str) -> set[str]:
    """Ids of the edges that the log remembers at a node."""
    text = "MATCH (c:_Change) WHERE c.start = $id OR c.end = $id RETURN DISTINCT c.id"
    return {row[0] for row in unit.runner.rows(text, {"id": node})}


def logged_ever(unit: Unit, node: str) -> bool:
    """Whether the log has a change of this node."""
    text = "MATCH (c:_Change) WHERE c.id = $id AND c.kind = 'node' RETURN 1 LIMIT 1"
    return bool(unit.runner.rows(text, {"id": node}))
