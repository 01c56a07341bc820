"""The change log: read, copied into a new store, and made to forget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from graph.codec import read_record
from graph.cypher import types
from graph.errors import InvalidRecord
from graph.neo4j.connections import Runner
from graph.neo4j.records import NODE, View, edge_ids, from_database, node_ids
from graph.neo4j.unit import CHUNK, CHUNK_SIZE, Unit, change_row
from graph.records import Change, Edge, Node, Record
from graph.validation import Rules

_COLUMNS: Final = "c.revision, c.transaction, c.at, c.author, c.action, c.kind, c.id, c.before, c.after"


def changes(
    runner: Runner, rules: Rules, view: View, asked: tuple[int, Collection[str]], limit: int
) -> list[Change]:
    """The log after a revision, oldest first.

    A view sees a change when it sees what the change holds, before and after, and the record as it is now; of an
    edge, both ends too. What was erased holds nothing any more, so everybody may see that it was.
    """
    since, of = asked
    found: list[Change] = []
    while len(found) < limit:
        page = _page(runner, since, of, limit)
        found += page if view.principals is None else _seen(runner, rules, view, page)
        if len(page) < limit:
            break
        since = page[-1].revision
    return found[:limit]


def _page(runner: Runner, since: int, of: Collection[str], limit: int) -> list[Change]:
    ids = list(dict.fromkeys([*node_ids(of), *edge_ids(of)]))
    chosen = " AND c.id IN $ids" if of else ""
    text = (
        f"MATCH (c:_Change) WHERE c.revision > $since{chosen} WITH c ORDER BY c.revision LIMIT $limit "
        f"RETURN {_COLUMNS}"
    )
    rows = runner.rows(text, {"since": since, "ids": ids, "limit": limit})
    return [_change(row) for row in (rows if of else _without_gap(rows, since))]


def _without_gap(rows: list[list[Any]], since: int) -> Iterator[list[Any]]:
    """The rows of a commit do not appear all at once: after a gap none is given yet, so that a follower misses none."""
    for place, row in enumerate(rows, max(since, 0) + 1):
        if row[0] != place:
            return
        yield row


def _change(row: list[Any]) -> Change:
    revision, unit, at, author, action, kind, id, before, after = row
    sides = [None if text is None else read_record(kind, id, text) for text in (before, after)]
    return Change(revision, unit, from_database(at), author, action, kind, id, sides[0], sides[1])


def _seen(runner: Runner, rules: Rules, view: View, page: list[Change]) -> Iterator[Change]:
    ends = {change.revision: _ends(change) for change in page}
    ids = {change.id for change in page if change.kind == "node"}.union(*ends.values())
    nodes = _audiences(runner, f"(r{NODE})", ids)
    edges = _audiences(
        runner,
        f"()-[r{types(rules.edge_types)}]->()",
        {change.id for change in page if change.kind == "edge"},
    )
    for change in page:
        now = (nodes if change.kind == "node" else edges).get(change.id)
        audiences = [side.audience for side in (change.before, change.after) if side is not None]
        audiences += [] if now is None else [now]
        audiences += [nodes.get(end, ()) for end in ends[change.revision]]
        if all(map(view.shows, audiences)):
            yield change


def _ends(change: Change) -> set[str]:
    return {
        end
        for side in (change.before, change.after)
        if isinstance(side, Edge)
        for end in (side.start, side.end)
    }


def _audiences(runner: Runner, pattern: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    if not ids:
        return {}
    rows = runner.rows(f"MATCH {pattern} WHERE r.id IN $ids RETURN r.id, r._audience", {"ids": list(ids)})
    return {id: tuple(names) for id, names in rows}


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


def forget(unit: Unit, node: str) -> None:
    """Empties the sides of all changes of a node and of edges while they were at it."""
    unit.log.flush()
    text = "MATCH (c:_Change) WHERE c.id = $id AND c.kind = 'node' REMOVE c.before, c.after"
    unit.runner.do(text, {"id": node})
    # The plain look for the id spares reading nearly all of the JSON.
    text = (
        "MATCH (c:_Change) WHERE c.kind = 'edge' AND coalesce(c.after, c.before) CONTAINS $mark "
        f"RETURN {_COLUMNS}"
    )
    rows = unit.runner.rows(text, {"mark": f'"{node}"'})
    revisions = [change.revision for change in map(_change, rows) if node in _ends(change)]
    text = "MATCH (c:_Change) WHERE c.revision IN $revisions REMOVE c.before, c.after"
    unit.runner.do(text, {"revisions": revisions})


def rewrite_log(unit: Unit, root: str, rewrite: Callable[[Node], Node]) -> None:
    """Puts what `rewrite` gives in place of the nodes of a root label that the log holds."""
    unit.log.flush()
    text = (
        "MATCH (c:_Change) WHERE c.kind = 'node' AND coalesce(c.after, c.before) CONTAINS $mark "
        f"RETURN {_COLUMNS}"
    )
    for change in map(_change, unit.runner.rows(text, {"mark": f'"{root}"'})):
        old = (change.before, change.after)
        new = [rewrite(side) if isinstance(side, Node) and side.root == root else side for side in old]
        if new != list(old):
            row = _copied_row(unit.rules, replace(change, before=new[0], after=new[1]))
            sides = {name: row[name] for name in ("before", "after") if name in row}
            text = "MATCH (c:_Change {revision: $revision}) SET c += $sides"
            unit.runner.do(text, {"revision": change.revision, "sides": sides})
            unit.written += 1


def logged_ever(unit: Unit, node: str) -> bool:
    """Whether the log has a change of this node."""
    text = "MATCH (c:_Change) WHERE c.id = $id AND c.kind = 'node' RETURN 1 LIMIT 1"
    return bool(unit.runner.rows(text, {"id": node}))
