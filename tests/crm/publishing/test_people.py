"""A person's post is shown to anybody by choice alone, and nothing else of the person with it."""

import io
import json
from csv import DictReader
from dataclasses import replace

import pytest

from crm.access import Viewer
from crm.actors import archive_actor, create_actor, get_actor, update_actor
from crm.erasing.erasing import erase_record
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of, undo
from crm.people import add_post, end_post, get_person
from crm.publishing.directory import every_public_actor, public_actor
from crm.publishing.model import PublicPerson
from crm.publishing.open_data import Said, actor_jsonld, actors_jsonld, people_csv
from crm.publishing.people import hide_post, posts_in_public, posts_shown, show_post
from crm.publishing.settings import public_settings, save_public_settings
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_period, make_person, make_post

__all__ = ["both"]
PUBLIC = ("public",)
SHOWN = (PublicPerson("Rosa Díaz", "Rectora"),)


def holding(store: Store, person: str, title: str) -> str:
    return next(held.id for held in get_person(store, person).posts if held.title == title)


def show(store: Store, viewer: Viewer, person: str = "rosa", title: str = "Rectora") -> None:
    show_post(store, viewer, person, holding(store, person, title), get_person(store, person).version)


def hide(store: Store, viewer: Viewer, person: str = "rosa", title: str = "Rectora") -> None:
    hide_post(store, viewer, person, holding(store, person, title), get_person(store, person).version)


def people_at(store: Store, organisation: str = "uis"):
    return public_actor(store, organisation).fields.get("people", ())


def staff(store: Store, boss: Viewer) -> None:
    """A public university and chamber, people among the fields, and Rosa with a post at each."""
    for id in ("uis", "ccb"):
        update_actor(store, boss, get_actor(store, id).having(audience=PUBLIC))
    save_public_settings(store, boss, {"on": True, "fields": ["people"]}, public_settings(store).version)
    posts = [make_post("uis", title="Rectora"), make_post("ccb", title="Vocal")]
    told = {"email": "rosa@uis.edu.co", "phone": "+57 7 6344000", "notes": "Nota reservada"}
    create_actor(store, boss, make_person(id="rosa", name="Rosa Díaz", posts=posts, **told))


def test_a_post_is_shown_by_choice_undone_hidden_and_told_in_the_history_on_both_stores(
    both: Store, boss: Viewer
):
    staff(both, boss)
    assert people_at(both) == () == people_at(both, "ccb")
    show(both, boss)
    assert people_at(both) == SHOWN
    assert people_at(both, "ccb") == ()
    (newest, *_older) = history_of(both, "rosa")
    assert {name for name, *_sides in newest.fields} == {"audience", "public_posts"}
    undo(both, boss, newest.transaction)
    assert people_at(both) == ()
    assert PUBLIC not in {node.audience for node in both.get(["rosa"]).values()}
    show(both, boss)
    show(both, boss, title="Vocal")
    assert {name for name, *_sides in history_of(both, "rosa")[0].fields} == {"public_posts"}
    hide(both, boss)
    assert (people_at(both), people_at(both, "ccb")) == ((), (PublicPerson("Rosa Díaz", "Vocal"),))
    hide(both, boss, title="Vocal")
    seen = both.as_seen_by({"public"})
    posts = {held.post for held in get_person(both, "rosa").posts}
    assert seen.get(["rosa", *posts]) == {}


def test_who_is_erased_or_archived_is_named_no_longer_on_both_stores(both: Store, boss: Viewer, tmp_path):
    staff(both, boss)
    show(both, boss)
    archive_actor(both, boss, "rosa", get_actor(both, "rosa").version)
    assert people_at(both) == ()
    erase_record(both, boss, "rosa", "Rosa Díaz", Vault(tmp_path / "files"))
    assert people_at(both) == ()
    assert both.as_seen_by({"public"}).get(["rosa"]) == {}


def test_editing_the_person_and_new_posts_show_nothing_more(store: Store, boss: Viewer):
    staff(store, boss)
    show(store, boss)
    update_actor(store, boss, get_actor(store, "rosa").having(phone="+57 300 0000000"))
    add_post(store, boss, "rosa", make_post("ccb", title="Presidenta"))
    create_actor(store, boss, make_person(id="luz", name="Luz", posts=[make_post("uis", title="Rectora")]))
    update_actor(store, boss, get_actor(store, "luz").having(audience=PUBLIC))
    assert (people_at(store), people_at(store, "ccb")) == (SHOWN, ())
    assert posts_shown(store, ["rosa", "luz"]) == {holding(store, "rosa", "Rectora")}


def test_a_post_that_ended_is_neither_shown_nor_can_be_chosen(store: Store, boss: Viewer):
    staff(store, boss)
    show(store, boss)
    end_post(store, boss, "rosa", holding(store, "rosa", "Rectora"), make_period("2024-01-31").sort_day)
    assert people_at(store) == ()
    assert [one.title for one in posts_in_public(store, "rosa")] == ["Vocal"]
    with pytest.raises(InvalidData):
        show(store, boss)


def test_who_was_the_offices_again_comes_back_with_the_post_that_is_chosen_alone(store: Store, boss: Viewer):
    staff(store, boss)
    show(store, boss)
    narrowed = get_actor(store, "rosa").having(audience=("office",))
    with store.transaction("otra") as tx:
        tx.put_nodes([replace(store.get(["rosa"])["rosa"], audience=tuple(narrowed.audience))])
    assert people_at(store) == ()
    show(store, boss, title="Vocal")
    assert (people_at(store), len(people_at(store, "ccb"))) == ((), 1)


def test_only_an_administrator_decides_on_who_has_a_name_and_is_the_offices(
    store: Store, boss: Viewer, ana: Viewer
):
    staff(store, boss)
    with pytest.raises(NotAllowed):
        show(store, ana)
    with pytest.raises(EditConflict):
        show_post(store, boss, "rosa", holding(store, "rosa", "Rectora"), 99)
    with pytest.raises(NotFound):
        show_post(store, boss, "rosa", "nada", get_person(store, "rosa").version)
    for id, changes in (("cargo", {"unnamed": True}), ("mia", {"audience": ("user:jefa",)})):
        create_actor(
            store, boss, make_person(id=id, name=id, posts=[make_post("uis", title="Decana")], **changes)
        )
        with pytest.raises(InvalidData):
            show(store, boss, id, "Decana")


def test_what_is_missing_is_said(store: Store, boss: Viewer):
    staff(store, boss)
    show(store, boss)
    assert [(one.public, one.seen, one.missing) for one in posts_in_public(store, "rosa")] == [
        (one.title == "Rectora", one.title == "Rectora", ()) for one in posts_in_public(store, "rosa")
    ]
    save_public_settings(store, boss, {"on": False, "fields": []}, public_settings(store).version)
    update_actor(store, boss, get_actor(store, "uis").having(audience=("office",)))
    (rector,) = (one for one in posts_in_public(store, "rosa") if one.title == "Rectora")
    assert (rector.public, rector.seen, rector.missing) == (True, False, ("page", "field", "organisation"))


def test_open_data_say_name_post_and_organisation_and_no_contact(store: Store, boss: Viewer):
    staff(store, boss)
    show(store, boss)
    said = "".join(people_csv(every_public_actor(store)))
    (row,) = DictReader(io.StringIO(said.lstrip("\ufeff")))
    uis = public_actor(store, "uis")
    assert row == {
        "organisation": "uis",
        "organisation_name": uis.name,
        "name": "Rosa Díaz",
        "post": "Rectora",
    }
    (person,) = actor_jsonld(uis, "https://x.org/publico")["employee"]
    assert person == {
        "@type": "Person",
        "name": "Rosa Díaz",
        "jobTitle": "Rectora",
        "worksFor": {"@id": "https://x.org/publico/actores/uis"},
    }
    whole = "".join(
        actors_jsonld(every_public_actor(store), public_settings(store), Said("a", "b", "https://x.org"))
    )
    assert json.loads(whole)["hasPart"]
    for secret in ("rosa@", "6344000", "reservada"):
        assert secret not in said + whole
