"""Erasing, as a person may demand: the record, its files and its traces are gone, and what keeps the name is said."""

import io
from datetime import date
from pathlib import Path

import pytest

from crm.access import SYSTEM, Viewer
from crm.accounts.managing import NewUser, create_user, get_user
from crm.accounts.persons import link_person
from crm.actors import create_actor, get_actor
from crm.commitments import create_commitment, get_commitment
from crm.delegations.delegations import get_delegation, save_delegation
from crm.delegations.model import Delegation, Needs
from crm.delegations.needs import save_needs
from crm.erasing.erasing import consequences_of, erase_record
from crm.errors import Erased, InvalidData, NotAllowed, NotFound
from crm.files.attaching import attach_files
from crm.files.vault import Vault
from crm.history import history_of, undo
from crm.interactions import Participant, create_interaction, get_interaction
from crm.merging.merge import MergeOrder, merge_actors
from crm.projects import create_project, get_project
from crm.searching import search, suggest_actors
from crm.verification import check_kept
from graph.integrity import check_integrity
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_commitment, make_interaction, make_person, make_project

__all__ = ["both"]
NAME = "Zoraida Quintero"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "files")


@pytest.fixture
def person(both: Store, ana: Viewer) -> Store:
    create_actor(
        both, ana, make_person(id="zoraida", name=NAME, parent="embajada-francia", notes="Alérgica al maní")
    )
    made = make_interaction(
        "uis", id="reunion-zoraida", title=f"Reunión con {NAME} y UIS", summary=f"{NAME} habló."
    )
    came = Participant(actor="embajada-francia", person="zoraida")
    create_interaction(both, ana, made.having(participants=[*made.participants, came]))
    create_commitment(both, ana, make_commitment(id="ficha", owner="zoraida", beneficiary="uis"))
    create_project(both, ana, make_project(id="agua", must_include=["zoraida", "uis"], lead="zoraida"))
    return both


def test_what_will_happen_is_said_in_numbers_and_names(person: Store) -> None:
    said = consequences_of(person, "zoraida")
    assert (said.confirm, said.meetings, said.commitments, said.posts, said.files) == (NAME, 1, 1, 1, [])
    assert [one.id for one in said.titles] == ["reunion-zoraida"]
    assert [(one.id, one.field) for one in said.mentions] == [("reunion-zoraida", "summary")]
    assert said.addresses == ["reunion-zoraida"]
    assert said.hidden == 0


def test_a_person_is_forgotten_everywhere_the_program_wrote_the_name(
    person: Store, boss: Viewer, vault: Vault
) -> None:
    erase_record(person, boss, "zoraida", NAME, vault)
    with pytest.raises(Erased):
        get_actor(person, "zoraida")
    meeting = get_interaction(person, "reunion-zoraida")
    assert meeting.title == "Reunión con (nombre borrado) y UIS"
    assert [(one.actor, one.person) for one in meeting.participants] == [
        ("ofai", None),
        ("uis", None),
        ("embajada-francia", None),
    ]
    assert get_commitment(person, "ficha").owner is None
    assert get_commitment(person, "ficha").beneficiary == "uis"
    assert (get_project(person, "agua").must_include, get_project(person, "agua").lead) == (["uis"], None)
    assert search(person, "zoraida").people == []
    assert suggest_actors(person, "zorai") == []
    own = [change for change in person.changes(limit=10_000) if change.id == "zoraida"]
    assert all(change.before is None and change.after is None for change in own)
    assert own[-1].action == "erase"
    assert "maní" not in repr(person.changes(limit=10_000))
    assert fields_with_the_name(person) == ["summary"], "free texts are left for somebody to edit"
    assert check_integrity(person).flaws == []
    assert check_kept(person) == []
    assert get_actor(person, "uis").next_due == date(2026, 12, 15)


def fields_with_the_name(store: Store) -> list[str]:
    found = store.get([one.id for one in search(store, NAME).interactions]).values()
    return [
        name
        for node in found
        for name, value in node.properties.items()
        if isinstance(value, str) and NAME in value
    ]


def test_nobody_undoes_any_of_it(person: Store, boss: Viewer, vault: Vault) -> None:
    erase_record(person, boss, "zoraida", NAME, vault)
    for transaction in {
        change.transaction for change in person.changes(limit=10_000) if change.author == boss.id
    }:
        with pytest.raises(NotFound):
            undo(person, boss, transaction)


def test_a_meeting_goes_with_its_promises_and_files_and_counts_no_more(
    person: Store, ana: Viewer, boss: Viewer, vault: Vault
) -> None:
    made = create_interaction(
        person, ana, make_interaction("ccb", title="Secreta", commitments=[make_commitment()])
    )
    taken = vault.keep(io.BytesIO(b"lo que se dijo"), "nota.txt")
    (file,) = attach_files(person, ana, made.id, [taken])
    done = erase_record(person, boss, made.id, "secreta", vault)
    assert set(done.erased) == {made.id, made.commitments[0].id, file.id}
    assert done.files == 1
    assert not vault.has(taken.sha256)
    assert get_actor(person, "ccb").interactions == 0
    assert get_actor(person, "ofai").next_due is None
    with pytest.raises(Erased):
        get_interaction(person, made.id)
    assert check_integrity(person).flaws == []
    assert check_kept(person) == []


def test_bytes_that_another_meeting_has_too_stay(
    person: Store, ana: Viewer, boss: Viewer, vault: Vault
) -> None:
    taken = vault.keep(io.BytesIO(b"lo que se dijo"), "nota.txt")
    made = create_interaction(person, ana, make_interaction("ccb", title="Una"))
    attach_files(person, ana, made.id, [taken])
    attach_files(person, ana, "reunion-zoraida", [taken])
    assert erase_record(person, boss, made.id, "Una", vault).files == 0
    assert vault.has(taken.sha256)


def test_only_administrators_erase_and_only_what_they_typed(
    person: Store, ana: Viewer, boss: Viewer, vault: Vault
) -> None:
    with pytest.raises(NotAllowed):
        erase_record(person, ana, "zoraida", NAME, vault)
    with pytest.raises(InvalidData) as refused:
        erase_record(person, boss, "zoraida", "Zoraida", vault)
    assert refused.value.problems[0].field == "confirm"
    with pytest.raises(InvalidData):
        erase_record(person, boss, "ofai", "", vault)
    with pytest.raises(NotFound):
        erase_record(person, boss, "nadie", "nadie", vault)
    assert history_of(person, "zoraida")


def test_visits_mergers_and_accounts_forget_the_person_too(
    person: Store, ana: Viewer, boss: Viewer, vault: Vault
) -> None:
    visit = make_interaction(
        "embajada-francia", id="visita", kind="delegation_received", when="2027-06-07/2027-06-09"
    )
    create_interaction(person, ana, visit)
    members = [
        {"person": "zoraida", "head": True},
        {"name": "Otra persona", "organisation": "embajada-francia"},
    ]
    save_delegation(person, ana, Delegation.of({"interaction": "visita", "members": members}))
    needs = Needs.of({"interaction": "visita", "needs": [{"name": NAME, "food": "sin maní"}]})
    save_needs(person, ana, needs)
    create_actor(person, ana, make_person(id="zoraida-q", name="Zoraida Q."))
    versions = get_actor(person, "zoraida").version, get_actor(person, "zoraida-q").version
    merge_actors(person, ana, MergeOrder("zoraida", "zoraida-q", versions))
    user = create_user(person, SYSTEM, NewUser("zoraida@red", NAME, "una frase larga y tranquila"), "reader")
    link_person(person, boss, user.id, "zoraida")
    done = erase_record(person, boss, "zoraida", get_actor(person, "zoraida").name, vault)
    assert {"zoraida", "zoraida-q"} <= set(done.erased)
    assert [one.name for one in get_delegation(person, "visita").members] == ["Otra persona"]
    assert get_user(person, user.id).person is None
    assert "Zoraida Q." not in repr([record for batch in person.scan() for record in batch])
    erase_record(person, boss, "visita", str(person.get(["visita"])["visita"].get("title")), vault)
    assert "sin maní" not in repr([record for batch in person.scan() for record in batch])
    assert check_integrity(person).flaws == []
    assert check_kept(person) == []
