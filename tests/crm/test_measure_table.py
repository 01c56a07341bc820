"""The table of measures in plain words: sorted, paged, explained."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.derived.measure_table import MEASURES, TableFilter, about_measures, measure_rows
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from graph.measures import NAMES
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction


@pytest.fixture
def derived(store, tmp_path):
    """The university is the bridge between the embassy and the chamber; the agency met nobody."""
    create_actor(store, ANA, make_actor(id="jica", name="Agencia JICA", type="cooperation_agency"))
    create_interaction(store, ANA, make_interaction("uis", "ccb"))
    create_interaction(store, ANA, make_interaction("uis", "embajada-francia"))
    return refresh(store, tmp_path / "derived", date(2026, 11, 23))


def test_every_measure_is_explained_in_both_languages():
    spanish, english = about_measures("es"), about_measures("en")
    assert [about.name for about in spanish] == [*NAMES, "community"]
    assert MEASURES == NAMES
    for one, other in zip(spanish, english, strict=True):
        assert all((one.heading, one.meaning, one.reading, one.reference))
        assert one.meaning != other.meaning
    assert spanish[2].heading == "Puente entre grupos"


def test_the_largest_comes_first_and_partners_without_a_value_last(derived):
    rows = measure_rows(derived, TableFilter(order="betweenness"))
    assert (rows.items[0].id, rows.total) == ("uis", 4)
    assert rows.items[0].values["betweenness"] == pytest.approx(1 / 3)
    for descending in (True, False):
        rows = measure_rows(derived, TableFilter(order="constraint", descending=descending))
        assert rows.items[-1].id == "jica"
        assert rows.items[-1].values["constraint"] is None


def test_equal_values_are_in_the_order_of_names(derived):
    rows = measure_rows(derived, TableFilter(order="degree"))
    assert [row.id for row in rows.items] == ["uis", "ccb", "embajada-francia", "jica"]


def test_names_are_in_order_accents_aside(derived):
    rows = measure_rows(derived, TableFilter(order="name", descending=False))
    assert [row.id for row in rows.items] == ["jica", "ccb", "embajada-francia", "uis"]


def test_pages_follow_each_other_to_the_end(derived):
    first = measure_rows(derived, TableFilter(limit=3))
    assert (len(first.items), first.more) == (3, True)
    last = measure_rows(derived, TableFilter(limit=3, after=first.next))
    assert (len(last.items), last.more, last.next) == (1, False, None)


def test_families_and_communities_choose_rows(derived):
    assert [row.id for row in measure_rows(derived, TableFilter(families=("diplomatic",))).items] == [
        "embajada-francia"
    ]
    assert measure_rows(derived, TableFilter(communities=(0,))).total == 3
