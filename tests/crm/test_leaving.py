"""An intern leaves: what she followed goes on with somebody, her doors close, and only the office's data can be undone."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.access import SYSTEM, Viewer, principals_of
from crm.accounts.managing import (
    NewToken,
    NewUser,
    create_user,
    disable_user,
    enable_user,
    make_token,
    open_session,
    session_viewer,
)
from crm.accounts.persons import link_person
from crm.accounts.tokens import token_viewer
from crm.accounts.users import get_user
from crm.actors import create_actor
from crm.commitments import CommitmentFilter, create_commitment, get_commitment, list_commitments
from crm.errors import InvalidData, NotAllowed
from crm.files.attaching import files_of
from crm.files.vault import Vault
from crm.history import recent_changes, undo
from crm.interactions import create_interaction, get_interaction
from crm.papers.docx import to_docx
from crm.rotation.account_paper import account_paper
from crm.rotation.leaving import Leaving, belongings_of, hand_over
from crm.units import unit_of
from crm.verification import check_kept
from graph.integrity import check_integrity
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_commitment, make_interaction, make_person

__all__ = ["both"]
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def account(store: Store, name: str, role="editor") -> Viewer:
    return create_user(
        store, SYSTEM, NewUser(f"{name}@red", name, "una frase larga y tranquila"), role
    ).viewer


@pytest.fixture
def luz(both: Store) -> Viewer:
    return account(both, "Luz")


@pytest.fixture
def sol(both: Store) -> Viewer:
    return account(both, "Sol", "administrator")


@pytest.fixture
def office(both: Store, luz: Viewer, sol: Viewer) -> Store:
    """Luz follows a promise and a planned meeting, has one meeting to herself, and owes something herself."""
    create_actor(both, luz, make_person(id="luz-p", name="Luz", parent="ofai"))
    create_actor(both, luz, make_person(id="sol-p", name="Sol", parent="ofai"))
    link_person(both, SYSTEM, luz.id, "luz-p")
    create_commitment(both, luz, make_commitment(id="ficha"))
    create_commitment(both, sol, make_commitment(id="propia", owner="luz-p"))
    create_interaction(both, luz, make_interaction("uis", id="planeada", status="planned", when="2027-01-15"))
    create_interaction(both, luz, make_interaction("uis", id="hecha"))
    create_interaction(both, luz, make_interaction("ccb", id="secreta", audience=(f"user:{luz.id}",)))
    return both


def test_what_passes_is_counted_first(office: Store, luz: Viewer) -> None:
    have = belongings_of(office, luz, luz.id, "luz-p")
    assert [one.id for one in have.commitments] == ["ficha"]
    assert [one.id for one in have.planned] == ["planeada"]
    assert [one.id for one in have.promises] == ["propia"]
    assert (have.private, have.count) == (1, 4)


def test_everything_open_passes_and_every_door_closes(office: Store, luz: Viewer, sol: Viewer) -> None:
    secret = open_session(office, luz.id, NOW)
    _token, key = make_token(office, luz, NewToken("hoja", "editor", f"user:{luz.id}"), NOW)
    assert hand_over(office, luz, Leaving(luz.id, sol.id, "luz-p", "sol-p")) == 4
    assert session_viewer(office, secret, NOW) is None
    assert token_viewer(office, key, NOW) is None
    assert get_user(office, luz.id).disabled
    assert get_commitment(office, "propia").owner == "sol-p"
    mine = list_commitments(office, CommitmentFilter(mine=sol.id)).items
    assert {one.id for one in mine} == {"ficha", "propia"}
    seen = office.as_seen_by(sol.principals)
    assert get_interaction(seen, "secreta").audience == tuple(sorted((f"user:{luz.id}", f"user:{sol.id}")))
    assert office.get(["hecha"])["hecha"].get("recorded_by") == luz.id, "what is over stays hers"
    assert check_integrity(office).flaws == []
    assert check_kept(office) == []


def test_what_passes_is_one_unit_and_undoing_it_opens_no_door(
    office: Store, luz: Viewer, sol: Viewer
) -> None:
    hand_over(office, sol, Leaving(luz.id, account(office, "Rey").id, "luz-p", "sol-p"))
    last = recent_changes(office.as_seen_by(sol.principals), 1)[0].transaction
    told = {one.record.id for one in unit_of(office.as_seen_by(sol.principals), last).records}
    assert told == {"ficha", "planeada", "propia"}
    undo(office, sol, last)
    assert get_commitment(office, "propia").owner == "luz-p"
    assert office.get(["ficha"])["ficha"].get("recorded_by") == luz.id
    assert get_user(office, luz.id).disabled, "only an administrator opens an account again"


def test_the_paper_is_kept_for_who_takes_over(
    office: Store, luz: Viewer, sol: Viewer, tmp_path: Path
) -> None:
    have = belongings_of(office, luz, luz.id)
    paper = account_paper(have, "Sol", {"ofai": "OFAI"}, "es")
    kept = Vault(tmp_path / "files").keep(io.BytesIO(to_docx(paper)), "Empalme de Luz.docx")
    hand_over(office, luz, Leaving(luz.id, sol.id), kept)
    (file,) = files_of(office.as_seen_by(sol.principals), "ofai")
    assert (file.name, file.kind, file.purpose) == ("Empalme de Luz.docx", "docx", "handover")
    other = account(office, "Rey", "administrator")
    assert files_of(office.as_seen_by(other.principals), "ofai") == []


def test_nobody_is_sent_away_by_others_or_into_nothing(office: Store, luz: Viewer, sol: Viewer) -> None:
    with pytest.raises(NotAllowed):
        hand_over(office, luz, Leaving(sol.id, luz.id))
    with pytest.raises(InvalidData) as last:
        hand_over(office, sol, Leaving(sol.id, luz.id))
    assert last.value.problems[0].key == "last_administrator"
    with pytest.raises(InvalidData):
        hand_over(office, luz, Leaving(luz.id, luz.id))
    rey = account(office, "Rey")
    disable_user(office, sol, rey.id)
    with pytest.raises(InvalidData):
        hand_over(office, luz, Leaving(luz.id, rey.id))


def key_of(office: Store, viewer: Viewer, leaving: Leaving) -> tuple[str, str]:
    with pytest.raises(InvalidData) as refused:
        hand_over(office, viewer, leaving)
    (problem,) = refused.value.problems
    return problem.field, problem.key


def test_a_reader_hands_nothing_over_and_moves_nobody_s_promises(
    office: Store, luz: Viewer, sol: Viewer
) -> None:
    reader = account(office, "Leo", "reader")
    with pytest.raises(NotAllowed):
        hand_over(office, reader, Leaving(reader.id, luz.id, "luz-p", "sol-p"))
    with pytest.raises(NotAllowed):
        belongings_of(office, reader, reader.id)
    assert get_commitment(office, "propia").owner == "luz-p"
    assert not get_user(office, reader.id).disabled


def test_one_s_own_leaving_passes_only_one_s_own_promises_to_somebody_there(
    office: Store, luz: Viewer, sol: Viewer
) -> None:
    rey = account(office, "Rey")
    assert key_of(office, rey, Leaving(rey.id, luz.id, "luz-p", "sol-p")) == (
        "person",
        "hand_over_not_oneself",
    )
    assert key_of(office, luz, Leaving(luz.id, rey.id, "luz-p", "nadie")) == ("successor", "unknown_record")
    assert get_commitment(office, "propia").owner == "luz-p"


def test_a_promise_that_one_does_not_see_stays_where_it_is(office: Store, luz: Viewer, sol: Viewer) -> None:
    hidden = make_commitment(id="oculta", owner="luz-p", audience=(f"user:{sol.id}",))
    create_commitment(office, sol, hidden)
    assert hand_over(office, luz, Leaving(luz.id, sol.id, "luz-p", "sol-p")) == 4
    assert get_commitment(office, "oculta").owner == "luz-p"
    assert check_kept(office) == []


def test_an_administrator_takes_nobody_s_private_records(office: Store, luz: Viewer, sol: Viewer) -> None:
    assert key_of(office, sol, Leaving(luz.id, sol.id)) == ("to", "hand_over_to_oneself")
    assert office.as_seen_by(principals_of(sol.id)).get(["secreta"]) == {}
    second = account(office, "Solbis")
    assert belongings_of(office, sol, luz.id).count == hand_over(office, sol, Leaving(luz.id, second.id)) == 2
    assert office.as_seen_by(second.principals).get(["secreta"]) == {}
    enable_user(office, sol, luz.id)
    assert "secreta" in office.as_seen_by(luz.principals).get(["secreta"])
    assert not get_user(office, luz.id).disabled
