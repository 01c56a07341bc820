"""Commitments are promised, ticked, changed and listed by what is due."""

from datetime import date

import pytest

from crm.access import Viewer
from crm.actors import create_actor, get_actor
from crm.commitments import (
    CommitmentFilter,
    archive_commitment,
    create_commitment,
    facet_commitments,
    get_commitment,
    list_commitments,
    restore_commitment,
    tick_commitment,
    untick_commitment,
    update_commitment,
)
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.interactions import create_interaction, get_interaction
from crm.office import today
from graph.store import Store
from tests.makers import make_commitment, make_evidence, make_interaction, make_person


def ids(store: Store, **filter) -> list[str]:
    return [commitment.id for commitment in list_commitments(store, CommitmentFilter(**filter)).items]


def test_a_commitment_comes_back_as_it_was_given(store: Store, ana: Viewer) -> None:
    given = make_commitment(
        beneficiary="uis", due="primer trimestre de 2027", status="waiting", sources=[make_evidence()]
    )
    saved = create_commitment(store, ana, given)
    assert saved == get_commitment(store, saved.id) == given.changed(id=saved.id, version=1, direction="ours")
    assert saved.id == "compromiso-enviar-ficha-tecnica"


def test_whose_promise_it_is_follows_from_its_owner(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Jefe OFAI", parent="ofai"))
    owners = ["ofai", "jefe-ofai", "uis", None]
    made = [create_commitment(store, ana, make_commitment(owner=owner)).direction for owner in owners]
    assert made == ["ours", "ours", "theirs", "none"]


def test_a_tick_says_when_and_what_came_of_it_and_can_be_taken_back(store: Store, ana: Viewer) -> None:
    saved = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    id = saved.commitments[0].id
    done = tick_commitment(store, ana, id, 1, "enviada por correo")
    assert (done.status, done.result, done.done_on) == ("done", "enviada por correo", today())
    assert get_interaction(store, saved.id).commitments == [done]
    back = untick_commitment(store, ana, id, done.version)
    assert (back.status, back.done_on) == ("pending", None)
    assert tick_commitment(store, ana, id, back.version, None, date(2026, 11, 20)).done_on == date(
        2026, 11, 20
    )
    with pytest.raises(EditConflict) as error:
        tick_commitment(store, ana, id, 1)
    assert error.value.current["status"] == "done"


def test_an_update_keeps_where_it_came_from_and_refuses_an_old_version(store: Store, ana: Viewer) -> None:
    interaction = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    mine = interaction.commitments[0]
    saved = update_commitment(store, ana, mine.changed(text="enviar ficha", owner="uis", interaction=None))
    assert (saved.interaction, saved.direction) == (interaction.id, "theirs")
    with pytest.raises(EditConflict) as error:
        update_commitment(store, ana, mine.changed(text="otra cosa"))
    assert error.value.fields == ["owner", "text"]
    assert update_commitment(store, ana, saved) == saved


def test_owner_beneficiary_and_interaction_must_be_there(store: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData) as error:
        create_commitment(store, ana, make_commitment(owner="nadie", beneficiary="002"))
    assert {problem.field for problem in error.value.problems} == {"owner", "beneficiary"}
    with pytest.raises(NotFound):
        create_commitment(store, ana, make_commitment(interaction="ninguna"))
    with pytest.raises(InvalidData):
        make_commitment(text="x" * 501)


def test_lists_show_what_is_due_first(store: Store, ana: Viewer, reader: Viewer) -> None:
    promises = [
        make_commitment(text="marzo", due="2027-03"),
        make_commitment(text="sin fecha", due=None),
        make_commitment(text="enero", due="2027-01-10", owner="uis", beneficiary="ofai"),
        make_commitment(text="hecho", due="2026-12-01", status="done"),
        make_commitment(text="viejo", due="2024", status="to_review"),
    ]
    marzo, sin, enero, hecho, viejo = (create_commitment(store, ana, promise).id for promise in promises)
    assert ids(store) == [viejo, hecho, enero, marzo, sin]
    assert ids(store, status=["pending", "waiting"]) == [enero, marzo, sin]
    assert ids(store, direction=["theirs"]) == [enero]
    assert ids(store, owner=["uis"]) == ids(store, beneficiary=["ofai"]) == [enero]
    assert ids(store, since=date(2027, 1, 1), until=date(2027, 1, 31)) == [enero]
    assert ids(store, words="mar") == [marzo]
    assert ids(store, mine="luz") == []
    assert facet_commitments(store, CommitmentFilter(status=["done"]))["status"] == {
        "pending": 3, "done": 1, "to_review": 1,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        create_commitment(store, reader, promises[0])


def test_archiving_takes_it_out_of_lists_and_of_its_interaction(store: Store, ana: Viewer) -> None:
    interaction = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    commitment = interaction.commitments[0]
    gone = archive_commitment(store, ana, commitment.id, 1)
    assert ids(store) == []
    assert get_interaction(store, interaction.id).commitments == []
    assert get_actor(store, "ofai").next_due is None
    back = restore_commitment(store, ana, gone.id, gone.version)
    assert get_interaction(store, interaction.id).commitments == [back]
    assert get_actor(store, "ofai").next_due == date(2026, 12, 15)


def test_a_commitment_that_asks_to_be_private_is_not_shown_to_all_in_silence(
    store: Store, ana: Viewer
) -> None:
    meeting = create_interaction(store, ana, make_interaction("uis"))
    mine = ("user:ana",)
    with pytest.raises(InvalidData) as caught:
        create_commitment(store, ana, make_commitment(interaction=meeting.id, audience=mine))
    assert [problem.field for problem in caught.value.problems] == ["audience"]
    with pytest.raises(InvalidData) as caught:
        create_interaction(store, ana, make_interaction("ccb", commitments=[make_commitment(audience=mine)]))
    assert [problem.field for problem in caught.value.problems] == ["commitments[0].audience"]
    saved = create_commitment(store, ana, make_commitment(interaction=meeting.id))
    with pytest.raises(InvalidData):
        update_commitment(store, ana, saved.changed(audience=mine))
    hidden = create_interaction(
        store, ana, make_interaction("ccb", audience=mine, commitments=[make_commitment()])
    )
    assert hidden.commitments[0].audience == mine
