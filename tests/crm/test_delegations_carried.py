"""Visits go along: into exports, copies, backups, and into databases made before there were any."""

import json
from dataclasses import replace

import pytest

from crm.actors import save_many_actors
from crm.delegations.delegations import get_delegation, save_delegation
from crm.delegations.invitations import invitations_to, invite
from crm.delegations.model import Delegation, Needs
from crm.delegations.needs import get_needs, save_needs
from crm.delegations.needs_records import NOT_COPIED
from crm.delegations.programme import create_session, programme_of
from crm.delegations.programme_model import Session
from crm.exports.files import export
from crm.interactions import create_interaction
from crm.schema import SCHEMA
from graph.copying import backup, check_integrity, compare, copy, restore
from graph.sqlite.store import SqliteStore
from tests.makers import make_actor, make_interaction, make_office

VISIT = "visita-francia"
NEW = {"Delegation", "ProgrammeSession", "VisitInvitation", "VisitNeeds"}
NEW_EDGES = {"EXTENDS", "SCHEDULED_IN", "ON_PROGRAMME", "INVITED_TO", "INVITES_TO"}


def fill(store, viewer) -> None:
    """A visit with everything."""
    members = [{"name": "Marie Curie", "head": True}]
    steps = get_delegation(store, VISIT).steps
    save_delegation(store, viewer, Delegation.of({"interaction": VISIT, "members": members, "steps": steps}))
    create_session(
        store,
        viewer,
        Session.of(
            {"interaction": VISIT, "day": "2027-06-08", "begins": "9:00", "title": "Saludo", "hosts": ["uis"]}
        ),
    )
    invite(store, viewer, VISIT, ["uis"])
    save_needs(
        store, viewer, Needs.of({"interaction": VISIT, "needs": [{"name": "Marie", "food": "sin gluten"}]})
    )


def begin(store, viewer) -> None:
    save_many_actors(store, viewer, [make_office(), make_actor(), make_actor(id="uis", name="UIS")])
    visit = {"id": VISIT, "kind": "visit", "title": "Visita"}
    create_interaction(store, viewer, make_interaction("embajada-francia", when="2027-06-08", **visit))


@pytest.fixture
def visited(empty, ana):
    begin(empty, ana)
    fill(empty, ana)
    return empty


def test_a_copy_and_a_backup_hold_the_visit_and_are_sound(visited, ana, tmp_path) -> None:
    for name, carry in (
        ("copia", lambda other: copy(visited, other)),
        (
            "vuelta",
            lambda other: (backup(visited, tmp_path / "red.zip"), restore(tmp_path / "red.zip", other)),
        ),
    ):
        other = SqliteStore(tmp_path / f"{name}.db", SCHEMA)
        carry(other)
        assert compare(visited, other) == []
        assert check_integrity(other).flaws == []
        assert get_delegation(other, VISIT) == get_delegation(visited, VISIT)
        assert programme_of(other, VISIT) == programme_of(visited, VISIT)
        assert get_needs(other, ana, VISIT) == get_needs(visited, ana, VISIT)
        other.close()


def test_what_guests_need_is_left_out_of_the_backups_that_are_kept(visited, ana, tmp_path) -> None:
    backup(visited, tmp_path / "red.zip", without=NOT_COPIED)
    other = SqliteStore(tmp_path / "vuelta.db", SCHEMA)
    restore(tmp_path / "red.zip", other)
    assert get_needs(other, ana, VISIT).needs == []
    assert get_delegation(other, VISIT) == get_delegation(visited, VISIT)
    assert check_integrity(other).flaws == []
    other.close()


def test_an_export_has_the_visit_but_not_what_guests_need(visited, tmp_path) -> None:
    text = export(visited, tmp_path / "red.json").read_text(encoding="utf-8")
    document = json.loads(text)
    assert [one["interaction"] for one in document["delegations"]] == [VISIT]
    assert document["programme"][0]["hosts"] == ["uis"]
    assert document["invitations"][0]["actor"] == "uis"
    assert "sin gluten" not in text
    table = (export(visited, tmp_path / "red.csv") / "delegations.csv").read_text(encoding="utf-8")
    assert "Marie Curie" in table


def test_a_database_made_before_there_were_visits_takes_them(ana, tmp_path) -> None:
    labels = tuple(label for label in SCHEMA.labels if label.name not in NEW)
    edges = tuple(type for type in SCHEMA.edge_types if type.name not in NEW_EDGES)
    old = SqliteStore(tmp_path / "red.db", replace(SCHEMA, labels=labels, edge_types=edges))
    save_many_actors(old, ana, [make_office(), make_actor(), make_actor(id="uis", name="UIS")])
    old.close()
    store = SqliteStore(tmp_path / "red.db", SCHEMA)
    visit = {"id": VISIT, "kind": "visit", "title": "Visita"}
    create_interaction(store, ana, make_interaction("embajada-francia", when="2027-06-08", **visit))
    fill(store, ana)
    assert invitations_to(store, VISIT)[0].actor == "uis"
    assert check_integrity(store).flaws == []
    store.close()
