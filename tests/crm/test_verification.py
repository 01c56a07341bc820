"""What is kept with actors always follows from what is recorded, and whatever does not is found."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import archive_actor, get_actor, update_actor
from crm.commitments import tick_commitment
from crm.in_use import begin_use
from crm.interactions import archive_interaction, create_interaction, get_interaction, update_interaction
from crm.periods import whole
from crm.verification import check_kept
from graph.store import EdgeQuery
from tests.makers import make_commitment, make_interaction, make_period


@pytest.fixture
def busy(store, ana, boss):
    """Meetings made, moved, cancelled and archived; promises made and kept; a card changed and one archived."""
    begin_use(store, boss, date(2024, 2, 1))
    first = create_interaction(store, ana, make_interaction("uis", "embajada-francia", when="2024-01-15"))
    due = make_commitment(text="Enviar ficha", owner="uis", due=make_period("2024-03-01"))
    second = create_interaction(store, ana, make_interaction("uis", when="2024-02-20", commitments=[due]))
    third = create_interaction(store, ana, make_interaction("embajada-francia", when="2024-05-01"))
    update_interaction(store, ana, first.changed(when=whole(date(2024, 1, 20), "day")))
    archive_interaction(store, ana, third.id, third.version)
    commitment = get_interaction(store, second.id).commitments[0]
    tick_commitment(store, ana, commitment.id, commitment.version, "hecho", date(2024, 2, 25))
    create_interaction(store, ana, make_interaction("uis", when="2024-06-01", status="planned"))
    create_interaction(store, ana, make_interaction("uis", when="2999"))
    update_actor(store, ana, get_actor(store, "embajada-francia").changed(city="Bogotá"))
    chamber = get_actor(store, "ccb")
    archive_actor(store, ana, chamber.id, chamber.version)
    return store


def test_after_all_sorts_of_edits_everything_kept_follows(busy):
    assert check_kept(busy) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("interactions", 9),
        ("last_contact", date(2020, 1, 1)),
        ("last_contact", None),
        ("next_due", date(2020, 1, 1)),
        ("cold_on", None),
        ("sort_name", "otra"),
    ],
)
def test_a_kept_value_that_does_not_follow_is_found(busy, name, value):
    with busy.transaction("x") as tx:
        tx.put_nodes([tx.get(["embajada-francia"])["embajada-francia"].with_properties(**{name: value})])
    flaws = check_kept(busy)
    assert {(flaw.reason, flaw.id) for flaw in flaws} == {("kept_value", "embajada-francia")}
    assert any(flaw.detail.startswith(f"{name}: {value} / ") for flaw in flaws)


def test_an_edge_with_another_day_than_its_interaction_is_found(busy):
    with busy.transaction("x") as tx:
        edge = tx.edges(EdgeQuery(("embajada-francia",), ("TOOK_PART",), limit=1))[0]
        tx.put_edges([edge.with_properties(on=date(2001, 1, 1))])
    assert [flaw.reason for flaw in check_kept(busy)] == ["edge_date"]
