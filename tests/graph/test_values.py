"""What goes into a store comes out of it the same, or is refused with a reason."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidRecord, MissingRecord
from graph.records import Node
from graph.store import Query, Store, Where
from tests.graph.things import make_edge, make_node, make_thing, save


class Colour(StrEnum):
    RED = "red"


VALUES: dict[str, Any] = {
    "text": "Cámara de Comercio — 漢字 🎉 \u2028 'x' \"y\" \\ \t\n",
    "empty": "",
    "long": "ñandú " * 175_000,
    "true": True,
    "false": False,
    "zero": 0,
    "least": -(2**63),
    "most": 2**63 - 1,
    "float": 0.1,
    "whole": 3.0,
    "huge": 1.7976931348623157e308,
    "tiny": 5e-324,
    "day": date(2024, 2, 29),
    "first_day": date(1, 1, 1),
    "last_day": date(9999, 12, 31),
    "moment": datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=UTC),
    "old_moment": datetime(1900, 1, 1, tzinfo=UTC),
    "texts": ["b", "a", "b", ""],
    "numbers": [3, 1, 2],
    "floats": [0.5, 1.0],
    "flags": [True, False],
    "days": [date(2024, 1, 1), date(1999, 1, 1)],
    "moments": [datetime(2024, 1, 1, tzinfo=UTC)],
    "nothing": [],
    "tag_like": "d",
    "json_like": '{"d":"2024-01-01"}',
    "date_like": "2024-01-01",
}


def typed(value: Any) -> Any:
    """Tells 1 from True and 1.0, which Python calls equal."""
    return [typed(item) for item in value] if isinstance(value, (list, tuple)) else (type(value), value)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_as_it_was_given(store: Store, name: str) -> None:
    save(
        store,
        make_thing("a", value=VALUES[name]),
        make_thing("b"),
        make_edge("e", "a", "b", value=VALUES[name]),
    )
    assert typed(store.get(["a"])["a"].get("value")) == typed(VALUES[name])
    assert typed(store.get_edges(["e"])["e"].get("value")) == typed(VALUES[name])
    logged = {change.id: change.after for change in store.changes() if change.after}
    assert typed(logged["a"].get("value")) == typed(VALUES[name])
    assert typed(logged["e"].get("value")) == typed(VALUES[name])


def test_columns_of_a_table_keep_the_types_of_values(store: Store) -> None:
    given = {key: value for key, value in VALUES.items() if key != "long"}
    save(store, make_thing("a", **given), make_thing("b"), make_edge("e", "a", "b", **given))
    for name in ("Thing", "NEAR"):
        rows = [row for batch in store.table(name, ["id", *given]) for row in batch]
        (row,) = [row for row in rows if row[0] in {"a", "e"}]
        assert typed(row[1:]) == typed(list(given.values()))


def test_a_node_without_properties_and_audience_stays_bare(store: Store) -> None:
    save(store, Node("bare", ("Thing",), {}, audience=()))
    assert store.get(["bare"]) == {"bare": Node("bare", ("Thing",), {}, (), 1)}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ((1, 2), [1, 2]),
        (Colour.RED, "red"),
        (datetime(2024, 5, 1, 8, tzinfo=timezone(timedelta(hours=-5))), datetime(2024, 5, 1, 13, tzinfo=UTC)),
        (
            datetime(2024, 11, 3, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York")),
            datetime(2024, 11, 3, 6, 30, tzinfo=UTC),
        ),
        (
            datetime(2024, 11, 3, 1, 30, tzinfo=ZoneInfo("America/New_York")),
            datetime(2024, 11, 3, 5, 30, tzinfo=UTC),
        ),
    ],
)
def test_a_value_is_given_its_normal_form_at_once(store: Store, value: Any, kept: Any) -> None:
    saved = save(store, make_thing("a", value=value))["a"]
    assert typed(saved.get("value")) == typed(kept)
    assert typed(store.get(["a"])["a"].get("value")) == typed(kept)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "none"),
        ("a\0b", "nul"),
        ("\ud800", "surrogate"),
        (2**63, "too_big"),
        (-(2**63) - 1, "too_big"),
        (math.nan, "nan"),
        (math.inf, "infinite"),
        (datetime(2024, 1, 1), "naive"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "out_of_range"),
        (b"bytes", "type"),
        ({"a": 1}, "type"),
        ({"a"}, "type"),
        ([1, "a"], "mixed_list"),
        ([1, 1.0], "mixed_list"),
        ([True, 1], "mixed_list"),
        ([date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)], "mixed_list"),
        ([["a"]], "nested"),
        ([None], "none"),
        (["a\0"], "nul"),
    ],
)
def test_what_no_store_can_keep_is_refused_and_nothing_is_saved(
    store: Store, value: Any, reason: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        save(store, make_thing("good"), make_thing("bad", value=value))
    assert (refused.value.record, refused.value.field, refused.value.reason) == ("bad", "value", reason)
    assert store.get(["good", "bad"]) == {}
    save(store, make_thing("a"), make_thing("b"))
    with pytest.raises(InvalidRecord):
        save(store, make_edge("e", "a", "b", value=value))
    assert store.get_edges(["e"]) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("size", "1"), ("size", 1.0), ("size", True), ("name", 1), ("ready", 1), ("on", "2024-01-01"), ("tags", "a"),
     ("on", datetime(2024, 1, 1, tzinfo=UTC)), ("weight", "1"), ("name", "x" * 2_001), ("tags", ["x" * 2_001])],
)  # fmt: skip
def test_an_indexed_property_must_be_of_its_kind(store: Store, name: str, value: Any) -> None:
    with pytest.raises(InvalidRecord) as refused:
        save(store, make_thing("bad", **{name: value}))
    assert refused.value.field == name


def test_an_edge_sorts_by_a_date_or_a_text_only(store: Store) -> None:
    save(store, make_thing("a"), make_thing("b"))
    with pytest.raises(InvalidRecord):
        save(store, make_edge("e", "a", "b", "VISITED", on=3))


@pytest.mark.parametrize("id", ["", "A", "a b", "é", "a" * 81, "a'--", "a\n", None, 7])
def test_a_badly_formed_id_is_refused(store: Store, id: Any) -> None:
    with pytest.raises(InvalidRecord) as refused:
        save(store, make_thing(id))
    assert (refused.value.record, refused.value.field) == ("", "id")


def test_an_edge_needs_both_its_ends(store: Store) -> None:
    save(store, make_thing("a"))
    with pytest.raises(MissingRecord) as refused:
        save(store, make_edge("e", "a", "nowhere"))
    assert refused.value.record == "nowhere"


def test_roots_and_edge_types_come_from_the_schema(store: Store) -> None:
    for node in (make_node("x", "Unknown"), Node("x", ()), Node("x", ("Thing", "Place"))):
        with pytest.raises(InvalidRecord):
            save(store, node)
    save(store, make_thing("a"))
    with pytest.raises(InvalidRecord):
        save(store, make_edge("e", "a", "a", "UNKNOWN"))


def test_labels_beside_the_root_and_the_audience_have_no_order(store: Store) -> None:
    save(store, Node("a", ("Thing", "Red", "Blue", "Red"), {}, ("user:b", "office", "user:b")))
    assert store.get(["a"])["a"] == Node("a", ("Thing", "Blue", "Red"), {}, ("office", "user:b"), 1)
    assert store.find(Query("Thing", label="Blue")).total == 1


def test_a_date_is_compared_as_a_date_and_not_as_a_text(store: Store) -> None:
    save(store, make_thing("early", on=date(999, 12, 31)), make_thing("late", on=date(2024, 1, 1)))
    page = store.find(Query("Thing", where=(Where("on", "<", date(1000, 1, 1)),)))
    assert [node.id for node in page.items] == ["early"]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
moments = st.datetimes(
    timezones=st.timezones(), min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)
)
scalars = [
    texts,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    moments,
]
values = st.one_of(*scalars, *(st.lists(scalar, max_size=4) for scalar in scalars))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.from_regex(r"x_[a-z0-9_]{0,8}", fullmatch=True), values, max_size=5))
def test_any_properties_come_back_as_they_were_saved(store: Store, properties: dict[str, Any]) -> None:
    current = store.get(["a"]).get("a")
    saved = save(store, Node("a", ("Thing",), properties, version=current.version if current else 0))["a"]
    again = store.get(["a"])["a"]
    assert again == saved
    assert {name: typed(value) for name, value in again.properties.items()} == {
        name: typed(value) for name, value in saved.properties.items()
    }
    assert again.properties.keys() == properties.keys()
    assert all(again.properties[name] == in_utc(value) for name, value in properties.items())


def in_utc(value: Any) -> Any:
    """The same value; Python calls moments of two zones unequal whenever the clock of one shows that hour twice."""
    if isinstance(value, list):
        return [in_utc(item) for item in value]
    return value.astimezone(UTC) if isinstance(value, datetime) else value
