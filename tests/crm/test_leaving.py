"""An intern leaves: what she followed goes on with somebody, her doors close, and only the office's data can be undone."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.access import SYSTEM, Viewer
from crm.accounts.managing import (
    NewToken,
    NewUser,
    create_user,
    disable_user,
    make_token,
    open_session,
    session_viewer,
)
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


def test_it_is_one_unit_and_undoing_it_opens_no_door(office: Store, luz: Viewer, sol: Viewer) -> None:
    hand_over(office, sol, Leaving(luz.id, sol.id, "luz-p", "sol-p"))
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
