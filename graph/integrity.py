"""Whether a store is sound: its records, its change log, its keys and its search agree with each other.

log ---replayed---> what should be there  ==  scan ---> what is there  ==  what search and counts say
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32

from graph.errors import InvalidRecord
from graph.fold import search_text, search_words
from graph.records import Change, Edge, Node, Record
from graph.store import EXACT_TOTAL, Query, Store
from graph.streams import STEP, Progress, canonical, quiet, read_changes, read_snapshot
from graph.validation import Rules

_SAMPLE = 200
_WORDS = 6

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it should be; `reason` is a stable key.

    "bad_record", "dangling_edge", "duplicate_key" and "not_searchable" concern a record; "unlogged", "not_as_logged",
    "lost" and "broken_history" hold it against the log; "log_gap" and "bad_transaction" concern a revision (`id`);
    "wrong_count" a label.
    """

    reason: str
    id: str
    detail: str = ""


@dataclass
class Integrity:
    """What was looked at, and what was found wrong."""

    revision: int
    nodes: int = 0
    edges: int = 0
    changes: int = 0
    searched: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    def add(self, reason: str, id: str, detail: str = "") -> None:
        """Notes a flaw."""
        self.flaws.append(Flaw(reason, id, detail))


def check_integrity(store: Store, progress: Progress = quiet) -> Integrity:
    """Looks at every record and every change once; others may go on writing meanwhile.

    Memory: about 150 bytes a record. Raises BusySource, and what the store raises when it cannot be read.
    """
    revision, records = read_snapshot(store)
    report = Integrity(revision)
    logged = _replay(read_changes(store, revision), report, progress)
    walk = _Walk(store, report, logged)
    for record in records:
        walk.see(record)
        if (report.nodes + report.edges) % STEP == 0:
            progress("records", report.nodes + report.edges, None)
    for _kind, id in logged:
        report.add("lost", id)
    _check_search(store, walk.sample, report)
    if store.revision() == revision:
        _check_counts(store, walk.counts, report)
    return report


def _digest(record: Record | None) -> bytes | None:
    return None if record is None else hashlib.blake2b(canonical(record).encode(), digest_size=12).digest()


def _replay(changes: Iterator[Change], report: Integrity, progress: Progress) -> dict[Key, bytes]:
    """What the log says is there, as digests by kind and id; notes what is wrong with the log itself."""
    there: dict[Key, bytes] = {}
    expected = transaction = 1
    for change in changes:
        if change.revision != expected:
            report.add("log_gap", str(expected))
        if change.transaction not in {transaction, change.revision}:
            report.add("bad_transaction", str(change.revision))
        expected, transaction = change.revision + 1, change.transaction
        _replay_one(there, change, report)
        report.changes += 1
        if report.changes % STEP == 0:
            progress("changes", report.changes, report.revision)
    if expected != report.revision + 1:
        report.add("log_gap", str(expected))
    return there


def _replay_one(there: dict[Key, bytes], change: Change, report: Integrity) -> None:
    key = (change.kind, change.id)
    forgotten = change.before is None and change.after is None
    if not forgotten and _digest(change.before) != there.get(key):
        report.add("broken_history", change.id, str(change.revision))
    after = _digest(change.after)
    if after is None:
        there.pop(key, None)
    else:
        there[key] = after


class _Walk:
    """Holds each record against the rules, the log and the records seen before."""

    def __init__(self, store: Store, report: Integrity, logged: dict[Key, bytes]) -> None:
        self.report, self.logged = report, logged
        self.labels = {label.name: label for label in store.schema.labels}
        self.rules = Rules(store.schema)
        self.ids: set[str] = set()
        self.unique: dict[tuple[str, str, str], str] = {}
        self.counts: Counter[str] = Counter()
        self.sample: list[Node] = []

    def see(self, record: Record) -> None:
        try:
            self.rules.check(record)
        except InvalidRecord as error:
            self.report.add("bad_record", record.id, f"{error.field}: {error.reason}")
            return
        if isinstance(record, Node):
            self._see_node(record)
        else:
            self._see_edge(record)

    def _see_node(self, node: Node) -> None:
        self.report.nodes += 1
        self.ids.add(node.id)
        self.counts[node.root] += 1
        label = self.labels[node.root]
        for name in label.unique:
            if name in node.properties:
                first = self.unique.setdefault((node.root, name, str(node.properties[name])), node.id)
                if first != node.id:
                    self.report.add("duplicate_key", node.id, f"{name} = {first}")
        if label.logged:
            self._hold_against_log(node)
        if label.text and len(self.sample) < _SAMPLE and self._is_sampled(node):
            self.sample.append(node)

    def _is_sampled(self, node: Node) -> bool:
        return self.counts[node.root] <= 10 or crc32(node.id.encode()) % 97 == 0

    def _see_edge(self, edge: Edge) -> None:
        self.report.edges += 1
        for end in (edge.start, edge.end):
            if end not in self.ids:
                self.report.add("dangling_edge", edge.id, end)
        self._hold_against_log(edge)

    def _hold_against_log(self, record: Record) -> None:
        logged = self.logged.pop(("node" if isinstance(record, Node) else "edge", record.id), None)
        if logged is None:
            self.report.add("unlogged", record.id)
        elif logged != _digest(record):
            self.report.add("not_as_logged", record.id, str(record.version))


def _check_search(store: Store, sample: list[Node], report: Integrity) -> None:
    names = {label.name: label.text for label in store.schema.labels}
    for node in sample:
        words = search_words(search_text(node.properties, names[node.root]))[:_WORDS]
        if words:
            report.searched += 1
            if not _is_found(store, node, " ".join(words)) and node.id in store.get([node.id]):
                report.add("not_searchable", node.id)


def _is_found(store: Store, node: Node, words: str) -> bool:
    after: str | None = None
    while True:
        page = store.find(Query(node.root, text=words, limit=500, after=after, total=False))
        if any(found.id == node.id for found in page.items):
            return True
        if page.next is None:
            return False
        after = page.next


def _check_counts(store: Store, counts: Counter[str], report: Integrity) -> None:
    for label in store.schema.labels:
        total = store.find(Query(label.name, limit=1)).total
        if label.logged and total != min(counts[label.name], EXACT_TOTAL):
            report.add("wrong_count", label.name, f"{total} / {counts[label.name]}")
