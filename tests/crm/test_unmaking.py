"""A large import is taken back a page at a time, by the same rules as any unit of work."""

from __future__ import annotations

import pytest

from crm import unmaking
from crm.access import Viewer
from crm.actors import create_actor, get_actor, save_many_actors, update_actor
from crm.errors import EditConflict, NotAllowed
from crm.history import history_of, undo
from crm.interactions import create_interaction, save_many_interactions
from crm.unmaking import is_large, unmake
from graph.store import Store
from tests.makers import make_actor, make_interaction


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unmaking, "LARGE", 20)
    monkeypatch.setattr(unmaking, "_PAGE", 7)


def unit(store: Store, id: str) -> int:
    return history_of(store, id, limit=1)[0].transaction


def many(store: Store, ana: Viewer) -> list[str]:
    return save_many_actors(store, ana, [make_actor(id=f"a-{n}", name=f"Actor {n}") for n in range(50)])


def meetings(store: Store, ana: Viewer) -> list[str]:
    promise = [{"text": "Enviar", "owner": "uis", "due": "2027-01-15"}]
    made = [make_interaction("uis", title=f"Reunión {n}", commitments=promise) for n in range(30)]
    return save_many_interactions(store, ana, made)


def test_many_actors_are_taken_back_by_their_ids(store: Store, ana: Viewer) -> None:
    ids = many(store, ana)
    told: list[int] = []
    assert is_large(store, unit(store, ids[0]))
    undone = unmake(store, ana, unit(store, ids[0]), told.append)
    assert undone is not None
    assert sorted(undone.deleted) == sorted(ids)
    assert store.get(ids) == {}
    assert told == sorted(told)


def test_what_actors_keep_of_their_meetings_is_as_before(store: Store, ana: Viewer) -> None:
    create_interaction(store, ana, make_interaction("uis", title="Antes"))
    before = get_actor(store, "uis")
    ids = meetings(store, ana)
    assert get_actor(store, "uis").interactions == before.interactions + 30
    assert undo(store, ana, unit(store, ids[0])).restored == ()
    after = get_actor(store, "uis")
    kept = ("interactions", "last_contact", "next_due", "cold_on")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_nothing_is_taken_back_when_a_record_was_changed_since(store: Store, ana: Viewer) -> None:
    ids = many(store, ana)
    made = unit(store, ids[0])
    update_actor(store, ana, get_actor(store, ids[30]).changed(city="Cali"))
    revision = store.revision()
    with pytest.raises(EditConflict):
        undo(store, ana, made)
    assert store.revision() == revision


def test_what_others_link_to_by_now_is_archived(store: Store, ana: Viewer) -> None:
    ids = many(store, ana)
    create_interaction(store, ana, make_interaction(ids[3], title="Después"))
    undone = undo(store, ana, unit(store, ids[0]))
    assert undone.archived == (ids[3],)
    assert get_actor(store, ids[3]).archived


def test_a_unit_that_changed_records_is_left_to_the_usual_way(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(id="solo", name="Solo"))
    update_actor(store, ana, get_actor(store, "solo").changed(city="Cali"))
    assert unmake(store, ana, unit(store, "solo")) is None
    assert not is_large(store, 999_999)


def test_who_only_reads_takes_nothing_back(store: Store, ana: Viewer, reader: Viewer) -> None:
    ids = many(store, ana)
    with pytest.raises(NotAllowed):
        unmake(store, reader, unit(store, ids[0]))
