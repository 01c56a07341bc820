"""Numbers that are not said cannot be worked out from those that are."""

from itertools import product

import networkx as nx
import pytest

from crm.publishing.hiding import say, suppressed
from crm.publishing.model import PublicActor, Publication, PublicRed, PublicTie
from crm.publishing.open_data import red_graphml


def test_nothing_is_hidden_where_all_reach_the_limit():
    assert say({"type": {"a": 3, "b": 9}}, 3) == (12, {"type": {"a": 3, "b": 9}})


def test_one_small_cell_takes_the_next_with_it():
    assert suppressed({"a": 1, "b": 4, "c": 9, "d": 4}, 3) == {"a": None, "b": None, "c": 9, "d": None}


def test_a_total_that_would_say_each_cell_is_not_said_and_then_no_table_is():
    assert say({"type": {"a": 1, "b": 1}, "country": {"CO": 2}}, 3) == (
        None,
        {"type": {"a": None, "b": None}, "country": {"CO": None}},
    )


def test_an_empty_directory_says_nothing():
    assert say({"type": {}}, 3) == (None, {"type": {}})


@pytest.mark.parametrize("limit", [2, 3, 4])
def test_no_hidden_cell_is_known_to_be_small(limit):
    """Whoever knows the rule, the total and the other cells finds, for each hidden cell, a value that is not small."""
    tables = list(product(range(1, 7), repeat=3))
    said = {table: suppressed(dict(zip("abc", table, strict=True)), limit) for table in tables}
    seen = {
        table: (sum(table), tuple(sorted(cells.items())))
        for table, cells in said.items()
        if cells is not None
    }
    for table, shown in seen.items():
        alike = [other for other, what in seen.items() if what == shown]
        for place, (_name, number) in enumerate(shown[1]):
            if number is None:
                assert max(other[place] for other in alike) >= limit
            else:
                assert number == table[place] >= limit


def test_hostile_names_make_a_graphml_that_is_read_back_with_places_and_bands():
    name = '<script>alert("x")</script>\u202e\x00&😀' + "ñ" * 5000
    actors = (
        PublicActor("a", name, "embassy", {"website": "https://x.org", "themes": ("agua", "<b>")}),
        PublicActor("b", "B", "media"),
    )
    published = Publication("v", name, positions={"a": (1.0, -2.5)})
    ties = (
        PublicTie("a", "b", "together", 1),
        PublicTie("a", "b", "MEMBER_OF", 1),
        PublicTie("b", "a", "together", 2, 4),
    )
    read = nx.parse_graphml(red_graphml(PublicRed(published, actors, ties)).decode(), force_multigraph=True)
    assert (read.nodes["a"]["x"], read.nodes["a"]["y"]) == (1.0, -2.5)
    assert "\u202e" not in read.nodes["a"]["label"]
    assert read.nodes["a"]["label"].startswith("<script>")
    assert sorted(data.get("count", 0) for *_ends, data in read.edges(data=True)) == [0, 0, 4]
