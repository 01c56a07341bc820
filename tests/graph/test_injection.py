"""Nothing that comes from outside becomes part of a statement."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest

from graph.errors import BadQuery, InvalidRecord
from graph.records import Edge, Node
from graph.store import Around, EdgeQuery, Linked, Query, Store, Where
from tests.graph.things import everything, found, make_edge, make_thing, save

HOSTILE = [
    "'; DROP TABLE node; --",
    '"; DROP TABLE node; --',
    "' OR '1'='1",
    "x') DETACH DELETE n //",
    "`]-() DETACH DELETE n //",
    "}) MATCH (n) DETACH DELETE n //",
    "$principals",
    "?1",
    "{{7*7}}",
    "\\u0027 OR true //",
    "\\",
    "%' --",
    "a\r\nb",
    "\u2028",
    "𝕏'",
]
hostile = pytest.mark.parametrize("text", HOSTILE)


@pytest.fixture(autouse=True)
def things(store: Store) -> None:
    save(
        store,
        make_thing("a", name="uno", kind="x"),
        make_thing("b", audience=("user:ana",)),
        make_edge("e", "a", "b"),
    )


@pytest.fixture(autouse=True)
def all_is_still_there(store: Store, things: None) -> Any:
    before, log = everything(store), store.changes()
    yield
    after = everything(store)
    assert {id: after.get(id) for id in before} == before
    assert store.changes()[: len(log)] == log


@hostile
def test_values_are_kept_and_found_as_they_are(store: Store, text: str) -> None:
    save(
        store,
        make_thing("c", name=text, kind=text, notes=text, tags=[text], code=text, other=text),
        author=text,
    )
    save(store, make_edge("f", "a", "c", "FOLLOWS", rank=text, note=text))
    assert store.get(["c"])["c"].get("other") == text
    assert store.changes()[-2].author == text
    for where in (Where("kind", "=", text), Where("code", "in", (text,)), Where("tags", "has", text)):
        assert found(store, where=(where,)) == ["c"]
    assert store.count(Query("Thing"), ["kind", "tags"])["kind"][text] == 1
    assert [edge.id for edge in store.edges(EdgeQuery(("a",), since=text, until=text))] == ["f"]
    page = store.find(Query("Thing", where=(Where("kind", "=", text),), order=(("name", False),), limit=1))
    assert page.items[0].get("name") == text
    found(store, text)


@hostile
def test_ids_and_principals_that_nobody_has_find_nothing(store: Store, text: str) -> None:
    assert store.get([text]) == {}
    assert store.get_edges([text]) == {}
    assert store.edges(EdgeQuery((text,))) == []
    assert store.changes(of=[text]) == []
    assert store.neighbourhood(Around((text,), stop_at=frozenset({text}))).nodes == ()
    assert store.find(Query("Thing", linked=Linked(text, ("NEAR",)))).items == ()
    assert everything(store.as_seen_by([text])) == {}
    assert set(everything(store.as_seen_by(["office", text]))) == {"a"}


@hostile
def test_names_are_refused_before_they_reach_a_statement(store: Store, text: str) -> None:
    for record in (
        Node(text, ("Thing",)),
        Node("c", (text,)),
        Node("c", ("Thing", text)),
        Node("c", ("Thing",), {text: 1}),
        Node("c", ("Thing",), {}, (text,)),
        Edge(text, "NEAR", "a", "b"),
        Edge("f", text, "a", "b"),
        Edge("f", "NEAR", text, "b"),
        Edge("f", "NEAR", "a", text),
        Edge("f", "NEAR", "a", "b", {text: 1}),
        Edge("f", "NEAR", "a", "b", {}, (text,)),
    ):
        with pytest.raises(InvalidRecord):
            save(store, record)


@hostile
def test_queries_with_such_names_are_refused(store: Store, text: str) -> None:
    for query in (
        Query(text),
        Query("Thing", label=text),
        Query("Thing", where=(Where(text, "=", 1),)),
        Query("Thing", where=(Where("kind", text, "x"),)),  # type: ignore[arg-type]
        Query("Thing", order=((text, True),)),
        Query("Thing", linked=Linked("a", (text,))),
        Query("Thing", linked=Linked("a", ("NEAR",), text)),  # type: ignore[arg-type]
        Query("Thing", after=text),
    ):
        with pytest.raises(BadQuery):
            store.find(query)
    with pytest.raises(BadQuery):
        store.count(Query("Thing"), [text])
    with pytest.raises(BadQuery):
        store.edges(EdgeQuery(("a",), (text,)))
    with pytest.raises(BadQuery):
        store.neighbourhood(Around(("a",), types=(text,)))
    for name, column in ((text, "id"), ("Thing", text)):
        with pytest.raises(BadQuery):
            store.table(name, [column])


@pytest.mark.parametrize(
    "name",
    ["order", "end", "on", "key", "id", "labels", "type", "n", "rowid", "match", "version", "audience"],
)
def test_words_of_the_query_languages_are_good_property_names(store: Store, name: str) -> None:
    value: Any = date(2024, 1, 1) if name == "on" else "x"
    save(store, Node("c", ("Thing",), {name: value}))
    assert store.get(["c"])["c"].properties == {name: value}
    save(store, Edge("f", "FOLLOWS", "a", "c", {name: value}))
    assert store.get_edges(["f"])["f"].properties == {name: value}


class HostileZone(tzinfo):
    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return "'; DROP TABLE node; --"


def test_a_time_zones_name_is_never_used(store: Store) -> None:
    named = timezone(timedelta(hours=1), "'] DETACH DELETE n //")
    save(
        store,
        *(
            make_thing(f"z{place}", at=datetime(2024, 1, 1, tzinfo=zone))
            for place, zone in enumerate((HostileZone(), named))
        ),
    )
    for node in store.get(["z0", "z1"]).values():
        assert node.get("at") == datetime(2023, 12, 31, 23, tzinfo=UTC)
        assert node.get("at").tzinfo is UTC
