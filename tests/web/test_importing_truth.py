"""What the page of an import says is what happened: nothing saved is called lost, and nobody is taken for another unseen."""

import json

import pytest

from crm.access import SYSTEM
from crm.actors import Actor, Person, create_actor
from crm.interactions import Participant
from crm.tables.model import Plan, Planned
from graph.records import Node
from tests.makers import make_actor, make_interaction, make_person, make_post
from tests.web.reading import words_of
from web.bringing.review import plan_digest
from web.bringing.states import State, task_file, write_json, write_state

WORK = "work-" + "a" * 24


@pytest.fixture
def ana(login_as):
    return login_as("editor")


def ended_as(here, status, noted, work="apply", result=None):
    """A worker that ended with this state, whose save did (`noted` "done") or did not reach the store."""
    config, store = here
    folder = config.data_dir / "uploads" / "u-ana-perez"
    folder.mkdir(parents=True, exist_ok=True)
    write_json(task_file(folder, WORK), {"work": work, "name": "tabla.csv", "key": ""})
    write_state(folder, WORK, State(status, process=2**22 + 1))
    said = {"kind": "import", "work": work, "status": noted, "made": "2026-11-23", "user": "u-ana-perez"}
    said |= {"result": json.dumps(result)} if result else {}
    with store.transaction(SYSTEM.id) as tx:
        known = tx.get([WORK]).get(WORK)
        tx.put_nodes([Node(WORK, ("Job",), said, version=known.version if known else 0)])


@pytest.mark.parametrize("status", ["cancelled", "failed", "saving"])
@pytest.mark.parametrize("noted", ["done", "running"])
def test_what_was_saved_is_never_said_to_be_lost(ana, store, config, status, noted):
    ended_as((config, store), status, noted)
    place = f"/importar/trabajos/{WORK}"
    said = words_of(ana.get(place).get_data(as_text=True))
    assert ("No se guardó nada" in said) is (noted == "running")
    assert (ana.get(f"{place}/estado").json["status"] == "done") is (noted == "done")


@pytest.mark.parametrize("status", ["cancelled", "failed", "undoing"])
def test_an_undo_that_was_made_says_so_and_one_that_was_not_says_nothing_changed(ana, store, config, status):
    ended_as((config, store), status, "running", "undo")
    place = f"/importar/trabajos/{WORK}"
    said = words_of(ana.get(place).get_data(as_text=True))
    assert "Nada cambió" in said
    assert "No se guardó" not in said
    ended_as((config, store), status, "done", "undo", {"undone": 3000, "archived": 2})
    said = words_of(ana.get(place).get_data(as_text=True))
    assert "3.000 registros volvieron a como estaban" in said
    assert "Nada cambió" not in said


def test_an_import_whose_worker_died_after_saving_says_how_much_and_can_be_undone(ana, store, config):
    create_actor(store, SYSTEM, make_actor(id="emb"))
    ended_as((config, store), "saving", "done", "apply", {"added": 3000, "record": "emb"})
    page = ana.get(f"/importar/trabajos/{WORK}").get_data(as_text=True)
    assert "Se agregaron 3.000 registros" in words_of(page)
    assert 'action="/deshacer/' in page


def digest(*records):
    return plan_digest(Plan("actor", added=[Planned(2, one) for one in records]))


def test_a_plan_that_takes_a_name_for_somebody_else_is_another_plan():
    uis, ccb = make_interaction("uis"), make_interaction("ccb")
    assert digest(uis) == digest(make_interaction("uis")) != digest(ccb)
    came = [uis.having(participants=[Participant(actor="uis", person=person)]) for person in ("ana", "anita")]
    assert digest(came[0]) != digest(came[1])
    parts = [Actor.of({"name": "CIEMI", "type": "university", "parent": one}) for one in ("uis", "ccb")]
    assert digest(parts[0]) != digest(parts[1])
    posts: list[Person] = [make_person(posts=[make_post(one)]) for one in ("uis", "ccb")]
    assert digest(posts[0]) != digest(posts[1])


def test_a_changed_row_that_now_means_another_partner_is_another_plan():
    changed = [
        plan_digest(
            Plan(
                "interaction",
                changed=[
                    Planned(2, make_interaction(one, id="mesa", version=3), ("participants",)),
                ],
            )
        )
        for one in ("uis", "ccb")
    ]
    assert changed[0] != changed[1]
