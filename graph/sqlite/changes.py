"""The change log: read, copied into a new store, and made to forget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from graph.codec import read_record, write_record
from graph.errors import InvalidRecord
from graph.records import Change, Node, Record
from graph.sqlite.connections import Connection
from graph.sqlite.records import View, as_list
from graph.sqlite.unit import Unit, from_microseconds, to_microseconds

_COLUMNS = "c.revision, c.unit, c.at, c.author, c.action, c.kind, c.id, c.before, c.after"


def changes(
    connection: Connection, view: View, which: tuple[int, Collection[str]], limit: int
) -> list[Change]:
    """The log after a revision, oldest first; of these records, when any are named.

    A view sees a change when it sees what the change holds, before and after, and the record as it is now; of an
    edge, both ends too. What was erased holds nothing any more, so everybody may see that it was.
    """
    since, of = which
    chosen = " AND c.id IN (SELECT value FROM json_each(?))" if of else ""
    seen, principals = _seen(view)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM change c WHERE c.revision > ?{chosen}{seen} ORDER BY c.revision LIMIT ?",
        [since, *([as_list(of)] if of else []), *principals, limit],
    )
    return [_change(row) for row in rows]


def _seen(view: View) -> tuple[str, list[Any]]:
    if view.principals is None:
        return "", []
    side, one = view.sees("audience")
    seen = side.removeprefix(" AND audience ")
    sides = f" AND (c.before IS NULL OR c.before_audience {seen}) AND (c.after IS NULL OR c.after_audience {seen})"
    now = (
        f" AND NOT EXISTS (SELECT 1 FROM node x WHERE c.kind = 'node' AND x.id = c.id AND NOT x.audience {seen})"
        f" AND NOT EXISTS (SELECT 1 FROM edge x WHERE c.kind = 'edge' AND x.id = c.id AND NOT x.audience {seen})"
    )
    ends = "".join(
        " AND (c.kind = 'node' OR coalesce(c.after, c.before) IS NULL OR EXISTS (SELECT 1 FROM node x "
        f"WHERE x.id = json_extract(coalesce(c.after, c.before), '$.{end}') AND x.audience {seen}))"
        for end in ("start", "end")
    )
    return sides + now + ends, one * 6


def _change(row: tuple[Any, ...]) -> Change:
    revision, unit, at, author, action, kind, id, before, after = row
    sides = [None if text is None else read_record(kind, id, text) for text in (before, after)]
    return Change(revision, unit, from_microseconds(at), author, action, kind, id, sides[0], sides[1])


def last_revision(connection: Connection) -> int:
    """0 in a new store."""
    (last,) = connection.execute("SELECT max(revision) FROM change").fetchone()
    return last or 0


def copy_change(unit: Unit, change: Change) -> tuple[Any, ...]:
    """A change of another store as a row. Raises InvalidRecord when its records are none of this schema."""
    sides = [_side(unit, side) for side in (change.before, change.after)]
    at = to_microseconds(change.at)
    head = (change.revision, change.transaction, at, change.author, change.action, change.kind, change.id)
    return (*head, sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _side(unit: Unit, record: Record | None) -> tuple[str | None, int | None]:
    if record is None:
        return None, None
    checked = unit.engine.rules.check(record)
    return write_record(checked), unit.audiences.key(checked.audience)


def append_copies(unit: Unit, copies: Iterable[Change]) -> None:
    """Fills an empty log. Raises InvalidRecord for a gap in the revisions."""
    rows = []
    for revision, copy in enumerate(copies, 1):
        if copy.revision != revision or not 0 < copy.transaction <= revision:
            raise InvalidRecord(copy.id, "revision", "gap")
        rows.append(copy_change(unit, copy))
        if len(rows) == 1_000:
            _insert(unit, rows)
            rows = []
    _insert(unit, rows)


def _insert(unit: Unit, rows: list[tuple[Any, ...]]) -> None:
    unit.connection.executemany("INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    unit.written += len(rows)


def forget(unit: Unit, node: str) -> None:
    """Empties the sides of all changes of a node and of edges while they were at it."""
    cleared = "UPDATE change SET before=NULL, after=NULL, before_audience=NULL, after_audience=NULL"
    unit.connection.execute(f"{cleared} WHERE kind = 'node' AND id = ?", (node,))
    ends = " OR ".join(f"json_extract(coalesce(after, before), '$.{end}') = ?1" for end in ("start", "end"))
    # The plain look for the id spares reading nearly all of the JSON.
    unit.connection.execute(
        f"{cleared} WHERE kind = 'edge' AND instr(coalesce(after, before), '\"' || ?1 || '\"') AND ({ends})",
        (node,),
    )


def rewrite_log(unit: Unit, root: str, rewrite: Callable[[Node], Node]) -> None:
    """Puts what `rewrite` gives in place of the nodes of a root label that the log holds."""
    rows = unit.connection.execute(
        f"SELECT {_COLUMNS} FROM change c WHERE kind = 'node' "
        "AND json_extract(coalesce(after, before), '$.labels[0]') = ?",
        (root,),
    ).fetchall()
    for change in map(_change, rows):
        sides = [rewrite(side) if isinstance(side, Node) else None for side in (change.before, change.after)]
        if sides != [change.before, change.after]:
            (before, seen_before), (after, seen_after) = (_side(unit, side) for side in sides)
            unit.connection.execute(
                "UPDATE change SET before=?, after=?, before_audience=?, after_audience=? WHERE revision=?",
                (before, after, seen_before, seen_after, change.revision),
            )


def logged_ever(unit: Unit, node: str) -> bool:
    """Whether the log has a change of this node."""
    found = unit.connection.execute("SELECT 1 FROM change WHERE kind = 'node' AND id = ? LIMIT 1", (node,))
    return found.fetchone() is not None
