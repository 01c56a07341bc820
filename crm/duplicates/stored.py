"""The actors of a store as records to compare, and the whole of them searched for who is there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crm.duplicates.finding import Pair, find_pairs
from crm.duplicates.records import Described, described
from crm.duplicates.scoring import DEFAULT
from graph.records import Value
from graph.store import Store

COLUMNS = ("id", "name", "aliases", "type", "city", "country", "website", "email", "archived", "is_group")
APART = "NOT_SAME_AS"


def find_in_store(store: Store, threshold: float = DEFAULT) -> list[Pair]:
    """The pairs among all actors that are probably one, without those somebody said are not. Reads the whole graph."""
    apart = {frozenset(ends) for ends in ends_of(store, APART)}
    pairs = find_pairs(read_records(store), threshold)
    return [pair for pair in pairs if frozenset((str(pair.a), str(pair.b))) not in apart]


def read_records(store: Store) -> list[Described]:
    """Every actor that is not archived."""
    people = _people(store)
    records = []
    for batch in store.table("Actor", COLUMNS):
        for row in batch:
            said = dict(zip(COLUMNS, row, strict=True))
            if not said["archived"]:
                records.append(described(str(said["id"]), said, people.get(str(said["id"]), frozenset())))
    return [record for record in records if record is not None]


def _people(store: Store) -> dict[str, frozenset[str]]:
    """Who holds or held a post at each organisation."""
    at = dict(ends_of(store, "AT"))
    held: defaultdict[str, set[str]] = defaultdict(set)
    for person, post in ends_of(store, "HOLDS"):
        if post in at:
            held[at[post]].add(person)
    return {organisation: frozenset(people) for organisation, people in held.items()}


def ends_of(store: Store, type: str) -> Iterator[tuple[str, str]]:
    """Both ends of every edge of a type."""
    for batch in store.table(type, ("start", "end")):
        for start, end in batch:
            yield _text(start), _text(end)


def _text(value: Value | None) -> str:
    return str(value)
