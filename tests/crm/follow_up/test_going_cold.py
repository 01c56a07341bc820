"""Who goes quiet comes in the order of importance times lateness, and a saved contact takes one out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from crm.actors import save_many_actors
from crm.follow_up.going_cold import (
    QuietFilter,
    cold_between,
    count_cold,
    first_to_turn,
    going_cold,
    soon_cold,
)
from crm.follow_up.tending import tend
from crm.follow_up.weight import Weight, weigh_all
from crm.in_use import begin_use
from crm.interaction_archiving import archive_interaction
from crm.interactions import create_interaction, get_interaction
from crm.office import today
from crm.schema import SCHEMA
from crm.ties import create_tie
from graph.opening import open_store
from graph.records import Node
from graph.store import Label, Schema, Store
from tests.makers import make_actor, make_interaction, make_office, make_tie


def meet(store: Store, viewer, *actors: str, ago: int, **more):
    return create_interaction(
        store, viewer, make_interaction(*actors, when=today() - timedelta(days=ago), **more)
    )


def test_the_most_important_and_latest_come_first_and_a_contact_takes_them_out(store: Store, ana) -> None:
    for _ in range(6):
        meet(store, ana, "uis", ago=140)  # of every 120 days: 20 late, six contacts
    meet(store, ana, "ccb", ago=130)  # of every 90 days: 40 late, one contact
    meet(store, ana, "embajada-francia", ago=170)  # of every 180 days: not yet
    found = going_cold(store)
    assert [(one.actor.id, one.days_late, one.weight.contacts, one.rhythm) for one in found] == [
        ("uis", 20, 6, 120), ("ccb", 40, 1, 90),
    ]  # fmt: skip
    assert [one.urgency for one in found] == [38 * 21, 9 * 41]
    assert count_cold(store).total == 2
    assert [one.actor.id for one in soon_cold(store)] == ["embajada-francia"]
    assert [one.actor.id for one in going_cold(store, QuietFilter(type=("university",)))] == ["uis"]
    meet(store, ana, "uis", ago=0)
    assert [one.actor.id for one in going_cold(store)] == ["ccb"]


def test_nobody_is_quiet_before_the_office_used_the_system_for_a_while(store: Store, ana, boss) -> None:
    meet(store, ana, "uis", "ccb", ago=900)
    begin_use(store, boss, today())
    assert going_cold(store) == []
    first = first_to_turn(store)
    assert first is not None
    assert (first.actor.id, first.days_late) == ("ccb", -90)
    turning = cold_between(store, today(), today() + timedelta(days=120))
    assert [one.actor.id for one in turning] == ["ccb", "uis"]


def test_the_first_of_many_are_found_exactly(store: Store, ana) -> None:
    dice = Random(7)
    names = [f"Empresa {number}" for number in range(700)]
    save_many_actors(
        store, ana, [make_actor(id=f"e{n}", name=name, type="company") for n, name in enumerate(names)]
    )
    with store.transaction("t") as tx:
        nodes = tx.get([f"e{number}" for number in range(700)]).values()
        days = {node.id: (dice.randint(0, 400), dice.randint(1, 60)) for node in nodes}
        tx.put_nodes([quiet(node, *days[node.id]) for node in nodes])
    urgency = {id: Weight(contacts, 0, 0).importance * (late + 1) for id, (late, contacts) in days.items()}
    wanted = sorted(urgency.values(), reverse=True)[:20]
    assert [one.urgency for one in going_cold(store, limit=20)] == wanted


def quiet(node: Node, late: int, contacts: int) -> Node:
    kept = {"interactions": contacts, "importance": Weight(contacts, 0, 0).importance}
    return node.with_properties(**kept, cold_on=today() - timedelta(days=late), last_contact=today())


def test_weights_count_contacts_at_once_and_ties_and_lines_at_the_next_look(store: Store, ana) -> None:
    meet(store, ana, "uis", ago=1, strategic_line="2017-positioning")
    kept = store.get(["uis"])["uis"]
    assert kept.get("importance") == Weight(1, 0, 0).importance == 9
    create_tie(store, ana, make_tie("uis", "ccb"))
    assert weigh_all(store) == 3
    kept = store.get(["uis"])["uis"]
    assert Weight.of(kept) == Weight(1, 1, 1)
    assert kept.get("importance") == Weight(1, 1, 1).importance == 38
    assert weigh_all(store) == 0


def test_a_contact_that_is_archived_weighs_no_more(store: Store, ana) -> None:
    meeting = meet(store, ana, "uis", ago=1)
    archive_interaction(store, ana, meeting.id, get_interaction(store, meeting.id).version)
    assert store.get(["uis"])["uis"].get("importance") is None


def test_a_database_from_before_is_weighed_when_it_is_opened_again(tmp_path: Path, ana) -> None:
    address = f"sqlite:///{tmp_path}/antes.db"
    before = open_store(
        address, Schema(tuple(_as_before(label) for label in SCHEMA.labels), SCHEMA.edge_types)
    )
    save_many_actors(before, ana, [make_office(), make_actor(id="uis", name="UIS", type="university")])
    meet(before, ana, "uis", ago=140)
    with before.transaction("t") as tx:
        tx.put_nodes([tx.get(["uis"])["uis"].with_properties(importance=None)])
    before.close()
    again = open_store(address, SCHEMA)
    assert [one.actor.id for one in going_cold(again)] == ["uis"]
    tend(again)
    assert again.get(["uis"])["uis"].get("importance") == 9
    assert [one.actor.id for one in going_cold(again)] == ["uis"]
    again.close()


def _as_before(label: Label) -> Label:
    new = {"importance", "follows"}
    return replace(label, indexed={name: kind for name, kind in label.indexed.items() if name not in new})


@pytest.mark.parametrize(("contacts", "importance"), [(0, 0), (1, 9), (10, 50), (10_000, 99)])
def test_importance_rises_ever_more_slowly(contacts: int, importance: int) -> None:
    assert Weight(contacts, 0, 0).importance == importance
