"""The index of names of a whole process: built once, then following the change log; no request pays for the graph.

known_names(store, viewer)      the names that this viewer may use, up to the store's last revision
warm_names(store)               builds it; a worker calls it beside its first requests
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from crm.access import Viewer
from crm.capture.index import Known, Names
from crm.capture.names import NameIndex
from crm.office import office_id
from graph.fold import fold
from graph.records import OFFICE, PUBLIC, Node, Row
from graph.store import Store

_COLUMNS = ("id", "name", "type", "parent", "aliases", "reference", "is_group", "archived")
_PAGE = 1000
_STEP = 500


@dataclass
class _Kept:
    """One store's names with the revision they are of."""

    names: Names
    revision: int
    lock: threading.Lock = field(default_factory=threading.Lock)


_INDEXES: dict[int, _Kept] = {}
_BUILDING = threading.Lock()


def known_names(store: Store, viewer: Viewer | None = None) -> NameIndex:
    """The names of the actors that the viewer (or, without one, the store's own view) may see, as of now.

    The first call of a process builds the index; every other reads what changed since, whoever changed it.
    """
    kept = _kept(store)
    with kept.lock:
        _follow(store.as_seen_by(None), kept)
    return NameIndex(kept.names, store.principals if viewer is None else viewer.principals)


def warm_names(store: Store) -> int:
    """Builds the index if this process has none, and says how many actors it holds."""
    names = known_names(store)
    names.meant("calentamiento")  # the words by which slips are found are grouped at the first one
    return len(names)


def _kept(store: Store) -> _Kept:
    shared = store.shared
    kept = _INDEXES.get(id(shared))
    if kept is not None:
        return kept
    with _BUILDING:
        kept = _INDEXES.get(id(shared))
        if kept is None:
            kept = _built(store.as_seen_by(None))
            _INDEXES[id(shared)] = kept
            weakref.finalize(shared, _INDEXES.pop, id(shared), None)
    return kept


def _built(store: Store) -> _Kept:
    revision = store.revision()
    names = Names(city=_city(store))
    audiences = _audiences(store)
    for rows in store.table("Actor", _COLUMNS):
        for row in rows:
            if not row[7]:
                names.put(_from_row(row, audiences))
    return _Kept(names, revision)


def _city(store: Store) -> str:
    """The office's home city, from the name of what the office is part of ("Alcaldía de Bucaramanga")."""
    office = store.get([office_id()]).get(office_id())
    parent = office.get("parent") if office else None
    home = store.get([parent]).get(parent) if parent else None
    words = fold(home.get("name")).split() if home else []
    return " ".join(words[2:]) if len(words) > 2 and words[1] == "de" else ""


def _audiences(store: Store) -> dict[str, frozenset[str]]:
    """Who may see which actor: all but a few are seen by everybody of the office."""
    shared = {PUBLIC: frozenset({PUBLIC}), OFFICE: frozenset({OFFICE})}
    found = {str(id): shared[OFFICE] for id in _ids(store.as_seen_by({OFFICE}))}
    found |= {
        str(id): shared[PUBLIC] | found.get(str(id), frozenset()) for id in _ids(store.as_seen_by({PUBLIC}))
    }
    restricted = [str(id) for id in _ids(store) if str(id) not in found]
    for start in range(0, len(restricted), _STEP):
        nodes = store.get(restricted[start : start + _STEP])
        found |= {id: frozenset(node.audience) for id, node in nodes.items()}
    return found


def _ids(store: Store) -> Iterator[object]:
    for rows in store.table("Actor", ("id",)):
        yield from (row[0] for row in rows)


def _from_row(row: Row, audiences: dict[str, frozenset[str]]) -> Known:
    id, name, type, parent, aliases, reference, is_group, _ = row
    said = tuple(aliases) if isinstance(aliases, (list, tuple)) else ()
    return Known(
        str(id),
        str(name or ""),
        str(type or ""),
        str(parent) if parent else None,
        tuple(map(str, said)),
        bool(reference),
        bool(is_group),
        audiences.get(str(id), frozenset()),
    )


def _from_node(node: Node) -> Known:
    values: list[object] = [node.id, *(node.get(name) for name in _COLUMNS[1:])]
    return _from_row(tuple(values), {node.id: frozenset(node.audience)})  # type: ignore[arg-type] # as a row has them


def _follow(store: Store, kept: _Kept) -> None:
    """Takes in what was changed since, page by page."""
    while kept.revision < store.revision():
        changes = store.changes(kept.revision, limit=_PAGE)
        if not changes:
            return
        _take(store, kept.names, {change.id for change in changes if change.kind == "node"})
        kept.revision = changes[-1].revision


def _take(store: Store, names: Names, ids: Collection[str]) -> None:
    """The nodes as they are now: what they were in between no longer matters."""
    for batch in _batches(sorted(ids)):
        nodes = store.get(batch)
        for id in batch:
            node = nodes.get(id)
            if node is None or node.root != "Actor" or node.get("archived"):
                names.drop(id)
            else:
                _put(names, _from_node(node))


def _put(names: Names, known: Known) -> None:
    if names.actors.get(known.id) != known:
        names.put(known)


def _batches(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _STEP] for start in range(0, len(ids), _STEP))
