"""Random histories leave every store in the state that plain dictionaries are in, and reading it the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from graph.errors import StoreError
from graph.records import Edge, Node
from graph.store import Around, EdgeQuery, Linked, Query, Store, Transaction, Where
from tests.graph.model import Model
from tests.graph.things import everything

NODES = ("a", "b", "c", "d", "p", "n")
EDGES = ("e", "f", "g", "h", "i", "j")
ROOTS = {"p": "Place", "n": "Counter"}
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29)]
WORDS = ["Cámara", "camarón", "de", "Niño", "agua limpia", ""]
PRINCIPALS = ["public", "office", "user:ana"]

audiences = st.lists(st.sampled_from(PRINCIPALS), min_size=1, max_size=2).map(tuple) | st.just(("office",))
viewers = st.sampled_from(
    [None, None, ["public"], ["office"], ["office", "public"], ["office", "user:ana"], []]
)
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(WORDS),
    "kind": st.sampled_from(["x", "y"]),
    "size": st.integers(-1, 2),
    "weight": st.sampled_from([0.5, 1, 1.5]),
    "ready": st.booleans(),
    "on": st.sampled_from(DAYS),
    "tags": st.lists(st.sampled_from(["agua", "sol", "Niño"]), max_size=3),
    "code": st.sampled_from(["1", "2"]),
    "notes": st.sampled_from(WORDS),
}
properties = st.fixed_dictionaries({}, optional=OPTIONAL)
INDEXED = list(OPTIONAL)[:8]
right_or_wrong = st.sampled_from([0] * 9 + [1])


@st.composite
def node_writes(draw: st.DrawFn, ids: tuple[str, ...] = NODES) -> tuple[str, Node, int]:
    id = draw(st.sampled_from(ids))
    root = ROOTS.get(id, "Thing")
    given = (
        draw(properties)
        if root == "Thing"
        else draw(st.fixed_dictionaries({}, optional={"name": OPTIONAL["name"]}))
    )
    beside = draw(st.lists(st.sampled_from(["Red", "Blue"]), max_size=2))
    return "node", Node(id, (root, *beside), given, draw(audiences)), draw(right_or_wrong)


@st.composite
def edge_writes(draw: st.DrawFn, ids: tuple[str, ...] = EDGES) -> tuple[str, Edge, int]:
    kind = draw(st.sampled_from(["NEAR", "VISITED", "FOLLOWS"]))
    given: dict[str, Any] = draw(st.fixed_dictionaries({}, optional={"note": st.sampled_from(WORDS)}))
    sort = {
        "NEAR": st.none(),
        "VISITED": st.none() | st.sampled_from(DAYS),
        "FOLLOWS": st.none() | st.sampled_from("ab"),
    }
    value = draw(sort[kind])
    if value is not None:
        given |= {"on" if kind == "VISITED" else "rank": value}
    start, end = draw(st.sampled_from(NODES)), draw(st.sampled_from(NODES))
    return (
        "edge",
        Edge(draw(st.sampled_from(ids)), kind, start, end, given, draw(audiences)),
        draw(right_or_wrong),
    )


deletions = st.tuples(st.just("delete node"), st.sampled_from(NODES)) | st.tuples(
    st.just("delete edge"), st.sampled_from(EDGES)
)
some_write = st.sampled_from([node_writes(), node_writes(), edge_writes(), edge_writes(), deletions]).flatmap(
    lambda it: it
)
writes = st.lists(some_write, min_size=1, max_size=5)
beginnings = st.tuples(*(node_writes((id,)) for id in NODES), *(edge_writes((id,)) for id in EDGES))

conditions = st.one_of(
    st.builds(Where, st.just("kind"), st.sampled_from(["=", "!="]), OPTIONAL["kind"]),
    st.builds(
        Where,
        st.sampled_from(["size", "weight"]),
        st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
        st.integers(-1, 2),
    ).filter(lambda where: True),
    st.builds(Where, st.just("on"), st.sampled_from(["<", ">=", "="]), OPTIONAL["on"]),
    st.builds(Where, st.just("ready"), st.sampled_from(["=", "!="]), st.booleans()),
    st.builds(Where, st.just("name"), st.just("in"), st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)),
    st.builds(Where, st.just("tags"), st.just("has"), st.sampled_from(["agua", "sol", "nada"])),
    st.builds(Where, st.sampled_from(INDEXED), st.sampled_from(["missing", "present"])),
)
directions = st.sampled_from(["in", "out", "any"])
types = st.lists(st.sampled_from(["NEAR", "VISITED", "FOLLOWS"]), max_size=2, unique=True).map(tuple)
links = st.builds(Linked, st.sampled_from(NODES), types, directions)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    linked = draw(st.sampled_from([True, False]).flatmap(lambda it: links if it else st.none()))
    # Dates and texts have no order among each other that both engines know, so one query orders by one of them.
    if linked is not None and {"VISITED", "FOLLOWS"} <= set(linked.types or ("VISITED", "FOLLOWS")):
        linked = replace(linked, types=("NEAR", "VISITED"))
    orders = ["name", "size", "weight", "ready", "on", "kind"] + (["link"] * 3 if linked else [])
    return Query(
        "Thing",
        label=draw(st.sampled_from([None] * 5 + ["Red", "Thing"])),
        text=draw(st.sampled_from([""] * 6 + ["CAM", "de", "agua lim", "nino", "x"])),
        where=tuple(
            draw(
                st.sampled_from([0, 0, 1, 1, 2]).flatmap(
                    lambda n: st.lists(conditions, min_size=n, max_size=n)
                )
            )
        ),
        linked=linked,
        order=tuple(draw(st.lists(st.tuples(st.sampled_from(orders), st.booleans()), max_size=2))),
        limit=draw(st.integers(1, 4)),
    )


class Histories(RuleBasedStateMachine):
    """One store and the model beside it."""

    new_store: Callable[[], Store]

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).new_store()
        self.model = Model()

    @initialize(steps=beginnings)
    def begin(self, steps: tuple[Any, ...]) -> None:
        self.write(list(steps), "ana", bold=False)

    @rule(steps=writes, author=st.sampled_from(["ana", "bea"]), bold=st.sampled_from([False] * 4 + [True]))
    def write(self, steps: list[Any], author: str, bold: bool) -> None:
        """A bold transaction tries what it is given and breaks off at the end; others leave out what is refused."""
        model, ready, expected = self._rehearse(steps, bold)

        def act() -> None:
            with self.store.transaction(author) as transaction:
                for step in ready:
                    write(step, transaction)
                if bold:
                    raise InterruptedError

        actual = refusal(act)
        assert actual == expected
        if expected is None:
            self.model = model

    def _rehearse(self, steps: list[Any], bold: bool) -> tuple[Model, list[Any], type[Exception] | None]:
        model, ready = self.model.copy(), []
        for step in steps:
            versioned = with_version(step, model)
            refused = refusal(partial(apply, versioned, model))
            if bold or not refused:
                ready.append(versioned)
            if bold and refused:
                return model, ready, refused
        return model, ready, InterruptedError if bold else None

    @rule(id=st.sampled_from(NODES), sure=st.sampled_from([False] * 4 + [True]))
    def erase(self, id: str, sure: bool) -> None:
        if not sure:  # or little would be left to look at
            return
        model = self.model.copy()
        expected, actual = refusal(lambda: model.erase(id)), refusal(lambda: self.store.erase([id], "bea"))
        assert actual == expected
        if expected is None:
            self.model = model

    @rule(query=queries(), principals=viewers)
    def find(self, query: Query, principals: Collection[str] | None) -> None:
        for each in relaxed(query):
            expected = self.model.seen_by(principals).find(each)
            assert self.all_pages(self.store.as_seen_by(principals), each, len(expected)) == expected

    def all_pages(self, view: Store, query: Query, total: int) -> list[tuple[Node, Edge | None]]:
        found: list[tuple[Node, Edge | None]] = []
        while True:
            page = view.find(query)
            assert page.total == total
            found += zip(page.items, page.edges or [None] * len(page.items), strict=True)
            if page.next is None or len(found) > total:
                return found
            query = replace(query, after=page.next)

    @rule(query=queries(), principals=viewers, by=st.lists(st.sampled_from(INDEXED), max_size=3, unique=True))
    def count(self, query: Query, principals: Collection[str] | None, by: list[str]) -> None:
        for each in relaxed(query):
            expected = self.model.seen_by(principals).count(each, by)
            assert self.store.as_seen_by(principals).count(each, by) == expected

    @rule(
        nodes=st.lists(st.sampled_from(NODES), max_size=3).map(tuple), kinds=types, direction=directions,
        bounds=st.tuples(*[st.none() | st.sampled_from([*DAYS, "a", "b"])] * 2), principals=viewers,
    )  # fmt: skip
    def edges(
        self, nodes: Any, kinds: Any, direction: Any, bounds: Any, principals: Collection[str] | None
    ) -> None:
        kinds = kinds if kinds and not {"VISITED", "FOLLOWS"} <= set(kinds) else ("VISITED",)
        query = EdgeQuery(nodes, kinds, direction, *bounds)
        expected = self.model.seen_by(principals).find_edges(query)
        assert [edge.id for edge in self.store.as_seen_by(principals).edges(query)] == expected

    @rule(
        ids=st.lists(st.sampled_from(NODES), max_size=2).map(tuple), depth=st.integers(0, 3), kinds=types,
        stop_at=st.frozensets(st.sampled_from(NODES), max_size=2), principals=viewers,
    )  # fmt: skip
    def surroundings(
        self, ids: Any, depth: int, kinds: Any, stop_at: Any, principals: Collection[str] | None
    ) -> None:
        around = Around(ids, depth, kinds, stop_at)
        nodes, edges = self.model.seen_by(principals).neighbourhood(around)
        found = self.store.as_seen_by(principals).neighbourhood(around)
        assert ({node.id for node in found.nodes}, {edge.id for edge in found.edges}) == (nodes, edges)
        assert len(found.nodes) == len(nodes)
        assert found.complete

    @rule(principals=viewers)
    def scan(self, principals: Collection[str] | None) -> None:
        view = self.model.seen_by(principals)
        assert everything(self.store.as_seen_by(principals)) == {**view.nodes, **view.edges}
        rows = [
            row
            for batch in self.store.as_seen_by(principals).table("Thing", ["id", "tags", "on", "notes"])
            for row in batch
        ]
        things = [node for node in view.nodes.values() if node.root == "Thing"]
        assert sorted(rows, key=str) == sorted(
            ((node.id, node.get("tags"), node.get("on"), node.get("notes")) for node in things), key=str
        )

    @invariant()
    def the_state_is_the_same(self) -> None:
        assert everything(self.store) == {**self.model.nodes, **self.model.edges}

    @invariant()
    def the_log_is_the_same(self) -> None:
        log = self.store.changes(limit=10_000)
        assert [(e.action, e.kind, e.id, e.before, e.after) for e in log] == self.model.log
        assert [entry.revision for entry in log] == list(range(1, self.store.revision() + 1))


def refusal(act: Callable[[], None]) -> type[Exception] | None:
    """The exception that something ends with, if it does."""
    try:
        act()
    except (StoreError, InterruptedError) as error:
        return type(error)
    return None


def relaxed(query: Query) -> list[Query]:
    """The query, and ones that find more."""
    free = replace(query, linked=None, order=tuple(part for part in query.order if part[0] != "link"))
    return [
        query,
        replace(query, where=(), text="", label=None),
        replace(free, text="", label=None),
        replace(free, where=(), label=None),
        replace(free, where=(), text="", label=None),
    ]


def with_version(step: Any, model: Model) -> Any:
    """A write with the version the record has now, or a wrong one."""
    if step[0] not in {"node", "edge"}:
        return step
    kind, record, wrong = step
    known: Any = (model.nodes if kind == "node" else model.edges).get(record.id)
    if isinstance(known, Edge):  # an edge's type and ends never change
        sorts = {"NEAR": "", "VISITED": "on", "FOLLOWS": "rank"}
        given = {
            name: value for name, value in record.properties.items() if name in {"note", sorts[known.type]}
        }
        record = replace(record, type=known.type, start=known.start, end=known.end, properties=given)
    return kind, replace(record, version=(known.version if known else 0) + wrong)


def apply(step: Any, model: Model) -> None:
    put: dict[str, Callable[[Any], None]] = {
        "node": model.put_node, "edge": model.put_edge, "delete node": model.delete_node, "delete edge": model.delete_edge,
    }  # fmt: skip
    put[step[0]](step[1])


def write(step: Any, transaction: Transaction) -> None:
    put: dict[str, Callable[[Any], Any]] = {
        "node": transaction.put_nodes, "edge": transaction.put_edges,
        "delete node": transaction.delete_nodes, "delete edge": transaction.delete_edges,
    }  # fmt: skip
    put[step[0]]([step[1]])


def test_random_histories_agree_with_the_model(new_store: Callable[..., Store], engine: str) -> None:
    class OnThisEngine(Histories):
        pass

    OnThisEngine.new_store = staticmethod(new_store)
    examples, steps = (40, 40) if engine == "sqlite" else (5, 20)
    run_state_machine_as_test(
        OnThisEngine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
