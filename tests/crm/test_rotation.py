"""People move: the post stays, promises pass or stay by choice, what is lost is said before it happens."""

from datetime import date

import pytest

from crm.access import Viewer
from crm.actors import create_actor, get_actor
from crm.commitments import create_commitment, get_commitment
from crm.errors import EditConflict, InvalidData, NotAllowed
from crm.history import history_of, undo
from crm.interactions import Participant, create_interaction
from crm.people import get_person, holder_on, people_of
from crm.rotation.changing import Succession, change_holder
from crm.rotation.losing import losses_of
from crm.ties import create_tie, ties_of
from crm.verification import check_kept
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_commitment, make_interaction, make_person, make_post, make_tie

__all__ = ["both"]
POST = "cargo-embajadora-embajada-francia"


@pytest.fixture
def embassy(both: Store, ana: Viewer) -> Store:
    """Yvonne is ambassador since 2024, with a tie of her own and two promises."""
    create_actor(
        both, ana, make_person(id="yvonne", parent="embajada-francia", posts=[make_post(period="2024/..")])
    )
    create_tie(both, ana, make_tie("yvonne", "uis"))
    create_commitment(both, ana, make_commitment(id="ficha", text="Enviar la ficha", owner="yvonne"))
    create_commitment(both, ana, make_commitment(id="carta", text="Recibir la carta", beneficiary="yvonne"))
    return both


def succession(store: Store, **changes: object) -> Succession:
    person = get_person(store, "yvonne")
    given = {
        "person": "yvonne",
        "holding": person.posts[0].id,
        "last": "2026-11-20",
        "version": person.version,
    }
    return Succession.of({**given, **changes})


def test_a_new_person_follows_in_one_step_and_the_post_stays(embassy: Store, ana: Viewer) -> None:
    done = change_holder(embassy, ana, succession(embassy, name="Marie Dupont", passing=["ficha"]))
    assert done.successor
    assert done.successor.id == "marie-dupont"
    assert [(one.post, one.period.edtf) for one in done.left.posts if one.period] == [
        (POST, "2024/2026-11-20")
    ]
    assert [(one.post, one.period.edtf) for one in done.successor.posts if one.period] == [
        (POST, "2026-11-21/..")
    ]
    assert (done.left.parent, done.successor.parent) == (None, "embajada-francia")
    holders = [holder_on(embassy, POST, day) for day in (date(2026, 11, 20), date(2026, 11, 21))]
    assert [one.id for one in holders if one] == ["yvonne", "marie-dupont"]
    assert get_commitment(embassy, "ficha").owner == "marie-dupont"
    assert get_commitment(embassy, "carta").beneficiary == "yvonne"
    assert [tie.end_actor for tie in ties_of(embassy, "yvonne")] == ["uis"], (
        "personal ties stay with the person"
    )
    assert get_actor(embassy, "marie-dupont").next_due == date(2026, 12, 15)
    assert get_actor(embassy, "yvonne").next_due == date(2026, 12, 15)
    assert check_kept(embassy) == []


def test_it_is_undone_as_one(embassy: Store, ana: Viewer) -> None:
    before = get_person(embassy, "yvonne")
    change_holder(embassy, ana, succession(embassy, name="Marie Dupont", passing=["ficha", "carta"]))
    undo(embassy, ana, history_of(embassy, "yvonne")[0].transaction)
    assert get_person(embassy, "yvonne").posts == before.posts
    assert embassy.get(["marie-dupont"]) == {}
    assert get_commitment(embassy, "ficha").owner == get_commitment(embassy, "carta").beneficiary == "yvonne"
    assert check_kept(embassy) == []


def test_days_are_no_more_exact_than_what_is_known(embassy: Store, ana: Viewer) -> None:
    done = change_holder(embassy, ana, succession(embassy, last="noviembre de 2026", name="Marie Dupont"))
    assert done.successor
    assert [one.period.edtf for one in done.left.posts if one.period] == ["2024/2026-11"]
    assert [one.period.edtf for one in done.successor.posts if one.period] == ["2026-11/.."]


def test_somebody_known_follows_or_nobody_yet(embassy: Store, ana: Viewer) -> None:
    create_actor(embassy, ana, make_person(id="paul", name="Paul Roy"))
    done = change_holder(embassy, ana, succession(embassy, successor="paul", first="2027-01-15"))
    assert [one.person.id for one in people_of(embassy, "embajada-francia", date(2027, 2, 1))] == ["paul"]
    assert people_of(embassy, "embajada-francia", date(2026, 12, 1)) == []
    assert done.passed == []
    alone = Succession.of(
        {
            "person": "paul",
            "holding": get_person(embassy, "paul").posts[0].id,
            "last": "2027-03-01",
            "version": get_person(embassy, "paul").version,
        }
    )
    assert change_holder(embassy, ana, alone).successor is None


def test_what_makes_no_sense_is_refused_with_its_field(embassy: Store, ana: Viewer, reader: Viewer) -> None:
    def problem(**changes: object) -> tuple[str, str]:
        with pytest.raises(InvalidData) as refused:
            change_holder(embassy, ana, succession(embassy, **changes))
        found = refused.value.problems[0]
        return found.field, found.key

    assert problem(successor="yvonne") == ("successor", "successor_is_leaver")
    assert problem(passing=["ficha"]) == ("passing", "successor_missing")
    assert problem(last="2020-01-01", name="Marie") == ("last", "end_before_start")
    create_commitment(embassy, ana, make_commitment(id="ajena", owner="uis"))
    assert problem(name="Marie", passing=["ajena"]) == ("passing[0]", "not_of_this_record")
    with pytest.raises(EditConflict):
        change_holder(embassy, ana, succession(embassy, name="Marie", version=99))
    with pytest.raises(NotAllowed):
        change_holder(embassy, reader, succession(embassy, name="Marie"))
    assert embassy.get(["marie"]) == {}


def meet(store: Store, viewer: Viewer, when: str, *parties: Participant, **more: object) -> str:
    made = make_interaction(when=when, **more)
    return create_interaction(store, viewer, made.having(participants=[*made.participants, *parties])).id


def test_what_is_lost_is_counted_and_named(embassy: Store, ana: Viewer) -> None:
    create_actor(embassy, ana, make_person(id="jean", name="Jean", parent="embajada-francia"))
    her = Participant(actor="embajada-francia", person="yvonne")
    alone = meet(embassy, ana, "2026-03-01", her, Participant(actor="uis"), title="A solas")
    meet(embassy, ana, "2026-04-01", her, Participant(actor="jean"), title="Con Jean")
    meet(embassy, ana, "2026-05-01", Participant(actor="uis"), title="Sin ella")
    meet(embassy, ana, "2026-06-01", her, Participant(actor="ccb"), title="Con la cámara")
    planned = meet(embassy, ana, "2027-02-01", her, status="planned", title="La próxima")
    lost = losses_of(embassy, "yvonne")
    assert lost.meetings == 4
    assert [one.title for one in lost.alone] == ["Con la cámara", "A solas"]
    assert alone in {one.id for one in lost.alone}
    assert {(door.id, door.meetings) for door in lost.doors} == {("embajada-francia", 3), ("ccb", 1)}
    assert {one.id for one in lost.commitments} == {"ficha", "carta"}
    assert [one.id for one in lost.planned] == [planned]
    assert not lost.cut


def test_of_the_office_s_own_people_it_is_who_else_of_the_office_was_there(
    embassy: Store, ana: Viewer
) -> None:
    for id in ("luz", "sol"):
        create_actor(embassy, ana, make_person(id=id, name=id, parent="ofai"))
    meet(embassy, ana, "2026-03-01", Participant(actor="luz"), Participant(actor="uis"), title="Sola")
    meet(
        embassy,
        ana,
        "2026-04-01",
        Participant(actor="luz"),
        Participant(actor="sol"),
        Participant(actor="ccb"),
    )
    lost = losses_of(embassy, "luz")
    assert lost.own_staff
    assert [one.title for one in lost.alone] == ["Sola"]
    assert [door.id for door in lost.doors] == ["uis"]


def test_who_leaves_nothing_behind_is_said_too(embassy: Store, ana: Viewer) -> None:
    create_actor(embassy, ana, make_person(id="paul", name="Paul Roy"))
    assert losses_of(embassy, "paul").nothing
